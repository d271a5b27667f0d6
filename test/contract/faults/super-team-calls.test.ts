import type { Values } from "../../../provider/values/values";
import { type Scenario, superTeam, useCloud } from "./harness";
import { describeFaults } from "./table";

// Nobody is asked before he is in.
const base = { tname: "Ops", owner: "owner", beinvitemode: 1 };
const accounts = ["owner", "ann", "ben", "cid", "dan"];

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: superTeam, accounts, inputs: { ...base, ...inputs }, holds, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { ...base, ...before } };
}

const member = { role: "member" };
const manager = { role: "manager" };
const two = { members: ["ann", "ben"] };
const made = { tname: "Ops", owner: "owner", members: { owner: { role: "owner" }, ann: member, ben: member } };

describeFaults(useCloud("--rate-limit", "off"), [
  creates("superteam/joinTeams", two, made, { comesFirst: true }),
  creates(
    "superteam/create",
    { ...two, intro: "i", tlevel: 9 },
    { ...made, intro: "i", tlevel: 9 },
    { comesFirst: true },
  ),
  creates("superteam/addManager", { members: { ann: { manager: true } } }, { members: { ann: manager } }),
  creates("superteam/updateTeamNick", { members: { ann: { nick: "A" } } }, { members: { ann: { nick: "A" } } }),
  creates("superteam/updateTlist", { members: { ann: { custom: "c" } } }, { members: { ann: { custom: "c" } } }),
  creates("superteam/muteTlist", { members: { ann: { mute: true } } }, { members: { ann: { mute: true } } }),
  creates("superteam/mute", { muteType: 1 }, { muteType: 1 }),
  { ...updates("superteam/getTinfos", {}, { tname: "Ops 2" }, { tname: "Ops 2" }), comesFirst: true },
  { ...updates("superteam/getTlists", two, { ...two, tname: "Ops 2" }, { tname: "Ops 2" }), comesFirst: true },
  { ...updates("superteam/getMuteTlists", two, { ...two, tname: "Ops 2" }, { tname: "Ops 2" }), comesFirst: true },
  updates("superteam/updateTinfo", { intro: "i" }, { intro: "", joinmode: 2 }, { intro: "", joinmode: 2 }),
  updates("superteam/changeLevel", { tlevel: 5 }, { tlevel: 50 }, { tlevel: 50 }),
  updates("superteam/changeLevel", { tlevel: 50 }, { tlevel: 5 }, { tlevel: 5 }),
  updates("superteam/invite", { members: ["ann"] }, { members: ["ann", "ben", "cid"] }, { members: { cid: member } }),
  updates("superteam/kick", two, { members: ["ann"] }, { members: { ann: member } }),
  updates("superteam/addManager", two, { members: { ann: { manager: true }, ben: {} } }, { members: { ann: manager } }),
  updates(
    "superteam/removeManager",
    { members: { ann: { manager: true } } },
    { members: ["ann"] },
    { members: { ann: member } },
  ),
  updates("superteam/changeOwner", { members: ["ann"] }, { owner: "ann", members: ["owner"] }, { owner: "ann" }),
  updates("superteam/changeOwner", {}, { owner: "dan" }, { owner: "dan", members: { owner: member } }),
  updates(
    "superteam/muteTlist",
    { members: { ann: { mute: true } } },
    { members: { ann: { mute: false } } },
    {
      members: { ann: { mute: false } },
    },
  ),
  updates("superteam/mute", { muteType: 3 }, { muteType: 0 }, { muteType: 0 }),
  { ...updates("superteam/getTinfos", two, two, made), at: "read" },
  { ...updates("superteam/getTlists", two, two, made), at: "read" },
  { ...updates("superteam/getMuteTlists", two, two, made), at: "read" },
  { ...updates("superteam/getTinfos", {}, {}, {}), holds: "nothing", at: "remove" },
  { ...updates("superteam/dismiss", {}, {}, {}), holds: "nothing", at: "remove" },
]);
