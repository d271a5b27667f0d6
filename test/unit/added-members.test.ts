import {
  type AddedPeople,
  changeAdded,
  managedAdded,
  type Noting,
  removeAdded,
} from "../../provider/collections/added-members";
import type { Member } from "../../provider/collections/membership";
import {
  type Arrivals,
  MembershipChange,
  type MembershipOperations,
} from "../../provider/collections/membership-change";
import { ImError } from "../../provider/errors";

interface Person extends Member {
  manager?: boolean;
}

const what = "a vendor's team 1";
const lost = new ImError("IM_OUTCOME_UNKNOWN", "no answer");
const refused = new ImError("IM_REFUSED", "full");

/** A vendor that says of each call what it was about, and answers as it is told to. */
function vendor(answers: { add?: () => Arrivals; remove?: () => void } = {}) {
  const log: string[] = [];
  const said = (call: string) => async (ids: readonly string[]) => {
    log.push(`${call} ${ids.join(" ")}`);
  };
  const operations: MembershipOperations<Person> = {
    caps: { add: 2, remove: 100, managers: 100 },
    flag: "manager",
    untouched: {},
    add: async (ids) => {
      await said("add")(ids);
      return answers.add?.() ?? {};
    },
    remove: async (ids) => {
      await said("remove")(ids);
      answers.remove?.();
    },
    promote: said("promote"),
    demote: said("demote"),
    transfer: (owner) => said("transfer")([owner]),
    setFields: async () => {},
  };
  return { log, operations };
}

const open = (
  operations: MembershipOperations<Person>,
  current: AddedPeople<Person>,
  members: Record<string, Person>,
  known: object,
) =>
  new MembershipChange<Person>(
    operations,
    { what, owner: current.owner ?? "", members, mode: "additive", limit: undefined },
    current,
    known,
  );

function change(
  { operations }: ReturnType<typeof vendor>,
  current: AddedPeople<Person>,
  declared: Record<string, Person>,
  prior: AddedPeople<Person> = {},
  look?: () => Promise<AddedPeople<Person> | undefined>,
) {
  const additive = (known: object, noting: Noting<Person>) => open(noting(operations), current, declared, known);
  return changeAdded<Person>(what, current, declared, prior, additive, look);
}

let warnings: jest.SpyInstance;
beforeEach(() => {
  warnings = jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

describe("who was added", () => {
  test("is whoever was not there, and only he goes when he is declared no more", async () => {
    const current: AddedPeople<Person> = { owner: "olga", members: { cid: {}, dan: {} } };
    const first = vendor();
    await change(first, current, { ann: {}, ben: {}, cid: {} });
    expect(first.log).toEqual(["add ann ben"]);
    expect(current.added).toEqual(["ann", "ben"]);

    const second = vendor();
    const prior = structuredClone(current);
    current.members = { ...current.members, dan: {} };
    await change(second, current, { ben: {} }, prior);
    expect(second.log).toEqual(["remove ann"]);
    expect(current.added).toEqual(["ben"]);
    expect(String(warnings.mock.calls)).toContain(`${what} keeps cid: no longer declared, and there before`);
    expect(String(warnings.mock.calls)).not.toContain("dan");
  });

  test("is known although the answer was lost: a look finds him there, and not who brought him", async () => {
    const add = () => {
      throw lost;
    };
    const current: AddedPeople<Person> = { members: {} };
    await expect(change(vendor({ add }), current, { ann: {} })).rejects.toBe(lost);
    expect(current.added).toEqual(["ann"]);
    current.members = { ann: {} };
    const again = vendor();
    await change(again, current, { ann: {} });
    expect([again.log, current.added]).toEqual([[], ["ann"]]);
  });

  test("is nobody who was refused, alone or with all others", async () => {
    const current: AddedPeople<Person> = { members: {} };
    const add = () => ({ refused: new Map([["ann", "declined"]]) });
    const told = await change(vendor({ add }), current, { ann: {}, ben: {} });
    expect([...told.keys()]).toEqual(["ann"]);
    expect(current.added).toEqual(["ben"]);

    let calls = 0;
    const full = () => {
      calls += 1;
      if (calls > 1) throw refused;
      return {};
    };
    const more = { cid: {}, dan: {}, eve: {} };
    await expect(change(vendor({ add: full }), current, { ben: {}, ...more })).rejects.toBe(refused);
    expect(current.added).toEqual(["ben", "cid", "dan"]);
  });
});

describe("who was there before anybody was noted", () => {
  const prior = { members: { ann: {}, cid: {}, dan: {} } };

  test("stays where it is declared no more, and that is told of each", async () => {
    const current: AddedPeople<Person> = { members: { ann: {}, cid: {}, dan: {}, eve: {} } };
    const calls = vendor();
    await change(calls, current, { ann: {} }, prior);
    expect([calls.log, current.added]).toEqual([[], []]);
    expect(warnings.mock.calls).toEqual([
      [`warning: ${what} keeps cid, dan: no longer declared, and there before this resource named them.\n`],
    ]);
  });

  test("is no news where nobody is dropped", async () => {
    await change(vendor(), { members: { ann: {} } }, { ann: {} }, prior);
    expect(warnings).not.toHaveBeenCalled();
  });

  test("was added by nobody here, as a refresh has it", () => {
    expect(managedAdded<Person>({ members: { ann: {}, eve: {} } }, prior)).toEqual({ members: { ann: {} }, added: [] });
  });
});

describe("the list of who was added", () => {
  test("is in order, whatever the order of the declaration", async () => {
    const current: AddedPeople<Person> = { members: {} };
    await change(vendor(), current, { ben: {}, ann: {} });
    expect(current.added).toEqual(["ann", "ben"]);
  });

  test("is in order and without who was refused where a later call fails", async () => {
    const current: AddedPeople<Person> = { members: { cid: {} }, added: ["cid"] };
    let calls = 0;
    const add = () => {
      calls += 1;
      if (calls > 1) throw refused;
      return { refused: new Map([["dan", "declined"]]) };
    };
    const declared = { cid: {}, dan: {}, ben: {}, eve: {} };
    await expect(change(vendor({ add }), current, declared)).rejects.toBe(refused);
    expect(current.added).toEqual(["ben", "cid"]);
  });
});

describe("after an add that failed and may have brought some all the same", () => {
  const add = () => {
    throw refused;
  };
  const wanted = { ann: {}, ben: {} };

  test.each<[string, () => Promise<AddedPeople<Person> | undefined>, string[]]>([
    ["those who are there were added here", async () => ({ members: { ben: {}, dan: {} } }), ["ben"]],
    ["all may have been where it is gone", async () => undefined, ["ann", "ben"]],
    ["all may have been where nobody can look", () => Promise.reject(lost), ["ann", "ben"]],
  ])("%s", async (_, look, expected) => {
    const current: AddedPeople<Person> = { members: { cid: {} } };
    await expect(change(vendor({ add }), current, wanted, {}, look)).rejects.toBe(refused);
    expect(current.added).toEqual(expected);
    expect(Object.keys(current.members ?? {})).toEqual(expected);
  });
});

describe("the owner", () => {
  test("counts as a member where he is named, and nothing is done about him", async () => {
    const current: AddedPeople<Person> = { owner: "olga", members: { olga: {}, cid: {} } };
    const calls = vendor();
    await change(calls, current, { olga: { manager: true }, cid: {} });
    expect(calls.log).toEqual([]);
    expect(Object.keys(current.members ?? {}).sort()).toEqual(["cid", "olga"]);
    expect(current.added).toEqual([]);
  });

  test("is no member where it is not named, though the vendor lists it as one", async () => {
    const current: AddedPeople<Person> = { owner: "olga", members: { olga: {}, cid: {} } };
    await change(vendor(), current, { cid: {} });
    expect(current.members).toEqual({ cid: {} });
  });

  test("is not removed, though he was added before he became it", async () => {
    const calls = vendor();
    const state = { members: { ann: {}, ben: {} }, added: ["ann", "ben"] };
    const look = async () => ({ owner: "ann", members: { ben: {}, cid: {} } });
    await removeAdded<Person, AddedPeople<Person>>(state, look, (current, known) =>
      open(calls.operations, current, {}, known),
    );
    expect(calls.log).toEqual(["remove ben"]);
  });
});

test("a refresh shows those who are named, and keeps of those added who are there", () => {
  const state = { members: { ann: {}, ben: {}, olga: {} }, added: ["ann", "ben"] };
  const live = { owner: "olga", members: { ben: { manager: true }, cid: {} } };
  expect(managedAdded<Person>(live, state)).toEqual({
    members: { ben: { manager: true }, olga: { pending: true } },
    added: ["ben"],
  });
});

describe("a delete", () => {
  const state = { members: { ann: {}, cid: {} }, added: ["ann"] };

  test.each([
    ["is done once more after a look where the answer was lost", 1, 2],
    ["gives up after three of them", 9, 3],
  ])("%s", async (_, losses, looks) => {
    let lostSoFar = 0;
    const calls = vendor({
      remove: () => {
        lostSoFar += 1;
        if (lostSoFar <= losses) throw lost;
      },
    });
    const look = jest.fn(async () => ({ owner: "olga", members: { ann: {}, cid: {} } }));
    const work = removeAdded<Person, AddedPeople<Person>>(state, look, (current, known) =>
      open(calls.operations, current, {}, known),
    );
    if (losses > 3) await expect(work).rejects.toBe(lost);
    else await work;
    expect(look).toHaveBeenCalledTimes(looks);
    expect(new Set(calls.log)).toEqual(new Set(["remove ann"]));
  });

  test("has nothing to do where what they were in is gone", async () => {
    const make = jest.fn();
    await removeAdded<Person, AddedPeople<Person>>(state, async () => undefined, make);
    expect(make).not.toHaveBeenCalled();
  });
});
