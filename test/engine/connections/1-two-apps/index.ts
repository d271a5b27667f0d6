import { commsease } from "pulumi-im";

const here = new commsease.Account("here", { accid: "ops", name: "Here", connection: "here" });
new commsease.Team("team", { tname: "Ops", owner: here.accid, connection: "here" });
new commsease.Chatroom("room", { creator: here.accid, name: "Lobby", connection: "here" });

new commsease.Account("there", { accid: "ops", name: "There", connection: "there" });
