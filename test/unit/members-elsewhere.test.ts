import { z } from "zod";
import { MembershipChange } from "../../provider/collections/membership-change";
import type { Vendor } from "../../provider/connection/vendor";
import { ImError } from "../../provider/errors";
import { checked } from "../../provider/resource/check";
import * as lifecycle from "../../provider/resource/lifecycle";
import { type MembersElsewhere, membersElsewhere } from "../../provider/resource/members-elsewhere";
import { Run } from "../../provider/resource/run";

// Nothing here takes real time.
jest.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

interface Person {
  helper?: boolean | undefined;
  nick?: string | undefined;
}

interface Inputs {
  clubId: string;
  people: Record<string, Person>;
  greeting?: string;
}

interface State extends Inputs {
  owner: string;
  added: string[];
  appId: string;
}

type Club = MembersElsewhere<undefined, Person, Inputs, State>;

const lost = new ImError("IM_OUTCOME_UNKNOWN", "No answer.");

/** A club of no vendor, in which these people are; what it is made with replaces what the vendor does. */
function clubOf(
  there: string[],
  more: Partial<Club> = {},
  answers: { add?: (ids: string[]) => void; promote?: () => void } = {},
) {
  const people = new Set(there);
  const log: string[] = [];
  const looks: unknown[] = [];
  const definition = membersElsewhere<undefined, Person, Inputs, State>({
    kind: "vendor:ClubMembers",
    vendor: { name: "vendor", now: () => 0, noteMade: () => {}, noteGone: () => {} } as unknown as Vendor<undefined>,
    schema: z.strictObject({ clubId: z.string(), people: z.record(z.string(), z.object({})), greeting: z.string() }),
    object: "club",
    by: "clubId",
    members: { key: "people", idKey: "name", flag: "helper" },
    writeOnly: ["greeting"],
    demanded: { greeting: "Hello" },
    calls: [],
    onDelete: "Removes those whom it added.",
    guide: { import: { none: "There is nothing to import." }, limits: [] },
    adding: { call: "club/add", fix: "Have them join" },
    declaredIn: (inputs) => inputs.people,
    peopleOf: (state) => ({
      owner: state.owner,
      get members() {
        return state.people;
      },
      set members(members) {
        Object.assign(state, { people: members });
      },
      get added() {
        return state.added;
      },
      set added(added) {
        Object.assign(state, { added });
      },
    }),
    async look(_client, clubId, named, before) {
      looks.push([Object.keys(named), before.greeting]);
      if (people.size === 0) return undefined;
      const [owner = "", ...others] = people;
      return { clubId, owner, people: Object.fromEntries(others.map((id) => [id, { nick: "N" }])) };
    },
    change(_client, clubId, { current, members, along, prior: known, noting }) {
      const live = { owner: current.owner, members: current.people };
      const change = new MembershipChange<Person>(
        noting({
          caps: { add: 9, remove: 9, managers: 9 },
          flag: "helper",
          untouched: {},
          add: async (ids) => {
            log.push(`add ${ids.join(" ")} ${along.greeting}`);
            answers.add?.([...ids]);
            for (const id of ids) if (id !== "ghost") people.add(id);
            return { refused: new Map(ids.filter((id) => id === "ghost").map((id) => [id, "unknown"])) };
          },
          remove: async (ids) => {
            log.push(`remove ${ids.join(" ")} ${along.greeting}`);
            for (const id of ids) people.delete(id);
          },
          promote: async () => answers.promote?.(),
          demote: async () => {},
          transfer: async () => {},
          setFields: async () => {},
        }),
        { what: `club ${clubId}`, owner: current.owner ?? "", members, mode: "additive", limit: undefined },
        live,
        known,
      );
      current.people = live.members;
      return change;
    },
    settle(current, { greeting }) {
      if (greeting !== undefined) current.greeting = greeting;
    },
    ...more,
  });
  const target = () => ({ definition, client: undefined, appId: "app", run: new Run(), marks: true });
  return { definition, people, log, looks, target };
}

const declared = (...ids: string[]) => ({
  clubId: "7",
  people: Object.fromEntries(ids.map((id) => [id, {}])),
  greeting: "Hi",
});

beforeEach(() => {
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

test("what it is follows from what the vendor calls it", () => {
  const { definition } = clubOf(["olga"], { outputs: ["owner"] });
  expect(definition).toMatchObject({
    outputs: ["added", "owner", "appId"],
    identities: [{ object: "club", part: "members", by: "clubId", keys: "people" }],
    replaceOn: ["clubId"],
    writeOnly: ["greeting"],
    replacement: "delete",
  });
});

test("a list and a map are one way of writing members, and what is demanded need not be said", () => {
  const { definition } = clubOf([], { members: { key: "people", idKey: "name", stored: String, flag: "helper" } });
  const list = { clubId: "7", people: ["ann", { name: "ben", helper: false }] };
  expect(checked(definition, list).inputs).toEqual({ ...declared("ann", "ben"), greeting: "Hello" });
  expect(definition.normalise({ clubId: "7" }).inputs).toEqual({ clubId: "7", greeting: "Hello" });
  expect(definition.normalise({ people: ["ann", "ann"] }).problems).toEqual([
    expect.objectContaining({ path: ["people", 1], seen: '"ann" twice' }),
  ]);
});

test("what a vendor does not say of it is nothing, and an id is as it is written", async () => {
  const { definition } = clubOf(["olga", "ann"], { writeOnly: undefined });
  expect([definition.outputs, definition.writeOnly, definition.secrets]).toEqual([["added", "appId"], [], []]);
  expect(definition.normalise({ people: ["Ann"] }).inputs).toEqual({ people: { Ann: {} }, greeting: "Hello" });
  expect(definition.normalise({ clubId: "7" })).toStrictEqual({
    inputs: { clubId: "7", greeting: "Hello" },
    problems: [],
  });
});

test("a change of which all was accepted fails with nothing", async () => {
  const { definition } = clubOf(["olga", "ann"]);
  const current = { clubId: "7", people: {}, owner: "olga", added: [] };
  await expect(definition.sync(undefined, "7", current, declared(), {})).resolves.toBeUndefined();
});

test("its own vendor's conflicts are told", () => {
  const problem = { path: ["people"], seen: "2", allowed: "1", fix: "Declare fewer." };
  expect(clubOf([]).definition.conflicts({}, () => false)).toEqual([]);
  expect(clubOf([], { conflicts: () => [problem] }).definition.conflicts({}, () => false)).toEqual([problem]);
});

describe("a life", () => {
  test("adds whoever is missing, shows those who are named, removes whom it added", async () => {
    const club = clubOf(["olga", "ben", "dan"]);
    const made = await lifecycle.create(club.target(), declared("ann", "ben"));
    expect(made).toEqual({ id: "7", state: { ...declared("ann", "ben"), added: ["ann"] } });
    expect(club.log).toEqual(["add ann Hi"]);

    club.people.add("eve");
    expect((await lifecycle.read(club.target(), "7", made.state))?.state).toEqual(made.state);

    const next = await lifecycle.update(club.target(), "7", made.state, declared("ann", "cid"));
    expect(next.state).toMatchObject({ people: { ann: {}, cid: {} }, added: ["ann", "cid"] });
    expect(String(jest.mocked(process.stderr.write).mock.calls)).toContain("vendor club 7 keeps ben");

    await lifecycle.remove(club.target(), "7", next.state);
    expect(club.log).toEqual(["add ann Hi", "add cid Hi", "remove ann cid Hi"]);
    expect([...club.people]).toEqual(["olga", "ben", "dan", "eve"]);
  });

  test("removes nobody who was invited and has yet to accept", async () => {
    const people: Record<string, Person & { pending?: true }> = { ann: { nick: "N" }, zoe: { pending: true } };
    const club = clubOf(["olga", "ann"], { look: async () => ({ clubId: "7", owner: "olga", people }) });
    const state = { ...declared("ann", "zoe"), added: ["ann", "zoe"], appId: "app" };
    await lifecycle.remove(club.target(), "7", state);
    expect(club.log).toEqual(["remove ann Hi"]);
  });

  test("looks for those who are declared, or in the state", async () => {
    const club = clubOf(["olga", "ann"]);
    const { state } = await lifecycle.create(club.target(), declared("ann"));
    await lifecycle.read(club.target(), "7", state);
    await lifecycle.remove(club.target(), "7", state);
    expect(club.looks).toEqual([
      [["ann"], undefined],
      [["ann"], "Hi"],
      [["ann"], "Hi"],
    ]);
  });
});

describe("where there is nothing to be in", () => {
  test("a create says so, and how to go on; a refresh and a delete find nothing", async () => {
    const club = clubOf([]);
    await expect(lifecycle.create(club.target(), declared("ann"))).rejects.toMatchObject({
      code: "IM_GONE",
      facts: { vendor: "vendor", object: "7" },
      message:
        "There is no vendor club 7 in this app, so nobody was added to it. Check `clubId` and `connection`. Where this stack makes it, run `pulumi refresh`, and then `pulumi up`.",
    });
    const state = { ...declared("ann"), added: ["ann"], appId: "app" };
    expect(await lifecycle.read(club.target(), "7", state)).toBeUndefined();
    await lifecycle.remove(club.target(), "7", state);
    expect(club.log).toEqual([]);
  });
});

test("who was not added is told when all else is done, and is not in the state", async () => {
  const club = clubOf(["olga"]);
  const { state, failure } = await lifecycle.create(club.target(), declared("ann", "ghost"));
  expect(failure).toMatchObject({
    code: "IM_PARTIAL",
    facts: { vendor: "vendor", call: "club/add", object: "7" },
    message:
      "vendor club 7: the vendor did not add ghost (unknown). Everybody else was handled. Have them join, then run it again.",
  });
  expect(state).toEqual({ ...declared("ann"), added: ["ann"] });
});

test("what cannot have these members refuses them before anybody is added", async () => {
  const club = clubOf(["olga", "eve"], {
    refuse: (id, { owner }, inputs) => {
      if ("ann" in inputs.people) throw new ImError("IM_INVALID_INPUT", `${id} of ${owner} takes no ann.`);
    },
  });
  await expect(lifecycle.create(club.target(), declared("ann"))).rejects.toThrow("7 of olga takes no ann.");
  const made = await lifecycle.create(club.target(), declared("ben"));
  const half = await lifecycle.update(club.target(), "7", made.state, declared("ann", "ben"));
  expect(String(half.failure)).toContain("7 of olga takes no ann.");
  // A state that knew eve would let the next change remove her unseen.
  expect(half.state.people).toEqual({ ben: {} });
  expect(club.log).toEqual(["add ben Hi"]);
});

test("whom it added is known where nothing came of the first change", async () => {
  const promote = () => {
    throw new ImError("IM_REFUSED", "Too many helpers.");
  };
  const club = clubOf(["olga", "ann"], {}, { promote });
  const helpers = { ...declared(), people: { ann: { helper: true } } };
  const { state, failure } = await lifecycle.create(club.target(), helpers);
  expect(failure).toMatchObject({ code: "IM_REFUSED" });
  expect(state).toMatchObject({ people: { ann: {} }, added: [] });
});

test("what a refresh has read stays as it is", () => {
  const live = { owner: "olga", people: { ann: {}, eve: {} } };
  expect(clubOf([]).definition.managed?.(live, { ...declared("ann"), added: ["ann"] })).toEqual({
    owner: "olga",
    people: { ann: {} },
    added: ["ann"],
  });
  expect(live).toEqual({ owner: "olga", people: { ann: {}, eve: {} } });
});

describe("an add that failed", () => {
  const failing = (more: Partial<Club>) => {
    const club = clubOf(["olga"], more, {
      add: () => {
        club.people.add("ann");
        throw new ImError("IM_REFUSED", "Full.");
      },
    });
    return club;
  };

  test.each<[string, Partial<Club>, string[]]>([
    ["may have brought some where the vendor adds in part: a look tells", { addsInPart: true }, ["ann"]],
    ["has brought nobody elsewhere", {}, []],
  ])("%s", async (_, more, added) => {
    const { state, failure } = await lifecycle.create(failing(more).target(), declared("ann", "ben"));
    expect(failure).toMatchObject({ code: "IM_REFUSED" });
    expect(state.added).toEqual(added);
  });
});

test("what a create begins with is there for a look after a lost answer", async () => {
  let isLost = true;
  const club = clubOf(
    ["olga"],
    { atFirst: () => ({ greeting: "Who is there?" }) },
    {
      add: () => {
        if (!isLost) return;
        isLost = false;
        throw lost;
      },
    },
  );
  expect((await lifecycle.create(club.target(), declared("ann"))).failure).toBeUndefined();
  expect(club.looks).toEqual([
    [["ann"], undefined],
    [[], "Who is there?"],
  ]);
});

test("those who have to stay do so when the resource goes", async () => {
  const club = clubOf(["olga", "ann"], {
    mustStay: (id, { owner }, { added }) => `${id}${owner}${added}` === "7olgaann",
  });
  await lifecycle.remove(club.target(), "7", { ...declared("ann"), added: ["ann"] });
  expect(club.log).toEqual([]);
  await lifecycle.remove(club.target(), "7", { ...declared("ann", "ben"), added: ["ann", "ben"] });
  expect(club.log).toEqual(["remove ann Hi"]);
});
