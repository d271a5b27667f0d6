import { z } from "zod";
import { described } from "../../schema/fields";
import { canonicalTimestamp, timestamp, timestampMs, timestampText } from "../../schema/timestamps";
import type { TencentClient } from "../client";
import { ends, forever } from "../ends";

/** How long an account may not send: 0 for not muted, `forever`, or until an instant. */
export type GlobalMute = 0 | typeof forever | string;

/** A longer one is taken for one without end. */
const maxMuteDays = 36_500;
const maxMuteSeconds = maxMuteDays * 86_400;

export const muteFields = ["C2CmsgNospeakingTime", "GroupmsgNospeakingTime"] as const;

type Mutes = Partial<Record<(typeof muteFields)[number], GlobalMute | undefined>>;

export function globalMuteField() {
  return described(
    z.union([z.literal(0), z.literal(forever), timestamp(maxMuteDays)]),
    `0 (not muted), ${forever} (for ever), or an instant in ISO 8601 with its zone, at most ${maxMuteDays} days ahead`,
    "The vendor gives back the seconds that are left, so another number of seconds would differ at each look: give the instant of its end.",
  );
}

export function canonicalMute(value: unknown): unknown {
  return typeof value === "string" ? canonicalTimestamp(value) : value;
}

/** Reads those of an account's global mutes that a state has. */
export async function globalMutesOf(client: TencentClient, UserID: string, prior: Mutes): Promise<Mutes> {
  const fields = muteFields.filter((field) => prior[field] !== undefined);
  if (fields.length === 0) return {};
  const answer = await client.call("openconfigsvr/getnospeaking", { Get_Account: UserID }, { object: UserID });
  return Object.fromEntries(fields.map((field) => [field, fromSeconds(answer[field], prior[field], client.now())]));
}

/** Sends those of the global mutes that differ. */
export async function syncGlobalMutes(client: TencentClient, UserID: string, current: Mutes, inputs: Mutes) {
  const now = client.now();
  const declared = muteFields.filter((field) => inputs[field] !== undefined && inputs[field] !== current[field]);
  const wanted = declared.map((field) => [field, secondsLeft(inputs[field], now)] as const);
  // A mute whose end has passed is none, however it is written.
  const sent = wanted.filter(([field, seconds]) => seconds > 0 || secondsLeft(current[field], now) !== 0);
  if (sent.length > 0) {
    const parameters = { Set_Account: UserID, ...Object.fromEntries(sent) };
    await client.call("openconfigsvr/setnospeaking", parameters, { object: UserID });
  }
  for (const field of declared) current[field] = inputs[field];
}

function fromSeconds(seconds: number, prior: GlobalMute | undefined, now: number): GlobalMute {
  if (seconds > maxMuteSeconds) return forever;
  const end = timestampMs(prior);
  const liveEnd = now + seconds * 1000;
  if (end !== undefined && ends.isNear(liveEnd, Math.max(end, now))) return prior ?? 0;
  return seconds === 0 ? 0 : timestampText(Math.round(liveEnd / 1000) * 1000);
}

/** @returns `NaN` for a mute that is not known */
function secondsLeft(mute: GlobalMute | undefined, now: number): number {
  if (typeof mute === "number") return mute;
  const end = timestampMs(mute);
  return end === undefined ? Number.NaN : Math.max(0, Math.ceil((end - now) / 1000));
}
