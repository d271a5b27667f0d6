import type { Guide } from "../../resource/guide";
import type { GroupMembersDeclaration, GroupMembersLive } from "./fields";

/** What the guides say of it. */
export const guide: Guide<GroupMembersDeclaration, GroupMembersLive> = {
  import: {
    title: "Members of a Tencent group made elsewhere",
    idIs: "the GroupId",
    advice:
      "`added` names those of the members whom the resource may remove one day, `invited` those who have yet to accept: both `[]` for people who were there anyway.",
    name: "staff",
    id: "@TGS#_users",
    inputs: { GroupId: "@TGS#_users", MemberList: { "agent-ana": {} } },
    outputs: { added: [], invited: [], appId: "YOUR_SDK_APP_ID" },
  },
  limits: [
    "**`GroupMembers` leave the last people of a group without an owner in it**, with a warning: the vendor would end the group with them.",
    "**A large group costs a call for each 100 members** at each read, and **roles, name cards and data are set for one member at a time**, as with a [tencent.Group](#tencentgroup).",
  ],
};
