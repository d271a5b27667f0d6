import { tencent } from "pulumi-im";

const people = { Owner_Account: "otto", MemberList: ["ann", "ben"] };

const groups = [
  new tencent.Group("work", { Type: "Work", Name: "Work", ...people }),
  new tencent.Group("meeting", { Type: "Meeting", GroupId: "meeting", Name: "Meeting", ...people }),
  new tencent.Group("live", {
    Type: "AVChatRoom",
    Name: "Live",
    Owner_Account: "otto",
    MutedAccountList: ["ann"],
    BannedAccountList: { ben: { BannedUntil: "2045-01-01T00:00:00Z" } },
  }),
  new tencent.Group("community", {
    Type: "Community",
    GroupId: "@TGS#_shop",
    Name: "Shop",
    SupportTopic: 1,
    ...people,
  }),
  new tencent.Group("ownerless", { Type: "Public", Name: "Lost and found", MemberList: ["cid"] }),
];

export const ids = groups.map(({ GroupId }) => GroupId);
