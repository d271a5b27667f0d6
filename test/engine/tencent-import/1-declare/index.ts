import { tencent } from "pulumi-im";

const helpdesk = new tencent.Account("helpdesk", {
  UserID: "svc-helpdesk",
  Nick: "Help desk",
  AllowType: "AllowType_Type_DenyAny",
  C2CmsgNospeakingTime: 0,
});
const support = new tencent.Group("support", {
  Type: "Public",
  GroupId: "support",
  Name: "Customer support",
  Owner_Account: helpdesk.UserID,
  MemberList: [{ Member_Account: "agent-ana", Role: "Admin" }, "agent-ben"],
});
new tencent.GroupAttributes("attributes", { GroupId: support.GroupId, GroupAttr: { phase: "beta" } });
new tencent.GroupMembers("staff", { GroupId: "@TGS#_users", MemberList: ["agent-ana"] });
new tencent.Topic("news", {
  GroupId: "@TGS#_users",
  TopicId: "@TGS#_users@TOPIC#_news",
  TopicName: "News",
  MuteAllMember: "On",
});
