import { readFileSync } from "node:fs";
import { Account, Chatroom, Team } from "pulumi-im";

// What the tests have the three resources declare beside what holds them together.
const declared = JSON.parse(readFileSync("declared.json", "utf8"));

const owner = new Account("owner", { accountId: "owner-one", name: "Owner" });
const helper = new Account("helper", { accountId: "helper-one", ...declared.account });

const team = new Team("team", {
  owner: owner.accountId,
  members: [{ accountId: helper.accountId, ...declared.member }],
  ...declared.team,
});

const room = new Chatroom("room", { owner: owner.accountId, ...declared.chatroom });

export const teamId = team.teamId;
export const chatroomId = room.chatroomId;
export const loginToken = helper.loginToken;
