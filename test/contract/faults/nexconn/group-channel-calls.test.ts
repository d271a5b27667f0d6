import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { useWarnings } from "../cloud";
import { describeFaults } from "../table";
import { type NexconnCloud, type Scenario, useNexconn } from "./harness";

const channelId = "support";
const base = { channelId, name: "Support", owner: "owner" };
const accounts = ["owner", "ann", "ben", "cid", "dan"];
const mark = ours;
const soon = new Date(Date.now() + 3_600_000).toISOString();

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: groupChannel, accounts, inputs: { ...base, ...inputs }, holds, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { ...base, ...before }, ...more };
}

const member = { role: "member" };
const admin = { role: "admin" };
const first = { comesFirst: true };
const made = { name: "Support", owner: "owner", members: { owner: {}, ann: member, ben: member } };

/** Somebody dismissed a group of the same id, which was frozen and had allowed senders. */
async function formerGroup(cloud: NexconnCloud): Promise<void> {
  await cloud.byHand("group-channel/create", { ...base, userIds: ["dan"] });
  await cloud.byHand("group-channel/freeze-list/add", { channelIds: [channelId] });
  await cloud.byHand("group-channel/allowed-sender-list/add", { channelId, userIds: ["dan"] });
  await cloud.byHand("group-channel/dismiss", { channelId });
}

const former: Partial<Scenario> = { prepare: formerGroup };

// What is left of a former group is told on standard error.
useWarnings();

describeFaults(useNexconn("--rate-limit", "off"), [
  creates("group-channel/profile/list", {}, { name: "Support" }, first),
  creates(
    "group-channel/create",
    { mark, members: ["ann", "ben"], groupExtProfile: { ext_a: "1" } },
    { ...made, groupExtProfile: { ext_a: "1", ext_pulumi_im: mark } },
    first,
  ),
  creates("group-channel/create", { members: ["ann", "ben"] }, made, first),
  creates("group-channel/admin/add", { members: { ann: { admin: true } } }, { members: { ann: admin } }),
  creates(
    "group-channel/member/set",
    { members: { ann: { nickname: "A" } } },
    { members: { ann: { nickname: "A", extra: "" } } },
  ),
  creates("group-channel/freeze-list/get", { isFrozen: true }, { frozen: true }),
  creates("group-channel/freeze-list/remove", { isFrozen: false }, { frozen: false }, former),
  creates("group-channel/freeze-list/get", {}, { frozen: true }, former),
  creates("group-channel/allowed-sender-list/get", {}, { allowedSenders: ["dan"] }, former),
  creates(
    "group-channel/allowed-sender-list/remove",
    { members: ["ann"], allowedSendersList: ["ann"] },
    { allowedSenders: ["ann"] },
    former,
  ),
  creates(
    "group-channel/user/mute-list/get",
    { members: ["ann"], mutedMembers: { ann: {} } },
    { mutes: { ann: { until: 0 } } },
  ),
  { ...updates("group-channel/profile/list", {}, { name: "New" }, { name: "New" }), ...first },
  updates(
    "group-channel/profile/update",
    { groupProfile: { introduction: "i" }, groupExtProfile: { ext_a: "1" } },
    {
      name: "New",
      groupProfile: { introduction: "" },
      permissions: { joinPerm: 1 },
      groupExtProfile: { ext_b: "2" },
    },
    { name: "New", groupProfile: { introduction: "" }, permissions: { joinPerm: 1 }, groupExtProfile: { ext_b: "2" } },
  ),
  updates("group-channel/member/list", { members: ["ann"] }, { members: ["ben"] }, { members: { ben: member } }, first),
  updates(
    "group-channel/join",
    { members: ["ann"] },
    { members: ["ann", "ben", "cid"] },
    { members: { ben: member, cid: member } },
  ),
  updates("group-channel/leave", { members: ["ann", "ben"] }, { members: ["ann"] }, { members: { ann: member } }),
  updates(
    "group-channel/admin/add",
    { members: ["ann"] },
    { members: { ann: { admin: true } } },
    { members: { ann: admin } },
  ),
  updates(
    "group-channel/admin/remove",
    { members: { ann: { admin: true } } },
    { members: ["ann"] },
    { members: { ann: member } },
  ),
  updates(
    "group-channel/transfer/owner",
    { members: ["ann"] },
    { owner: "ann", members: ["owner"] },
    { owner: "ann", members: { owner: member } },
  ),
  updates("group-channel/transfer/owner", { members: ["ann"] }, { owner: "ann", members: [] }, { owner: "ann" }),
  updates("group-channel/transfer/owner", {}, { owner: "dan" }, { owner: "dan", members: { owner: member } }),
  updates("group-channel/member/list", {}, { owner: "dan" }, { owner: "dan", members: { owner: member } }),
  updates(
    "group-channel/member/set",
    { members: { ann: { nickname: "A" } } },
    { members: { ann: { nickname: "", extra: "e" } } },
    { members: { ann: { nickname: "", extra: "e" } } },
  ),
  updates(
    "group-channel/allowed-sender-list/add",
    { members: ["ann", "ben"], allowedSendersList: ["ann"] },
    { members: ["ann", "ben"], allowedSendersList: ["ann", "ben"] },
    { allowedSenders: ["ann", "ben"] },
  ),
  updates(
    "group-channel/allowed-sender-list/remove",
    { members: ["ann"], allowedSendersList: ["ann"] },
    { members: ["ann"], allowedSendersList: [] },
    { allowedSenders: [] },
  ),
  updates(
    "group-channel/user/mute-list/add",
    { members: ["ann", "ben"], mutedMembers: { ann: {} } },
    { members: ["ann", "ben"], mutedMembers: { ann: { muteExpiresAt: soon }, ben: {} } },
    { mutes: { ann: { until: expect.any(Number) }, ben: { until: 0 } } },
  ),
  updates(
    "group-channel/user/mute-list/remove",
    { members: ["ann"], mutedMembers: { ann: {} } },
    { members: ["ann"], mutedMembers: {} },
    { mutes: {} },
  ),
  updates("group-channel/freeze-list/add", { isFrozen: false }, { isFrozen: true }, { frozen: true }),
  updates("group-channel/freeze-list/remove", { isFrozen: true }, { isFrozen: false }, { frozen: false }),
  {
    ...updates("group-channel/member/list", { members: ["ann", "ben"] }, { members: ["ann", "ben"] }, made),
    at: "read",
  },
  { ...updates("group-channel/profile/list", { mark }, { mark }, {}), holds: "nothing", at: "remove" },
  { ...updates("group-channel/dismiss", { mark }, { mark }, {}), holds: "nothing", at: "remove" },
]);
