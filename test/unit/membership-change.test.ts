import type { LiveMember, Member, MembershipMode } from "../../provider/collections/membership";
import { asDeclared, managedOf } from "../../provider/collections/membership";
import {
  type Arrivals,
  MembershipChange,
  type MembershipOperations,
} from "../../provider/collections/membership-change";
import { ImError } from "../../provider/errors";

interface Person extends Member {
  manager?: boolean;
  nick?: string;
}

type People = Record<string, Person>;

const caps = { add: 200, remove: 200, managers: 10 };

/** A vendor of no name, with people, a log, and people whom it refuses. */
class Vendor implements MembershipOperations<Person> {
  readonly caps = caps;
  readonly flag = "manager";
  readonly untouched = { nick: "" };
  readonly log: string[] = [];
  readonly refuses: string[] = [];
  readonly asks: string[] = [];
  fails: string | undefined;
  mostManagers?: number;
  staysAtTransfer?: boolean;

  constructor(
    public owner: string,
    readonly people: People,
  ) {}

  add = (ids: readonly string[]): Promise<Arrivals> =>
    this.#said("add", ids, () => {
      const refused = ids.filter((id) => this.refuses.includes(id));
      const pending = ids.filter((id) => this.asks.includes(id));
      for (const id of ids) if (!refused.includes(id) && !pending.includes(id)) this.people[id] = {};
      return { refused: new Map(refused.map((id) => [id, "declined"])), pending };
    });

  remove = (ids: readonly string[]) =>
    this.#said("remove", ids, () => {
      expect(ids).not.toContain(this.owner);
      for (const id of ids) delete this.people[id];
    });

  promote = (ids: readonly string[]) =>
    this.#said("promote", ids, () => {
      this.#rank(ids, true);
      const managers = Object.values(this.people).filter((person) => person.manager).length;
      expect(managers).toBeLessThanOrEqual(this.mostManagers ?? managers);
    });

  demote = (ids: readonly string[]) => this.#said("demote", ids, () => this.#rank(ids, false));

  transfer = (newOwner: string, isLeaving: boolean) =>
    this.#said(isLeaving && !this.staysAtTransfer ? "transfer and leave" : "transfer", [newOwner], () => {
      expect(this.people).toHaveProperty(newOwner);
      delete this.people[newOwner];
      if (this.staysAtTransfer) this.people[this.owner] = {};
      if (!isLeaving) this.people[this.owner] = {};
      this.owner = newOwner;
    });

  setFields = async (
    changes: ReadonlyMap<string, Partial<Person>>,
    accepted: (id: string, fields: Partial<Person>) => void,
  ) => {
    for (const [id, fields] of changes) {
      await this.#said("set", [id], () => {
        this.people[id] = { ...this.people[id], ...fields };
      });
      accepted(id, fields);
    }
  };

  #rank(ids: readonly string[], manager: boolean): void {
    for (const id of ids) {
      expect(this.people).toHaveProperty(id);
      this.people[id] = { ...this.people[id], manager };
    }
  }

  async #said<T>(what: string, ids: readonly string[], act: () => T): Promise<T> {
    this.log.push(ids.length > 5 ? `${what} ${ids.length}` : `${what} ${ids.join(" ")}`);
    if (what === this.fails) throw new ImError("IM_REFUSED", `${what} was refused.`);
    return act();
  }
}

interface Case {
  owner?: string;
  live: People;
  known?: People;
  knownOwner?: string;
  declared?: People | undefined;
  newOwner?: string;
  mode?: MembershipMode;
  limit?: number;
  vendor?: Partial<Pick<Vendor, "refuses" | "asks" | "fails" | "mostManagers" | "staysAtTransfer">>;
}

let stderr: jest.SpyInstance;
beforeEach(() => {
  stderr = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => stderr.mockRestore());

function warned(): string {
  return stderr.mock.calls.map(([text]) => String(text)).join("");
}

async function change(given: Case) {
  const { owner = "olga", live, known = live, mode = "authoritative", limit } = given;
  const vendor = Object.assign(new Vendor(owner, structuredClone(live)), given.vendor);
  const current: { owner: string; members: Record<string, LiveMember<Person>> } = {
    owner,
    members: structuredClone(live),
  };
  const goal = { what: "team 7", owner: given.newOwner ?? owner, members: given.declared, mode, limit };
  const it = new MembershipChange(vendor, goal, current, { owner: given.knownOwner ?? owner, members: known });
  it.spareUnmanaged();
  const failure = await it.run().then(
    (refused) => Object.fromEntries(refused),
    (error: Error) => error.message,
  );
  const state = given.declared ? asDeclared(current.members, given.declared, "manager") : current.members;
  return { log: vendor.log, people: vendor.people, owner: current.owner, state, failure, warned: warned() };
}

const manager = { manager: true };

function people(count: number, prefix = "p", member: Person = {}): People {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, member]));
}

describe("one change", () => {
  test("adds, promotes, transfers, demotes, removes and sets fields, in this order", async () => {
    const outcome = await change({
      live: { ann: {}, ben: manager, cat: {} },
      declared: { olga: manager, ben: { nick: "B" }, dan: manager },
      newOwner: "ann",
    });
    expect(outcome.log).toEqual([
      "add dan",
      "promote dan",
      "transfer ann",
      "promote olga",
      "demote ben",
      "remove cat",
      "set ben",
    ]);
    expect(outcome).toMatchObject({ owner: "ann", failure: {}, warned: "" });
    expect(outcome.state).toEqual({ olga: manager, ben: { nick: "B" }, dan: manager });
  });

  test("where nothing differs makes no call", async () => {
    const live = { ann: { nick: "A" }, ben: manager };
    expect((await change({ live, declared: live })).log).toEqual([]);
  });

  test("to an empty set removes whom the state knows, and never the owner", async () => {
    const outcome = await change({ live: { ann: {}, ben: manager }, declared: {} });
    expect(outcome.log).toEqual(["remove ann ben"]);
    expect(outcome).toMatchObject({ owner: "olga", state: {} });
  });

  test("where members are unset touches nobody but the owner", async () => {
    expect((await change({ live: { ann: {}, ben: manager } })).log).toEqual([]);
    const outcome = await change({ live: { ann: {}, ben: manager }, newOwner: "ann" });
    expect(outcome.log).toEqual(["transfer ann"]);
  });

  test("swaps the owner with a member", async () => {
    const outcome = await change({ live: { ann: manager }, declared: { olga: manager }, newOwner: "ann" });
    expect(outcome.log).toEqual(["transfer ann", "promote olga"]);
    expect(outcome).toMatchObject({ owner: "ann", state: { olga: manager } });
  });

  test("gives an owner to whom nobody owned before", async () => {
    const outcome = await change({ owner: "", live: { ann: {}, ben: {} }, declared: { ben: {} }, newOwner: "ann" });
    expect(outcome).toMatchObject({ owner: "ann", failure: {}, state: { ben: {} } });
    expect(outcome.state).not.toHaveProperty("");
  });

  test("removes who handed over where the vendor keeps him at first", async () => {
    const vendor = { staysAtTransfer: true };
    const outcome = await change({ live: { ann: {}, ben: {} }, declared: { ben: {} }, newOwner: "ann", vendor });
    expect(outcome.log).toEqual(["transfer ann", "remove olga"]);
    expect(outcome).toMatchObject({ owner: "ann", state: { ben: {} } });

    const half = await change({
      live: { ann: {} },
      declared: {},
      newOwner: "ann",
      vendor: { ...vendor, fails: "remove" },
    });
    expect(half).toMatchObject({ owner: "ann", state: { olga: {} } });
  });

  test("in a full team makes room first", async () => {
    const outcome = await change({ live: { ann: {}, ben: {} }, declared: { ann: {}, cat: {} }, limit: 3 });
    expect(outcome.log).toEqual(["remove ben", "add cat"]);
  });

  test("where strangers fill the team makes room first too", async () => {
    const live = { ann: {}, ben: {}, eve: {} };
    const known = { ann: {}, ben: {} };
    const outcome = await change({ live, known, declared: { ann: {}, cat: {} }, limit: 4 });
    expect(outcome.log).toEqual(["remove ben", "add cat"]);
  });

  test("that stops halfway leaves the truth", async () => {
    const outcome = await change({
      live: { ann: {}, ben: {} },
      declared: { ann: manager, cat: {} },
      vendor: { fails: "promote" },
    });
    expect(outcome).toMatchObject({ failure: "promote was refused.", state: { ann: {}, ben: {}, cat: {} } });
  });

  test("adds everybody but who is refused, and says who and why", async () => {
    const declared = { ann: manager, ben: manager, cat: { nick: "C" } };
    const outcome = await change({ live: {}, declared, vendor: { refuses: ["ann", "cat"] } });
    expect(outcome).toMatchObject({ failure: { ann: "declined", cat: "declined" }, state: { ben: manager } });
    expect(outcome.log).toEqual(["add ann ben cat", "promote ben"]);
  });

  test("does not hand over to who is refused", async () => {
    const outcome = await change({ live: {}, declared: {}, newOwner: "ann", vendor: { refuses: ["ann"] } });
    expect(outcome).toMatchObject({ failure: { ann: "declined" }, owner: "olga", log: ["add ann"] });
  });

  test("leaves who has yet to accept alone, and keeps him as declared", async () => {
    const declared = { ann: { manager: true, nick: "A" }, ben: {} };
    const outcome = await change({ live: {}, declared, vendor: { asks: ["ann"] } });
    expect(outcome.log).toEqual(["add ann ben"]);
    expect(outcome.state).toEqual(declared);
  });
});

describe("strangers", () => {
  const live = { ann: {}, eve: manager };

  test("stay with a warning where members are the whole team", async () => {
    const outcome = await change({ live, known: { ann: {} }, declared: { ann: {} } });
    expect(outcome.log).toEqual([]);
    expect(outcome.state).toEqual({ ann: {} });
    expect(outcome.warned).toContain(
      'There are members of team 7 that are neither declared nor in the state: "eve". They stay.',
    );
  });

  test("are named up to twenty, however many they are", async () => {
    const many = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`n${i}`, {}]));
    const outcome = await change({ live: many, known: {}, declared: {} });
    expect(outcome.warned).toContain('"n19" and 3 more. They stay.');
  });

  test("are nobody's business where only those named are managed", async () => {
    const outcome = await change({ live, known: { ann: {} }, declared: { ann: manager }, mode: "additive" });
    expect(outcome).toMatchObject({ log: ["promote ann"], state: { ann: manager }, warned: "" });
    expect(outcome.people.eve).toEqual(manager);
  });

  test("who became owner by hand hand back and stay", async () => {
    const outcome = await change({
      owner: "eve",
      knownOwner: "olga",
      newOwner: "olga",
      live: { olga: {} },
      declared: {},
    });
    expect(outcome).toMatchObject({ log: ["transfer olga"], owner: "olga", state: {} });
  });
});

describe("an additive set", () => {
  const mode = "additive" as const;

  test("removes whom it no longer names, and nobody else", async () => {
    const live = { ann: {}, ben: {}, eve: {} };
    const outcome = await change({ live, known: { ann: {}, ben: {} }, declared: { ann: {} }, mode });
    expect(outcome).toMatchObject({ log: ["remove ben"], state: { ann: {} } });
  });

  test("that is emptied removes whom it named", async () => {
    const live = { ann: {}, ben: {}, eve: {} };
    const outcome = await change({ live, known: { ann: {}, ben: {} }, declared: {}, mode });
    expect(outcome).toMatchObject({ log: ["remove ann ben"], state: {}, warned: "" });
  });

  test("keeps the owner before in the team, without taking him in", async () => {
    const outcome = await change({ live: { ann: {} }, declared: {}, newOwner: "ann", mode });
    expect(outcome).toMatchObject({ log: ["transfer ann"], state: {} });
    expect(outcome.people).toEqual({ olga: {} });
  });

  test("lets a member go who became owner by hand and is no longer named", async () => {
    const given = { owner: "ann", knownOwner: "olga", newOwner: "olga", live: { olga: {} }, known: { ann: {} } };
    const outcome = await change({ ...given, declared: {}, mode });
    expect(outcome).toMatchObject({ log: ["transfer and leave olga"], owner: "olga" });
  });

  test("reads back only those named", () => {
    const live = { ann: {}, constructor: {}, eve: {} };
    expect(managedOf(live, { ann: {} }, "additive")).toEqual({ ann: {} });
    expect(managedOf(live, undefined, "additive")).toEqual({});
    expect(managedOf(live, { ann: {} }, "authoritative")).toEqual(live);
    expect(managedOf(live, { ann: {} }, undefined)).toEqual(live);
  });
});

describe("a change of mode", () => {
  const live = { ann: {}, ben: {}, eve: {} };
  const named = { ann: {}, ben: {} };

  test("to authoritative removes nobody whom the state does not know", async () => {
    const outcome = await change({ live, known: named, declared: named, mode: "authoritative" });
    expect(outcome).toMatchObject({ log: [], state: named });
    expect(outcome.warned).toContain('"eve". They stay.');
  });

  test("to authoritative after a refresh shows everybody, and they go", async () => {
    const outcome = await change({ live, known: live, declared: named, mode: "authoritative" });
    expect(outcome).toMatchObject({ log: ["remove eve"], warned: "" });
  });

  test("to additive removes nobody who is still declared", async () => {
    const outcome = await change({ live: named, declared: named, mode: "additive" });
    expect(outcome).toMatchObject({ log: [], state: named });
  });

  test.each(["additive", "authoritative"] as const)("to %s removes who was known and is not declared", async (mode) => {
    expect((await change({ live: named, declared: { ann: {} }, mode })).log).toEqual(["remove ben"]);
  });

  test.each(["additive", "authoritative"] as const)("from unmanaged to %s removes nobody", async (mode) => {
    expect((await change({ live, known: {}, declared: { ann: {} }, mode })).log).toEqual([]);
  });

  test.each(["additive", "authoritative"] as const)("from %s to unmanaged removes nobody", async (mode) => {
    expect((await change({ live, known: live, declared: undefined, mode })).log).toEqual([]);
  });
});

describe("where managers are limited", () => {
  const vendor = { mostManagers: 2 };
  const full = { ann: manager, ben: manager, cat: {} };

  test("who is none in the end makes way for who becomes one", async () => {
    const outcome = await change({ live: full, declared: { ann: manager, ben: {}, cat: manager }, vendor });
    expect(outcome.log).toEqual(["demote ben", "promote cat"]);
  });

  test("so does who goes", async () => {
    const outcome = await change({ live: full, declared: { ann: manager, cat: manager }, vendor });
    expect(outcome.log).toEqual(["remove ben", "promote cat"]);
  });

  test("so does who becomes the owner, also for the owner before", async () => {
    const declared = { ben: manager, cat: {}, olga: manager };
    const outcome = await change({ live: full, declared, newOwner: "ann", vendor });
    expect(outcome.log).toEqual(["transfer ann", "promote olga"]);
  });

  test("nothing is out of order while there is room", async () => {
    const live = { ann: manager, ben: {}, cat: {} };
    const outcome = await change({ live, declared: { ann: {}, ben: manager }, vendor });
    expect(outcome.log).toEqual(["promote ben", "demote ann", "remove cat"]);
  });
});

describe("the caps", () => {
  test.each([
    [199, ["add 199"]],
    [200, ["add 200"]],
    [201, ["add 200", "add p200"]],
    [401, ["add 200", "add 200", "add p400"]],
  ])("%i are added in calls of %j", async (count, log) => {
    expect((await change({ live: {}, declared: people(count) })).log).toEqual(log);
  });

  test.each([
    [200, ["remove 200"]],
    [201, ["remove 200", "remove p200"]],
  ])("%i are removed in calls of %j", async (count, log) => {
    expect((await change({ live: people(count), declared: {} })).log).toEqual(log);
  });

  test.each([
    [10, ["10"]],
    [11, ["10", "p10"]],
  ])("%i are promoted and demoted in calls of %j", async (count, calls) => {
    const up = await change({ live: people(count), declared: people(count, "p", manager) });
    expect(up.log).toEqual(calls.map((ids) => `promote ${ids}`));
    const down = await change({ live: people(count, "p", manager), declared: people(count) });
    expect(down.log).toEqual(calls.map((ids) => `demote ${ids}`));
  });
});
