import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

// The accounts that the app's own services act as.
const helpdesk = new commsease.Account("helpdesk", {
  accid: "svc-helpdesk",
  name: "Help desk",
  icon: "https://cdn.example.com/helpdesk.png",
  ex: JSON.stringify({ kind: "service", owner: "support" }),
});
const host = new commsease.Account("host", {
  accid: "svc-host",
  name: "Event host",
  // Raise the number to have the vendor make a new token.
  tokenVersion: 1,
});
const agents = ["ana", "ben", "chi"].map(
  (agent) => new commsease.Account(agent, { accid: `agent-${agent}`, name: agent }),
);

const support = new commsease.Team("support", {
  tname: "Customer support",
  owner: helpdesk.accid,
  intro: "Where customers meet us",
  joinmode: 2,
  // The first agent leads the shift.
  members: agents.map((agent, i) =>
    i === 0 ? { accid: agent.accid, manager: true, nick: "Shift lead" } : agent.accid,
  ),
});

// Anybody may join; the stack manages the staff alone.
const plaza = new commsease.Team("plaza", { tname: "Plaza", owner: helpdesk.accid, joinmode: 0 });
const staff = new commsease.TeamMembers("staff", {
  tid: plaza.tid,
  members: [{ accid: host.accid, manager: true, nick: "Event host" }],
});

const community = new commsease.SuperTeam("community", {
  tname: "Community",
  owner: helpdesk.accid,
  tlevel: 2000,
  // Whoever is declared is in at once; whoever else joins is nobody's business here.
  beinvitemode: 1,
  membership: "additive",
  members: agents.map((agent) => ({ accid: agent.accid, manager: true })),
});

const lobby = new commsease.Chatroom("lobby", {
  creator: host.accid,
  name: "Lobby",
  announcement: "Be kind to each other.",
  valid: true,
});
const launch = new commsease.Chatroom("launch", {
  creator: host.accid,
  name: "Product launch",
  broadcasturl: "https://live.example.com/launch",
  queuelevel: 1,
  // Closes by itself after having been empty for two hours.
  delayClosePolicy: 2,
  delaySeconds: 7200,
});
const stage = new commsease.ChatroomRoles("stage", {
  roomid: launch.roomid,
  // The first agent moderates; who is given a role by hand shows in a preview after the next refresh.
  members: agents.map((agent, i) => ({ accid: agent.accid, manager: i === 0, ext: JSON.stringify({ agent: i }) })),
});

export const supportTeam = support.tid;
export const plazaTeam = staff.tid;
export const communityTeam = community.tid;
export const rooms = pulumi.all({ lobby: lobby.roomid, launch: launch.roomid });
export const moderated = stage.roomid;
/** What the host service logs in with: a secret, printed only by `pulumi stack output --show-secrets`. */
export const hostToken = host.token;
