import { setTimeout as sleep } from "node:timers/promises";
import type { Values } from "../definition";
import { instantMs, instantText } from "../instants";
import { isUnknown, unknownValue } from "../unknowns";
import type { TencentClient } from "./client";

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
}

/**
 * Says when the UserSig is to end: as before, or anew where it runs out soon, is to live differently long, or has another
 * version. A preview shows this like any other change.
 * @param olds the inputs before
 */
export function withExpiry(inputs: Values, olds: Values, now = Date.now()): Values {
  const { userSigExpires: _, ...rest } = inputs;
  const { userSigDays = defaultUserSigDays, userSigVersion } = inputs;
  if (isUnknown(userSigDays) || isUnknown(userSigVersion)) return { ...rest, userSigExpires: unknownValue };
  const lifeMs = Number(userSigDays) * dayMs;
  if (lifeMs === 0) return rest;
  const { userSigDays: daysBefore = defaultUserSigDays, userSigExpires } = olds;
  const leftMs = (instantMs(userSigExpires) ?? 0) - now;
  const isKept = leftMs >= lifeMs * renewedAt && userSigDays === daysBefore && !isRotated(inputs, olds);
  const end = isKept ? userSigExpires : instantText(Math.ceil((now + lifeMs) / 1000) * 1000);
  return { ...rest, userSigExpires: end };
}

/** Makes a new UserSig where one is due; a new version ends all those before at the vendor. */
export async function syncUserSig(
  client: TencentClient,
  UserID: string,
  current: UserSigInputs & { userSig?: string | undefined },
  inputs: UserSigInputs,
): Promise<void> {
  const { userSigDays, userSigVersion, userSigExpires } = inputs;
  const rotates = isRotated(inputs, current);
  if (rotates) {
    await client.call("im_open_login_svc/kick", { UserID }, { object: UserID });
    // A kick may end the UserSigs of its own second too, and the vendor's clock may be a second ahead of ours.
    await sleep(2000 - (client.now() % 1000));
  }
  const end = instantMs(userSigExpires);
  if (end === undefined) current.userSig = undefined;
  else if (rotates || userSigExpires !== current.userSigExpires || !current.userSig) {
    const seconds = Math.floor(client.now() / 1000);
    current.userSig = client.userSig(UserID, seconds, Math.floor(end / 1000) - seconds);
  }
  Object.assign(current, { userSigDays, userSigVersion, userSigExpires });
}

/** To declare a version for the first time, or to stop, says nothing about the UserSigs that there are. */
function isRotated(inputs: UserSigInputs, before: UserSigInputs): boolean {
  const { userSigVersion: version } = inputs;
  return version !== undefined && before.userSigVersion !== undefined && version !== before.userSigVersion;
}
