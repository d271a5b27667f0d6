import type { ArgumentsOf } from "../../cloud/readers";
import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { changedExt } from "../ext-profile";
import { tokenPage } from "../paging";
import {
  channelId,
  flag,
  object,
  optional,
  pageSize,
  pageToken,
  pairs,
  required,
  text,
  texts,
  userId,
} from "../parameters";
import { GROUP_TEXTS, type Group, PERMISSIONS } from "../state";
import { invitable, mustExist } from "../user/rules";
import { permissionFields, textFields } from "./parameters";
import { addMembers, checkGroupExt, checkGroupId, dismiss, groupOf, noPermissions } from "./rules";
import { shownGroup, shownTexts } from "./shapes";

const name = optional(text({ max: 64 }));

const profileParameters = {
  groupProfile: optional(object(textFields)),
  permissions: optional(object(permissionFields)),
  groupExtProfile: optional(pairs()),
} as const;

type Profile = ArgumentsOf<typeof profileParameters>;

/** Takes over what was sent. By the setting, the rest of an object that was sent stays or goes back to unset. */
function patch(group: Group, { groupProfile, permissions, groupExtProfile }: Profile, { settings }: Context): void {
  const merge = settings.groupProfileMerge;
  const ext = groupExtProfile && changedExt(group.ext, groupExtProfile, merge, settings);
  if (groupExtProfile && ext) {
    checkGroupExt(groupExtProfile, ext);
    group.ext = ext;
  }
  if (groupProfile) {
    if (merge === "replace") group.texts = {};
    for (const key of GROUP_TEXTS) group.texts[key] = groupProfile[key] ?? group.texts[key];
  }
  if (permissions) {
    if (merge === "replace") group.permissions = noPermissions();
    for (const key of PERMISSIONS) group.permissions[key] = permissions[key] ?? group.permissions[key];
  }
}

function checkName(text: string): void {
  if (text === "") refuse(25423, "the group's name is empty");
}

/** The calls on groups as such. */
export const groupEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group-channel/create",
    parameters: {
      channelId,
      name,
      owner: userId,
      userIds: optional(texts({ max: 30, mayBeEmpty: true })),
      ...profileParameters,
    },
    handle(args, context) {
      const { state, settings, now } = context;
      checkGroupId(args.channelId, context);
      checkName(args.name ?? "");
      if (state.groups.has(args.channelId)) return refuse(25409, `group ${args.channelId} exists`);
      const { userIds: invited = [] } = args;
      if (settings.ownerInUserIds === 1002 && invited.includes(args.owner)) {
        return refuse(1002, "userIds has the owner");
      }
      mustExist(context, [args.owner]);
      const people = [...new Set([args.owner, ...invitable(context, invited)])];
      state.lastSeq += 1;
      const group: Group = {
        channelId: args.channelId,
        seq: state.lastSeq,
        creator: args.owner,
        createdAt: now,
        name: args.name ?? "",
        owner: args.owner,
        texts: {},
        permissions: noPermissions(),
        ext: new Map(),
        members: new Map(),
        aliases: new Map(),
        favorites: new Map(),
      };
      patch(group, args, context);
      addMembers(group, people, context);
      state.groups.set(group.channelId, group);
    },
  }),
  endpoint({
    call: "group-channel/dismiss",
    parameters: { channelId },
    handle(args, context) {
      const exists = context.state.groups.has(args.channelId);
      if (exists || context.settings.dismissUnknownGroup !== 0) dismiss(groupOf(context, args.channelId), context);
    },
  }),
  endpoint({
    call: "group-channel/profile/update",
    parameters: {
      channelId,
      ...profileParameters,
      groupProfile: optional(object({ ...textFields, name })),
    },
    handle(args, context) {
      const group = groupOf(context, args.channelId);
      const newName = args.groupProfile?.name ?? group.name;
      checkName(newName);
      patch(group, args, context);
      group.name = newName;
    },
  }),
  endpoint({
    call: "group-channel/profile/list",
    reads: true,
    parameters: { channelIds: required(texts({ max: 50 })) },
    handle(args, context) {
      const { state, settings } = context;
      const unknown = args.channelIds.find((id) => !state.groups.has(id));
      if (unknown !== undefined && settings.unknownGroupsInProfileList !== "omit") {
        return refuse(settings.unknownGroupsInProfileList, `group ${unknown} does not exist`);
      }
      return {
        profiles: args.channelIds.flatMap((id) => {
          const group = state.groups.get(id);
          return group ? [shownGroup(group, context)] : [];
        }),
      };
    },
  }),
  endpoint({
    call: "group-channel/list",
    reads: true,
    parameters: { pageToken, pageSize: pageSize(1000), order: optional(flag) },
    handle(args, context) {
      const { page, ...more } = tokenPage("groups", [...context.state.groups.values()], {
        pageToken: args.pageToken,
        pageSize: args.pageSize ?? 50,
        order: args.order ?? 1,
      });
      return {
        ...more,
        groups: page.map((group) => ({
          channelId: group.channelId,
          name: group.name,
          groupProfile: shownTexts(group.texts, context),
          creator: group.creator,
          owner: group.owner,
          createdAt: group.createdAt,
        })),
      };
    },
  }),
];
