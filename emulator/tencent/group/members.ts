import { refuse } from "../../cloud/refusal";
import { isRunning } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import {
  account,
  accounts,
  count,
  GroupId,
  list,
  object,
  oneOf,
  optional,
  required,
  seconds,
  text,
  zeroOrOne,
} from "../parameters";
import type { TencentSettings } from "../settings";
import type { Group } from "../state";
import { declaredPairs, memberPairs, mergePairs } from "./custom-fields";
import { removeMembers } from "./leaving";
import {
  atJoinedQuota,
  demandAuthority,
  findGroup,
  findMember,
  findWithMembers,
  membersChanged,
  newMember,
} from "./rules";
import { TYPES } from "./types";

const silence = optional(zeroOrOne);
const addLimits = {
  nonEmpty: true,
  max: (settings: Readonly<TencentSettings>) => settings.addMemberMaximum,
  maxCode: 10005,
} as const;

const FAILED = 0;
const ADDED = 1;
const PRESENT = 2;

interface Offered {
  readonly Member_Account: string;
  readonly Role?: string;
  readonly JoinTime?: number;
}

/** Whether one of the accounts cannot be added, though the others may be. */
function isHindered({ Member_Account, JoinTime }: Offered, group: Group, { state, nowSeconds }: Context): boolean {
  if (!state.accounts.has(Member_Account)) return true;
  if (isRunning(group.bans.get(Member_Account), nowSeconds)) return true;
  return JoinTime !== undefined && (JoinTime < group.CreateTime || JoinTime > nowSeconds);
}

/** Refuses what fails an addition as a whole. */
function checkAddition(offered: readonly Offered[], group: Group, context: Context): void {
  const { state, settings, nowSeconds } = context;
  const unknown = offered.filter((one) => !state.accounts.has(one.Member_Account));
  const fatal =
    settings.unknownMember === "fail" || (settings.unknownMember === "whenAll" && unknown.length === offered.length);
  if (unknown.length > 0 && fatal) refuse(10019, `account ${unknown[0]?.Member_Account} does not exist`);
  const banned = offered.find((one) => isRunning(group.bans.get(one.Member_Account), nowSeconds));
  if (banned && settings.addBanned === "fail") refuse(10007, `${banned.Member_Account} is banned`);
  const fresh = offered.filter((one) => !group.members.has(one.Member_Account) && !isHindered(one, group, context));
  const ids = new Set(fresh.map((one) => one.Member_Account));
  if (group.members.size + ids.size > group.MaxMemberNum) refuse(10014, "group is full");
  const full = [...ids].find((id) => atJoinedQuota(context, id));
  if (full !== undefined) refuse(10037, `${full} is in too many groups`);
}

/** Adds whom it can; the result of each is in the answer. */
function add(group: Group, offered: readonly Offered[], context: Context) {
  checkAddition(offered, group, context);
  const results = offered.map((one) => {
    const id = one.Member_Account;
    if (group.members.has(id)) return { Member_Account: id, Result: PRESENT };
    if (isHindered(one, group, context)) return { Member_Account: id, Result: FAILED };
    const member = newMember(group.Type, one.JoinTime ?? context.nowSeconds);
    member.admin = one.Role === "Admin";
    group.members.set(id, member);
    return { Member_Account: id, Result: ADDED };
  });
  if (results.some((one) => one.Result === ADDED)) membersChanged(group, context);
  return { MemberList: results };
}

/** Adding, importing, removing and changing members. */
export const groupMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/add_group_member",
    parameters: {
      GroupId,
      Silence: silence,
      MemberList: required(list(object({ Member_Account: required(account) }), addLimits)),
    },
    handle: (args, context) => add(findWithMembers(context, args.GroupId), args.MemberList, context),
  }),
  endpoint({
    call: "group_open_http_svc/import_group_member",
    parameters: {
      GroupId,
      MemberList: required(
        list(
          object({
            Member_Account: required(account),
            Role: optional(oneOf("Admin")),
            JoinTime: optional(count),
            UnreadMsgNum: optional(count),
          }),
          addLimits,
        ),
      ),
    },
    handle({ GroupId, MemberList }, context) {
      const group = findWithMembers(context, GroupId);
      if (MemberList.some((one) => one.Role !== undefined)) demandAuthority(group.Type, context);
      return add(group, MemberList, context);
    },
  }),
  endpoint({
    call: "group_open_http_svc/delete_group_member",
    parameters: {
      GroupId,
      MemberToDel_Account: required(
        accounts({ nonEmpty: true, max: (settings) => settings.deleteMemberMaximum, maxCode: 10005 }),
      ),
      Silence: silence,
      Reason: optional(text()),
    },
    handle({ GroupId, MemberToDel_Account }, context) {
      const { settings } = context;
      const group = findGroup(context, GroupId);
      if (!TYPES[group.Type].members) return refuse(10004, `not supported by ${group.Type}`);
      if (settings.removeOwner === "refuse" && MemberToDel_Account.includes(group.Owner_Account)) {
        return refuse(settings.ownerRefusal, "the owner cannot be removed");
      }
      removeMembers(group, MemberToDel_Account, context);
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/modify_group_member_info",
    parameters: {
      GroupId,
      Member_Account: required(account),
      Role: optional(oneOf("Admin", "Member")),
      MsgFlag: optional(oneOf("AcceptAndNotify", "AcceptNotNotify", "Discard")),
      NameCard: optional(text({ max: 50, title: "name card" })),
      AppMemberDefinedData: optional(memberPairs),
      MuteTime: optional(seconds, "ShutUpTime"),
    },
    handle(args, context) {
      const { settings, nowSeconds } = context;
      const group = findWithMembers(context, args.GroupId);
      const id = args.Member_Account;
      const member = findMember(context, group, id);
      if (args.Role === "Admin" || args.MuteTime !== undefined) demandAuthority(group.Type, context);
      if (args.Role !== undefined && id === group.Owner_Account) {
        return refuse(settings.ownerRefusal, "the owner's role cannot be changed");
      }
      const fields = declaredPairs(args.AppMemberDefinedData ?? [], group.Type, settings.memberCustomKeys, context);

      if (args.Role !== undefined) member.admin = args.Role === "Admin";
      member.MsgFlag = args.MsgFlag ?? member.MsgFlag;
      member.NameCard = args.NameCard ?? member.NameCard;
      mergePairs(member.AppMemberDefinedData, fields);
      if (args.MuteTime === 0) group.mutes.delete(id);
      else if (args.MuteTime !== undefined) group.mutes.set(id, { from: nowSeconds, seconds: args.MuteTime });
      membersChanged(group, context);
      return {};
    },
  }),
];
