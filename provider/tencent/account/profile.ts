import { ImError, refusal } from "../../errors";
import { temporaryField } from "../../ownership/temporary-name";
import type { LiveProfile } from "../answers";
import { codes, type TencentClient } from "../client";
import { type ProfileField, profileFields, standard } from "./tags";

const standardTags = profileFields.map((field) => standard[field].tag);

const customPrefix = "Tag_Profile_Custom_";

/** The word of the custom field that bears the ownership mark; an app's console has to know it like any other. */
export const markWord = "PulumiIm";

/** Where an account bears its mark until it has that field. */
export const temporary = temporaryField("FaceUrl", "url");

/** A profile as the vendor has it. */
export interface Profile extends Partial<Record<ProfileField, string | number | undefined>> {
  /** The custom fields that were asked for, by word. */
  custom: Record<string, string>;
  /** The mark in its own field; `""` for none. */
  writtenMark: string;
  /** The mark in its own field or, at an account that is half made, in the URL of its avatar. */
  mark: string;
}

/** Reads an account with these custom fields; undefined where there is no such account. */
export async function profileOf(
  client: TencentClient,
  UserID: string,
  words: readonly string[],
): Promise<Profile | undefined> {
  if (!(await client.accounts.load(UserID))) return undefined;
  const customTags = [...words].sort().map(customTag);
  try {
    const answer = await client.profiles([...standardTags, ...customTags]).load(UserID);
    return answer && fromAnswer(answer, words);
  } catch (error) {
    // Where the mark's field is not declared, nothing has a mark in it; only writing one is an error.
    const others = words.filter((word) => word !== markWord);
    if (isUndeclared(error) && others.length < words.length) return profileOf(client, UserID, others);
    throw orUndeclared(error, UserID, "profile/portrait_get", words);
  }
}

function fromAnswer({ ProfileItem }: LiveProfile, words: readonly string[]): Profile {
  const values = new Map(ProfileItem);
  const fields = profileFields.map((field) => [field, values.get(standard[field].tag) ?? standard[field].unset]);
  const custom = Object.fromEntries(words.map((word) => [word, String(values.get(customTag(word)) ?? "")]));
  const writtenMark = custom[markWord] ?? "";
  delete custom[markWord];
  const profile: Profile = { ...Object.fromEntries(fields), custom, writtenMark, mark: writtenMark };
  return writtenMark === "" ? { ...profile, mark: temporary.markIn(profile) ?? "" } : profile;
}

/** Sets fields of a profile, and leaves the others alone. */
export async function setProfile(
  client: TencentClient,
  UserID: string,
  fields: Partial<Record<ProfileField, unknown>>,
  custom: Record<string, string> = {},
): Promise<void> {
  const ProfileItem = [
    ...profileFields.filter((field) => field in fields).map((field) => [standard[field].tag, fields[field]]),
    ...Object.entries(custom).map(([word, value]) => [customTag(word), value]),
  ].map(([Tag, Value]) => ({ Tag, Value }));
  if (ProfileItem.length === 0) return;
  try {
    await client.call("profile/portrait_set", { From_Account: UserID, ProfileItem }, { object: UserID });
  } catch (error) {
    throw orUndeclared(error, UserID, "profile/portrait_set", Object.keys(custom));
  }
}

function customTag(word: string): string {
  return `${customPrefix}${word}`;
}

function isUndeclared(error: unknown): boolean {
  return refusal(error)?.vendorCode === codes.tagUnknown;
}

/** Says of a refusal for an unknown tag where tags are declared. */
function orUndeclared(error: unknown, object: string, call: string, words: readonly string[]): unknown {
  if (!isUndeclared(error)) return error;
  const own = words.filter((word) => word !== markWord);
  const ways = ["Declare what is missing there; the vendor takes up to 5 minutes to know it."];
  if (own.length > 0) ways.push("Or leave it out of Custom.");
  if (words.includes(markWord)) {
    ways.push(`${markWord} bears the ownership mark; \`pulumi config set im:ownershipMark false\` does without it.`);
  }
  return new ImError(
    "IM_REFUSED",
    `tencent ${call} for ${object} was refused with code ${codes.tagUnknown}: the app's console does not have each of the custom profile fields ${words.join(", ")}. ${ways.join(" ")}`,
    { vendor: "tencent", call, object, vendorCode: codes.tagUnknown },
    { cause: error },
  );
}
