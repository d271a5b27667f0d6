import { commsease } from "pulumi-im";

const owner = new commsease.Account("owner", { accid: "owner", ex: "plain words" });
const team = new commsease.Team("team", {
  tname: "Team",
  owner: owner.accid,
  custom: { app: { tier: 1 } },
  members: {},
});
const room = new commsease.Chatroom("room", { creator: owner.accid, name: "Room", valid: true });
export const ids = [team.tid, room.roomid];
