import type { Guide } from "../../resource/guide";
import type { SuperTeamDeclaration, SuperTeamState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<SuperTeamDeclaration, SuperTeamState> = {
  import: {
    title: "A super team",
    idIs: "the tid, as text",
    advice: "As with a team, `msg` and `joinmode` are always there.",
    name: "community",
    id: "27300000294",
    inputs: {
      tname: "Community",
      owner: "svc-helpdesk",
      members: { "agent-ana": { manager: true } },
      membership: "additive",
      msg: "Welcome",
      joinmode: 0,
      beinvitemode: 1,
    },
    outputs: { tid: "27300000294", appId: "YOUR_APP_KEY" },
  },
  limits: [
    "**With `beinvitemode: 0` the vendor may ask whom a server invites**; its documents do not say. After an invitation the provider looks who is in, and treats the others as invited: they stay in the state as declared, and if one of them leaves or declines, that goes unseen. With `beinvitemode: 1` everybody is in at once and every change shows.",
    "**Members are listed by the time they joined**, 100 at a time. Where more than 100 joined in the same millisecond the list cannot be read to its end: the provider compares it with the count that the vendor gives, and stops with `IM_UNAVAILABLE` before it takes anybody for gone. A super team of 10,000 costs a hundred calls and more for each read.",
    "**A member's `custom` is written in the member's own name** (`superteam/updateTlist`): there is no call for the owner.",
    "**Super teams have to be enabled for the app.** Where they are not, each call is refused with 403, and the error says so.",
  ],
};
