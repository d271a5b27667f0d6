import type { Values } from "../../../provider/values/values";
import { type Scenario, team, useCloud } from "./harness";
import { describeFaults } from "./table";

const base = { tname: "Ops", owner: "owner" };
const accounts = ["owner", "ann", "ben", "cid", "dan"];

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: team, accounts, inputs: { ...base, ...inputs }, holds, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { ...base, ...before } };
}

const member = { role: "member" };
const manager = { role: "manager" };

const made = { tname: "Ops", owner: "owner", members: { owner: { role: "owner" }, ann: member, ben: member } };

describeFaults(useCloud("--rate-limit", "off"), [
  creates("team/joinTeams", { members: ["ann", "ben"] }, made, { comesFirst: true }),
  creates("team/create", { members: ["ann", "ben"], intro: "i" }, { ...made, intro: "i" }, { comesFirst: true }),
  creates("team/addManager", { members: { ann: { manager: true } } }, { members: { ann: manager } }),
  creates("team/updateTeamNick", { members: { ann: { nick: "A" } } }, { members: { ann: { ...member, nick: "A" } } }),
  creates("team/muteTlist", { members: { ann: { mute: true } } }, { members: { ann: { ...member, mute: true } } }),
  creates("team/muteTlistAll", { muteType: 1 }, { muteType: 1 }),
  { ...updates("team/queryDetail", {}, { tname: "Ops 2" }, { tname: "Ops 2" }), comesFirst: true },
  updates("team/update", { intro: "i" }, { intro: "", joinmode: 2 }, { intro: "", joinmode: 2 }),
  updates(
    "team/add",
    { members: ["ann"] },
    { members: ["ann", "ben", "cid"] },
    { members: { ben: member, cid: member } },
  ),
  updates("team/kick", { members: ["ann", "ben"] }, { members: ["ann"] }, { members: { ann: member } }),
  updates(
    "team/addManager",
    { members: ["ann"] },
    { members: { ann: { manager: true } } },
    { members: { ann: manager } },
  ),
  updates(
    "team/removeManager",
    { members: { ann: { manager: true } } },
    { members: ["ann"] },
    { members: { ann: member } },
  ),
  updates(
    "team/changeOwner",
    { members: ["ann"] },
    { owner: "ann", members: ["owner"] },
    {
      owner: "ann",
      members: { ann: { role: "owner" }, owner: member },
    },
  ),
  updates("team/changeOwner", { members: ["ann"] }, { owner: "ann", members: [] }, { owner: "ann" }),
  updates("team/changeOwner", {}, { owner: "dan" }, { owner: "dan", members: { owner: member } }),
  updates(
    "team/updateTeamNick",
    { members: { ann: { nick: "A" } } },
    { members: { ann: { nick: "", custom: "c" } } },
    {
      members: { ann: { nick: "", custom: "c" } },
    },
  ),
  updates(
    "team/muteTlist",
    { members: { ann: { mute: true } } },
    { members: { ann: { mute: false } } },
    {
      members: { ann: { mute: false } },
    },
  ),
  updates("team/muteTlistAll", { muteType: 3 }, { muteType: 0 }, { muteType: 0 }),
  { ...updates("team/queryDetail", { members: ["ann", "ben"] }, { members: ["ann", "ben"] }, made), at: "read" },
  { ...updates("team/queryDetail", {}, {}, {}), holds: "nothing", at: "remove" },
  { ...updates("team/remove", {}, {}, {}), holds: "nothing", at: "remove" },
]);
