import { refusal, wasCarriedOut } from "../../errors";
import { lookAfter } from "../../ownership/creations";
import { takeOver } from "../../ownership/ownership";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import { define } from "../../resource/definition";
import { canonicalTimestamp } from "../../schema/timestamps";
import type { NexconnClient } from "../client";
import { noProfile } from "../hosted-profile";
import { sortedIds } from "../ids";
import { saysUnknown } from "../people";
import { vendor } from "../vendor";
import {
  endTemporaryName,
  issueToken,
  type LiveUser,
  observeUser,
  syncUser,
  tokenToCome,
  withTokenKey,
} from "./change";
import { schema, temporary, type UserInputs, type UserState } from "./fields";
import { guide } from "./guide";
import { requestRestore } from "./restore";

/** The definition of `nexconn.User`. */
export const user = define<NexconnClient, UserInputs, UserState & LiveUser>({
  kind: "nexconn:User",
  vendor,
  schema,
  outputs: ["accessToken", "appId"],
  identities: [{ object: "user", by: "userId" }],
  secrets: ["accessToken"],
  replaceOn: ["userId"],
  writeOnly: ["tokenVersion", "accessTokenKey", "adopt"],
  calls: [
    { call: "user/get", when: "before each create and update, and on refresh" },
    {
      call: "user/profile/batch/get",
      when: "beside it, where `userProfile` or `userExtProfile` is declared or the user bears a mark",
    },
    { call: "user/tag/batch/get", when: "beside it, where `tags` is declared" },
    { call: "user/ban/list", when: "beside it, where `banExpiresAt` is declared" },
    { call: "channel-type/mute/list", when: "beside it, where `mutedChannelTypes` is declared" },
    {
      call: "user/soft-deleted/list",
      when: "the same, once in a minute for all users; and where a user who is to be made is there or refused, and during a restore",
    },
    {
      call: "auth/access-token/issue",
      when: "on create, where `tokenVersion` or the app's secret differs, and for a user who is taken over or restored",
    },
    { call: "auth/access-token/expire", when: "where `tokenVersion` differs" },
    { call: "user/profile/set", when: "where the hosted profile or the mark differs" },
    { call: "user/update", when: "where `name` or `avatarUrl` differs, and after a create that is marked" },
    { call: "user/tag/batch/set", when: "where `tags` differs" },
    { call: "user/ban", when: "where `banExpiresAt` differs" },
    { call: "user/unban", when: "where a ban is lifted" },
    { call: "channel-type/mute/set", when: "where `mutedChannelTypes` differs" },
    { call: "user/soft-delete", when: "on delete" },
    { call: "user/restore", when: "on create of a user who is soft-deleted" },
  ],
  replacement: "create",
  onDelete:
    "Soft-deletes the user, which the vendor does in the background within about 15 minutes: name, avatar and tokens go, memberships of groups stay, and the id stays taken. Declared again, the user is restored, which the vendor refuses for an hour, and gets everything that is declared once more. Nothing but the vendor's console deletes users for good.",
  guide,

  normalise(raw) {
    const inputs = { ...raw };
    if ("banExpiresAt" in raw) inputs.banExpiresAt = canonicalTimestamp(raw.banExpiresAt);
    for (const key of ["tags", "mutedChannelTypes"]) if (key in raw) inputs[key] = sortedIds(raw[key]);
    return { inputs, problems: [] };
  },

  conflicts: () => [],

  withTime: (inputs, olds, client) => withTokenKey(inputs, olds, client?.keyPrint),

  halfMade: {
    is: temporary.isIn,
    async end(client, userId, current, inputs) {
      await endTemporaryName(client, userId, current, inputs);
      return false;
    },
  },

  observe: observeUndeleted,

  async ensure(client, inputs) {
    const { userId, mark, adopt = false } = inputs;
    const facts = { vendor: "nexconn", call: "auth/access-token/issue", object: userId };
    const found = await observeUser(client, userId, inputs);
    if (found) {
      // Until a soft delete is done, the user looks as before.
      if (await client.lists.softDeleted.load(userId)) return restored(client, inputs);
      takeOver({ what: `nexconn user ${userId}`, idKey: "userId", facts, mark, adopt }, found);
      return { id: userId, current: unfinished(inputs, found), wasThere: true };
    }
    try {
      return { id: userId, current: await register(client, inputs) };
    } catch (error) {
      // The user is registered, and only the token is not understood: the change that follows asks for another one.
      if (wasCarriedOut(error)) {
        const made = await lookAfter(error, () => observeUser(client, userId, inputs));
        if (made) return { id: userId, current: unfinished(inputs, made) };
      }
      const isDeleted = refusal(error) !== undefined && (await client.lists.softDeleted.load(userId));
      if (!isDeleted) throw error;
      return restored(client, inputs);
    }
  },

  sync: syncUser,

  async remove(client, userId) {
    try {
      await client.call("user/soft-delete", { userIds: [userId] }, { object: userId });
    } catch (error) {
      if (!saysUnknown(error)) throw error;
    }
  },
});

/** What a program gives to an {@link User}: each value now, or as an output of another resource. */
export type UserArgs = ArgsOf<UserInputs, "accessTokenKey">;

/** A Nexconn user, its hosted profile, tags, ban and mutes, and the token that clients connect with. */
export class User extends resourceClass<UserArgs, UserState>(user) {}

/**
 * Registers a user. The call has no field for a mark: with marks on, the user gets a name that says whose it is, and its own
 * name once the profile bears the mark, so that a create that was cut short is known again at any moment.
 */
async function register(client: NexconnClient, inputs: UserInputs): Promise<Partial<UserState & LiveUser>> {
  const { userId, avatarUrl = "", tokenVersion, accessTokenKey, mark } = inputs;
  const name = temporary.first(mark, inputs.name);
  const accessToken = await issueToken(client, { userId, name, avatarUrl });
  const nothing = { tags: [], banExpiresAt: "", mutedChannelTypes: [], hosted: noProfile(), mark: "" };
  return { userId, name, avatarUrl, accessToken, tokenVersion, accessTokenKey, ...nothing };
}

/** The user, who counts as gone from the moment of a soft delete: until that is done, the vendor shows it as before. */
async function observeUndeleted(
  client: NexconnClient,
  userId: string,
  prior: Partial<UserState>,
): Promise<Partial<UserState & LiveUser> | undefined> {
  const live = await observeUser(client, userId, prior);
  if (live?.isDeleted || !(await client.lists.wasDeletedLately(userId))) return live;
  if (prior.accessToken === tokenToCome) return { userId, isDeleted: true };
  warn(
    `nexconn user ${userId} has been soft-deleted. The next \`pulumi up\` after a refresh has the vendor restore the user, which it refuses for an hour from the delete on.`,
  );
  return undefined;
}

/** A user who was there, of whose tokens none is known. */
function unfinished(inputs: UserInputs, found: Partial<UserState & LiveUser>): Partial<UserState & LiveUser> {
  return { ...found, accessToken: tokenToCome, tokenVersion: inputs.tokenVersion };
}

async function restored(client: NexconnClient, inputs: UserInputs) {
  const { userId } = inputs;
  await requestRestore(client, userId);
  return { id: userId, current: unfinished(inputs, { userId, isDeleted: true, isRestoreRequested: true }) };
}
