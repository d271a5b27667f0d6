import type { ClientAction, ClientOutcome } from "../cloud/vendor";
import type { Context } from "./endpoint";
import { endsOf, findOpenChannel, putOut } from "./open-channel/rules";

const text = { type: "string", minLength: 1 };

interface JoinOrder {
  readonly channelId: string;
  readonly userId: string;
  readonly action: "enter" | "leave";
}

function join({ channelId, userId, action }: JoinOrder, context: Context): ClientOutcome {
  const { state, now } = context;
  const channel = findOpenChannel(channelId, context);
  if (!channel) return { code: 23410, desc: `open channel ${channelId} does not exist` };
  if (action === "leave") {
    return putOut(channel, userId, now) ? { code: 0 } : { code: 23406, desc: `user ${userId} is not inside` };
  }
  if (!state.users.has(userId) || state.deletions.has(userId)) {
    return { code: 24366, desc: `user ${userId} does not exist` };
  }
  if (endsOf(state.openBans, channelId, now).has(userId)) return { code: 23409, desc: `user ${userId} is banned` };
  if (!channel.participants.has(userId)) channel.participants.set(userId, now);
  channel.activeAt = now;
  return { code: 0 };
}

/** What clients do. `change` gives an act its context and has its result kept. */
export function clientActions(
  change: (act: (context: Context) => ClientOutcome) => ClientOutcome,
): Record<string, ClientAction> {
  return {
    join: {
      required: ["channelId", "userId", "action"],
      properties: { channelId: text, userId: text, action: { enum: ["enter", "leave"] } },
      run: (order) => change((context) => join(order as unknown as JoinOrder, context)),
    },
  };
}
