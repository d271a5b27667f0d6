import { commsease } from "pulumi-im";

const here = new commsease.Account("here", { accid: "second", name: "Here", connection: "there" });
new commsease.Team("team", { tname: "Ops", owner: here.accid, connection: "there" });
new commsease.Chatroom("room", { creator: here.accid, name: "Lobby", connection: "there" });

new commsease.Account("there", { accid: "ops", name: "There", connection: "there" });
