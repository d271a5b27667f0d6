import { z } from "zod";
import type { Answer } from "../answers";
import { refusal } from "../errors";
import { group } from "../fields";
import { codes, type NexconnClient } from "./client";
import { extMarkKey } from "./ext-mark";

/** A map of a hosted profile: texts, and numbers where the vendor has a number. */
export type ProfileMap = Record<string, string | number>;

/** The two maps of a hosted profile as they are, with what others keep there. */
export interface HostedProfile {
  userProfile: ProfileMap;
  userExtProfile: ProfileMap;
}

export const noProfile: HostedProfile = { userProfile: {}, userExtProfile: {} };

export function userProfileField() {
  const key = group(
    z.string().regex(/^[A-Za-z]\w{0,31}$/),
    "1 to 32 letters, digits and _, with a letter first",
    "Give the key as the vendor's documentation has it.",
  );
  return group(
    z.record(key, z.union([z.string(), z.number()])),
    "a map of texts and numbers",
    'Write { email: "desk@example.com", gender: 1 }; "" clears a text.',
  );
}

export function userExtProfileField() {
  const key = group(
    z.string().regex(new RegExp(`^(?!${extMarkKey}$)ext_.{1,28}$`)),
    `a key that begins with ext_, at most 32 characters, and is not ${extMarkKey}`,
    `Write it as in "ext_desk"; ${extMarkKey} is the ownership mark's.`,
  );
  return group(
    z.record(key, group(z.string().max(256), "a text of at most 256 characters", "Shorten it.")),
    "a map of texts by keys that begin with ext_",
    'Write { ext_desk: "billing" }; "" clears one.',
  );
}

/**
 * The hosted profile of a user who exists.
 * @param isNeeded whether it is an error where the app has no hosted profiles
 */
export async function readHostedProfile(
  client: NexconnClient,
  userId: string,
  isNeeded: boolean,
): Promise<HostedProfile> {
  try {
    const found = await client.profiles.load(userId);
    return { userProfile: mapOf(found?.userProfile), userExtProfile: mapOf(found?.userExtProfile) };
  } catch (error) {
    if (!isNeeded && refusal(error)?.vendorCode === codes.noHostedProfiles) return noProfile;
    throw error;
  }
}

function mapOf(value: unknown): ProfileMap {
  return value instanceof Object ? (value as ProfileMap) : {};
}

/** Of a live map what the declared keys say. A number stays the number that it is declared as. */
export function managedPart(live: ProfileMap, declared: ProfileMap): ProfileMap {
  return Object.fromEntries(
    Object.entries(declared).map(([key, value]) => [key, isSame(live[key], value) ? value : (live[key] ?? "")]),
  );
}

/**
 * A map as it is to be: what others keep in it stays, and a text of ours that is no longer declared is cleared. It goes to
 * the vendor as a whole, since whether absent keys stay is not documented.
 */
export function changedMap(live: ProfileMap, known: ProfileMap = {}, declared: ProfileMap = {}): ProfileMap {
  const cleared = Object.keys(known).filter((key) => typeof live[key] === "string" && !Object.hasOwn(declared, key));
  return { ...live, ...Object.fromEntries(cleared.map((key) => [key, ""])), ...declared };
}

/** Whether two maps say the same; an empty text and none are one. */
export function isSameMap(a: ProfileMap, b: ProfileMap): boolean {
  return [...Object.keys(a), ...Object.keys(b)].every((key) => isSame(a[key], b[key]));
}

function isSame(a: string | number | undefined, b: string | number | undefined): boolean {
  return String(a ?? "") === String(b ?? "");
}

/** The mark in the map of a user or group. */
export function markIn(ext: ProfileMap | Answer): string | undefined {
  const mark = ext[extMarkKey];
  return typeof mark === "string" && mark !== "" ? mark : undefined;
}
