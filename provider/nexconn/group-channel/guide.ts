import type { Guide } from "../../resource/guide";
import type { GroupChannelDeclaration, GroupChannelState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<GroupChannelDeclaration, GroupChannelState> = {
  import: {
    title: "A group channel",
    idIs: "the channelId",
    advice: "Leave `members` out of file and program if others manage them.",
    name: "helpers",
    id: "helpers",
    inputs: {
      channelId: "helpers",
      name: "Helpers",
      owner: "svc-desk",
      members: { "agent-ana": { admin: true }, "agent-ben": {} },
      connection: "nexconn",
    },
    outputs: { appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: [
    "**A group's own data has ten keys**, the mark among them. How the vendor removes one is not documented: an empty value is sent, which reads as removed. Where the vendor keeps it, it still counts, and after ten keys that came and went no new one fits. A higher limit that the vendor has granted is not known here. See the [decision](decisions/0015-lists-and-maps-of-channels.md).",
    "**An object of a group is sent as a whole** where a field of it differs: profile, permissions, own data. What somebody else writes in that moment can be lost.",
    "**Freeze and allowed senders of a dismissed group stay at the vendor** under its id. A group made anew gets what is declared; what is not declared is left, with a warning at the create.",
    "**Mutes and allowed senders who are not members** may be refused; the error names them. When a change removes a member, the vendor takes their mute and their place among the allowed senders along (`shouldDeleteMute`, `shouldDeleteAllowedSendersList`): take them out of these lists in the same change.",
  ],
};
