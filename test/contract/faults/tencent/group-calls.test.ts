import { group } from "../../../../provider/tencent/group/resource";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { describeFaults } from "../table";
import { type Scenario, useTencent } from "./harness";

const svc = "group_open_http_svc";
const GroupId = "ops";
const mark = ours;
const base = { Type: "Public", GroupId, Name: "Ops", Owner_Account: "owner" };
const accounts = ["owner", "ann", "ben", "cid", "dan"];

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  const all = { ...base, ...inputs };
  return { call: `${svc}/${call}`, at: "create", definition: group, accounts, inputs: all, holds, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { ...creates(call, inputs, holds, more), at: "update", before: { ...base, ...before } };
}

const member = { Role: "Member" };
const admin = { Role: "Admin" };
const two = { MemberList: ["ann", "ben"] };
const made = { Name: "Ops", Owner_Account: "owner", members: { owner: { Role: "Owner" }, ann: member, ben: member } };
const full = { ...two, Introduction: "i", MaxMemberCount: 9, AppDefinedData: { kind: "k" } };
const first = { comesFirst: true };
const forever = { MutedUntil: 4294967295 };
const ann = (fields: Values) => ({ MemberList: { ann: fields } });
const attributes = { "pulumi-im": mark };

describeFaults(
  useTencent(
    "--rate-limit",
    "off",
    "--setting",
    "tencent.groupCustomKeys=kind",
    "--setting",
    "tencent.memberCustomKeys=kind",
  ),
  [
    creates("create_group", full, { ...made, Introduction: "i", MaxMemberNum: 9 }, first),
    creates("create_group", { ...full, mark }, { ...made, Introduction: "i", MaxMemberNum: 9, attributes }, first),
    creates("get_group_info", full, made, first),
    creates("modify_group_attr", { ...full, mark }, { ...made, attributes }, { leavesNothing: true }),
    creates("modify_group_base_info", { ...full, mark }, { ...made, attributes }, { leavesNothing: true }),
    creates("add_group_member", { ...full, mark }, { ...made, attributes }),
    creates("modify_group_member_info", ann({ Role: "Admin" }), { members: { ann: admin } }),
    creates("forbid_send_msg", { MutedAccountList: ["ann"] }, { mutes: { ann: expect.anything() } }),
    creates("ban_group_member", { BannedAccountList: ["ann"] }, { bans: { ann: expect.anything() } }),
    updates("get_group_info", {}, { Name: "Ops 2" }, { Name: "Ops 2" }, first),
    {
      ...updates("get_group_attr", { mark }, { mark, Name: "Ops 2" }, { Name: "Ops 2" }, first),
      call: "group_open_attr_http_svc/get_group_attr",
    },
    updates("get_group_member_info", two, { ...two, Name: "Ops 2" }, { Name: "Ops 2" }, first),
    updates(
      "get_group_muted_account",
      { MutedAccountList: {} },
      { MutedAccountList: {}, Name: "2" },
      { Name: "2" },
      first,
    ),
    updates(
      "get_group_ban_member",
      { BannedAccountList: {} },
      { BannedAccountList: {}, Name: "2" },
      { Name: "2" },
      first,
    ),
    updates(
      "modify_group_base_info",
      full,
      { ...two, Introduction: "", MaxMemberCount: 5, AppDefinedData: {} },
      { Introduction: "", MaxMemberNum: 5 },
    ),
    updates(
      "add_group_member",
      { MemberList: ["ann"] },
      { MemberList: ["ann", "ben", "cid"] },
      { members: { cid: member } },
    ),
    updates("delete_group_member", two, { MemberList: ["ann"] }, { members: { ann: member } }),
    updates("modify_group_member_info", two, ann({ Role: "Admin" }), { members: { ann: admin } }),
    updates("modify_group_member_info", ann({ Role: "Admin" }), { MemberList: ["ann"] }, { members: { ann: member } }),
    updates(
      "modify_group_member_info",
      ann({ AppMemberDefinedData: { kind: "k" } }),
      ann({ AppMemberDefinedData: {} }),
      { members: { ann: member } },
    ),
    updates(
      "change_group_owner",
      { MemberList: ["ann"] },
      { Owner_Account: "ann", MemberList: ["owner"] },
      { Owner_Account: "ann" },
    ),
    updates(
      "change_group_owner",
      { MemberList: ["ann"] },
      { Owner_Account: "dan", MemberList: ["ann"] },
      { Owner_Account: "dan" },
    ),
    updates(
      "delete_group_member",
      { MemberList: ["ann"] },
      { Owner_Account: "dan", MemberList: ["ann"] },
      { Owner_Account: "dan" },
    ),
    updates("forbid_send_msg", { MutedAccountList: { ann: forever } }, { MutedAccountList: {} }, { mutes: {} }),
    updates("unban_group_member", { BannedAccountList: ["ann"] }, { BannedAccountList: [] }, { bans: {} }),
    { ...updates("get_group_member_info", two, two, made), at: "read" },
    { ...updates("get_group_info", { mark }, {}, {}), holds: "nothing", at: "remove" },
    { ...updates("destroy_group", {}, {}, {}), holds: "nothing", at: "remove" },
  ],
);
