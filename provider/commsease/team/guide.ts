import type { Guide } from "../../resource/guide";
import type { TeamDeclaration, TeamState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<TeamDeclaration, TeamState> = {
  import: {
    title: "A team",
    idIs: "the tid, as text",
    advice:
      '`msg`, `magree` and `joinmode` are always there: a program that leaves them out means `"Welcome"`, `0` and `0`. Leave `members` out of file and program if others manage them.',
    name: "support",
    id: "2366968294",
    inputs: {
      tname: "Customer support",
      owner: "svc-helpdesk",
      members: { "agent-ana": { manager: true }, "agent-ben": {} },
      msg: "Welcome",
      magree: 0,
      joinmode: 2,
    },
    outputs: { tid: "2366968294", appId: "YOUR_APP_KEY" },
  },
  limits: [
    "**`isNotifyCloseOnline` and `isNotifyClosePersistent` are sent at creation only.** A change of the declared value makes a new team. Declared for the first time on a team that has it otherwise, the update fails and says so.",
    "**Invitations cannot be read or taken back.** With `magree: 1`, those who have not accepted cannot be told from those who declined, so whoever was invited stays in the state as declared. `manager`, `nick`, `custom` and `mute` can be given to them only after they have accepted: the refresh after that shows them as missing, and the next `up` sets them. Whoever is taken out of `members` before they accept can still accept, and then is in the team.",
  ],
};
