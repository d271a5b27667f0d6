import { commsease } from "pulumi-im";

const here = new commsease.Account("here", { accid: "second", name: "Here", connection: "overseas" });
new commsease.Team("team", { tname: "Ops", owner: here.accid, connection: "overseas" });
new commsease.Chatroom("room", { creator: here.accid, name: "Lobby", connection: "overseas" });

new commsease.Account("there", { accid: "ops", name: "There", connection: "overseas" });
