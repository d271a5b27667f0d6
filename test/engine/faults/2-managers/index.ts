import { commsease } from "pulumi-im";

const alice = new commsease.Account("alice", { accid: "alice" });
const bob = new commsease.Account("bob", { accid: "bob" });
const carol = new commsease.Account("carol", { accid: "carol" });

const ops = new commsease.Team("ops", { tname: "Ops", owner: alice.accid, members: [bob.accid] });
const lobby = new commsease.Chatroom("lobby", { creator: alice.accid, name: "Lobby" }, { dependsOn: carol });

new commsease.Team("night", {
  tname: "Night",
  owner: alice.accid,
  members: [{ accid: bob.accid, manager: true }, carol.accid],
});

export const token = alice.token;
export const tid = ops.tid;
export const roomid = lobby.roomid;
