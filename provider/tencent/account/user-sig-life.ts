import { setTimeout as sleep } from "node:timers/promises";
import { isOtherKey } from "../../connection/key-print";
import { timestampMs, timestampText } from "../../schema/timestamps";
import { isUnknown, unknownValue } from "../../values/unknowns";
import type { Values } from "../../values/values";
import type { TencentClient } from "../client";

/** How long a UserSig is good for where nothing else is declared: the default of the vendor's own libraries. */
export const defaultUserSigDays = 180;
export const maxUserSigDays = 365;

/** A UserSig is renewed by the first change after less than this part of its life is left. */
const renewedAt = 1 / 3;

const dayMs = 86_400_000;

/** What an account's UserSig depends on. */
export interface UserSigInputs {
  userSigDays?: number | undefined;
  userSigVersion?: number | undefined;
  /** When it ends; undefined where none is wanted. */
  userSigExpires?: string | undefined;
  /** Tells which of the app's keys made it. */
  userSigKey?: string | undefined;
}

/**
 * Says when the UserSig is to end: as before, or anew where it runs out soon, is to live differently long, has another
 * version, or was made with another key of the app. A preview shows this like any other change.
 * @param olds the inputs before
 * @param key tells the app's key from others, where it is known
 */
export function withExpiry(inputs: Values, olds: Values, now = Date.now(), key?: string): Values {
  const { userSigExpires: _, userSigKey: __, ...rest } = inputs;
  const { userSigDays = defaultUserSigDays, userSigVersion } = inputs;
  if (isUnknown(userSigDays) || isUnknown(userSigVersion)) return { ...rest, userSigExpires: unknownValue };
  const lifeMs = Number(userSigDays) * dayMs;
  if (lifeMs === 0) return rest;
  const { userSigDays: daysBefore = defaultUserSigDays, userSigExpires, userSigKey } = olds;
  const leftMs = (timestampMs(userSigExpires) ?? 0) - now;
  const isCurrent = !isRotated(inputs, olds) && !isOtherKey(key, userSigKey);
  const isKept = leftMs >= lifeMs * renewedAt && userSigDays === daysBefore && isCurrent;
  const end = isKept ? userSigExpires : timestampText(Math.ceil((now + lifeMs) / 1000) * 1000);
  // One that is kept stays as it is, also where no key is told of it: that alone is no reason for a change.
  const madeWith = isKept ? userSigKey : (key ?? userSigKey);
  return { ...rest, userSigExpires: end, ...(madeWith !== undefined && { userSigKey: madeWith }) };
}

/** Makes a new UserSig where one is due; a new version ends all those before at the vendor. */
export async function syncUserSig(
  client: TencentClient,
  UserID: string,
  current: UserSigInputs & { userSig?: string | undefined },
  inputs: UserSigInputs,
): Promise<void> {
  const { userSigDays, userSigVersion, userSigExpires, userSigKey } = inputs;
  const rotates = isRotated(inputs, current);
  if (rotates) {
    await client.call("im_open_login_svc/kick", { UserID }, { object: UserID });
    // A kick may end the UserSigs of its own second too, and the vendor's clock may be a second ahead of ours.
    await sleep(2000 - (client.now() % 1000));
  }
  const end = timestampMs(userSigExpires);
  if (end === undefined) current.userSig = undefined;
  else if (rotates || isOtherMade(inputs, current)) {
    const seconds = Math.floor(client.now() / 1000);
    current.userSig = client.userSig(UserID, seconds, Math.floor(end / 1000) - seconds);
  }
  Object.assign(current, { userSigDays, userSigVersion, userSigExpires, userSigKey });
}

/** Whether what is there is missing, ends at another time, or was made with another key. */
function isOtherMade(
  { userSigExpires, userSigKey }: UserSigInputs,
  current: UserSigInputs & { userSig?: string | undefined },
): boolean {
  return !current.userSig || userSigExpires !== current.userSigExpires || isOtherKey(userSigKey, current.userSigKey);
}

/** To declare a version for the first time, or to stop, says nothing about the UserSigs that there are. */
function isRotated(inputs: UserSigInputs, before: UserSigInputs): boolean {
  const { userSigVersion: version } = inputs;
  return version !== undefined && before.userSigVersion !== undefined && version !== before.userSigVersion;
}
