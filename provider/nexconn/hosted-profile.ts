import { z } from "zod";
import { type Entries, planEntries } from "../collections/entries";
import { tellOfUnmanaged } from "../collections/unmanaged";
import { refusal } from "../errors";
import { withBirthday } from "../schema/days";
import { described, filledText } from "../schema/fields";
import { codes, type NexconnClient } from "./client";
import { demandMark, extMarkKey } from "./ext-mark";

/** What the vendor knows of a user beside name and avatar. */
export type UserProfile = Entries<string | number>;

/** A hosted profile as the vendor has it, the keys of others and the mark included. */
export interface HostedProfile {
  userProfile: UserProfile;
  userExtProfile: Entries<string>;
}

export function noProfile(): HostedProfile {
  return { userProfile: {}, userExtProfile: {} };
}

export function userProfileField() {
  const key = described(
    z.string().regex(/^[A-Za-z]\w{0,31}$/),
    "a key of 1 to 32 letters, digits and _, a letter first",
    "Give the key as the vendor's documentation has it.",
  );
  return described(
    withBirthday(z.record(key, z.union([z.string(), z.number()]))),
    "a map of texts and numbers by key",
    'Write { email: "desk@example.com", gender: 1 }; "" clears a text.',
  );
}

export function userExtProfileField() {
  const key = described(
    z.string().regex(new RegExp(`^(?!${extMarkKey}$)ext_\\S{1,28}$`, "u")),
    `a key that begins with ext_, at most 32 characters, and not ${extMarkKey}, which is the ownership mark's`,
    'Write it as in "ext_desk".',
  );
  // An empty value is how a key is removed.
  return described(z.record(key, filledText(256)), "a map of texts by key", 'Write { ext_desk: "billing" }.');
}

/**
 * The hosted profile of a user who exists.
 * @param mark the one that is looked for
 * @param isDeclared whether it matters beside the mark: then it is an error where the app has no hosted profiles
 */
export async function readHosted(
  client: NexconnClient,
  userId: string,
  mark: string | undefined,
  isDeclared: boolean,
): Promise<HostedProfile> {
  try {
    const { userProfile, userExtProfile } = (await client.profiles.load(userId)) ?? noProfile();
    const ext = demandMark(userExtProfile, mark, "user/profile/batch/get", userId, "users[].userExtProfile");
    return { userProfile, userExtProfile: ext };
  } catch (error) {
    if (!isDeclared && refusal(error)?.vendorCode === codes.noHostedProfiles) return noProfile();
    throw error;
  }
}

/** What a live profile says to the keys that are declared; a number stays the number that it is declared as. */
export function declaredPart(live: UserProfile, declared: UserProfile): UserProfile {
  return Object.fromEntries(
    Object.entries(declared).map(([key, value]) => [key, isSame(value, live[key]) ? value : (live[key] ?? "")]),
  );
}

/** The user's own keys. */
export function withoutMark({ [extMarkKey]: _, ...ext }: Entries<string>): Entries<string> {
  return ext;
}

/** What a change of a hosted profile begins with. */
export interface HostedChange {
  live: HostedProfile;
  userProfile: UserProfile | undefined;
  userExtProfile: Entries<string> | undefined;
  /** Keys of `userExtProfile` that the state knows. */
  prior: Entries<string>;
  mark: string | undefined;
  /** Whether the mark is to be written even where it is there. */
  isUnmarked: boolean;
}

/**
 * Sends what differs. Of a map that differs all of it is sent, the keys of others too: whether keys that are left out stay is
 * not documented. A key is removed by an empty value, which then counts as removed, whether the vendor keeps it or not.
 * @returns the profile after the change
 */
export async function writeHosted(
  client: NexconnClient,
  userId: string,
  { live, userProfile = {}, userExtProfile, prior, mark, isUnmarked }: HostedChange,
): Promise<HostedProfile> {
  const ext = withoutMark(live.userExtProfile);
  const { put, drop, unmanaged } = planEntries(userExtProfile ?? ext, ext, prior, isSame);
  tellOfUnmanaged(`keys in userExtProfile of nexconn user ${userId}`, unmanaged);
  const kept = Object.fromEntries(Object.entries(ext).filter(([key]) => !drop.includes(key)));
  const after = {
    userProfile: { ...live.userProfile, ...userProfile },
    userExtProfile: { ...kept, ...userExtProfile, ...(mark !== undefined && { [extMarkKey]: mark }) },
  };
  const hasNewProfile = Object.entries(userProfile).some(([key, value]) => !isSame(value, live.userProfile[key]));
  const hasNewExt = put.length > 0 || drop.length > 0 || mark !== live.userExtProfile[extMarkKey] || isUnmarked;
  const emptied = Object.fromEntries(drop.map((key) => [key, ""]));
  const changed = {
    ...(hasNewProfile && { userProfile: after.userProfile }),
    ...(hasNewExt && { userExtProfile: { ...after.userExtProfile, ...emptied } }),
  };
  if (Object.keys(changed).length > 0) {
    await client.call("user/profile/set", { userId, ...changed }, { object: userId });
  }
  return after;
}

/** An empty text and none are one. */
function isSame(a: string | number | undefined, b: string | number | undefined): boolean {
  return String(a ?? "") === String(b ?? "");
}
