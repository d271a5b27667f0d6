import { type Endpoint, endpoint } from "../endpoint";
import { required, texts } from "../parameters";

const messageTypes = required(texts());

/** Lists of message types that hold for all open channels of the app. */
export const messageTypeEndpoints: readonly Endpoint[] = (
  [
    ["low-priority-message-type-list", "lowPriorityMessageTypes"],
    ["priority-message-type-list", "priorityMessageTypes"],
  ] as const
).flatMap(([folder, list]) => [
  endpoint({
    call: `open-channel/${folder}/add`,
    parameters: { messageTypes },
    handle(args, { state }) {
      for (const type of args.messageTypes) state[list].add(type);
    },
  }),
  endpoint({
    call: `open-channel/${folder}/remove`,
    parameters: { messageTypes },
    handle(args, { state }) {
      for (const type of args.messageTypes) state[list].delete(type);
    },
  }),
  endpoint({
    call: `open-channel/${folder}/get`,
    reads: true,
    parameters: {},
    handle: (_args, { state }) => ({ messageTypes: [...state[list]] }),
  }),
]);
