import { refuse } from "../../cloud/refusal";
import { demandAccounts, endOf, isRunning } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accounts, count, GroupId, integer, optional, required, text, UINT32 } from "../parameters";
import type { Group } from "../state";
import { takeOut } from "./leaving";
import { findGroup } from "./rules";

const people = required(accounts({ nonEmpty: true, max: 20, maxCode: 10005 }));

/** A group that has bans, by its type and the app's plan. */
function findBannable(context: Context, id: string): Group {
  const { banFeature, banTypes } = context.settings;
  const group = findGroup(context, id);
  const without = {
    all: false,
    withoutCommunity: group.Type === "Community",
    AVChatRoom: group.Type !== "AVChatRoom",
  }[banTypes];
  return banFeature && !without ? group : refuse(10007, "bans are not available");
}

/** Keeping people out of a group. */
export const groupBanEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/ban_group_member",
    parameters: {
      GroupId,
      Members_Account: people,
      Duration: required(integer({ min: 1, max: UINT32 })),
      Description: optional(text({ max: 1000 })),
    },
    handle({ GroupId, Members_Account, Duration, Description = "" }, context) {
      const { settings, nowSeconds } = context;
      const group = findBannable(context, GroupId);
      demandAccounts(Members_Account, context);
      if (Members_Account.includes(group.Owner_Account)) {
        return refuse(settings.ownerRefusal, "the owner cannot be banned");
      }
      for (const id of Members_Account) {
        group.bans.set(id, { from: nowSeconds, seconds: Duration, Description });
        group.audience.delete(id);
        if (settings.banRemovesMember) takeOut(group, id, context);
      }
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/unban_group_member",
    parameters: { GroupId, Members_Account: people },
    handle({ GroupId, Members_Account }, context) {
      const group = findBannable(context, GroupId);
      for (const id of Members_Account) group.bans.delete(id);
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/get_group_ban_member",
    reads: true,
    parameters: {
      GroupId,
      Limit: required(integer({ min: 1, max: 100 })),
      Offset: required(count),
    },
    handle({ GroupId, Limit, Offset }, context) {
      const group = findBannable(context, GroupId);
      const bans = [...group.bans]
        .filter(([, ban]) => isRunning(ban, context.nowSeconds))
        .map(([Member_Account, ban]) => ({ Member_Account, BannedUntil: endOf(ban, context) }))
        .sort((one, other) => one.BannedUntil - other.BannedUntil);
      const end = Offset + Limit;
      return { BannedAccountList: bans.slice(Offset, end), NextOffset: end < bans.length ? end : 0 };
    },
  }),
];
