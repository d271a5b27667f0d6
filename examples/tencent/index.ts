import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-im";

// Accounts bear the ownership mark in the custom profile field PulumiIm, which the app's console has to declare.
const helpdesk = new tencent.Account("helpdesk", {
  UserID: "svc-helpdesk",
  Nick: "Help desk",
  FaceUrl: "https://cdn.example.com/helpdesk.png",
  AllowType: "AllowType_Type_DenyAny",
  userSigDays: 90,
  // Raise the number to end every UserSig and have a new one made.
  userSigVersion: 1,
});
const host = new tencent.Account("host", { UserID: "svc-host", Nick: "Event host" });
const agents = ["ana", "ben", "chi"].map(
  // Agents log in by a service of their own, which signs for them.
  (agent) => new tencent.Account(agent, { UserID: `agent-${agent}`, Nick: agent, userSigDays: 0 }),
);

const support = new tencent.Group("support", {
  Type: "Public",
  GroupId: "support",
  Name: "Customer support",
  Owner_Account: helpdesk.UserID,
  Introduction: "Where customers meet us",
  ApplyJoinOption: "FreeAccess",
  // Customers come and go; the stack cares for the staff only. The first agent leads the shift.
  membership: "additive",
  MemberList: agents.map((agent, i) =>
    i === 0 ? { Member_Account: agent.UserID, Role: "Admin" as const, NameCard: "Shift lead" } : agent.UserID,
  ),
});

// The company's lobby is made elsewhere. Only those whom this stack brings in leave with it.
const lobby = new tencent.GroupMembers("lobby", {
  GroupId: new pulumi.Config().get("lobby") ?? support.GroupId,
  MemberList: [{ Member_Account: host.UserID, NameCard: "Event host" }],
});

// Viewers enter on their own; the server assigns the id.
const launch = new tencent.Group("launch", { Type: "AVChatRoom", Name: "Product launch", Owner_Account: host.UserID });
const stage = new tencent.GroupAttributes("stage", {
  GroupId: launch.GroupId,
  GroupAttr: { phase: "waiting", stream: "https://live.example.com/launch" },
});

const community = new tencent.Group("community", {
  Type: "Community",
  GroupId: "@TGS#_users",
  Name: "Users",
  Owner_Account: host.UserID,
  SupportTopic: 1,
});
const news = new tencent.Topic("news", {
  GroupId: community.GroupId,
  TopicId: pulumi.interpolate`${community.GroupId}@TOPIC#_news`,
  TopicName: "News",
  // Only owner and admins speak.
  MuteAllMember: "On",
});
const help = new tencent.Topic("help", { GroupId: community.GroupId, TopicName: "Users help users" });

export const supportGroup = support.GroupId;
export const launchRoom = stage.GroupId;
export const lobbyGroup = lobby.GroupId;
export const topics = [news.TopicId, help.TopicId];
/** What the help desk's service logs in with: a secret, printed only by `pulumi stack output --show-secrets`. */
export const helpdeskSig = helpdesk.userSig;
