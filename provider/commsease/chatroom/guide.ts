import type { Guide } from "../../resource/guide";
import type { ChatroomDeclaration, ChatroomState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<ChatroomDeclaration, ChatroomState> = {
  import: {
    title: "A chat room",
    idIs: "the roomid, as text",
    name: "lobby",
    id: "1605537145",
    inputs: { creator: "svc-helpdesk", name: "Lobby", announcement: "Be kind to each other.", valid: true },
    outputs: { roomid: "1605537145", appId: "YOUR_APP_KEY" },
  },
  limits: [
    "**A room cannot be deleted.** A delete closes it; its data stays.",
    "**A room that closes by itself** shows as `valid: false` after a refresh, where `valid` is declared; where it is not, a warning tells. How much time is left cannot be read. Where `valid: true` is declared, the next `up` opens the room and its time starts anew.",
    "**A room's creator cannot change.** Another creator makes a new room.",
  ],
};
