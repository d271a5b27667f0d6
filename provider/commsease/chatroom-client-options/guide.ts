import type { Guide } from "../../resource/guide";
import type { ChatroomClientOptionsInputs, ChatroomClientOptionsState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<ChatroomClientOptionsInputs, ChatroomClientOptionsState> = {
  import: {
    none: "What `clientOptions` of a room makes needs no import: it asks for addresses and changes nothing at the vendor.",
  },
  limits: [
    "**Addresses for clients are a snapshot.** `clientOptions` has those of the last create or refresh. A client that enters much later may need others: ask the vendor at that moment, from a server.",
  ],
};
