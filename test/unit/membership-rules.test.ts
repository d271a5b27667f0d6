import { asEntries } from "../../provider/collections/entries";
import {
  asDeclared,
  type Flag,
  isFlagged,
  type Member,
  managedOf,
  normaliseMembers,
  partsOf,
  planMembership,
} from "../../provider/collections/membership";
import {
  type Arrivals,
  MembershipChange,
  type MembershipGoal,
  type MembershipOperations,
} from "../../provider/collections/membership-change";
import { unknownValue } from "../../provider/values/unknowns";

interface Person extends Member {
  helper?: boolean | undefined;
  nick?: string | undefined;
}

const role: Flag = { key: "Role", on: "Admin", off: "Member" };

describe("the flag of those who help the owner", () => {
  test("is a key, or a key with a word for each", () => {
    expect(partsOf("helper")).toEqual({ key: "helper", on: true, off: false });
    expect(partsOf(role)).toBe(role);
  });

  test.each<[string, Member | undefined, Flag, boolean]>([
    ["who has it", { helper: true }, "helper", true],
    ["who has it not", { helper: false }, "helper", false],
    ["who says nothing", {}, "helper", false],
    ["who is not there", undefined, "helper", false],
    ["whose word it is", { Role: "Admin" }, role, true],
    ["whose word is another", { Role: "Owner" }, role, false],
  ])("is told of %s", (_, member, flag, expected) => {
    expect(isFlagged(member, flag)).toBe(expected);
  });
});

describe("a plan", () => {
  test("never has to do with who is the owner in the end", () => {
    const plan = planMembership({ olga: { helper: true } }, { olga: {} }, { olga: {} }, "olga", "helper");
    expect(plan).toEqual({ add: [], promote: [], demote: [], remove: [], unmanaged: [] });
    expect(planMembership({ olga: {} }, {}, {}, "olga", "helper").add).toEqual([]);
    expect(planMembership({}, { olga: { helper: true } }, {}, "olga", "helper").unmanaged).toEqual([]);
  });
});

describe("members as the state keeps them", () => {
  test("have of each what is declared there, as it is, and the flag", () => {
    const live = {
      ann: { helper: true, nick: "live", more: "x" },
      ben: { helper: false, nick: "live" },
      cat: { nick: undefined },
      dan: { nick: "live" },
    };
    const declared = { ann: { nick: "declared" }, ben: { helper: true, nick: undefined }, cat: { nick: "declared" } };
    expect(asDeclared<Person>(live, declared, "helper")).toStrictEqual({
      ann: { helper: true, nick: "live" },
      ben: {},
      cat: {},
      dan: {},
    });
  });

  test("have of several flags none that is declared alone", () => {
    const live: Record<string, Member> = { ann: { muted: false } };
    const declared: Record<string, Member> = { ann: { muted: true } };
    expect(asDeclared(live, declared, "manager", "muted")).toEqual({ ann: {} });
  });

  test("have of who has yet to accept what is declared, or nothing", () => {
    const live = { ann: { pending: true, nick: "x" }, ben: { pending: true } };
    expect(asDeclared<Person>(live, { ann: { nick: "declared" } }, "helper")).toEqual({
      ann: { nick: "declared" },
      ben: {},
    });
  });

  test("have the flag in the vendor's word, and take nobody for declared by a name of the language", () => {
    expect(asDeclared({ constructor: { Role: "Admin" } }, {}, role)).toEqual({ constructor: { Role: "Admin" } });
  });
});

describe("who is managed", () => {
  const live = { ann: 1, constructor: 2 };
  test.each([
    ["all", undefined, undefined, live],
    ["all of an authoritative set", {}, "authoritative" as const, live],
    ["those who are named of an additive one", { ann: {} }, "additive" as const, { ann: 1 }],
    ["nobody of an additive one that names nobody", undefined, "additive" as const, {}],
  ])("is %s", (_, named, mode, expected) => {
    expect(managedOf<unknown>(live, named, mode)).toEqual(expected);
  });
});

describe("a list of members that is wrong", () => {
  const problemsOf = (members: unknown, flag?: Flag) =>
    normaliseMembers(members, "accid", (id) => id, flag, "people").problems;

  test("is told at the item, with how to write it", () => {
    expect(problemsOf([{ nick: "A" }, null], "helper")).toMatchObject([
      {
        path: ["people", 0],
        seen: "nothing",
        allowed: "an id, or an object with accid",
        fix: 'Write "alice" or { accid: "alice", helper: true }.',
      },
      { path: ["people", 1], seen: "null" },
    ]);
    expect(problemsOf([{ nick: "A" }])).toMatchObject([{ fix: 'Write "alice" or { accid: "alice" }.' }]);
    expect(problemsOf([7])).toMatchObject([{ path: ["people", 0], fix: expect.stringContaining("quotes") }]);
  });

  test("has those in it who are named", () => {
    expect(normaliseMembers([{ nick: "A" }, "ann"], "accid", (id) => id).members).toEqual({ ann: {} });
  });

  test("is told beside somebody who is there twice", () => {
    expect(problemsOf([7, "ann", "ann"])).toMatchObject([
      { path: ["people", 0] },
      { path: ["people", 2], seen: '"ann" twice', allowed: "each member once", fix: "Remove one of the two." },
    ]);
  });

  test("keeps a false flag where nobody can have one", () => {
    expect(normaliseMembers(["ann", { accid: "ben", helper: false }], "accid", (id) => id)).toEqual({
      members: { ann: {}, ben: { helper: false } },
      problems: [],
    });
    expect(normaliseMembers({ ann: unknownValue, ben: null }, "accid", (id) => id, "helper").members).toEqual({
      ann: unknownValue,
      ben: null,
    });
  });
});

test("ids are entries that hold nothing more, and none are none", () => {
  expect(asEntries(["a", "b"])).toEqual({ a: true, b: true });
  expect(asEntries(undefined)).toBeUndefined();
});

describe("a change of members", () => {
  /** A vendor that says of each call what it was about, and takes few at a time. */
  function toy(answers: { add?: Arrivals } = {}, more: Partial<MembershipOperations<Person>> = {}) {
    const log: string[] = [];
    const said = (call: string) => async (ids: readonly string[]) => void log.push(`${call} ${ids.join(" ")}`);
    const operations: MembershipOperations<Person> = {
      caps: { add: 2, remove: 2, managers: 2 },
      flag: "helper",
      untouched: { nick: "" },
      add: async (ids) => {
        await said("add")(ids);
        return answers.add ?? {};
      },
      remove: said("remove"),
      promote: said("promote"),
      demote: said("demote"),
      transfer: (owner, isLeaving) => said(isLeaving ? "transfer, leaving, to" : "transfer to")([owner]),
      setFields: async (changes, accepted) => {
        for (const [id, fields] of changes) {
          log.push(`set ${id} ${JSON.stringify(fields)}`);
          accepted(id, fields);
        }
      },
      ...more,
    };
    return { log, operations };
  }

  async function run(
    vendor: ReturnType<typeof toy>,
    live: { owner?: string; members?: Record<string, Person & { pending?: boolean }> },
    goal: Partial<MembershipGoal<Person>>,
    known: { owner?: string; members?: Record<string, Member> } = live,
  ) {
    const current = structuredClone(live);
    const wanted = {
      what: "toy team 7",
      owner: "olga",
      members: {},
      mode: "authoritative" as const,
      limit: undefined,
      ...goal,
    };
    const change = new MembershipChange<Person>(vendor.operations, wanted, current, structuredClone(known));
    return { refused: await change.run(), current };
  }

  test("takes an owner whom the vendor lists as a member too for no stranger, and never removes it", async () => {
    const live = { owner: "eve", members: { eve: {}, x: {} } };
    const told = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const goal = { what: "toy team 7", owner: "olga", members: {}, mode: "authoritative" as const, limit: undefined };
    new MembershipChange<Person>(toy().operations, goal, structuredClone(live), { members: {} }).spareUnmanaged();
    expect(String(told.mock.calls)).toContain('neither declared nor in the state: "x". They stay.');
    told.mockRestore();
    const vendor = toy({ add: { refused: new Map([["olga", "full"]]) } });
    await run(vendor, live, {});
    expect(vendor.log).toEqual(["add olga", "remove x"]);
  });

  test("asks once for a new owner who is refused, in a full team too", async () => {
    const vendor = toy({ add: { refused: new Map([["nora", "declined"]]) } });
    const live = { owner: "olga", members: { x: {} } };
    const { refused, current } = await run(vendor, live, { owner: "nora", members: { olga: {} }, limit: 2 });
    expect(vendor.log).toEqual(["remove x", "add nora"]);
    expect([[...refused.keys()], current.owner]).toEqual([["nora"], "olga"]);
  });

  test("has nobody leave where nobody owned it before, or where its owner of the moment is not ours", async () => {
    const unowned = toy({}, { staysAtTransfer: true });
    await run(unowned, { owner: "", members: { nora: {} } }, { owner: "nora" });
    expect(unowned.log).toEqual([expect.stringMatching(/^transfer.* nora$/)]);
    const byHand = toy({}, { staysAtTransfer: true });
    const { current } = await run(byHand, { owner: "eve", members: { olga: {} } }, {}, { owner: "olga" });
    expect(byHand.log).toEqual(["transfer to olga"]);
    expect(current).toEqual({ owner: "olga", members: {} });
  });

  test("knows the fields that were accepted before one was not", async () => {
    const setFields: MembershipOperations<Person>["setFields"] = async (changes, accepted) => {
      for (const [id, fields] of changes) {
        if (id === "b") throw new Error("refused");
        accepted(id, fields);
      }
    };
    const current = { owner: "olga", members: { a: { helper: true }, b: {} } as Record<string, Person> };
    const members = { a: { helper: true, nick: "A" }, b: { nick: "B" } };
    const goal = { what: "toy team 7", owner: "olga", members, mode: "authoritative" as const, limit: undefined };
    const change = new MembershipChange<Person>(toy({}, { setFields }).operations, goal, current, current);
    await expect(change.run()).rejects.toThrow("refused");
    expect(current.members).toEqual({ a: { helper: true, nick: "A" }, b: {} });
  });

  test("leaves a field alone that is declared as nothing", async () => {
    const vendor = toy();
    await run(vendor, { owner: "olga", members: { a: { nick: "A" } } }, { members: { a: { nick: undefined } } });
    expect(vendor.log).toEqual([]);
  });

  test("takes as many in one call as the vendor does", async () => {
    const vendor = toy();
    const members = Object.fromEntries(["a", "b", "c"].map((id) => [id, { helper: true }]));
    const { current } = await run(vendor, { owner: "olga", members: { x: {}, y: {}, z: {} } }, { members });
    expect(vendor.log).toEqual(["add a b", "add c", "promote a b", "promote c", "remove x y", "remove z"]);
    expect(current.members).toEqual(members);
    const back = toy();
    await run(back, { owner: "olga", members }, { members: { a: {}, b: {}, c: {} } });
    expect(back.log).toEqual(["demote a b", "demote c"]);
  });

  test("sets the fields that differ from what is there, or from what a new member has", async () => {
    const vendor = toy();
    const live = { owner: "olga", members: { a: { nick: "A" }, b: { nick: "B" }, c: {} } };
    const members = { a: { nick: "A" }, b: { nick: "" }, c: { nick: "" }, d: { nick: "D", helper: undefined } };
    const { current } = await run(vendor, live, { members });
    expect(vendor.log).toEqual(["add d", 'set b {"nick":""}', 'set d {"nick":"D"}']);
    expect(current.members).toEqual({ a: { nick: "A" }, b: { nick: "" }, c: { nick: "" }, d: { nick: "D" } });
  });

  test("sets no fields of who was refused or has yet to accept, and demotes and removes none of them", async () => {
    const vendor = toy({ add: { refused: new Map([["a", "full"]]), pending: ["b"] } });
    const members = { a: { nick: "A" }, b: { nick: "B", helper: true } };
    const { refused, current } = await run(vendor, { owner: "olga" }, { members });
    expect(vendor.log).toEqual(["add a b"]);
    expect([...refused]).toEqual([["a", "full"]]);
    expect(current.members).toEqual({ b: { pending: true } });
  });

  test("forgets an invitation that is declared no more, which nobody can take back", async () => {
    const vendor = toy();
    const { current } = await run(vendor, { owner: "olga", members: { a: { pending: true } } }, { members: {} });
    expect([vendor.log, current.members]).toEqual([[], {}]);
  });

  test("hands over to nobody who has yet to accept, and says why", async () => {
    const vendor = toy({ add: { pending: ["nora"] } });
    const { refused, current } = await run(vendor, { owner: "olga" }, { owner: "nora", members: undefined });
    expect(vendor.log).toEqual(["add nora"]);
    expect([...refused]).toEqual([["nora", "has yet to accept, and cannot be the owner before"]]);
    expect(current.owner).toBe("olga");
  });

  test("writes what the owner before shall have as a member, which may be of an earlier time", async () => {
    const vendor = toy();
    const members = { olga: { nick: "", helper: true } };
    const { current } = await run(vendor, { owner: "olga", members: { nora: {} } }, { owner: "nora", members });
    expect(vendor.log).toEqual(["transfer to nora", "promote olga", 'set olga {"nick":""}']);
    expect(current).toEqual({ owner: "nora", members: { olga: { nick: "", helper: true } } });
  });

  test("has no owner to hand over where none is known", async () => {
    const vendor = toy();
    await run(vendor, { members: { nora: {} } }, { owner: "nora", members: { nora: {} } });
    expect(vendor.log).toEqual([]);
  });

  test("makes room first only where all who come would be too many", async () => {
    const live = { owner: "olga", members: { x: {}, y: {} } };
    const roomy = toy();
    await run(roomy, live, { members: { a: {} }, limit: 4 });
    expect(roomy.log).toEqual(["add a", "remove x y"]);
    const tight = toy();
    await run(tight, live, { members: { a: {} }, limit: 3 });
    expect(tight.log).toEqual(["remove x y", "add a"]);
  });

  test("counts a new owner who is not there yet among those who come, and one who is there not", async () => {
    const newcomer = toy();
    await run(newcomer, { owner: "olga", members: { x: {} } }, { owner: "nora", members: { olga: {} }, limit: 2 });
    expect(newcomer.log).toEqual(["remove x", "add nora", "transfer to nora"]);
    const member = toy();
    await run(
      member,
      { owner: "olga", members: { x: {}, nora: {} } },
      { owner: "nora", members: { olga: {} }, limit: 3 },
    );
    expect(member.log).toEqual(["transfer to nora", "remove x"]);
  });

  test("makes way for managers only where there would be too many", async () => {
    const live = { owner: "olga", members: { a: { helper: true }, b: {} } };
    const members = { a: {}, b: { helper: true } };
    const roomy = toy({}, { mostManagers: 2 });
    await run(roomy, live, { members });
    expect(roomy.log).toEqual(["promote b", "demote a"]);
    const crowded = toy({}, { mostManagers: 1 });
    await run(crowded, live, { members });
    expect(crowded.log).toEqual(["demote a", "promote b"]);
  });

  test("has those who go without being managers go last, also where managers make way", async () => {
    const vendor = toy({}, { mostManagers: 1 });
    const live = { owner: "olga", members: { a: { helper: true }, x: {}, b: {} } };
    await run(vendor, live, { members: { b: { helper: true } } });
    expect(vendor.log).toEqual(["remove a", "promote b", "remove x"]);
  });
});
