import { forgetEnded } from "../../cloud/objects";
import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { durationMinutes, integer, optional, required, texts } from "../parameters";
import type { Ends } from "../state";
import { MINUTE_MS, utcText } from "../times";
import { mustExist } from "../user/rules";
import { notice, openChannelId, participantIds } from "./parameters";
import { endsOf, openChannelOf, putOut } from "./rules";

const PRIORITY_SENDERS = 5;

const minutes = durationMinutes(1, 1003);
const one = { channelId: openChannelId } as const;
const some = { channelId: openChannelId, participantIds } as const;

function shownEnds(ends: Ends, key: string) {
  return [...ends].map(([id, until]) => ({ participantId: id, [key]: utcText(until) }));
}

/** Mutes, of one channel and of all. */
const muteEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "open-channel/participant/mute-list/add",
    parameters: { ...some, durationMinutes: minutes, ...notice },
    handle(args, context) {
      openChannelOf(context, args.channelId);
      mustExist(context, args.participantIds);
      const mutes = endsOf(context.state.openMutes, args.channelId, context.now);
      for (const id of args.participantIds) mutes.set(id, context.now + args.durationMinutes * MINUTE_MS);
    },
  }),
  endpoint({
    call: "open-channel/participant/mute-list/remove",
    parameters: { ...some, ...notice },
    handle(args, context) {
      openChannelOf(context, args.channelId);
      const mutes = endsOf(context.state.openMutes, args.channelId, context.now);
      for (const id of args.participantIds) mutes.delete(id);
    },
  }),
  endpoint({
    call: "open-channel/participant/mute-list/get",
    reads: true,
    parameters: one,
    handle(args, context) {
      openChannelOf(context, args.channelId);
      const mutes = endsOf(context.state.openMutes, args.channelId, context.now);
      return { mutedParticipants: shownEnds(mutes, "muteExpiresAt") };
    },
  }),
  endpoint({
    call: "open-channel/global-mute-list/add",
    aliases: ["open-channel/participant/global-mute-list/add"],
    parameters: { participantIds, durationMinutes: minutes, ...notice },
    handle(args, context) {
      mustExist(context, args.participantIds);
      const { state, now } = context;
      for (const id of args.participantIds) state.globalMutes.set(id, now + args.durationMinutes * MINUTE_MS);
    },
  }),
  endpoint({
    call: "open-channel/global-mute-list/remove",
    aliases: ["open-channel/participant/global-mute-list/remove"],
    parameters: { participantIds, ...notice },
    handle(args, { state }) {
      for (const id of args.participantIds) state.globalMutes.delete(id);
    },
  }),
  endpoint({
    call: "open-channel/global-mute-list/get",
    aliases: ["open-channel/participant/global-mute-list/get"],
    reads: true,
    parameters: {},
    handle: (_args, { state, now }) => ({
      mutedParticipants: shownEnds(forgetEnded(state.globalMutes, now), "muteExpiresAt"),
    }),
  }),
];

const banEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "open-channel/participant/ban-list/add",
    parameters: { ...some, durationMinutes: minutes, ...notice },
    handle(args, context) {
      const channel = openChannelOf(context, args.channelId);
      mustExist(context, args.participantIds);
      const bans = endsOf(context.state.openBans, args.channelId, context.now);
      for (const id of args.participantIds) {
        bans.set(id, context.now + args.durationMinutes * MINUTE_MS);
        putOut(channel, id, context.now);
      }
    },
  }),
  endpoint({
    call: "open-channel/participant/ban-list/remove",
    parameters: { ...some, ...notice },
    handle(args, context) {
      openChannelOf(context, args.channelId);
      const bans = endsOf(context.state.openBans, args.channelId, context.now);
      for (const id of args.participantIds) bans.delete(id);
    },
  }),
  endpoint({
    call: "open-channel/participant/ban-list/get",
    reads: true,
    parameters: one,
    handle(args, context) {
      openChannelOf(context, args.channelId);
      const bans = endsOf(context.state.openBans, args.channelId, context.now);
      return { bannedParticipants: shownEnds(bans, "banExpiresAt") };
    },
  }),
];

/** Allowed and priority senders. */
const senderEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "open-channel/participant/allowed-sender-list/add",
    parameters: { ...some, ...notice },
    handle(args, context) {
      const { allowedSenders } = openChannelOf(context, args.channelId);
      mustExist(context, args.participantIds);
      for (const id of args.participantIds) allowedSenders.add(id);
    },
  }),
  endpoint({
    call: "open-channel/participant/allowed-sender-list/remove",
    parameters: { ...some, ...notice },
    handle(args, context) {
      const { allowedSenders } = openChannelOf(context, args.channelId);
      for (const id of args.participantIds) allowedSenders.delete(id);
    },
  }),
  endpoint({
    call: "open-channel/participant/allowed-sender-list/get",
    reads: true,
    parameters: one,
    handle: (args, context) => ({ participantIds: [...openChannelOf(context, args.channelId).allowedSenders] }),
  }),
  endpoint({
    call: "open-channel/priority-sender-list/add",
    aliases: ["open-channel/participant/priority-sender-list/add"],
    parameters: some,
    handle(args, context) {
      const { prioritySenders } = openChannelOf(context, args.channelId);
      mustExist(context, args.participantIds);
      if (new Set([...prioritySenders, ...args.participantIds]).size > PRIORITY_SENDERS) {
        return refuse(23412, `more than ${PRIORITY_SENDERS} priority senders`);
      }
      for (const id of args.participantIds) prioritySenders.add(id);
    },
  }),
  endpoint({
    call: "open-channel/priority-sender-list/remove",
    aliases: ["open-channel/participant/priority-sender-list/remove"],
    parameters: some,
    handle(args, context) {
      const { prioritySenders } = openChannelOf(context, args.channelId);
      for (const id of args.participantIds) prioritySenders.delete(id);
    },
  }),
  endpoint({
    call: "open-channel/priority-sender-list/get",
    aliases: ["open-channel/participant/priority-sender-list/get"],
    reads: true,
    parameters: one,
    handle: (args, context) => ({ participantIds: [...openChannelOf(context, args.channelId).prioritySenders] }),
  }),
];

/** Who is inside. Only clients enter and leave. */
const participantEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "open-channel/participant/list",
    reads: true,
    parameters: {
      ...one,
      pageSize: optional(integer({ min: 1, max: 500 })),
      order: optional(integer({ oneOf: [1, 2] })),
    },
    handle(args, context) {
      const inside = [...openChannelOf(context, args.channelId).participants];
      if (args.order === 2) inside.reverse();
      return {
        total: inside.length,
        participants: inside
          .slice(0, args.pageSize ?? 500)
          .map(([id, since]) => ({ participantId: id, createdAt: utcText(since) })),
      };
    },
  }),
  endpoint({
    call: "open-channel/participant/exist",
    reads: true,
    parameters: { ...one, participantIds: required(texts({ max: 1000 })) },
    handle(args, context) {
      const { participants } = openChannelOf(context, args.channelId);
      return {
        participants: args.participantIds.map((id) => ({
          participantId: id,
          isInOpenChannel: participants.has(id) ? 1 : 0,
        })),
      };
    },
  }),
];

/** The calls on people in and around open channels. */
export const openChannelPeopleEndpoints: readonly Endpoint[] = [
  ...participantEndpoints,
  ...muteEndpoints,
  ...banEndpoints,
  ...senderEndpoints,
];
