import fc from "fast-check";
import { type Entries, EntriesChange, planEntries } from "../../provider/collections/entries";
import { runs } from "../support/arbitraries";

type Texts = Entries<string>;
const isSame = (a: string, b: string) => a === b;

let stderr: jest.SpyInstance;
beforeEach(() => {
  stderr = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => stderr.mockRestore());
const warned = () => stderr.mock.calls.map(([text]) => String(text)).join("");

/** A list of no vendor, whose calls take two entries each. */
function list(there: Texts, { fails }: { fails?: "put" | "drop" } = {}) {
  const log: string[] = [];
  let recorded: Texts | undefined;
  const call = (what: "put" | "drop" | "read", names: readonly string[] = []) => {
    log.push([what, ...names].join(" "));
    if (what === fails) throw new Error(`${what} was refused.`);
  };
  const pairs = (names: readonly string[]) =>
    Array.from({ length: Math.ceil(names.length / 2) }, (_, i) => names.slice(2 * i, 2 * i + 2));
  return {
    there,
    log,
    recorded: () => recorded,
    operations: {
      what: "entries of a list",
      isSame,
      async read() {
        call("read");
        return { ...there };
      },
      async put(entries: Texts, accepted: (names: readonly string[]) => void) {
        for (const names of pairs(Object.keys(entries))) {
          call("put", names);
          for (const name of names) there[name] = entries[name] as string;
          accepted(names);
        }
      },
      async drop(all: readonly string[], gone: (names: readonly string[]) => void) {
        for (const names of pairs(all)) {
          call("drop", names);
          for (const name of names) delete there[name];
          gone(names);
        }
      },
      record(entries: Texts) {
        recorded = entries;
      },
    },
  };
}

async function change(one: ReturnType<typeof list>, start: { declared?: Texts; live?: Texts; known?: Texts }) {
  const it = new EntriesChange(one.operations, {
    declared: start.declared,
    live: start.live,
    prior: start.known,
  });
  await it.drop();
  await it.put();
}

test("a plan sets what differs, takes away what is known, and spares the rest", () => {
  const plan = planEntries({ a: "1", b: "2", c: "3" }, { b: "2", c: "x", d: "", e: "" }, { d: "" }, isSame);
  expect(plan).toEqual({ put: ["a", "c"], drop: ["d"], unmanaged: ["e"] });
});

test("a name of the language is a name like any other", () => {
  expect(planEntries({ constructor: "1" } as Texts, {}, {}, isSame)).toMatchObject({ put: ["constructor"] });
  expect(planEntries({}, { constructor: "1" } as Texts, {}, isSame)).toMatchObject({ unmanaged: ["constructor"] });
});

describe("a change", () => {
  test("of what is not declared does nothing", async () => {
    const one = list({ a: "1" });
    await change(one, { live: { a: "1" }, known: { a: "1" } });
    expect([one.log, one.recorded(), warned()]).toEqual([[], undefined, ""]);
  });

  test("takes away first, then sets, and records after each step", async () => {
    const one = list({ a: "1", b: "2", c: "3" });
    const live = { ...one.there };
    await change(one, { declared: { a: "9", d: "4" }, live, known: { a: "", b: "", c: "" } });
    expect(one.log).toEqual(["drop b c", "put a d"]);
    expect([one.there, one.recorded()]).toEqual([
      { a: "9", d: "4" },
      { a: "9", d: "4" },
    ]);
  });

  test("reads what has not been read", async () => {
    const one = list({ a: "1" });
    await change(one, { declared: { a: "1" }, known: {} });
    expect(one.log).toEqual(["read"]);
  });

  test("spares strangers, names them, and keeps them from the state before anything can fail", async () => {
    const one = list({ a: "1", theirs: "x" }, { fails: "put" });
    const live = { ...one.there };
    await expect(change(one, { declared: { a: "2" }, live, known: { a: "" } })).rejects.toThrow("put was refused.");
    expect(one.recorded()).toEqual({ a: "1" });
    expect(warned()).toContain(
      'There are entries of a list that are neither declared nor in the state: "theirs". They stay.',
    );
  });

  test("says nothing of others who are expected", async () => {
    const one = list({ theirs: "x" });
    const operations = { ...one.operations, othersExpected: true };
    await new EntriesChange(operations, { declared: {}, live: { theirs: "x" }, prior: {} }).drop();
    expect([one.there, warned()]).toEqual([{ theirs: "x" }, ""]);
  });

  test("of a new object takes away whatever is there", async () => {
    const one = list({ left: "x" });
    await change(one, { declared: { a: "1" } });
    expect([one.log, one.there]).toEqual([["read", "drop left", "put a"], { a: "1" }]);
    expect(warned()).toBe("");
  });

  test("knows what is there, and not what is others', before it takes anything away", async () => {
    const one = list({ a: "1", b: "2", theirs: "x" }, { fails: "drop" });
    await expect(change(one, { declared: { a: "1" }, known: { a: "", b: "" } })).rejects.toThrow("drop was refused.");
    expect(one.recorded()).toEqual({ a: "1", b: "2" });
  });

  test("calls nothing where all is as declared, and takes what is declared for no stranger", async () => {
    const one = list({ a: "1", theirs: "x" });
    const operations = { ...one.operations, put: jest.fn(), drop: jest.fn() };
    const it = new EntriesChange(operations, { declared: { a: "1" }, live: { ...one.there }, prior: {} });
    await it.drop();
    await it.put();
    expect([operations.put.mock.calls, operations.drop.mock.calls]).toEqual([[], []]);
    expect(warned()).toContain('neither declared nor in the state: "theirs". They stay.');
  });

  test("that stops half way leaves the truth", async () => {
    const one = list({ b: "2" }, { fails: "put" });
    await expect(change(one, { declared: { a: "1" }, live: { b: "2" }, known: { b: "" } })).rejects.toThrow();
    expect([one.there, one.recorded()]).toEqual([{}, {}]);
  });

  test("that is told to forget reads again between its steps", async () => {
    const one = list({ a: "1", b: "2" });
    const it = new EntriesChange(one.operations, { declared: { a: "1", b: "2" }, live: { ...one.there }, prior: {} });
    await it.drop();
    delete one.there.b;
    it.forget();
    await it.put();
    expect(one.log).toEqual(["read", "put b"]);
  });

  test("does not take what it has taken away for there again, where a look is behind", async () => {
    const one = list({ a: "1", b: "2" });
    const behind = { ...one.there };
    const operations = { ...one.operations, read: async () => behind };
    const it = new EntriesChange(operations, { declared: { a: "1" }, live: { ...behind }, prior: { a: "", b: "" } });
    await it.drop();
    it.forget();
    await it.put();
    expect(one.recorded()).toEqual({ a: "1" });
  });

  test("arrives at what is declared and what others have, whatever was there", async () => {
    const texts = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "constructor"), fc.constantFrom("1", "2"));
    await fc.assert(
      fc.asyncProperty(texts, texts, texts, async (declared, live, known) => {
        const one = list({ ...live });
        await change(one, { declared, live, known });
        const others = Object.entries(live).filter(([name]) => !Object.hasOwn(known, name));
        expect(one.there).toEqual({ ...Object.fromEntries(others), ...declared });
        expect(one.recorded()).toEqual(declared);
      }),
      runs(200),
    );
  });
});
