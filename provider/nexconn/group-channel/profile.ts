import { z } from "zod";
import { type Entries, planEntries } from "../../collections/entries";
import { tellOfUnmanaged } from "../../collections/unmanaged";
import { choice, described, filledText, text, url } from "../../schema/fields";
import type { Problem } from "../../schema/problems";
import { pickDefined } from "../../values/objects";
import type { GroupAnswer } from "../answers";
import type { NexconnClient } from "../client";
import { demandMark, extMarkKey as markKey } from "../ext-mark";

/** What a group shows of itself beside its name. */
export interface GroupProfile {
  /** Introduction of the group. */
  introduction?: string | undefined;
  /** Announcement to the members. */
  announcement?: string | undefined;
  /** URL of the group's picture. */
  portraitUrl?: string | undefined;
}

/** Who may do what from a client. A server may do all of it. */
export interface GroupPermissions {
  /** Who lets people in who want to join. */
  joinPerm?: 0 | 1 | 2 | 3 | undefined;
  /** Who may remove members. */
  removePerm?: 0 | 1 | 2 | undefined;
  /** Who may invite people. */
  memInvitePerm?: 0 | 1 | 2 | undefined;
  /** Whether who is invited has to agree. */
  invitePerm?: 0 | 1 | undefined;
  /** Who may change the group's profile. */
  profilePerm?: 0 | 1 | 2 | undefined;
  /** Who may change a member's profile in the group. */
  memProfilePerm?: 0 | 1 | 2 | undefined;
}

/** Keys in `groupExtProfile`, the mark included. */
const mostExtKeys = 10;

export const profileFields = ["introduction", "announcement", "portraitUrl"] as const;
export const permissionFields = [
  "joinPerm",
  "removePerm",
  "memInvitePerm",
  "invitePerm",
  "profilePerm",
  "memProfilePerm",
] as const;

const who = { 0: "the owner", 1: "owner and admins", 2: "everybody" } as const;

export function groupProfileField() {
  return described(
    z.strictObject({
      introduction: text(512).optional(),
      announcement: text(1024).optional(),
      portraitUrl: url(128).optional(),
    }),
    "an object with introduction, announcement, portraitUrl",
    'Write { announcement: "Welcome" }.',
  );
}

export function permissionsField() {
  return described(
    z.strictObject({
      joinPerm: choice({ 0: "the owner", 1: "nobody has to", 2: "owner or admins", 3: "nobody may join" }).optional(),
      removePerm: choice(who).optional(),
      memInvitePerm: choice(who).optional(),
      invitePerm: choice({ 0: "need not agree", 1: "has to agree" }).optional(),
      profilePerm: choice(who).optional(),
      memProfilePerm: choice({
        0: "owner, admins and the member",
        1: "owner and the member",
        2: "the member",
      }).optional(),
    }),
    `an object with ${permissionFields.join(", ")}`,
    "Write { joinPerm: 1 }.",
  );
}

export function groupExtProfileField() {
  const key = described(
    z.string().regex(/^ext_\S{1,28}$/u),
    "a key that begins with ext_, at most 32 characters",
    'Write it as in "ext_topic".',
  );
  // An empty value is how a key is removed.
  return described(z.record(key, filledText(256)), "a map of texts by key", 'Write { ext_topic: "games" }.');
}

/** What is wrong with the keys of `groupExtProfile` together. */
export function extProfileConflicts(ext: Entries<string> | undefined, mark: string | undefined): Problem[] {
  if (!ext) return [];
  if (Object.hasOwn(ext, markKey)) {
    return [
      {
        path: ["groupExtProfile", markKey],
        seen: "the key of the ownership mark",
        allowed: "any other key",
        fix: "Choose another key.",
        isAboutKey: true,
      },
    ];
  }
  const room = mark === undefined ? mostExtKeys : mostExtKeys - 1;
  const count = Object.keys(ext).length;
  if (count <= room) return [];
  const beside = mark === undefined ? "" : " beside the ownership mark";
  return [
    { path: ["groupExtProfile"], seen: `${count} keys`, allowed: `${room} keys${beside}`, fix: "Declare fewer." },
  ];
}

/** What one call changes of a group. */
export interface GroupFields {
  name: string;
  groupProfile?: GroupProfile | undefined;
  permissions?: GroupPermissions | undefined;
  groupExtProfile?: Entries<string> | undefined;
  mark?: string | undefined;
}

/** The fields as a change sees them. */
export interface LiveGroupFields extends Partial<GroupFields> {
  /** Every key of `groupExtProfile` but the mark's, also those of others. Not kept. */
  everyExtKey?: Entries<string>;
}

/** What a create sends. */
export function fieldsAtCreate({ name, groupProfile, permissions, groupExtProfile, mark }: GroupFields) {
  const ext = withMark(groupExtProfile ?? {}, mark);
  return {
    name,
    ...pickDefined({ groupProfile, permissions }, ["groupProfile", "permissions"]),
    ...(Object.keys(ext).length > 0 && { groupExtProfile: ext }),
  };
}

/** What a group has right after its create. */
export function fieldsMade({ name, groupProfile, permissions, groupExtProfile = {}, mark }: GroupFields) {
  return {
    name,
    mark: mark ?? "",
    groupProfile: { ...defaults(profileFields, ""), ...groupProfile },
    permissions: { ...defaults(permissionFields, 0), ...permissions },
    groupExtProfile,
    everyExtKey: groupExtProfile,
  } satisfies LiveGroupFields;
}

/**
 * The fields of a group as the vendor gives them.
 * @param wanted the mark that is looked for
 */
export function fieldsOf(group: GroupAnswer, wanted: string | undefined): LiveGroupFields {
  const { channelId, name, groupProfile, permissions, groupExtProfile } = group;
  const ext = demandMark(
    groupExtProfile,
    wanted,
    "group-channel/profile/list",
    channelId,
    "profiles[].groupExtProfile",
  );
  const { [markKey]: mark = "", ...everyExtKey } = ext;
  return { name, mark, groupProfile, permissions, groupExtProfile: everyExtKey, everyExtKey };
}

/** Keys of others are left out of what the state will hold; to be called before anything can fail. */
export function spareExtKeys(
  channelId: string,
  current: LiveGroupFields,
  { groupExtProfile: declared }: GroupFields,
  prior: Entries<string>,
): void {
  const { everyExtKey: live = {} } = current;
  if (!declared) return;
  const { unmanaged } = planEntries(declared, live, prior, isSame);
  current.groupExtProfile = without(live, unmanaged);
  tellOfUnmanaged(`keys in groupExtProfile of nexconn group channel ${channelId}`, unmanaged);
}

/**
 * Sends what differs, in one call. Of an object that has a difference all of it is sent: whether keys that are left out stay
 * is not documented. A key is removed by an empty value, which then counts as removed, whether the vendor keeps it or not.
 */
export async function syncFields(
  client: NexconnClient,
  channelId: string,
  current: LiveGroupFields,
  inputs: GroupFields,
  prior: Entries<string>,
): Promise<void> {
  const groupProfile = { ...current.groupProfile, ...pickDefined(inputs.groupProfile ?? {}, profileFields) };
  const permissions = { ...current.permissions, ...pickDefined(inputs.permissions ?? {}, permissionFields) };
  const live = current.everyExtKey ?? {};
  const declared = inputs.groupExtProfile;
  const { put, drop } = planEntries(declared ?? live, live, prior, isSame);
  const everyExtKey = { ...without(live, drop), ...declared };
  const present = current.mark || undefined;
  const mark = inputs.mark ?? present;
  const hasNewProfile =
    inputs.name !== current.name || differs(groupProfile, current.groupProfile ?? {}, profileFields);
  const hasNewExt = put.length > 0 || drop.length > 0 || mark !== present;
  const changed = {
    ...(hasNewProfile && { groupProfile: { name: inputs.name, ...groupProfile } }),
    ...(differs(permissions, current.permissions ?? {}, permissionFields) && { permissions }),
    ...(hasNewExt && { groupExtProfile: withMark({ ...everyExtKey, ...emptied(drop) }, mark) }),
  };
  if (Object.keys(changed).length === 0) return;
  await client.call("group-channel/profile/update", { channelId, ...changed }, { object: channelId });
  Object.assign(current, { name: inputs.name, groupProfile, permissions, everyExtKey, mark });
  if (declared) current.groupExtProfile = declared;
}

function withMark(ext: Entries<string>, mark: string | undefined): Entries<string> {
  return mark === undefined ? ext : { ...ext, [markKey]: mark };
}

function emptied(keys: readonly string[]): Entries<string> {
  return Object.fromEntries(keys.map((key) => [key, ""]));
}

function without(entries: Entries<string>, keys: readonly string[]): Entries<string> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key)));
}

function defaults<Key extends string, V>(fields: readonly Key[], value: V): Record<Key, V> {
  return Object.fromEntries(fields.map((field) => [field, value])) as Record<Key, V>;
}

function differs<T extends object>(a: T, b: T, fields: readonly (keyof T)[]): boolean {
  return fields.some((field) => a[field] !== b[field]);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b;
}
