import { Account, commsease, nexconn } from "pulumi-im";

// Nothing here is declared twice, though ids are the same: in two apps, as two kinds of object, and in parts.
const bot = new commsease.Account("bot", { accid: "svc-bot" });
new commsease.Account("far", { accid: "svc-bot", connection: "other" });
const there = new Account("there", { accountId: "svc-bot", name: "There", connection: "nexconn" });
new nexconn.GroupChannel("group", { channelId: "c", name: "C", owner: there.accountId, connection: "nexconn" });
new nexconn.OpenChannel("open", { channelId: "c", connection: "nexconn" });

const room = new commsease.Chatroom("room", { creator: bot.accid, name: "R" });
const part = (key: string) => ({ membership: "additive" as const, elements: [{ key, value: key }] });
new commsease.ChatroomQueue("seats", { roomid: room.roomid, ...part("seat") });
new commsease.ChatroomQueue("topics", { roomid: room.roomid, ...part("topic") });

export const roomid = room.roomid;
