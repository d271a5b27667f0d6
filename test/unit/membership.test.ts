import { asDeclared, type Member, normaliseMembers, planMembership } from "../../provider/collections/membership";
import { chunks } from "../../provider/values/chunks";
import { unknownValue } from "../../provider/values/unknowns";

/** A vendor keeps ids in lower case. */
const asStored = (id: unknown) => (typeof id === "string" ? id.toLowerCase() : id);

describe("a plan", () => {
  const manager = { manager: true };
  const none = { add: [], promote: [], demote: [], remove: [], unmanaged: [] };
  type Members = Record<string, Member>;
  const cases: [string, { declared: Members; live: Members; known: Members }, object][] = [
    [
      "nothing where all is as declared",
      { declared: { a: {}, b: manager }, live: { a: {}, b: manager }, known: {} },
      {},
    ],
    ["adds who is declared and not there", { declared: { a: {}, b: {} }, live: { a: {} }, known: {} }, { add: ["b"] }],
    ["removes who is known and not declared", { declared: {}, live: { a: {} }, known: { a: {} } }, { remove: ["a"] }],
    ["spares who is neither known nor declared", { declared: {}, live: { x: {} }, known: {} }, { unmanaged: ["x"] }],
    ["spares a manager who is not known", { declared: {}, live: { x: manager }, known: {} }, { unmanaged: ["x"] }],
    ["promotes a member", { declared: { a: manager }, live: { a: {} }, known: { a: {} } }, { promote: ["a"] }],
    ["adds and promotes", { declared: { a: manager }, live: {}, known: {} }, { add: ["a"], promote: ["a"] }],
    ["demotes a manager", { declared: { a: {} }, live: { a: manager }, known: { a: manager } }, { demote: ["a"] }],
    ["does not look for who left already", { declared: {}, live: {}, known: { a: {} } }, {}],
    [
      "mixes all in one change",
      {
        declared: { new: {}, up: manager, down: {}, stay: {} },
        live: { up: {}, down: manager, stay: {}, gone: manager, hand: {} },
        known: { up: {}, down: manager, stay: {}, gone: manager },
      },
      { add: ["new"], promote: ["up"], demote: ["down"], remove: ["gone"], unmanaged: ["hand"] },
    ],
    ["never touches the owner", { declared: { owner: manager }, live: { owner: {} }, known: { owner: {} } }, {}],
    [
      "takes an id that is a name of the language for an id",
      { declared: { constructor: {} }, live: {}, known: {} },
      { add: ["constructor"] },
    ],
    [
      "takes nobody for known by a name of the language",
      { declared: {}, live: { constructor: {} }, known: {} },
      { unmanaged: ["constructor"] },
    ],
  ];

  test.each(cases)("%s", (_, { declared, live, known }, plan) => {
    expect(planMembership(declared, live, known, "owner", "manager")).toEqual({ ...none, ...plan });
  });
});

test("whose vendor says admin has the same plan", () => {
  const admin = { admin: true };
  const plan = planMembership({ a: admin, b: {} }, { a: {}, b: admin }, {}, "owner", "admin");
  expect(plan).toEqual({ add: [], promote: ["a"], demote: ["b"], remove: [], unmanaged: [] });
  const live: Record<string, Member> = { a: { admin: true, extra: "x" } };
  expect(asDeclared(live, { a: {} }, "admin")).toEqual({ a: admin });
  expect(normaliseMembers([{ userId: "a", admin: false }], "userId", String, "admin").members).toEqual({ a: {} });
});

test("of several flags the state keeps each, declared or not, and beside them what is declared", () => {
  const live = { a: { muted: true, blocked: false, nick: "A", ext: "x" }, b: { manager: true, muted: true } };
  expect(asDeclared<Member>(live, { a: { nick: "B" } }, "manager", "muted", "blocked")).toEqual({
    a: { muted: true, nick: "A" },
    b: { manager: true, muted: true },
  });
});

describe("whose vendor has a word for an admin", () => {
  const flag = { key: "Role", on: "Admin", off: "Member" };

  test("has the same plan", () => {
    const declared = { ann: { Role: "Admin" }, bob: {}, cid: {} };
    const live = { ann: {}, bob: { Role: "Admin" }, cid: { Role: "Owner" } };
    expect(planMembership(declared, live, {}, "olga", flag)).toMatchObject({ promote: ["ann"], demote: ["bob"] });
  });

  test("keeps the word in the state, and what is declared beside it", () => {
    const live = { ann: { Role: "Admin", NameCard: "A" }, bob: { Role: "Member", NameCard: "B" } };
    expect(asDeclared(live, { bob: { Role: "Admin", NameCard: "x" } }, flag)).toEqual({
      ann: { Role: "Admin" },
      bob: { NameCard: "B" },
    });
  });

  test("says the word in an error, under the vendor's name of the list", () => {
    const { problems } = normaliseMembers([{ Role: "Admin" }], "Member_Account", (id) => id, flag, "MemberList");
    expect(problems).toMatchObject([
      { path: ["MemberList", 0], fix: 'Write "alice" or { Member_Account: "alice", Role: "Admin" }.' },
    ]);
    const { members } = normaliseMembers({ ann: { Role: "Member" } }, "Member_Account", (id) => id, flag, "MemberList");
    expect(members).toEqual({ ann: {} });
  });
});

describe("chunks", () => {
  const cap = 200;
  test.each([
    [0, []],
    [1, [1]],
    [cap - 1, [cap - 1]],
    [cap, [cap]],
    [cap + 1, [cap, 1]],
    [3 * cap, [cap, cap, cap]],
    [3 * cap + 7, [cap, cap, cap, 7]],
  ])("of %d items", (count, sizes) => {
    const items = Array.from({ length: count }, (_, i) => i);
    const pieces = chunks(items, cap);
    expect(pieces.map((piece) => piece.length)).toEqual(sizes);
    expect(pieces.flat()).toEqual(items);
  });
});

describe("members become a map", () => {
  const normalised = (members: unknown) => normaliseMembers(members, "accid", asStored, "manager");

  test.each<[string, unknown, unknown]>([
    ["an empty list", [], {}],
    ["a list of ids", ["alice", "bob"], { alice: {}, bob: {} }],
    ["a list of objects", [{ accid: "alice", manager: true, nick: "A" }], { alice: { manager: true, nick: "A" } }],
    ["a list of both", ["bob", { accid: "alice", mute: true }], { bob: {}, alice: { mute: true } }],
    ["a map", { alice: { manager: true }, bob: {} }, { alice: { manager: true }, bob: {} }],
    ["ids in capitals", ["Alice"], { alice: {} }],
    ["ids in capitals as keys", { ALICE: { nick: "A" } }, { alice: { nick: "A" } }],
    [
      "manager: false, which is the same as unsaid",
      { alice: { manager: false, mute: false } },
      { alice: { mute: false } },
    ],
    ["an id that is a name of the language", ["constructor"], { constructor: {} }],
    ["an unknown member", { alice: unknownValue }, { alice: unknownValue }],
    ["an unknown field", [{ accid: "alice", nick: unknownValue }], { alice: { nick: unknownValue } }],
    ["a list with an unknown id", ["alice", unknownValue], unknownValue],
    ["a list with an unknown id in an object", [{ accid: unknownValue, manager: true }], unknownValue],
    ["what is unknown as a whole", unknownValue, unknownValue],
    ["what is no membership, for the schema to refuse", 7, 7],
    ["nothing", undefined, undefined],
  ])("from %s", (_, given, members) => {
    expect(normalised(given)).toEqual({ members, problems: [] });
  });

  test.each<[string, unknown, (string | number)[], string]>([
    ["twice in a list", ["bob", "bob"], ["members", 1], '"bob" twice'],
    ["twice in different letters", ["bob", { accid: "BOB" }], ["members", 1], '"bob" twice'],
    ["twice in a map", { bob: {}, Bob: {} }, ["members", "Bob"], '"bob" twice'],
    ["without an accid", [{ manager: true }], ["members", 0], "nothing"],
    ["as a number", ["bob", 7], ["members", 1], "number 7"],
    ["as null", [null], ["members", 0], "null"],
  ])("and a member %s is a problem", (_, given, path, seen) => {
    expect(normalised(given).problems).toEqual([expect.objectContaining({ path, seen })]);
  });
});
