import { commsease } from "pulumi-im";

// What the test changes: whether existing objects are adopted, what follows each name, and options for all resources.
const adopt: true | undefined = undefined;
const suffix = "";
const opts = (_name: string) => ({});
const named = (name: string) => [`commsease-${name}${suffix}`, opts(`commsease-${name}`)] as const;

function make<Args, R>(Class: new (name: string, args: Args, opts: object) => R, name: string, args: Args): R {
  const [full, options] = named(name);
  return new Class(full, { ...args, connection: "commsease" }, options);
}

const bot = make(commsease.Account, "bot", { accid: "bot", name: "Bot", adopt });
const team = make(commsease.Team, "team", {
  ...{ tname: "Team", owner: bot.accid, members: ["bea"], membership: "additive" as const },
  adopt,
});
const crowd = make(commsease.SuperTeam, "crowd", { tname: "Crowd", owner: bot.accid, members: ["bea"], adopt });
const room = make(commsease.Chatroom, "room", { creator: bot.accid, name: "Room", adopt });
make(commsease.TeamMembers, "helpers", { tid: team.tid, members: [{ accid: "ann", manager: true }, "cat"] });
make(commsease.ChatroomRoles, "roles", { roomid: room.roomid, members: [{ accid: "ann", manager: true }] });
make(commsease.ChatroomQueue, "seats", { roomid: room.roomid, elements: [{ key: "1", value: "one" }] });
make(commsease.ChatroomClientOptions, "entry", { roomid: room.roomid, accid: bot.accid });
export const names = [crowd.tname];
