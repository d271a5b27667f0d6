import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accounts, count, GroupId, integer, list, oneOf, optional, type Reader, required } from "../parameters";
import type { Group, Member } from "../state";
import { findWithMembers, roleIn } from "./rules";
import { type Filters, type MemberShown, memberFilters, memberShape, shown } from "./shapes";

const filters = { ...memberFilters, MemberRoleFilter: optional(list(oneOf("Owner", "Admin", "Member"))) } as const;

type RoleFilter = Filters & { readonly MemberRoleFilter?: readonly string[] };

function shownMembers(filter: RoleFilter, context: Context): MemberShown {
  const filtered = filter.MemberInfoFilter !== undefined || filter.AppDefinedDataFilter_GroupMember !== undefined;
  return {
    info: shown(filter.MemberInfoFilter, filtered, context),
    custom: shown(filter.AppDefinedDataFilter_GroupMember, filtered, context),
  };
}

type MemberEntry = readonly [string, Member];

function ofRole(group: Group, members: readonly MemberEntry[], { MemberRoleFilter: roles }: RoleFilter): MemberEntry[] {
  return members.filter(([id]) => roles === undefined || roles.includes(roleIn(group, id) ?? ""));
}

const pageLimit = integer({ min: 1, max: (settings) => settings.memberPageMaximum });

/** Where a page of a community begins: text or a number, as the settings say. */
const communityNext: Reader<number> = (value, at, { settings, parameterCode }) => {
  const bad = () => refuse(parameterCode, `${at} is invalid`);
  if (settings.communityNext === "number") {
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : bad();
  }
  if (value === "") return 0;
  return typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : bad();
};

/** One page, and where the next begins; 0 after the last. */
function page(all: readonly MemberEntry[], start: number, limit: number): { entries: MemberEntry[]; next: number } {
  const end = start + limit;
  return { entries: all.slice(start, end), next: end < all.length ? end : 0 };
}

/** Reading members. */
export const memberReadEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/get_group_member_info",
    reads: true,
    parameters: {
      GroupId,
      Limit: optional(pageLimit),
      Offset: optional(count),
      Next: optional(communityNext),
      ...filters,
    },
    handle(args, context) {
      const { settings } = context;
      const group = findWithMembers(context, args.GroupId);
      const all = ofRole(group, [...group.members], args);
      const community = group.Type === "Community";
      const { entries, next } = community
        ? page(all, args.Next ?? 0, args.Limit ?? settings.communityPage)
        : page(all, args.Offset ?? 0, args.Limit ?? all.length);
      const which = shownMembers(args, context);
      return {
        MemberNum: group.members.size,
        MemberList: entries.map(([id, one]) => memberShape(group, id, one, which, context)),
        ...(community && { Next: settings.communityNext === "number" ? next : next === 0 ? "" : String(next) }),
      };
    },
  }),
  endpoint({
    call: "group_open_http_svc/get_specified_group_member_info",
    reads: true,
    parameters: {
      GroupId,
      Member_List_Account: required(accounts({ nonEmpty: true, max: 50, maxCode: 10005 })),
      ...filters,
    },
    handle(args, context) {
      const group = findWithMembers(context, args.GroupId);
      const found = args.Member_List_Account.flatMap((id): MemberEntry[] => {
        const member = group.members.get(id);
        return member ? [[id, member]] : [];
      });
      const which = shownMembers(args, context);
      return { MemberList: ofRole(group, found, args).map(([id, one]) => memberShape(group, id, one, which, context)) };
    },
  }),
];
