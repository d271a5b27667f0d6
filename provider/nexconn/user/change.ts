import { isOtherKey } from "../../connection/key-print";
import { refusal } from "../../errors";
import { demandAsked } from "../../http/answers";
import { timestampMs } from "../../schema/timestamps";
import { pickDefined } from "../../values/objects";
import type { Values } from "../../values/values";
import { codes, type NexconnClient } from "../client";
import { minutesUntil, readRestrictions } from "../ends";
import { extMarkKey } from "../ext-mark";
import { declaredPart, type HostedProfile, readHosted, withoutMark, writeHosted } from "../hosted-profile";
import { saysUnknown } from "../people";
import { temporary, type UserInputs, type UserState } from "./fields";
import { awaitRestore, requestRestore } from "./restore";

/** What a change knows beside the state. Not kept. */
export interface LiveUser {
  /** The hosted profile with the keys of others. */
  hosted?: HostedProfile;
  /** Whether the user is soft-deleted. */
  isDeleted?: boolean;
  isRestoreRequested?: boolean;
  /** Whether this change has restored the user: whatever is left from before is ours. */
  isRestored?: boolean;
}

type Current = Partial<UserState & LiveUser>;

/** In the state in place of a token that is still to be issued: the user is ours, and not finished. */
export const tokenToCome = "";

/** The user as the vendor has it, as far as the state asks. One who is soft-deleted is there only while we restore it. */
export async function observeUser(
  client: NexconnClient,
  userId: string,
  prior: Partial<UserState>,
): Promise<Current | undefined> {
  const basics = await basicsOf(client, userId);
  const isUnfinished = prior.accessToken === tokenToCome;
  // A soft delete takes the name, or the whole user as far as this call goes.
  const mayBeDeleted = basics ? basics.name === "" : isUnfinished;
  if (mayBeDeleted && (await client.lists.softDeleted.load(userId))) {
    return isUnfinished ? { userId, isDeleted: true } : undefined;
  }
  if (!basics) return undefined;
  const details = await detailsOf(client, userId, prior);
  const mark = temporary.markIn(basics) ?? details.mark;
  return { userId, ...basics, ...details, ...(mark !== undefined && { mark }) };
}

async function basicsOf(client: NexconnClient, userId: string) {
  try {
    return await client.call("user/get", { userId }, { object: userId });
  } catch (error) {
    if (saysUnknown(error)) return undefined;
    throw error;
  }
}

/** What the vendor tells of a user by calls of their own, each made only where its field is wanted. */
async function detailsOf(client: NexconnClient, userId: string, wanted: Partial<UserState>): Promise<Current> {
  const { userProfile, userExtProfile, mark, tags, banExpiresAt, mutedChannelTypes } = wanted;
  const isDeclared = userProfile !== undefined || userExtProfile !== undefined;
  const [hosted, liveTags, ban, muted] = await Promise.all([
    isDeclared || mark !== undefined ? readHosted(client, userId, mark, isDeclared) : undefined,
    tags && client.lists.tags.load(userId),
    banExpiresAt === undefined ? undefined : banOf(client, userId, banExpiresAt),
    mutedChannelTypes && client.lists.mutes.load(userId),
  ]);
  return {
    ...(hosted && {
      hosted,
      userProfile: declaredPart(hosted.userProfile, userProfile ?? {}),
      userExtProfile: withoutMark(hosted.userExtProfile),
      mark: hosted.userExtProfile[extMarkKey] ?? "",
    }),
    ...pickDefined({ tags: liveTags, banExpiresAt: ban, mutedChannelTypes: muted }, [
      "tags",
      "banExpiresAt",
      "mutedChannelTypes",
    ]),
  };
}

async function banOf(client: NexconnClient, userId: string, declared: string): Promise<string> {
  const end = await client.lists.bans.load(userId);
  const said = declared === "" ? {} : { [userId]: { banExpiresAt: declared } };
  const live = readRestrictions(end === undefined ? [] : [[userId, end]], "banExpiresAt", said, client.now());
  return live[userId]?.banExpiresAt ?? "";
}

/** Brings a user to what is declared. The name comes after the mark: see `register`. */
export async function syncUser(
  client: NexconnClient,
  userId: string,
  current: Current,
  inputs: UserInputs,
  prior: Partial<UserState>,
): Promise<void> {
  spareExtKeys(current, inputs, prior);
  if (current.isDeleted) await finishRestore(client, userId, current, inputs);
  await readMissing(client, userId, current, inputs);
  spareExtKeys(current, inputs, prior);
  await syncHosted(client, userId, current, inputs, prior);
  await syncNames(client, userId, current, inputs);
  await syncTags(client, userId, current, inputs);
  await syncMutes(client, userId, current, inputs);
  await syncBan(client, userId, current, inputs);
  await syncToken(client, userId, current, inputs, prior);
  Object.assign(current, { adopt: inputs.adopt, connection: inputs.connection });
}

async function finishRestore(
  client: NexconnClient,
  userId: string,
  current: Current,
  inputs: UserInputs,
): Promise<void> {
  if (!current.isRestoreRequested) await requestRestore(client, userId);
  await awaitRestore(client, userId);
  Object.assign(current, await observeUser(client, userId, inputs), { isDeleted: false, isRestored: true });
}

/** Reads what is declared now and was not managed before. */
async function readMissing(client: NexconnClient, userId: string, current: Current, inputs: UserInputs): Promise<void> {
  const fields = ["tags", "banExpiresAt", "mutedChannelTypes"] as const;
  const missing = pickDefined(
    inputs,
    fields.filter((field) => current[field] === undefined),
  );
  const hosted = current.hosted ? {} : pickDefined(inputs, ["userProfile", "userExtProfile", "mark"]);
  Object.assign(current, await detailsOf(client, userId, { ...missing, ...hosted }));
}

async function syncHosted(
  client: NexconnClient,
  userId: string,
  current: Current,
  inputs: UserInputs,
  prior: Partial<UserState>,
): Promise<void> {
  const { hosted: live } = current;
  if (!live) return;
  const { userProfile, userExtProfile, mark = live.userExtProfile[extMarkKey] } = inputs;
  const known = (current.isRestored ? live : prior).userExtProfile ?? {};
  const isUnmarked = inputs.mark !== undefined && temporary.isIn(current);
  current.hosted = await writeHosted(client, userId, {
    live,
    userProfile,
    userExtProfile,
    prior: known,
    mark,
    isUnmarked,
  });
  Object.assign(current, { userProfile, userExtProfile, mark: mark ?? "" });
}

/** Leaves the keys of others out of what the state will hold, or the next change would remove them unseen. */
function spareExtKeys(current: Current, inputs: UserInputs, prior: Partial<UserState>): void {
  if (!current.userExtProfile || !inputs.userExtProfile) return;
  const ours = { ...prior.userExtProfile, ...inputs.userExtProfile };
  current.userExtProfile = Object.fromEntries(
    Object.entries(current.userExtProfile).filter(([key]) => Object.hasOwn(ours, key)),
  );
}

async function syncNames(client: NexconnClient, userId: string, current: Current, inputs: UserInputs): Promise<void> {
  const changed = pickDefined(
    inputs,
    (["name", "avatarUrl"] as const).filter((field) => inputs[field] !== current[field]),
  );
  if (Object.keys(changed).length === 0) return;
  await client.call("user/update", { userId, ...changed }, { object: userId });
  Object.assign(current, changed);
}

/**
 * Gives a user whose own name is refused the userId as a name: the temporary one is for nobody to see, and a soft delete would
 * close the id for an hour.
 */
export async function endTemporaryName(
  client: NexconnClient,
  userId: string,
  current: Current,
  { name }: UserInputs,
): Promise<void> {
  try {
    await client.call("user/update", { userId, name }, { object: userId });
    current.name = name;
  } catch (error) {
    if (!refusal(error)) throw error;
    await client.call("user/update", { userId, name: userId }, { object: userId });
    current.name = userId;
  }
}

async function syncTags(client: NexconnClient, userId: string, current: Current, inputs: UserInputs): Promise<void> {
  const { tags } = inputs;
  if (tags === undefined || isSameList(tags, current.tags)) return;
  await client.call("user/tag/batch/set", { userIds: [userId], tags }, { object: userId });
  current.tags = tags;
}

async function syncMutes(client: NexconnClient, userId: string, current: Current, inputs: UserInputs): Promise<void> {
  const { mutedChannelTypes: wanted } = inputs;
  if (wanted === undefined) return;
  for (const [muteState, from, to] of [
    [1, current.mutedChannelTypes ?? [], wanted],
    [0, wanted, current.mutedChannelTypes ?? []],
  ] as const) {
    const channelTypes = to.filter((type) => !from.includes(type));
    if (channelTypes.length === 0) continue;
    await client.call("channel-type/mute/set", { userIds: [userId], muteState, channelTypes }, { object: userId });
  }
  current.mutedChannelTypes = wanted;
}

async function syncBan(client: NexconnClient, userId: string, current: Current, inputs: UserInputs): Promise<void> {
  const { banExpiresAt } = inputs;
  if (banExpiresAt === undefined || banExpiresAt === current.banExpiresAt) return;
  const now = client.now();
  const wanted = endInForce(banExpiresAt, now);
  const live = endInForce(current.banExpiresAt, now);
  // Whether a second ban can shorten the first is not documented.
  if (live !== undefined && (wanted === undefined || wanted < live)) {
    await unban(client, userId);
    current.banExpiresAt = "";
  }
  if (wanted !== undefined) {
    const durationMinutes = minutesUntil(banExpiresAt, now);
    await client.call("user/ban", { userIds: [userId], durationMinutes }, { object: userId });
  }
  current.banExpiresAt = banExpiresAt;
}

function endInForce(end: string | undefined, now: number): number | undefined {
  const ms = timestampMs(end);
  return ms !== undefined && ms > now ? ms : undefined;
}

async function unban(client: NexconnClient, userId: string): Promise<void> {
  try {
    await client.call("user/unban", { userIds: [userId] }, { object: userId });
  } catch (error) {
    // It has ended, or an attempt without an answer has lifted it.
    if (refusal(error)?.vendorCode !== codes.dataAbsent) throw error;
  }
}

/**
 * Says under which of the app's secrets the token was issued: as before, or the one of now where a token is issued. A preview
 * shows this like any other change.
 * @param olds the inputs before
 * @param key tells the app's secret from others, where it is known
 */
export function withTokenKey(inputs: Values, olds: Values, key: string | undefined): Values {
  const { accessTokenKey: _, ...rest } = inputs;
  const { accessTokenKey: before } = olds;
  const isNew = Object.keys(olds).length === 0;
  const isRenewed = rest.tokenVersion !== undefined && rest.tokenVersion !== olds.tokenVersion;
  // That nothing is told of the token there is alone is no reason for a change.
  const told = isNew || isRenewed || isOtherKey(key, before) ? (key ?? before) : before;
  return told === undefined ? rest : { ...rest, accessTokenKey: told };
}

/** Issues a token where one is asked for, or is still to come, or the app has another secret than the token. */
async function syncToken(
  client: NexconnClient,
  userId: string,
  current: Current,
  inputs: UserInputs,
  prior: Partial<UserState>,
): Promise<void> {
  const { tokenVersion, accessTokenKey } = inputs;
  const isOther = tokenVersion !== undefined && tokenVersion !== current.tokenVersion;
  if (isOther && prior.tokenVersion !== undefined) {
    // By the vendor's clock, and before the new token: one that is issued after this instant stays valid.
    await client.call("auth/access-token/expire", { userIds: [userId], expiresAt: client.heard() }, { object: userId });
    current.accessToken = tokenToCome;
  }
  if (isOtherKey(accessTokenKey, current.accessTokenKey)) current.accessToken = tokenToCome;
  if (current.accessToken === tokenToCome || (isOther && current.accessToken === undefined)) {
    const { name = "", avatarUrl = "" } = current;
    current.accessToken = await issueToken(client, { userId, name, avatarUrl });
  }
  Object.assign(current, { tokenVersion, accessTokenKey });
}

/** One more token. The call sets name and avatar as well. */
export async function issueToken(
  client: NexconnClient,
  { userId, name, avatarUrl }: { userId: string; name: string; avatarUrl: string },
): Promise<string> {
  const parameters = { userId, name, ...(avatarUrl !== "" && { avatarUrl }) };
  const call = "auth/access-token/issue";
  const issued = await client.call(call, parameters, { object: userId });
  demandAsked({ vendor: "nexconn", call, object: userId }, "userId", [issued.userId], [userId], true);
  return issued.accessToken;
}

function isSameList(a: readonly string[], b: readonly string[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((item, i) => item === b[i]);
}
