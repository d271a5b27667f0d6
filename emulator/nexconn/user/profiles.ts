import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { badPair, changedExt } from "../ext-profile";
import { numbered } from "../paging";
import { flag, optional, page, pageSize, pairs, textsAndNumbers, userId, userIds } from "../parameters";
import type { HostedProfile } from "../state";
import { mustBeRegistered, registered } from "./rules";

function shown(id: string, { version, userProfile, userExtProfile }: HostedProfile) {
  return { userId: id, version, userProfile, userExtProfile: Object.fromEntries(userExtProfile) };
}

function checkExt(pairs: ReadonlyMap<string, string> | undefined): void {
  const bad = badPair(pairs ?? new Map());
  if (!bad) return;
  if (bad.what === "value") refuse(24364, `value of ${bad.key} is too long`, { profileKey: bad.key });
  refuse(24362, `unknown key ${bad.key}`, { profileKey: bad.key });
}

function existingProfiles(context: Context, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const profile = context.state.profiles.get(id);
    return profile ? [shown(id, profile)] : [];
  });
}

/** Hosted profiles. */
export const userProfileEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "user/profile/set",
    parameters: { userId, userProfile: optional(textsAndNumbers), userExtProfile: optional(pairs()) },
    handle(args, context) {
      registered(context, args.userId);
      const { userProfile, userExtProfile } = args;
      if (!userProfile && !userExtProfile) return refuse(1002, "userProfile or userExtProfile is required");
      checkExt(userExtProfile);
      const { state, settings } = context;
      const before = state.profiles.get(args.userId) ?? { version: 0, userProfile: {}, userExtProfile: new Map() };
      const merge = settings.userProfileMerge;
      state.profiles.set(args.userId, {
        version: before.version + 1,
        userProfile: { ...((merge === "merge" || !userProfile) && before.userProfile), ...userProfile },
        userExtProfile: userExtProfile
          ? changedExt(before.userExtProfile, userExtProfile, merge, settings)
          : before.userExtProfile,
      });
    },
  }),
  endpoint({
    call: "user/profile/batch/get",
    reads: true,
    parameters: { userIds: userIds(20) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      return { users: existingProfiles(context, args.userIds) };
    },
  }),
  endpoint({
    call: "user/profile/list",
    reads: true,
    parameters: { page, pageSize: pageSize(100), order: optional(flag) },
    handle(args, context) {
      const ids = [...context.state.profiles.keys()];
      if (args.order === 1) ids.reverse();
      return { users: existingProfiles(context, numbered(ids, args.page ?? 1, args.pageSize ?? 20)) };
    },
  }),
  endpoint({
    call: "user/profile/delete",
    parameters: { userIds: userIds(20) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      for (const id of args.userIds) context.state.profiles.delete(id);
    },
  }),
];
