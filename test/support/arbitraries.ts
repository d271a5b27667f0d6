import fc from "fast-check";

/**
 * Runs of a property: a seeded few in `npm test`, many in `npm run test:long`. Of a mutant a tenth of the few, of which the
 * first that fails is enough: nobody reads what it is. `IM_TEST_REPLAY=seed/path` begins with the one that a failure has named.
 */
export function runs(few: number, many = few * 20): fc.Parameters<unknown> {
  const [replayed, path = ""] = process.env.IM_TEST_REPLAY?.split("/") ?? [];
  if (replayed !== undefined) return { seed: Number(replayed), path };
  if (process.env.IM_TEST_LONG) return { numRuns: many };
  const seed = 20_261_124;
  if ("__STRYKER_ACTIVE_MUTANT__" in process.env) return { numRuns: Math.ceil(few / 10), seed, endOnFailure: true };
  return { numRuns: few, seed };
}

/** The longest start of a text that keeps to a limit and cuts no character in two. */
function fitted(text: string, max: number, sizeOf: (character: string) => number): string {
  let size = 0;
  let start = "";
  for (const character of text) {
    size += sizeOf(character);
    if (size > max) break;
    start += character;
  }
  return start;
}

/** A text of at most `max` characters: any characters, also astral ones, often empty or at the limit. */
export function text(max: number, { filled = false } = {}): fc.Arbitrary<string> {
  const within = (value: string) => fitted(value, max, () => 1);
  const filledOnes = fc.oneof(
    fc.string({ minLength: 1, maxLength: Math.min(max, 40) }),
    fc.string({ unit: "binary", minLength: 1, maxLength: Math.min(max, 40) }).map(within),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: Math.min(max, 20) }).map(within),
    fc.constantFrom("x".repeat(max), "👍".repeat(max), "é".repeat(max), " a&b=c+d%20;\r\n\t\"'\\ "),
  );
  const kept = filledOnes.map((value) => within(value) || "x");
  return filled ? kept : fc.oneof({ weight: 4, arbitrary: kept }, { weight: 1, arbitrary: fc.constant("") });
}

/** Names that clients can show: of blanks and unseen characters alone, none. */
export function visible(names: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const shown = (name: string) =>
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(name.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ""));
  return names.map((name) => (name === "" || shown(name) ? name : "x"));
}

/** A text of at most `max` bytes. */
export function bytes(max: number): fc.Arbitrary<string> {
  const within = (value: string) => fitted(value, max, Buffer.byteLength);
  return fc.oneof(text(max), fc.constantFrom("👍".repeat(max / 4), "é".repeat(max / 2))).map(within);
}

const url = fc.oneof(
  fc.constantFrom("", "https://example.com", "rtmp://live.example.com/a?b=c&d=%20#e", "https://例え.example/✓/👍"),
  fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((value) => value.length <= 1024),
  fc.constantFrom(`https://example.com/${"a".repeat(1004)}`, `https://example.com/${"é".repeat(502)}`),
);

/** A web address of at most so many characters, or none. */
export function webUrl(max: number): fc.Arbitrary<string> {
  const longest = `https://example.com/${"a".repeat(max - "https://example.com/".length)}`;
  return fc.oneof(
    fc.constantFrom("", "https://example.com", longest),
    fc.webUrl().filter((value) => value.length <= max),
  );
}

/** JSON text of an object, within 1,024 characters. */
const jsonObject = fc
  .dictionary(fc.string({ maxLength: 8 }), fc.oneof(text(20), fc.integer(), fc.boolean()), { maxKeys: 4 })
  .map((value) => JSON.stringify(value));

const flag = fc.boolean();

/** Any of the fields, each present or absent. */
export function some<T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;
}

export const accid = fc.oneof(
  fc.string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@.-"),
    minLength: 1,
    maxLength: 32,
  }),
  fc.constantFrom("a".repeat(32), "constructor", "A.b_C@d-9"),
);

/** The fields of an account beside its accid. */
export const accountFields = fc
  .record({
    fields: some({
      name: visible(text(64)),
      icon: url,
      sign: text(256),
      email: fc.constantFrom("", "a@b.example", `${"e".repeat(52)}@example.org`, "ü+1@example.org"),
      birth: text(16),
      mobile: fc.constantFrom("", "1", "+65-81234567", "1".repeat(32)),
      gender: fc.constantFrom(0, 1, 2),
      ex: text(1024),
      props: text(1024),
      bid: jsonObject,
      block: flag,
      needkick: flag,
      kickNotifyExt: text(2048),
      needUnbindPushToken: flag,
      mute: flag,
      muteP2P: flag,
      muteTeam: flag,
      muteRoom: flag,
      muteQChat: flag,
      donnopOpen: flag,
    }),
    token: fc.oneof(
      some({ token: text(128, { filled: true }) }),
      some({ tokenVersion: fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER)) }),
    ),
  })
  // What goes with a block means something only beside one.
  .map(({ fields: { needkick, kickNotifyExt, needUnbindPushToken, ...fields }, token }) => ({
    ...fields,
    ...token,
    ...(fields.block !== undefined && pickDefined({ needkick, kickNotifyExt, needUnbindPushToken })),
  }));

function pickDefined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The fields of a room beside its creator. */
export const chatroomFields = fc
  .record({
    fields: some({
      announcement: text(4096),
      broadcasturl: url,
      ext: text(4096),
      queuelevel: fc.constantFrom(0, 1),
      bid: jsonObject,
      inOutNotification: flag,
      valid: flag,
      muteRoom: flag,
      needNotify: flag,
      notifyExt: text(2048),
    }),
    name: visible(text(128, { filled: true })),
    closing: fc.oneof(
      fc.constant({}),
      fc.constant({ delayClosePolicy: 0 }),
      fc.record(
        { delayClosePolicy: fc.constantFrom(1, 2), delaySeconds: fc.constantFrom(1, 3600, 604_800) },
        { requiredKeys: ["delayClosePolicy"] },
      ),
    ),
  })
  .map(({ fields, name, closing }) => ({ ...fields, ...closing, name }));

const teamMember: fc.Arbitrary<object> = some({
  manager: flag,
  nick: visible(text(32)),
  custom: bytes(1024),
  mute: flag,
});

/** The fields of a team beside its owner and members, and those of which a change replaces it. */
export const teamFields = fc
  .record({
    fields: some({
      msg: text(150, { filled: true }),
      joinmode: fc.constantFrom(0, 1, 2),
      announcement: text(1024),
      intro: text(512),
      custom: text(1024),
      icon: url,
      beinvitemode: fc.constantFrom(0, 1),
      invitemode: fc.constantFrom(0, 1),
      uptinfomode: fc.constantFrom(0, 1),
      upcustommode: fc.constantFrom(0, 1),
      muteType: fc.constantFrom(0, 1, 3),
      attach: text(512),
      bid: jsonObject,
    }),
    tname: visible(text(64, { filled: true })),
  })
  .map(({ fields, tname }) => ({ ...fields, tname }));

/** The fields of a super team beside its owner, its members, and whether they are asked. */
export const superTeamFields = teamFields.map(({ custom, beinvitemode: _, attach: __, ...fields }) => ({
  ...fields,
  ...(custom !== undefined && { serverCustom: custom }),
}));

/** What a team is created with and never changes. */
export const teamConstants = some({
  isNotifyCloseOnline: fc.constantFrom(0, 1),
  isNotifyClosePersistent: fc.constantFrom(0, 1),
});

const instant = fc.constantFrom("2020-01-01T00:00:00Z", "2020-01-01T01:00+01:00", inHours(2), inHours(600));

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

const tags = fc.array(fc.constantFrom("red", "blue", "a b", "é"), { maxLength: 3 });

/** What a person may be in a room, and what may be said of him. */
export const roomRole = fc
  .record({
    fields: some({
      manager: flag,
      blocked: flag,
      muted: flag,
      mutedUntil: instant,
      nick: visible(text(64)),
      avator: url,
      ext: text(4096),
    }),
    tagged: fc.oneof(fc.constant({}), fc.record({ tags }), fc.record({ tags, notifyTargetTags: text(128) })),
  })
  .map(({ fields, tagged }): object => ({ ...fields, ...tagged }));

/** The fields of roles beside room and members. */
export const roleFields = some({
  membership: fc.constantFrom("authoritative", "additive"),
  tagMutes: fc.dictionary(fc.constantFrom("red", "blue", "a b"), instant, { noNullPrototype: true }),
  needNotify: flag,
  notifyExt: text(2048),
});

type Members = Record<string, object> | (string | object)[];

/** Members of a super team, which have less room for their own data. */
export function superMembersOf(pool: readonly string[]): fc.Arbitrary<Members> {
  return membersOf(pool, some({ manager: flag, nick: visible(text(32)), custom: text(32), mute: flag }));
}

/** Members out of a pool, as a map, as a list of ids, or as a list of objects. */
export function membersOf(pool: readonly string[], of: fc.Arbitrary<object> = teamMember): fc.Arbitrary<Members> {
  const chosen = fc
    .subarray([...pool])
    .chain((accids) => fc.tuple(...accids.map((one) => of.map((fields): [string, object] => [one, fields]))));
  return fc.tuple(chosen, fc.constantFrom("map", "ids", "objects")).map(([entries, form]) => {
    if (form === "map") return Object.fromEntries(entries);
    if (form === "ids") return entries.map(([one]) => one);
    return entries.map(([one, fields]) => ({ accid: one, ...fields }));
  });
}

/**
 * Declarations of which none is authoritative after one that is additive: who stayed beside that, such as an owner who handed over,
 * would be part of the whole set by the next refresh.
 */
export function onceAdditive<T extends object>(declarations: T[]): T[] {
  const first = declarations.findIndex((one) => Reflect.get(one, "membership") === "additive");
  return declarations.map((one, nth) => (first >= 0 && nth > first ? { ...one, membership: "additive" } : one));
}

const queueKey = fc.constantFrom("a", "b", "c", "1", "0", "constructor", "é 👍", "k".repeat(128));

/** The fields of a queue beside its room; the elements fit beside one of others. */
export const queueFields = fc.record(
  {
    sizeLimit: fc.constantFrom(9, 100, 1000),
    elements: fc.uniqueArray(
      fc.record({ key: queueKey, value: text(4096, { filled: true }) }, { noNullPrototype: true }),
      {
        selector: ({ key }) => key,
      },
    ),
    operator: fc.constant("olga"),
  },
  { requiredKeys: ["elements"], noNullPrototype: true },
);
