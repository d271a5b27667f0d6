import type { Guide } from "../../resource/guide";
import type { GroupMembersDeclaration, GroupMembersLive } from "./fields";

/** What the guides say of it. */
export const guide: Guide<GroupMembersDeclaration, GroupMembersLive> = {
  import: {
    title: "Members of a group made elsewhere",
    idIs: "the channelId",
    advice:
      "`added` names those of the members whom the resource may remove one day: `[]` for people who were there anyway.",
    name: "square-staff",
    id: "square",
    inputs: { channelId: "square", members: { "agent-ana": { admin: true } }, connection: "nexconn" },
    outputs: { added: [], appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: [
    "**Nothing about a group's owner is changed.** The set may name the owner, but none of the fields declared for them are applied.",
  ],
};
