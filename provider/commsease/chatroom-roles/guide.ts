import type { Guide } from "../../resource/guide";
import type { ChatroomRolesState, RolesDeclaration } from "./fields";

/** What the guides say of it. */
export const guide: Guide<RolesDeclaration, ChatroomRolesState> = {
  import: {
    title: "The roles in a chat room",
    idIs: "the roomid, as text",
    advice:
      'Write what each fixed member is, without the room\'s creator; the refresh puts in `creator`. Somebody who is left out of the file is in the state after the refresh, and goes with the next `up` unless the program declares them or has `membership: "additive"`.',
    name: "lobby-roles",
    id: "1605537145",
    inputs: { roomid: "1605537145", members: { "agent-ana": { manager: true }, "agent-ben": { muted: true } } },
    outputs: { appId: "YOUR_APP_KEY" },
  },
  limits: [
    "**Guests have no role.** Everybody declared in `members` is a fixed member, of whom a room has 1,000 at most, its creator included. A guest cannot be muted for a time or given tags; `tagMutes` reach guests too.",
    "**Whether somebody on the block or mute list is an ordinary member as well cannot be read.** It matters only after their release: the `up` that releases them makes of them what is declared then. Where the release makes them a guest for a moment, the vendor may forget the data about them that is not declared. A manager is seen under every restriction.",
    "**Only people inside the room can be given tags, which are lost when they leave.** Of somebody who is not inside, the update says so, does the rest, and leaves the tags in the next preview: the `up` after they have entered sets them. Tags are read only of people inside who were given some here; of others the state keeps what was written last.",
    "**An end of a mute** is compared to the minute, since the vendor counts seconds from its own clock. One that has passed stays as declared, and nothing is called. Passed means: by the vendor's clock, as its last answer told it. Where a declared end has passed, whether the vendor still has the mute is not looked at. **Mutes of tags cannot be read**: one that was lifted by hand goes unseen.",
    "**With `additive`**, whoever had a role before they were declared gets it back when they are no longer declared (`priorRoles`); their `nick`, `avator`, `ext` and tags stay as they were written last. Where an engine was killed in the middle of a create, the roles that it had given count as held before.",
    "**A closed room** may refuse changes of roles (code 13002). A delete then says so and leaves them.",
    "**A refusal of one person** does not keep the others from their roles: the error comes at the end, names each, and the state has the rest.",
  ],
};
