import type { Payload } from "../../cloud/endpoint";
import { refuse } from "../../cloud/refusal";
import { demandAccounts, endOf, isRunning } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accounts, GroupId, optional, required, seconds, text } from "../parameters";
import type { Group, Mutes } from "../state";
import { findTopic } from "../topic/rules";
import { demandAuthority, findGroup } from "./rules";

function mutesOf(group: Group, topicId: string | undefined, context: Context): Mutes {
  return topicId === undefined ? group.mutes : findTopic(group, topicId, context).mutes;
}

/** Mutes that are running; those that are over are forgotten. */
function running(mutes: Mutes, context: Context): [string, number][] {
  for (const [id, period] of mutes) if (!isRunning(period, context.nowSeconds)) mutes.delete(id);
  return [...mutes].map(([id, period]) => [id, endOf(period, context)]);
}

function listing(call: string, show: (GroupId: string, muted: readonly [string, number][]) => Payload): Endpoint {
  return endpoint({
    call: `group_open_http_svc/${call}`,
    reads: true,
    parameters: { GroupId, TopicId: optional(text({ nonEmpty: true })) },
    handle({ GroupId, TopicId }, context) {
      const group = findGroup(context, GroupId);
      return show(GroupId, running(mutesOf(group, TopicId, context), context));
    },
  });
}

/** Mutes in a group or topic. They outlast leaving and joining again. */
export const groupMuteEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/forbid_send_msg",
    parameters: {
      GroupId,
      Members_Account: required(accounts({ nonEmpty: true, max: 500, maxCode: 10005 })),
      MuteTime: required(seconds, { alias: "ShutUpTime" }),
      TopicId: optional(text({ nonEmpty: true })),
    },
    handle({ GroupId, Members_Account, MuteTime, TopicId }, context) {
      const group = findGroup(context, GroupId);
      demandAuthority(group.Type, context);
      demandAccounts(Members_Account, context);
      const mutes = mutesOf(group, TopicId, context);
      const stranger = Members_Account.find((id) => !group.members.has(id) && !group.audience.has(id));
      if (stranger !== undefined && context.settings.muteNonMember === "fail") {
        return refuse(10004, `${stranger} is not a member`);
      }
      for (const id of Members_Account) {
        if (MuteTime === 0) mutes.delete(id);
        else mutes.set(id, { from: context.nowSeconds, seconds: MuteTime });
      }
      return {};
    },
  }),
  listing("get_group_muted_account", (GroupId, muted) => ({
    GroupId,
    MutedAccountList: muted.map(([Member_Account, MutedUntil]) => ({ Member_Account, MutedUntil })),
  })),
  listing("get_group_shutted_uin", (GroupId, muted) => ({
    GroupId,
    ShuttedUinList: muted.map(([Member_Account, ShuttedUntil]) => ({ Member_Account, ShuttedUntil })),
  })),
];
