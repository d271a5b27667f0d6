import { shownText } from "../../cloud/objects";
import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { numbered } from "../paging";
import { channelId, durationMinutes, optional, page, pageSize, required, text, texts, userIds } from "../parameters";
import type { GroupMute } from "../state";
import { MINUTE_MS, timeText } from "../times";
import { mustExist } from "../user/rules";
import { groupOf, mustModerate, mutesOf } from "./rules";

const MUTED_EVERYWHERE = 100;

/** Absent or empty for all groups. */
const anyChannelId = optional(text({ max: 64 }));
const channelIds = required(texts({ max: 20 }));

function muteEnd({ until }: GroupMute, context: Context): Record<string, string | null> {
  const { permanentMute } = context.settings;
  const text = until === 0 ? undefined : timeText(until, context);
  return permanentMute === "far"
    ? { muteExpiresAt: text ?? "9999-12-31 23:59:59" }
    : shownText("muteExpiresAt", text, permanentMute);
}

/** Mutes, freezes and allowed senders of groups. */
export const groupModerationEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group-channel/user/mute-list/add",
    parameters: { userIds: userIds(20), channelId: anyChannelId, durationMinutes: durationMinutes(0) },
    handle(args, context) {
      const { state, now } = context;
      const where = args.channelId ?? "";
      if (where === "") mustExist(context, args.userIds);
      else mustModerate(context, where, args.userIds);
      const mutes = mutesOf(context, where);
      if (where === "" && new Set([...mutes.keys(), ...args.userIds]).size > MUTED_EVERYWHERE) {
        return refuse(1002, `more than ${MUTED_EVERYWHERE} users muted in all groups`);
      }
      const until = args.durationMinutes === 0 ? 0 : now + args.durationMinutes * MINUTE_MS;
      for (const id of args.userIds) mutes.set(id, { mutedAt: now, until });
      state.groupMutes.set(where, mutes);
    },
  }),
  endpoint({
    call: "group-channel/user/mute-list/remove",
    parameters: { userIds: userIds(20), channelId: anyChannelId },
    handle(args, context) {
      for (const id of args.userIds) mutesOf(context, args.channelId ?? "").delete(id);
    },
  }),
  endpoint({
    call: "group-channel/user/mute-list/get",
    aliases: ["group-channel/user/mute-list-get"],
    reads: true,
    parameters: { channelId: anyChannelId },
    handle(args, context) {
      return {
        mutedMembers: [...mutesOf(context, args.channelId ?? "")].map(([userId, mute]) => ({
          userId,
          mutedAt: timeText(mute.mutedAt, context),
          ...muteEnd(mute, context),
        })),
      };
    },
  }),
  endpoint({
    call: "group-channel/freeze-list/add",
    parameters: { channelIds },
    handle(args, context) {
      const { state, settings } = context;
      if (settings.moderateUnknownGroup !== "accept") for (const id of args.channelIds) groupOf(context, id);
      for (const id of args.channelIds) state.groupFreezes.add(id);
    },
  }),
  endpoint({
    call: "group-channel/freeze-list/remove",
    parameters: { channelIds },
    handle(args, { state }) {
      for (const id of args.channelIds) state.groupFreezes.delete(id);
    },
  }),
  endpoint({
    call: "group-channel/freeze-list/get",
    reads: true,
    parameters: { channelIds: optional(texts({ max: 20 })), page, pageSize: pageSize(200) },
    handle(args, { state }) {
      const paged = args.page !== undefined || args.pageSize !== undefined || !args.channelIds;
      const ids = paged
        ? numbered([...state.groupFreezes], args.page ?? 1, args.pageSize ?? 50)
        : (args.channelIds ?? []);
      return { freezeStatuses: ids.map((id) => ({ channelId: id, status: state.groupFreezes.has(id) ? 1 : 0 })) };
    },
  }),
  endpoint({
    call: "group-channel/allowed-sender-list/add",
    parameters: { channelId, userIds: userIds(100) },
    handle(args, context) {
      const { groupAllowedSenders } = context.state;
      mustModerate(context, args.channelId, args.userIds);
      groupAllowedSenders.set(
        args.channelId,
        new Set([...(groupAllowedSenders.get(args.channelId) ?? []), ...args.userIds]),
      );
    },
  }),
  endpoint({
    call: "group-channel/allowed-sender-list/remove",
    parameters: { channelId, userIds: userIds(100) },
    handle(args, { state }) {
      for (const id of args.userIds) state.groupAllowedSenders.get(args.channelId)?.delete(id);
    },
  }),
  endpoint({
    call: "group-channel/allowed-sender-list/get",
    reads: true,
    parameters: { channelId },
    handle: (args, { state }) => ({ userIds: [...(state.groupAllowedSenders.get(args.channelId) ?? [])] }),
  }),
];
