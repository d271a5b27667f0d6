import { forgetEnded } from "../../cloud/objects";
import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import type { Ends, OpenChannel } from "../state";
import { MINUTE_MS } from "../times";

const METADATA_KEYS = 100;
const METADATA_BATCH = 20;
const METADATA_KEY = /^[A-Za-z0-9+=_-]{1,128}$/;
const METADATA_VALUE = 4096;

export const DEFAULT_TTL_MINUTES = 60;

/** When a channel ends by itself. Kept alive, never. */
function endOf({ keptAlive, destroyType: type, ttlMinutes: ttl, createdAt, activeAt }: OpenChannel): number {
  return keptAlive ? Number.POSITIVE_INFINITY : (type === 1 ? createdAt : activeAt) + ttl * MINUTE_MS;
}

export function destroy(channelId: string, { state, settings }: Context): void {
  state.openChannels.delete(channelId);
  if (settings.participantListsSurviveDestroy) return;
  state.openMutes.delete(channelId);
  state.openBans.delete(channelId);
}

/** A channel, if time has not ended it. */
export function findOpenChannel(channelId: string, context: Context): OpenChannel | undefined {
  const channel = context.state.openChannels.get(channelId);
  if (!channel || endOf(channel) > context.now) return channel;
  destroy(channelId, context);
  return undefined;
}

export function openChannelOf(context: Context, channelId: string): OpenChannel {
  return findOpenChannel(channelId, context) ?? refuse(23410, `open channel ${channelId} does not exist`);
}

/** All channels that time has not ended. */
export function livingOpenChannels(context: Context): OpenChannel[] {
  return [...context.state.openChannels.keys()].flatMap((id) => findOpenChannel(id, context) ?? []);
}

/** The mutes or bans of a channel, without those that have ended. */
export function endsOf(lists: Map<string, Ends>, channelId: string, now: number): Ends {
  const ends = lists.get(channelId) ?? new Map<string, number>();
  lists.set(channelId, ends);
  return forgetEnded(ends, now);
}

/** Takes a user out, and the metadata that should go with the user. False if the user was not inside. */
export function putOut(channel: OpenChannel, userId: string, now: number): boolean {
  if (!channel.participants.delete(userId)) return false;
  channel.activeAt = now;
  for (const [key, entry] of channel.metadata) {
    if (entry.autoDelete && entry.owner === userId) channel.metadata.delete(key);
  }
  return true;
}

export function checkMetadata(pairs: ReadonlyMap<string, string>, { settings }: Context): void {
  if (pairs.size > METADATA_BATCH) refuse(settings.metadataBatchOverflow, `more than ${METADATA_BATCH} pairs`);
  for (const [key, value] of pairs) {
    if (!METADATA_KEY.test(key)) refuse(1002, `metadata key ${key} is invalid`);
    if ([...value].length > METADATA_VALUE) refuse(1005, `value of ${key} is too long`);
  }
}

/** Sets entries, value and owner alike, as far as the channel takes them. */
export function setMetadata(
  channel: OpenChannel,
  pairs: ReadonlyMap<string, string>,
  { owner, autoDelete }: { owner: string; autoDelete: boolean },
  { settings, now }: Context,
): void {
  const over = new Set([...channel.metadata.keys(), ...pairs.keys()]).size > METADATA_KEYS;
  if (over && settings.metadataOverflow === "none") refuse(23423, `more than ${METADATA_KEYS} metadata keys`);
  for (const [key, value] of pairs) {
    if (!channel.metadata.has(key) && channel.metadata.size >= METADATA_KEYS) continue;
    channel.metadata.set(key, { value, owner, autoDelete, updatedAt: now });
  }
  if (over) refuse(23428, "some metadata was not set");
}
