import fc from "fast-check";
import { bytes, text, visible, webUrl } from "./arbitraries";

const flag = fc.boolean();
const upTo = (most: number) => fc.integer({ min: 0, max: most });

/** Any of the fields, each present or absent. */
function some<T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;
}

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

/** Ends of mutes and bans: passed, near and far, in several ways of writing. */
const end = fc.constantFrom("2020-01-01T00:00:00Z", "2020-01-01T01:00+01:00", inHours(2), inHours(600));

/** A value for some people of a pool. */
function about<V>(pool: readonly string[], value: fc.Arbitrary<V>): fc.Arbitrary<Record<string, V>> {
  return fc.dictionary(fc.constantFrom(...pool), value, { noNullPrototype: true });
}

const extKey = fc.constantFrom("ext_a", "ext_b", "ext_constructor", "ext_é👍", `ext_${"k".repeat(28)}`);

const userId = bytes(64).filter((id) => id !== "" && id !== "__proto__");

/** Users' ids of all kinds. */
export const anyUserId = fc.oneof(fc.constantFrom("constructor", "svc-desk", "a@b.c", "é👍"), userId);

/** The fields of a user beside the id and the maps that a life has all along or never. */
export const userFields = fc
  .record({
    name: visible(text(64, { filled: true })),
    fields: some({
      avatarUrl: webUrl(1024),
      userProfile: some({ email: text(64), gender: upTo(2), nick: text(20) }),
      tags: fc.array(bytes(40).filter(Boolean), { maxLength: 3 }),
      banExpiresAt: fc.oneof(fc.constant(""), end),
      mutedChannelTypes: fc.subarray(["PERSON", "GROUP", "CHATROOM"]),
      tokenVersion: upTo(3),
    }),
    lists: fc.record({
      userExtProfile: fc.dictionary(extKey, text(256, { filled: true }), { noNullPrototype: true }),
    }),
  })
  .map(({ name, fields, lists }) => ({ name, ...fields, ...lists }));

const word = fc.oneof(
  fc.constantFrom("spam", "constructor", "é👍", "w".repeat(32)),
  text(32, { filled: true }).filter((one) => one !== "__proto__"),
);

/** Profanity words as a map, or as a list of both forms. */
export const words = fc
  .dictionary(word, some({ replacement: text(32) }), { noNullPrototype: true, maxKeys: 8 })
  .chain((map) =>
    fc.constantFrom<unknown>(
      map,
      Object.entries(map).map(([one, { replacement }]) =>
        replacement === undefined ? one : { word: one, replacement },
      ),
    ),
  );

/** The lists and maps of a group. What was not managed before is removed by no change, so a life has each all along or never. */
export const groupLists = ["groupExtProfile", "allowedSendersList", "mutedMembers"] as const;

/** The fields of a group beside its id, its owner and its members. */
export function groupFields(pool: readonly string[]) {
  return fc
    .record({
      name: visible(text(64, { filled: true })),
      fields: some({
        groupProfile: some({ introduction: text(512), announcement: text(1024), portraitUrl: webUrl(128) }),
        permissions: some({
          joinPerm: upTo(3),
          removePerm: upTo(2),
          memInvitePerm: upTo(2),
          invitePerm: upTo(1),
          profilePerm: upTo(2),
          memProfilePerm: upTo(2),
        }),
        isFrozen: flag,
        shouldDeleteMute: upTo(1),
        shouldDeleteAllowedSendersList: upTo(1),
        shouldDeleteFavorites: upTo(1),
      }),
      lists: fc.record({
        groupExtProfile: fc.dictionary(extKey, text(256, { filled: true }), { noNullPrototype: true }),
        allowedSendersList: fc.array(fc.constantFrom(...pool), { maxLength: 4 }),
        mutedMembers: about(pool, some({ muteExpiresAt: end })),
      }),
    })
    .map(({ name, fields, lists }) => ({ name, ...fields, ...lists }));
}

const groupMember = some({ admin: flag, nickname: visible(text(64)), extra: text(128) });

/** Members of a group out of a pool, as a map, as a list of ids, or as a list of objects. */
export function groupMembers(pool: readonly string[]): fc.Arbitrary<Record<string, object> | (string | object)[]> {
  const chosen = fc
    .subarray([...pool])
    .chain((ids) => fc.tuple(...ids.map((id) => groupMember.map((fields): [string, object] => [id, fields]))));
  return fc.tuple(chosen, fc.constantFrom("map", "ids", "objects")).map(([entries, form]) => {
    if (form === "map") return Object.fromEntries(entries);
    if (form === "ids") return entries.map(([id]) => id);
    return entries.map(([id, fields]) => ({ userId: id, ...fields }));
  });
}

const metadataKey = fc.constantFrom("a", "B", "0", "constructor", "x+y=z", "_-", "k".repeat(128));

/** Metadata of an open channel. */
export const metadata = fc.dictionary(metadataKey, text(4096), { noNullPrototype: true });

/** The lists and maps of an open channel; see {@link groupLists}. */
export const openChannelLists = ["allowedSendersList", "mutedParticipants", "bannedParticipants", "metadata"] as const;

/** The fields of an open channel beside its id. */
export function openChannelFields(pool: readonly string[]) {
  return fc
    .record({
      fields: some({
        destroyType: upTo(1),
        ttlMinutes: fc.constantFrom(60, 61, 10_080),
        keepAlive: flag,
        isFrozen: flag,
        metadataOwnerId: fc.constantFrom(...pool),
      }),
      lists: fc.record({
        allowedSendersList: fc.array(fc.constantFrom(...pool), { maxLength: 4 }),
        mutedParticipants: about(pool, fc.record({ muteExpiresAt: end }, { noNullPrototype: true })),
        bannedParticipants: about(pool, fc.record({ banExpiresAt: end }, { noNullPrototype: true })),
        metadata,
      }),
    })
    .map(({ fields, lists }) => ({ ...fields, ...lists }));
}

/** Values without some of their keys. */
export function omit(values: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}
