import { randomBytes } from "node:crypto";
import { forgetEnded } from "../../cloud/objects";
import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { livingOpenChannels } from "../open-channel/rules";
import { numbered } from "../paging";
import { durationMinutes, page, pageSize, userId, userIds } from "../parameters";
import { MINUTE_MS, timeText } from "../times";
import { mustBeRegistered, registered } from "./rules";
import { profileTexts } from "./tokens";

const UNPAGED_BANS = 1000;
const RESTORE_WAIT_MS = 3_600_000;

/** Four groups of hex digits, as the vendor's look. */
function operationId(): string {
  return (randomBytes(8).toString("hex").toUpperCase().match(/.{4}/g) ?? []).join("-");
}

/** A hundred user ids a second, not calls. */
const rate = { perSecond: 100, entriesOf: "userIds" } as const;

/** The calls under `user/` that concern users as such. */
export const userEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "user/update",
    parameters: { userId, ...profileTexts },
    handle(args, context) {
      const user = registered(context, args.userId);
      user.name = args.name ?? user.name;
      if (args.avatarUrl || (args.avatarUrl === "" && context.settings.emptyAvatarClears)) {
        user.avatarUrl = args.avatarUrl;
      }
    },
  }),
  endpoint({
    call: "user/get",
    reads: true,
    parameters: { userId },
    handle(args, context) {
      const { name, avatarUrl, createdAt } = registered(context, args.userId);
      const { softDeletedGet } = context.settings;
      if (context.state.deletions.get(args.userId)?.done && softDeletedGet !== "empty") {
        return refuse(softDeletedGet, `user ${args.userId} does not exist`);
      }
      return { name, avatarUrl, createdAt: timeText(createdAt, context) };
    },
  }),
  endpoint({
    call: "user/connection-status/get",
    reads: true,
    parameters: { userId },
    handle(args, context) {
      registered(context, args.userId);
      // Clients are there as participants of open channels only.
      const online = livingOpenChannels(context).some(({ participants }) => participants.has(args.userId));
      return { status: online ? "1" : "0" };
    },
  }),
  endpoint({
    call: "user/ban",
    parameters: { userIds: userIds(20), durationMinutes: durationMinutes(1) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      const bans = forgetEnded(context.state.bans, context.now);
      const until = context.now + args.durationMinutes * MINUTE_MS;
      const least = (id: string) => (context.settings.secondBan === "longer" ? (bans.get(id) ?? 0) : 0);
      for (const id of args.userIds) bans.set(id, Math.max(until, least(id)));
    },
  }),
  endpoint({
    call: "user/unban",
    parameters: { userIds: userIds(20) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      const bans = forgetEnded(context.state.bans, context.now);
      if (context.settings.unbanNotBanned !== 0 && !args.userIds.some((id) => bans.has(id))) {
        return refuse(context.settings.unbanNotBanned, "not banned");
      }
      for (const id of args.userIds) bans.delete(id);
    },
  }),
  endpoint({
    call: "user/ban/list",
    reads: true,
    parameters: { page, pageSize: pageSize(1000) },
    handle(args, context) {
      const bans = [...forgetEnded(context.state.bans, context.now)].sort(([, a], [, b]) => b - a);
      const shown =
        args.page === undefined ? bans.slice(0, UNPAGED_BANS) : numbered(bans, args.page, args.pageSize ?? 50);
      return {
        bannedUsers: shown.map(([id, until]) => ({ userId: id, banExpiresAt: timeText(until, context) })),
      };
    },
  }),
  endpoint({
    call: "user/soft-delete",
    rate,
    parameters: { userIds: userIds(100) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      const { state, settings, now } = context;
      for (const id of args.userIds) {
        if (state.deletions.has(id)) continue;
        state.deletions.set(id, { requestedAt: now, dueAt: now + settings.softDeleteSeconds * 1000, done: false });
      }
      return { operationId: operationId() };
    },
  }),
  endpoint({
    call: "user/restore",
    rate,
    parameters: { userIds: userIds(100) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      const { state, settings, now } = context;
      const early = args.userIds.find((id) => now < (state.deletions.get(id)?.requestedAt ?? 0) + RESTORE_WAIT_MS);
      if (early !== undefined && settings.earlyRestore !== "ignore") {
        return refuse(settings.earlyRestore, `user ${early} cannot be restored within an hour of its deletion`);
      }
      for (const id of args.userIds) {
        const deletion = state.deletions.get(id);
        // The outcome for each user comes by a webhook; a second restore changes nothing.
        if (deletion && now >= deletion.requestedAt + RESTORE_WAIT_MS) {
          deletion.restoreDueAt ??= now + settings.restoreSeconds * 1000;
        }
      }
      return { operationId: operationId() };
    },
  }),
  endpoint({
    call: "user/soft-deleted/list",
    reads: true,
    parameters: { page, pageSize: pageSize(50) },
    handle(args, { state }) {
      return { userIds: numbered([...state.deletions.keys()], args.page ?? 1, args.pageSize ?? 50) };
    },
  }),
];
