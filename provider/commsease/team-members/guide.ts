import type { Guide } from "../../resource/guide";
import type { TeamMembersDeclaration, TeamMembersLive } from "./fields";

/** What the guides say of it. */
export const guide: Guide<TeamMembersDeclaration, TeamMembersLive> = {
  import: {
    title: "Members of a team made elsewhere",
    idIs: "the tid",
    advice:
      "`added` names those of the members whom the resource may remove one day: `[]` for people who were there anyway.",
    name: "staff",
    id: "2366968295",
    inputs: { tid: "2366968295", members: { "agent-ana": { manager: true } }, msg: "Welcome", magree: 0 },
    outputs: { added: [], appId: "YOUR_APP_KEY" },
  },
  limits: [
    "**A team's owner is no ordinary member.** The set may name the owner, but the `manager`, `nick`, `custom` and `mute` declared for them are not applied.",
    "**Invitations cannot be read or taken back**, as with a [commsease.Team](#commseaseteam).",
  ],
};
