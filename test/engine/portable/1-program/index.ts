import { readFileSync } from "node:fs";
import { Account, Chatroom, ChatroomEntries, Team, TeamMembers } from "pulumi-im";

// What the tests have the three resources declare beside what holds them together.
const declared = JSON.parse(readFileSync("declared.json", "utf8"));

const owner = new Account("owner", { accountId: "owner-one", name: "Owner" });
const deputy = new Account("deputy", { accountId: "deputy-one", name: "Deputy" });
const helper = new Account("helper", { accountId: "helper-one", ...declared.account });

const team = new Team("team", {
  owner: (declared.deputyLeads ? deputy : owner).accountId,
  members: [{ accountId: helper.accountId, ...declared.member }, ...(declared.deputyLeads ? [] : [deputy.accountId])],
  ...declared.team,
});

const room = new Chatroom("room", { owner: owner.accountId, ...declared.chatroom });

// Others come and go in this one; the stack cares for its helper.
const plaza = new Team("plaza", { name: "Plaza", owner: owner.accountId });
const staff = new TeamMembers("staff", {
  teamId: plaza.teamId,
  members: [{ accountId: helper.accountId, ...declared.member }],
});

const entries = new ChatroomEntries("entries", { chatroomId: room.chatroomId, ...declared.entries });

export const plazaId = staff.teamId;
export const keys = entries.entries.apply(Object.keys);
export const teamId = team.teamId;
export const chatroomId = room.chatroomId;
export const loginToken = helper.loginToken;
