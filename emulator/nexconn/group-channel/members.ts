import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { tokenPage } from "../paging";
import { channelId, flag, integer, optional, pageSize, pageToken, text, userId, userIds } from "../parameters";
import { invitable, mustExist } from "../user/rules";
import { addMembers, groupOf, LEAVE_WITH_ALL, memberOf, removeMember, roleOf } from "./rules";
import { shownGroup, shownMember } from "./shapes";

const ADMINS = 10;

const role = optional(integer({ min: 0, max: 3 }));

const leaveFlags = {
  shouldDeleteMute: optional(flag, "isDelBan"),
  shouldDeleteAllowedSendersList: optional(flag, "isDelWhite"),
  shouldDeleteFavorites: optional(flag, "isDelFollowed"),
} as const;

/** Who is in a group, and as what. */
export const groupMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group-channel/join",
    parameters: { channelId, userIds: userIds(100) },
    handle(args, context) {
      const { settings } = context;
      const group = groupOf(context, args.channelId);
      const people = invitable(context, args.userIds);
      const present = people.filter((id) => group.members.has(id));
      const none = present.length > 0 && present.length === people.length;
      const bad = settings.joinWithPresent === "fail" ? present.length > 0 : none;
      if (bad && settings.joinWithPresent !== "ignore") return refuse(25412, `user ${present[0]} is in the group`);
      addMembers(group, people, context);
      return shownGroup(group, context);
    },
  }),
  endpoint({
    call: "group-channel/leave",
    aliases: ["group-channel/quit"],
    parameters: { channelId, userIds: userIds(100), ...leaveFlags },
    handle(args, context) {
      const { leaveWithAbsent } = context.settings;
      const group = groupOf(context, args.channelId);
      if (args.userIds.includes(group.owner)) return refuse(25417, "the owner cannot leave");
      const present = args.userIds.filter((id) => group.members.has(id));
      const bad = leaveWithAbsent === "fail" ? present.length < args.userIds.length : present.length === 0;
      if (bad && leaveWithAbsent !== "ignore") {
        return refuse(25418, `user ${args.userIds.find((id) => !group.members.has(id))} is not in the group`);
      }
      for (const id of present) removeMember(group, id, args, context);
    },
  }),
  endpoint({
    call: "group-channel/member/kickout-all",
    parameters: { userId },
    handle(args, context) {
      const { state, settings } = context;
      const joined = [...state.groups.values()].filter(({ members }) => members.has(args.userId));
      const others = joined.filter(({ owner }) => owner !== args.userId);
      if (others.length < joined.length && settings.kickoutAllOwner !== "skip") {
        return refuse(settings.kickoutAllOwner, `user ${args.userId} owns a group`);
      }
      for (const group of others) removeMember(group, args.userId, LEAVE_WITH_ALL, context);
    },
  }),
  endpoint({
    call: "group-channel/joined/list",
    reads: true,
    parameters: { userId, role, pageToken, pageSize: pageSize(100), order: optional(flag) },
    handle(args, context) {
      const joined = [...context.state.groups.values()].flatMap((group) => {
        const member = group.members.get(args.userId);
        if (!member) return [];
        const rank = roleOf(group, args.userId, member);
        return !args.role || args.role === rank ? [{ group, seq: member.seq, joinedAt: member.joinedAt, rank }] : [];
      });
      const { page, ...more } = tokenPage(`joined ${args.userId} ${args.role ?? 0}`, joined, {
        pageToken: args.pageToken,
        pageSize: args.pageSize ?? 50,
        order: args.order ?? 1,
      });
      return {
        ...more,
        groups: page.map(({ group, joinedAt, rank }) => ({
          ...shownGroup(group, context),
          alias: group.aliases.get(args.userId) ?? "",
          joinedAt,
          role: rank,
        })),
      };
    },
  }),
  endpoint({
    call: "group-channel/member/list",
    reads: true,
    parameters: { channelId, memberRole: role, pageToken, pageSize: pageSize(100), order: optional(flag) },
    handle(args, context) {
      const group = groupOf(context, args.channelId);
      const fitting = [...group.members].flatMap(([id, member]) =>
        !args.memberRole || args.memberRole === roleOf(group, id, member) ? [{ id, member, seq: member.seq }] : [],
      );
      const { page, ...more } = tokenPage(`members ${group.channelId} ${args.memberRole ?? 0}`, fitting, {
        pageToken: args.pageToken,
        pageSize: args.pageSize ?? 50,
        order: args.order ?? 1,
      });
      return {
        totalCount: fitting.length,
        ...more,
        members: page.map(({ id, member }) => shownMember(group, id, member)),
      };
    },
  }),
  endpoint({
    call: "group-channel/member/batch/get",
    reads: true,
    parameters: { channelId, userIds: userIds(100) },
    handle(args, context) {
      const group = groupOf(context, args.channelId);
      const members = args.userIds.flatMap((id) => {
        const member = group.members.get(id);
        return member ? [shownMember(group, id, member)] : [];
      });
      return { totalCount: members.length, members };
    },
  }),
  endpoint({
    call: "group-channel/member/set",
    parameters: { channelId, userId, nickname: optional(text({ max: 64 })), extra: optional(text({ max: 128 })) },
    handle(args, context) {
      const member = memberOf(groupOf(context, args.channelId), args.userId);
      member.nickname = args.nickname ?? member.nickname;
      member.extra = args.extra ?? member.extra;
    },
  }),
  endpoint({
    call: "group-channel/transfer/owner",
    parameters: { channelId, newOwner: userId, shouldLeave: optional(flag, "shouldQuit"), ...leaveFlags },
    handle(args, context) {
      const { settings } = context;
      const group = groupOf(context, args.channelId);
      const former = group.owner;
      if (args.newOwner === former) {
        return settings.transferToOwner === 0 ? undefined : refuse(1002, `user ${former} is the owner`);
      }
      if (settings.transferToOutsider === "join" && !group.members.has(args.newOwner)) {
        mustExist(context, [args.newOwner]);
        addMembers(group, [args.newOwner], context);
      }
      memberOf(group, args.newOwner).admin = false;
      memberOf(group, former).admin = settings.formerOwner === "admin";
      group.owner = args.newOwner;
      if (args.shouldLeave === 1) removeMember(group, former, args, context);
    },
  }),
  endpoint({
    call: "group-channel/admin/add",
    parameters: { channelId, userIds: userIds(10) },
    handle(args, context) {
      const group = groupOf(context, args.channelId);
      const say = (more: Record<string, unknown>) => (context.settings.adminFailureFields ? more : {});
      if (args.userIds.includes(group.owner)) return refuse(25425, "the owner cannot be an admin");
      const outsiders = args.userIds.filter((id) => !group.members.has(id));
      if (outsiders.length > 0) {
        return refuse(25418, `user ${outsiders[0]} is not in the group`, say({ userIds: outsiders }));
      }
      const admins = [...group.members].filter(([, { admin }]) => admin).map(([id]) => id);
      if (new Set([...admins, ...args.userIds]).size > ADMINS) {
        return refuse(25419, `more than ${ADMINS} admins`, say({ managerCount: admins.length }));
      }
      for (const id of args.userIds) memberOf(group, id).admin = true;
    },
  }),
  endpoint({
    call: "group-channel/admin/remove",
    parameters: { channelId, userIds: userIds(10) },
    handle(args, context) {
      const group = groupOf(context, args.channelId);
      const members = args.userIds.map((id) => memberOf(group, id));
      if (context.settings.removeNonAdmin !== 0 && members.some(({ admin }) => !admin)) {
        return refuse(25420, "not an admin");
      }
      for (const member of members) member.admin = false;
    },
  }),
];
