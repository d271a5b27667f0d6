import * as pulumi from "@pulumi/pulumi";
import { Account, ChatroomEntries, commsease, nexconn, TeamMembers, tencent } from "pulumi-im";

class Desk extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:Desk", name);
    new commsease.Account(`${name}-agent`, { accid: "agent" }, { parent: this });
  }
}
new Desk("north");
new Desk("south");

// Native and portable, by one app's two connections, and as the vendor stores the id.
const bot = new commsease.Account("bot", { accid: "SVC-bot" });
new Account("helper", { accountId: "svc-bot", connection: "same" });
// By outputs, and without telling a secret.
new commsease.Account("again", { accid: bot.accid });
new commsease.Account("hidden", { accid: pulumi.secret("s3cr3t-id") });
new commsease.Account("hidden-too", { accid: pulumi.secret("s3cr3t-id") });

// The vendor will assign these ids.
const team = new commsease.Team("team", { tname: "T", owner: bot.accid, members: [] });
new TeamMembers("beside", { teamId: team.tid, members: ["ana"] });
const room = new commsease.Chatroom("room", { creator: bot.accid, name: "R" });
new commsease.ChatroomQueue("queue", { roomid: room.roomid, elements: [] });
new ChatroomEntries("entries", { chatroomId: room.roomid, entries: {} });

const nex = { connection: "nexconn" };
new nexconn.GroupMembers("one", { channelId: "c", members: ["ana", "ben"], ...nex });
new nexconn.GroupMembers("two", { channelId: "c", members: [{ userId: "ben" }, "cat"], ...nex });
const members = pulumi.secret(["s3cr3t-id"]);
new nexconn.GroupMembers("untold", { channelId: "d", members, ...nex });
new nexconn.GroupMembers("untold-too", { channelId: "d", members, ...nex });
new nexconn.ProfanityWords("words", { words: ["a"], ...nex });
new nexconn.ProfanityWords("more-words", { words: ["b"], ...nex });

const ten = { connection: "tencent" };
new tencent.GroupAttributes("attributes", { GroupId: "g", GroupAttr: { k: "1" }, ...ten });
new tencent.GroupAttributes("more-attributes", { GroupId: "g", GroupAttr: { j: "1" }, ...ten });
