import { commsease } from "pulumi-im";

const bot = new commsease.Account("bot", { accid: "bot", name: "Bot" });
new commsease.Team("team", { tname: "Ops", owner: bot.accid });
new commsease.Chatroom("room", { creator: bot.accid, name: "Lobby" });
