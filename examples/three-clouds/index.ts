import * as pulumi from "@pulumi/pulumi";
import { Account, Chatroom, Team } from "pulumi-im";

// Which cloud this is depends on the stack's connection and on nothing else here.
const helpdesk = new Account("helpdesk", {
  accountId: "svc-helpdesk",
  name: "Help desk",
  avatarUrl: "https://cdn.example.com/helpdesk.png",
});
const agents = ["ana", "ben", "chi"].map((agent) => new Account(agent, { accountId: `agent-${agent}`, name: agent }));

const support = new Team("support", {
  name: "Customer support",
  owner: helpdesk.accountId,
  introduction: "Where customers meet us",
  joinPolicy: "closed",
  // The first agent leads the shift.
  members: agents.map((agent, i) =>
    i === 0 ? { accountId: agent.accountId, manager: true, nickname: "Shift lead" } : agent.accountId,
  ),
  // What only one cloud has is in its own block, and counts there.
  commsease: { uptinfomode: 0 },
  nexconn: { permissions: { removePerm: 1 } },
});

const lobby = new Chatroom("lobby", {
  owner: helpdesk.accountId,
  // The stacks are called as the clouds are; a channel of Nexconn has no name.
  ...(pulumi.getStack() === "nexconn" ? {} : { name: "Lobby" }),
});

export const vendor = support.vendor;
export const supportTeam = support.teamId;
export const lobbyRoom = lobby.chatroomId;
/** What the help desk's service logs in with: a secret, printed only by `pulumi stack output --show-secrets`. */
export const helpdeskToken = helpdesk.loginToken;
