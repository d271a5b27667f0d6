import { sha256 } from "../../cloud/objects";
import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { integer, optional, required, text, userId, userIds } from "../parameters";
import type { User } from "../state";
import { mustBeRegistered, newToken } from "./rules";

const name = text({ max: 64, nonEmpty: true });
const avatarUrl = optional(text({ max: 1024, unit: "bytes" }));

export const profileTexts = { name: optional(name), avatarUrl };

function register(id: string, { state, settings, now }: Context): User {
  const { userLimit, userLimitCountsDeleted } = settings;
  const counted = state.users.size - (userLimitCountsDeleted ? 0 : state.deletions.size);
  if (userLimit > 0 && counted >= userLimit) return refuse(2007, "registered user limit reached");
  const user: User = { userId: id, name: "", avatarUrl: "", createdAt: now, tokens: [], tokensValidFrom: 0 };
  state.users.set(id, user);
  return user;
}

/** The calls under `auth/`. */
export const tokenEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "auth/access-token/issue",
    rate: { perSecond: 200 },
    parameters: { userId, name: required(name), avatarUrl },
    handle(args, context) {
      const { state, settings, now } = context;
      if (state.deletions.has(args.userId)) {
        return refuse(settings.softDeletedIssue, `user ${args.userId} is deactivated`);
      }
      const user = state.users.get(args.userId) ?? register(args.userId, context);
      user.name = args.name;
      if (args.avatarUrl !== undefined || settings.issueWithoutAvatar === "clear")
        user.avatarUrl = args.avatarUrl ?? "";
      const accessToken = newToken();
      user.tokens.push({ sha256: sha256(accessToken), issuedAt: now });
      return { userId: user.userId, accessToken };
    },
  }),
  endpoint({
    call: "auth/access-token/expire",
    parameters: { userIds: userIds(20), expiresAt: required(integer({ min: 0 })) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      for (const id of args.userIds) {
        const user = context.state.users.get(id);
        if (user) user.tokensValidFrom = Math.max(user.tokensValidFrom, args.expiresAt);
      }
    },
  }),
];
