import type { Guide } from "../../resource/guide";
import type { ChatroomQueueState, QueueDeclaration } from "./fields";

/** What the guides say of it. */
export const guide: Guide<QueueDeclaration, ChatroomQueueState> = {
  import: {
    title: "A queue",
    idIs: "the roomid, as text",
    advice:
      "Write the elements as a map by key, in which each but the first names the one before it in `after`. `sizeLimit` cannot be read back: leave it out, or write what the queue has. Elements that are in the file and not in the program are taken out by the next `up`.",
    name: "seats",
    id: "1605537145",
    inputs: {
      roomid: "1605537145",
      elements: { "seat-1": { value: "ana" }, "seat-2": { value: "ben", after: "seat-1" } },
    },
    outputs: { appId: "YOUR_APP_KEY" },
  },
  limits: [
    "**A queue only grows at its end.** To put an element before others, those behind it are taken out and offered again, one by one. In that moment a client can see an element missing, and an offered element belongs to the `operator`, whoever had it before. Values change in place.",
    "**Whose an element is cannot be read back**, nor whether it is transient (it goes when its owner leaves). Declared elements are never transient. Where a transient element of somebody else is in an authoritative queue, a refresh brings it into the preview like any other.",
    "**What a new `sizeLimit` does to a queue that is there is not documented.** The provider looks afterwards and offers again what vanished, elements of others too; these belong to the `operator` then and are lasting. Where the vendor refuses it, the error says so. Elements of others that a smaller size has no place for are an error before anything is sent.",
    "**Elements carry no mark of who declared them.** One that is there under a declared key is taken over, and goes with the resource. A change between the look at a queue and the call that follows it is not seen.",
  ],
};
