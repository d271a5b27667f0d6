import { type ClientAct, joining } from "../cloud/client-actions";
import { refuse } from "../cloud/refusal";
import type { Context } from "./endpoint";
import { endsOf, openChannelOf, putOut } from "./open-channel/rules";

/** What clients do. */
export const clientActs: Readonly<Record<string, ClientAct<Context>>> = {
  join: joining<Context>({
    place: "channelId",
    person: "userId",
    enter(channelId, userId, context) {
      const { state, now } = context;
      const channel = openChannelOf(context, channelId);
      if (!state.users.has(userId) || state.deletions.has(userId)) refuse(24366, `user ${userId} does not exist`);
      if (endsOf(state.openBans, channelId, now).has(userId)) refuse(23409, `user ${userId} is banned`);
      if (!channel.participants.has(userId)) channel.participants.set(userId, now);
      channel.activeAt = now;
    },
    leave(channelId, userId, context) {
      const wasInside = putOut(openChannelOf(context, channelId), userId, context.now);
      if (!wasInside) refuse(23406, `user ${userId} is not inside`);
    },
  }),
};
