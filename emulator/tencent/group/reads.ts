import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import {
  account,
  accounts,
  count,
  GroupId,
  integer,
  list,
  names,
  object,
  optional,
  required,
  text,
  zeroOrOne,
} from "../parameters";
import type { Group } from "../state";
import { findWithMembers, missingCode, missingText, roleIn } from "./rules";
import { groupBase, groupFilters, groupShape, pick } from "./shapes";
import { groupType, TYPES } from "./types";

/** Cursors begin beyond 32 bits, as the vendor's may. */
const CURSOR_BASE = 2 ** 32;
const cursor = count;

interface JoinedFilter {
  readonly GroupType?: string;
  readonly WithHugeGroups?: number;
  readonly WithNoActiveGroups?: number;
  readonly SupportTopic?: number;
}

function isShown(group: Group, filter: JoinedFilter): boolean {
  if (filter.GroupType !== undefined && group.Type !== filter.GroupType) return false;
  if (filter.SupportTopic !== undefined && group.SupportTopic !== filter.SupportTopic) return false;
  // A Private group becomes active with its first message, and nobody writes messages here.
  if (group.Type === "Private" && filter.WithNoActiveGroups !== 1) return false;
  return TYPES[group.Type].members || filter.WithHugeGroups === 1;
}

/** What a joined group shows of the account that asks. */
function selfInfo(group: Group, id: string, which: readonly string[], context: Context) {
  const member = group.members.get(id);
  const whole = {
    Role: roleIn(group, id) ?? "Member",
    JoinTime: member?.JoinTime ?? group.audience.get(id) ?? 0,
    MsgFlag: member?.MsgFlag ?? TYPES[group.Type].msgFlag,
    MsgSeq: 0,
  };
  return pick(whole, which, context);
}

/** Reading groups. */
export const groupReadEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/get_group_info",
    reads: true,
    parameters: {
      GroupIdList: required(list(text(), { nonEmpty: true, max: 50 })),
      ResponseFilter: optional(object(groupFilters)),
    },
    handle({ GroupIdList, ResponseFilter }, context) {
      const GroupInfo = GroupIdList.map((GroupId) => {
        const group = context.state.groups.get(GroupId);
        const code = group ? 0 : missingCode(GroupId, context);
        const head = { GroupId, ErrorCode: code, ErrorInfo: code === 0 ? "" : missingText(code) };
        return group ? { ...head, ...groupShape(group, ResponseFilter, context) } : head;
      });
      const failed = GroupInfo.find((one) => one.ErrorCode !== 0);
      const outer = context.settings.outerCodeOfGroupInfo === "firstFailure" ? failed : undefined;
      return {
        ...(outer && { ActionStatus: "FAIL", ErrorCode: outer.ErrorCode, ErrorInfo: outer.ErrorInfo }),
        GroupInfo,
      };
    },
  }),
  endpoint({
    call: "group_open_http_svc/get_appid_group_list",
    reads: true,
    parameters: {
      Limit: optional(integer({ min: 1, max: 10_000 })),
      Next: optional(cursor),
      GroupType: optional(groupType),
    },
    handle({ Limit = 10_000, Next = 0, GroupType }, { state }) {
      const all = [...state.groups.values()].filter((group) => GroupType === undefined || group.Type === GroupType);
      const rest = all.filter((group) => CURSOR_BASE + group.serial > Next);
      const page = rest.slice(0, Limit);
      return {
        TotalCount: all.length,
        GroupIdList: page.map(({ GroupId }) => ({ GroupId })),
        Next: page.length < rest.length ? CURSOR_BASE + (page.at(-1)?.serial ?? 0) : 0,
      };
    },
  }),
  endpoint({
    call: "group_open_http_svc/get_joined_group_list",
    reads: true,
    parameters: {
      Member_Account: required(account),
      Limit: optional(integer({ min: 1, max: 5000 })),
      Offset: optional(count),
      GroupType: optional(groupType),
      WithHugeGroups: optional(zeroOrOne),
      WithNoActiveGroups: optional(zeroOrOne),
      SupportTopic: optional(zeroOrOne),
      ResponseFilter: optional(object({ GroupBaseInfoFilter: optional(names), SelfInfoFilter: optional(names) })),
    },
    handle(args, context) {
      const { state, settings } = context;
      const { Member_Account: id, Limit = 5000, Offset = 0, ResponseFilter } = args;
      if (!state.accounts.has(id) && settings.unknownAccountInJoined === 10019) {
        return refuse(10019, `account ${id} does not exist`);
      }
      if (args.SupportTopic !== undefined && args.GroupType !== "Community") {
        return refuse(10004, "SupportTopic needs GroupType Community");
      }
      const joined = [...state.groups.values()].filter(
        (group) => (group.members.has(id) || group.audience.has(id)) && isShown(group, args),
      );
      const shownBase = ResponseFilter?.GroupBaseInfoFilter ?? [];
      const shownSelf = ResponseFilter?.SelfInfoFilter;
      return {
        TotalCount: joined.length,
        GroupIdList: joined.slice(Offset, Offset + Limit).map((group) => ({
          GroupId: group.GroupId,
          ...pick(groupBase(group, context), shownBase, context),
          ...(shownSelf && { SelfInfo: selfInfo(group, id, shownSelf, context) }),
        })),
      };
    },
  }),
  endpoint({
    call: "group_open_http_svc/get_role_in_group",
    reads: true,
    parameters: {
      GroupId,
      User_Account: required(accounts({ nonEmpty: true, max: 500, maxCode: 10005 })),
    },
    handle({ GroupId, User_Account }, context) {
      const group = findWithMembers(context, GroupId);
      return {
        UserIdList: User_Account.map((id) => ({ Member_Account: id, Role: roleIn(group, id) ?? "NotMember" })),
      };
    },
  }),
];
