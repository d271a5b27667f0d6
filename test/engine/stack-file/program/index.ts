// What examples/stack-file declares, as a program.
import { Account, Chatroom, Team } from "pulumi-im";

const helpdesk = new Account("helpdesk", {
  accountId: "svc-helpdesk",
  name: "Help desk",
  avatarUrl: "https://cdn.example.com/helpdesk.png",
  extension: { kind: "service", owner: "support" },
});
const host = new Account("host", { accountId: "svc-host", name: "Event host", tokenVersion: 1 });
const ana = new Account("ana", { accountId: "agent-ana", name: "Ana", birthday: "1990-12-31" });
const ben = new Account("ben", { accountId: "agent-ben", name: "Ben" });

const support = new Team("support", {
  name: "Customer support",
  owner: helpdesk.accountId,
  introduction: "Where customers meet us",
  joinPolicy: "closed",
  members: [{ accountId: ana.accountId, manager: true, nickname: "Shift lead" }, ben.accountId],
  commsease: { magree: 0 },
});
const plaza = new Team("plaza", {
  name: "Plaza",
  owner: helpdesk.accountId,
  joinPolicy: "open",
  membership: "additive",
  members: [ana.accountId, { accountId: host.accountId, nickname: "Event host" }],
});

const lobby = new Chatroom("lobby", {
  name: "Lobby",
  owner: host.accountId,
  announcement: "Be kind to each other.",
});
const launch = new Chatroom("launch", {
  name: "Product launch",
  owner: host.accountId,
  liveUrl: "https://live.example.com/launch",
});

export const ids = {
  accounts: { helpdesk: helpdesk.id, host: host.id, ana: ana.id, ben: ben.id },
  teams: { support: support.id, plaza: plaza.id },
  chatrooms: { lobby: lobby.id, launch: launch.id },
};
