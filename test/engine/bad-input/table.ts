import type { Values } from "../../../provider/definition";

/** An input that cannot be right, and what its error has to say. */
export interface BadInput {
  /** What is wrong. */
  name: string;
  kind: "Account" | "Team" | "Chatroom" | "ChatroomQueue" | "ChatroomClientOptions";
  /** The fields that are wrong, beside those that the kind demands. */
  inputs: Values;
  /** Demanded fields to leave out. */
  without?: string[];
  /** Path of the problem, as the error names it. */
  property: string;
  seen: string;
  allowed: string;
  fix: string;
  /** Whether only several fields together are wrong, which is told where each of them is right. */
  isConflict?: boolean;
  /** A text that no output may hold. */
  secret?: string;
}

/** What each kind demands. */
export const demanded: Record<BadInput["kind"], Values> = {
  Account: { accid: "svc" },
  Team: { tname: "Crew", owner: "olga" },
  Chatroom: { creator: "olga", name: "Lobby" },
  ChatroomQueue: { roomid: "1605000001" },
  ChatroomClientOptions: { roomid: "1605000001", accid: "olga" },
};

/** The fields that may hold maps, of which rows of one resource may share one. */
const maps = ["members", "elements"];

/** The inputs of rows of one kind, in full. Maps of one name are put together. */
export function inputsOf(kind: BadInput["kind"], rows: readonly BadInput[]): Values {
  const inputs: Values = { ...demanded[kind] };
  for (const row of rows) {
    for (const [key, value] of Object.entries(row.inputs)) {
      const before = inputs[key];
      inputs[key] = maps.includes(key) && isMap(value) && isMap(before) ? { ...before, ...value } : value;
    }
    for (const key of row.without ?? []) delete inputs[key];
  }
  return inputs;
}

/** What a row needs for itself: no other row of the same resource may set it. */
export function wrongKeys({ inputs, without = [] }: BadInput): string[] {
  const keys = Object.entries(inputs).flatMap(([key, value]) =>
    maps.includes(key) && isMap(value) ? Object.keys(value).map((id) => `${key}.${id}`) : [key],
  );
  return [...keys, ...without];
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const characters = "1 to 32 of the characters a-z, 0-9, _ @ . -";
const url = "a URL with its scheme";
const people = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);
const items = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: "v" }));
const secret = "s3cr3t-".repeat(20);

export const badInputs: BadInput[] = [
  {
    name: "no accid",
    kind: "Account",
    inputs: {},
    without: ["accid"],
    property: "accid",
    seen: "nothing",
    allowed: characters,
    fix: "It is required: add it.",
  },
  {
    name: "an empty accid",
    kind: "Account",
    inputs: { accid: "" },
    property: "accid",
    seen: '""',
    allowed: characters,
    fix: "Choose an accid of these characters",
  },
  {
    name: "an accid with a space",
    kind: "Account",
    inputs: { accid: "help desk" },
    property: "accid",
    seen: '"help desk"',
    allowed: characters,
    fix: "Choose an accid of these characters",
  },
  {
    name: "an owner in another script",
    kind: "Team",
    inputs: { owner: "客服" },
    property: "owner",
    seen: '"客服"',
    allowed: characters,
    fix: "Choose an accid of these characters",
  },
  {
    name: "an owner of 33 characters",
    kind: "Team",
    inputs: { owner: "a".repeat(33) },
    property: "owner",
    seen: `"${"a".repeat(33)}"`,
    allowed: characters,
    fix: "Choose an accid of these characters",
  },
  {
    name: "a creator that is a number",
    kind: "Chatroom",
    inputs: { creator: 42 },
    property: "creator",
    seen: "number 42",
    allowed: characters,
    fix: "Choose an accid of these characters",
  },
  {
    name: "a name of 65 characters",
    kind: "Account",
    inputs: { name: "n".repeat(65) },
    property: "name",
    seen: 'a text of 65 characters ("nnnnnnnnnnnnnnnnnnnnnnnn…")',
    allowed: "a text of at most 64 characters",
    fix: "Shorten it.",
  },
  {
    name: "a name that is a flag",
    kind: "Account",
    inputs: { name: false },
    property: "name",
    seen: "boolean false",
    allowed: "a text of at most 64 characters",
    fix: "Shorten it.",
  },
  {
    name: "an icon without a scheme",
    kind: "Account",
    inputs: { icon: "cdn.example.com/a.png" },
    property: "icon",
    seen: '"cdn.example.com/a.png"',
    allowed: url,
    fix: 'Write it in full, as in "https://example.com/a".',
  },
  {
    name: "an icon of 1,024 characters and more bytes",
    kind: "Account",
    inputs: { icon: `https://example.com/${"é".repeat(1004)}` },
    property: "icon",
    seen: "a text of 1024 characters, 2028 bytes",
    allowed: "a URL with its scheme, at most 1024 bytes in UTF-8",
    fix: "Write it in full",
  },
  {
    name: "a signature of 257 characters",
    kind: "Account",
    inputs: { sign: "s".repeat(257) },
    property: "sign",
    seen: "a text of 257 characters",
    allowed: "a text of at most 256 characters",
    fix: "Shorten it.",
  },
  {
    name: "an e-mail address without a domain",
    kind: "Account",
    inputs: { email: "help.desk" },
    property: "email",
    seen: '"help.desk"',
    allowed: "an e-mail address, at most 64 characters",
    fix: "Write it as name@example.com.",
  },
  {
    name: "a birthday of 17 characters",
    kind: "Account",
    inputs: { birth: "31 December, 1990" },
    property: "birth",
    seen: '"31 December, 1990"',
    allowed: "a text of at most 16 characters",
    fix: "Shorten it.",
  },
  {
    name: "a telephone number in brackets",
    kind: "Account",
    inputs: { mobile: "(65) 8123" },
    property: "mobile",
    seen: '"(65) 8123"',
    allowed: "a telephone number, as in +65-81234567",
    fix: "Give digits only.",
  },
  {
    name: "a gender that does not exist",
    kind: "Account",
    inputs: { gender: 3 },
    property: "gender",
    seen: "number 3",
    allowed: "0 (unknown), 1 (male), 2 (female)",
    fix: "Give one of these numbers.",
  },
  {
    name: "a gender as a text",
    kind: "Account",
    inputs: { gender: "female" },
    property: "gender",
    seen: '"female"',
    allowed: "0 (unknown), 1 (male), 2 (female)",
    fix: "Give one of these numbers.",
  },
  {
    name: "own data that is an object",
    kind: "Account",
    inputs: { ex: { kind: "service" } },
    property: "ex",
    seen: "an object with 1 keys",
    allowed: "a text of at most 1024 characters",
    fix: "Shorten it.",
  },
  {
    name: "properties of 1,025 characters",
    kind: "Account",
    inputs: { props: "p".repeat(1025) },
    property: "props",
    seen: "a text of 1025 characters",
    allowed: "a text of at most 1024 characters",
    fix: "Shorten it.",
  },
  {
    name: "content filters that are no JSON",
    kind: "Account",
    inputs: { bid: "textbid" },
    property: "bid",
    seen: '"textbid"',
    allowed: "JSON text of an object",
    fix: "Write it with JSON.stringify",
  },
  {
    name: "a flag as a text",
    kind: "Account",
    inputs: { block: "true" },
    property: "block",
    seen: '"true"',
    allowed: "true or false",
    fix: "Give a boolean, not a text or a number.",
  },
  {
    name: "a flag as a number",
    kind: "Account",
    inputs: { muteP2P: 1 },
    property: "muteP2P",
    seen: "number 1",
    allowed: "true or false",
    fix: "Give a boolean, not a text or a number.",
  },
  {
    name: "an unknown key that is near to a known one",
    kind: "Account",
    inputs: { nmae: "Help desk" },
    property: "nmae",
    seen: "an unknown key",
    allowed: "accid, token",
    fix: "Did you mean `name`?",
  },
  {
    name: "an unknown key that is near to none",
    kind: "Account",
    inputs: { departments: ["support"] },
    property: "departments",
    seen: "an unknown key",
    allowed: "accid, token",
    fix: "Remove it.",
  },
  {
    name: "a token of 140 characters",
    kind: "Account",
    inputs: { token: secret },
    property: "token",
    seen: "a text of 140 characters",
    allowed: "a text of 1 to 128 characters",
    fix: "Shorten it, or give it a value.",
    secret: "s3cr3t",
  },
  {
    name: "an empty token",
    kind: "Account",
    inputs: { token: "" },
    property: "token",
    seen: "a text of 0 characters",
    allowed: "a text of 1 to 128 characters",
    fix: "Shorten it, or give it a value.",
  },
  {
    name: "a secret under a misspelt key",
    kind: "Account",
    inputs: { Token: secret },
    property: "Token",
    seen: "an unknown key",
    allowed: "accid, token",
    fix: "Did you mean `token`?",
    secret: "s3cr3t",
  },
  {
    name: "a token beside a tokenVersion",
    kind: "Account",
    inputs: { token: "s3cr3t", tokenVersion: 2 },
    property: "tokenVersion",
    seen: "a tokenVersion beside a token",
    allowed: "one of the two",
    fix: "Leave out tokenVersion and change token",
    isConflict: true,
    secret: "s3cr3t",
  },
  {
    name: "a tokenVersion that is no whole number",
    kind: "Account",
    inputs: { tokenVersion: 1.5 },
    property: "tokenVersion",
    seen: "number 1.5",
    allowed: "a whole number from 0",
    fix: "Give a number in this range.",
  },
  {
    name: "a team without a name",
    kind: "Team",
    inputs: {},
    without: ["tname"],
    property: "tname",
    seen: "nothing",
    allowed: "a text of 1 to 64 characters",
    fix: "It is required: add it.",
  },
  {
    name: "a team with an empty name",
    kind: "Team",
    inputs: { tname: "" },
    property: "tname",
    seen: '""',
    allowed: "a text of 1 to 64 characters",
    fix: "Shorten it, or give it a value.",
  },
  {
    name: "a team without an owner",
    kind: "Team",
    inputs: {},
    without: ["owner"],
    property: "owner",
    seen: "nothing",
    allowed: characters,
    fix: "It is required: add it.",
  },
  {
    name: "the owner as a member",
    kind: "Team",
    inputs: { members: ["ann", "Olga"] },
    property: "members.olga",
    seen: "the owner",
    allowed: "everybody but the owner",
    fix: 'Remove "olga" from members.',
    isConflict: true,
  },
  {
    name: "a member twice, in different letters",
    kind: "Team",
    inputs: { members: ["bob", { accid: "BOB", manager: true }] },
    property: "members[1]",
    seen: '"bob" twice',
    allowed: "each member once",
    fix: "Remove one of the two.",
  },
  {
    name: "201 members where the vendor lets 200 in",
    kind: "Team",
    inputs: { members: people(201) },
    property: "members",
    seen: "201 members and the owner",
    allowed: "200 in all (teamMemberLimit)",
    fix: "Declare fewer members, or raise teamMemberLimit",
    isConflict: true,
  },
  {
    name: "more members than the team's own limit",
    kind: "Team",
    inputs: { members: people(5), teamMemberLimit: 5 },
    property: "members",
    seen: "5 members and the owner",
    allowed: "5 in all (teamMemberLimit)",
    fix: "Declare fewer members, or raise teamMemberLimit",
    isConflict: true,
  },
  {
    name: "members as a text",
    kind: "Team",
    inputs: { members: "ann, bob" },
    property: "members",
    seen: '"ann, bob"',
    allowed: "a map by accid, or a list of accids and of objects with an accid",
    fix: "Write { alice: { manager: true }, bob: {} }",
  },
  {
    name: "a member without an accid",
    kind: "Team",
    inputs: { members: [{ manager: true }] },
    property: "members[0]",
    seen: "nothing",
    allowed: "an id, or an object with accid",
    fix: 'Write "alice" or { accid: "alice", manager: true }.',
  },
  {
    name: "a member whose accid cannot be one",
    kind: "Team",
    inputs: { members: { "bob smith": {} } },
    property: "members.bob smith",
    seen: '"bob smith"',
    allowed: characters,
    fix: "Choose an accid of these characters",
  },
  {
    name: "a member that is a flag",
    kind: "Team",
    inputs: { members: { carl: true } },
    property: "members.carl",
    seen: "boolean true",
    allowed: "an object with manager, nick, custom, mute",
    fix: "Write {} for an ordinary member.",
  },
  {
    name: "an unknown key of a member",
    kind: "Team",
    inputs: { members: { dora: { manger: true } } },
    property: "members.dora.manger",
    seen: "an unknown key",
    allowed: "manager, nick, custom, mute",
    fix: "Did you mean `manager`?",
  },
  {
    name: "a member's own data of 1,026 bytes",
    kind: "Team",
    inputs: { members: { erin: { custom: "é".repeat(513) } } },
    property: "members.erin.custom",
    seen: "a text of 513 characters, 1026 bytes",
    allowed: "a text of at most 1024 bytes in UTF-8",
    fix: "letters outside ASCII take 2 to 4 bytes",
  },
  {
    name: "a member's name of 33 characters",
    kind: "Team",
    inputs: { members: { finn: { nick: "n".repeat(33) } } },
    property: "members.finn.nick",
    seen: `"${"n".repeat(33)}"`,
    allowed: "a text of at most 32 characters",
    fix: "Shorten it.",
  },
  {
    name: "a teamMemberLimit of 1",
    kind: "Team",
    inputs: { teamMemberLimit: 1 },
    property: "teamMemberLimit",
    seen: "number 1",
    allowed: "a whole number from 2",
    fix: "Give a number in this range.",
  },
  {
    name: "a joinmode that does not exist",
    kind: "Team",
    inputs: { joinmode: 3 },
    property: "joinmode",
    seen: "number 3",
    allowed: "0 (anybody), 1 (with approval), 2 (nobody)",
    fix: "Give one of these numbers.",
  },
  {
    name: "a muteType that the vendor leaves out",
    kind: "Team",
    inputs: { muteType: 2 },
    property: "muteType",
    seen: "number 2",
    allowed: "0 (nobody's), 1 (ordinary members'), 3 (everyone's, the owner's too)",
    fix: "Give one of these numbers.",
  },
  {
    name: "an invitation of 151 characters",
    kind: "Team",
    inputs: { msg: "m".repeat(151) },
    property: "msg",
    seen: "a text of 151 characters",
    allowed: "a text of 1 to 150 characters",
    fix: "Shorten it",
  },
  {
    name: "an empty invitation",
    kind: "Team",
    inputs: { msg: "" },
    property: "msg",
    seen: '""',
    allowed: "a text of 1 to 150 characters",
    fix: "give it a value",
  },
  {
    name: "an introduction of 513 characters",
    kind: "Team",
    inputs: { intro: "i".repeat(513) },
    property: "intro",
    seen: "a text of 513 characters",
    allowed: "a text of at most 512 characters",
    fix: "Shorten it.",
  },
  {
    name: "a tid, which the vendor chooses",
    kind: "Team",
    inputs: { tid: "123" },
    property: "tid",
    seen: "an unknown key",
    allowed: "tname, owner, members",
    fix: "Did you mean `bid`?",
  },
  {
    name: "a room without a creator",
    kind: "Chatroom",
    inputs: {},
    without: ["creator"],
    property: "creator",
    seen: "nothing",
    allowed: characters,
    fix: "It is required: add it.",
  },
  {
    name: "a room with an empty name",
    kind: "Chatroom",
    inputs: { name: "" },
    property: "name",
    seen: '""',
    allowed: "a text of 1 to 128 characters",
    fix: "Shorten it, or give it a value.",
  },
  {
    name: "an announcement of 4,097 characters",
    kind: "Chatroom",
    inputs: { announcement: "a".repeat(4097) },
    property: "announcement",
    seen: "a text of 4097 characters",
    allowed: "a text of at most 4096 characters",
    fix: "Shorten it.",
  },
  {
    name: "own data of 4,097 characters beyond the basic plane, each of which counts once",
    kind: "Chatroom",
    inputs: { ext: "👍".repeat(4097) },
    property: "ext",
    seen: `a text of 4097 characters, 16388 bytes ("${"👍".repeat(24)}…")`,
    allowed: "a text of at most 4096 characters",
    fix: "Shorten it.",
  },
  {
    name: "a live address with a password and no host",
    kind: "Chatroom",
    inputs: { broadcasturl: "live//me:pa55word@example" },
    property: "broadcasturl",
    seen: '"live//…@example"',
    allowed: url,
    fix: "Write it in full",
  },
  {
    name: "a queuelevel as a text",
    kind: "Chatroom",
    inputs: { queuelevel: "1" },
    property: "queuelevel",
    seen: '"1"',
    allowed: "0 (anyone), 1 (creator and managers)",
    fix: "Give one of these numbers.",
  },
  {
    name: "content filters as a list",
    kind: "Chatroom",
    inputs: { bid: "[]" },
    property: "bid",
    seen: '"[]"',
    allowed: "JSON text of an object",
    fix: "Write it with JSON.stringify",
  },
  {
    name: "delaySeconds of 0",
    kind: "Chatroom",
    inputs: { delayClosePolicy: 1, delaySeconds: 0 },
    property: "delaySeconds",
    seen: "number 0",
    allowed: "a whole number from 1 to 604800",
    fix: "Give a number in this range.",
  },
  {
    name: "delaySeconds of more than a week",
    kind: "Chatroom",
    inputs: { delayClosePolicy: 2, delaySeconds: 604_801 },
    property: "delaySeconds",
    seen: "number 604801",
    allowed: "a whole number from 1 to 604800",
    fix: "Give a number in this range.",
  },
  {
    name: "delaySeconds without a policy",
    kind: "Chatroom",
    inputs: { delaySeconds: 60 },
    property: "delaySeconds",
    seen: "60 without a delayClosePolicy of 1 or 2",
    allowed: "delaySeconds together with delayClosePolicy 1 or 2",
    fix: "Set delayClosePolicy, or leave out delaySeconds.",
    isConflict: true,
  },
  {
    name: "delaySeconds where the room never closes",
    kind: "Chatroom",
    inputs: { delayClosePolicy: 0, delaySeconds: 60 },
    property: "delaySeconds",
    seen: "60 without a delayClosePolicy of 1 or 2",
    allowed: "delaySeconds together with delayClosePolicy 1 or 2",
    fix: "Set delayClosePolicy, or leave out delaySeconds.",
    isConflict: true,
  },
  {
    name: "a misspelt key of a room",
    kind: "Chatroom",
    inputs: { broadcastUrl: "https://example.com" },
    property: "broadcastUrl",
    seen: "an unknown key",
    allowed: "creator, name",
    fix: "Did you mean `broadcasturl`?",
  },
  {
    name: "a connection that is a number",
    kind: "Chatroom",
    inputs: { connection: 7 },
    property: "connection",
    seen: "number 7",
    allowed: "a text of at most 128 characters",
    fix: "Shorten it.",
  },
  {
    name: "a roomid that is no id",
    kind: "ChatroomQueue",
    inputs: { roomid: "lobby" },
    property: "roomid",
    seen: '"lobby"',
    allowed: "the id of a room, a text of digits",
    fix: "Give the `roomid` of a Chatroom, as text.",
  },
  {
    name: "a size beyond the vendor's",
    kind: "ChatroomQueue",
    inputs: { sizeLimit: 1001 },
    property: "sizeLimit",
    seen: "number 1001",
    allowed: "a whole number from 0 to 1000",
    fix: "Give a number in this range.",
  },
  {
    name: "a membership of no such kind",
    kind: "ChatroomQueue",
    inputs: { membership: "exclusive" },
    property: "membership",
    seen: '"exclusive"',
    allowed: "authoritative (the whole queue) or additive (a part of it)",
    fix: "Give one of these words.",
  },
  {
    name: "a key twice",
    kind: "ChatroomQueue",
    inputs: {
      elements: [
        { key: "a", value: "1" },
        { key: "a", value: "2" },
      ],
    },
    property: "elements[1].key",
    seen: '"a" twice',
    allowed: "each key once",
    fix: "Remove one of the two.",
  },
  {
    name: "a key of 129 characters",
    kind: "ChatroomQueue",
    inputs: { elements: { ["k".repeat(129)]: { value: "1" } } },
    property: `elements.${"k".repeat(129)}`,
    seen: "a text of 129 characters",
    allowed: "a text of 1 to 128 characters",
    fix: "Shorten it",
  },
  {
    name: "a value of 4,097 characters",
    kind: "ChatroomQueue",
    inputs: { elements: { a: { value: "v".repeat(4097) } } },
    property: "elements.a.value",
    seen: "a text of 4097 characters",
    allowed: "a text of 1 to 4096 characters",
    fix: "Shorten it",
  },
  {
    name: "an element without a value",
    kind: "ChatroomQueue",
    inputs: { elements: { b: { after: "a" } } },
    property: "elements.b.value",
    seen: "nothing",
    allowed: "a text of 1 to 4096 characters",
    fix: "It is required: add it.",
  },
  {
    name: "more elements than the declared size",
    kind: "ChatroomQueue",
    inputs: { elements: items(6), sizeLimit: 5 },
    isConflict: true,
    property: "elements",
    seen: "6 elements",
    allowed: "5 (sizeLimit)",
    fix: "Declare fewer elements, or raise sizeLimit",
  },
  {
    name: "a kind of client that is none",
    kind: "ChatroomClientOptions",
    inputs: { clientType: 4 },
    property: "clientType",
    seen: "number 4",
    allowed: "1 (web), 2 (other), 3 (WeChat mini program)",
    fix: "Give one of these numbers.",
  },
];

/** A connection that cannot be used, and what the error of a resource that names it has to say. */
export interface BadConnection {
  name: string;
  /** What the resource says. */
  connection: string;
  /** What the stack has under that name, if anything. */
  settings?: unknown;
  says: string[];
}

const good = { vendor: "commsease", appKey: "key", appSecret: "s3cr3t" };

export const badConnections: BadConnection[] = [
  {
    name: "one that is not there, and a name that is near",
    connection: "oversaes",
    says: ["There is no connection `oversaes`.", "Did you mean `overseas`?", "Set im:connections.oversaes"],
  },
  {
    name: "one of a vendor that this resource is not for",
    connection: "nexconn",
    settings: { vendor: "nexconn", appKey: "k", appSecret: "s3cr3t" },
    says: ['is for vendor "nexconn", and this resource needs "commsease"', "Set `connection` to one of vendor"],
  },
  {
    name: "one without keys",
    connection: "bare",
    settings: { vendor: "commsease" },
    says: ["im:connections.bare.appKey: got nothing", "im:connections.bare.appSecret: got nothing", "add it"],
  },
  {
    name: "one without a vendor",
    connection: "nobody",
    settings: { appKey: "key", appSecret: "s3cr3t" },
    says: ["im:connections.nobody.vendor: got nothing", "the name of a vendor: commsease", "add it"],
  },
  {
    name: "one with a misspelt key",
    connection: "misspelt",
    settings: { ...good, endpiont: "https://example.com" },
    says: ["im:connections.misspelt.endpiont: got an unknown key", "Did you mean `endpoint`?"],
  },
  {
    name: "one that would send secrets in clear",
    connection: "clear",
    settings: { ...good, endpoint: "http://im.example.com" },
    says: ['im:connections.clear.endpoint: got "http://im.example.com"', "an https address", "never travel in clear"],
  },
  {
    name: "one with a password in its address",
    connection: "password",
    settings: { ...good, endpoint: "https://me:s3cr3t@im.example.com" },
    says: ['im:connections.password.endpoint: got "https://…@im.example.com"', "an https address"],
  },
  {
    name: "one in a region that does not exist",
    connection: "region",
    settings: { ...good, region: "eu" },
    says: ['im:connections.region.region: got "eu"', "cn (China, the default) or sg (Singapore)", "data centre"],
  },
  {
    name: "one that is a text",
    connection: "text",
    settings: "s3cr3t",
    says: ["im:connections.text: got a text of 6 characters", "an object with `vendor`"],
  },
];

/** The connections of a stack in which all of these are, beside `default`. */
export const connections: Values = {
  overseas: { ...good, region: "sg" },
  ...Object.fromEntries(
    badConnections.flatMap(({ connection, settings }) => (settings === undefined ? [] : [[connection, settings]])),
  ),
};
