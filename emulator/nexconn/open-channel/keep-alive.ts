import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { required, texts } from "../parameters";
import { livingOpenChannels, openChannelOf } from "./rules";

const chatroomId = required(texts({ code: 1003 }));

/** Keeping open channels alive, which only the older generation can. */
export const keepAliveEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/keepalive/add.json",
    parameters: { chatroomId },
    handle(args, context) {
      const channels = args.chatroomId.map((id) => openChannelOf(context, id));
      const kept = livingOpenChannels(context).filter(({ keptAlive }) => keptAlive);
      if (new Set([...kept, ...channels]).size > context.settings.keepAliveMaximum) {
        return refuse(1016, "too many keep-alive channels");
      }
      for (const channel of channels) channel.keptAlive = true;
    },
  }),
  endpoint({
    call: "chatroom/keepalive/remove.json",
    parameters: { chatroomId },
    handle(args, context) {
      for (const channel of args.chatroomId.map((id) => openChannelOf(context, id))) {
        // The idle time begins anew, or the channel could be gone at once.
        if (channel.keptAlive) Object.assign(channel, { keptAlive: false, activeAt: context.now });
      }
    },
  }),
  endpoint({
    call: "chatroom/keepalive/query.json",
    reads: true,
    parameters: {},
    handle: (_args, context) => ({
      chatroomIds: livingOpenChannels(context)
        .filter(({ keptAlive }) => keptAlive)
        .map(({ channelId }) => channelId),
    }),
  }),
];
