import { ImError } from "../../provider/errors";
import { driftSince, tellReleased } from "../../provider/resource/declared-sets";
import type { AnyDefinition } from "../../provider/resource/definition";
import { read, update } from "../../provider/resource/lifecycle";
import { Run } from "../../provider/resource/run";
import type { Values } from "../../provider/values/values";

/** A set of no vendor. It is changed as the vendors' sets are: who is in the state and no longer declared is removed. */
function setOf(there: Values, { fails = false } = {}) {
  const definition = {
    kind: "vendor:Set",
    schema: { shape: { people: {}, membership: {} } },
    outputs: [],
    sets: ["people"],
    managed: (live: Values, state: Values) =>
      state.membership === "additive"
        ? { people: pick(there, Object.keys(state.people as object)) }
        : { people: live.people },
    observe: async () => ({ people: { ...there } }),
    async sync(_client: unknown, _id: string, current: Values, inputs: Values, prior: Values) {
      current.membership = inputs.membership;
      const [declared, known] = [inputs.people as Values, prior.people as Values];
      if (!fails) for (const name of Object.keys(known)) if (!(name in declared)) delete there[name];
      Object.assign(there, declared);
      current.people = pick(there, [...Object.keys(declared), ...Object.keys(known)]);
      if (fails) throw new ImError("IM_PARTIAL", "The vendor refused one.");
    },
  };
  return definition as unknown as AnyDefinition;
}

const pick = (values: Values, keys: string[]) =>
  Object.fromEntries(keys.filter((key) => key in values).map((key) => [key, {}]));
const set = (names: string) => Object.fromEntries(names.split("").map((name) => [name, {}]));
const additive = { membership: "additive" };
const stateOf = (people: string, more: Values = {}) => ({ people: set(people), drift: {}, ...more });

const targetOf = (definition: AnyDefinition) => ({
  definition,
  client: undefined,
  appId: "app",
  run: new Run(),
  marks: true,
});

async function updated(there: Values, state: Values, inputs: Values, options = {}) {
  return (await update(targetOf(setOf(there, options)), "s", state, inputs)).state;
}

async function refreshed(there: Values, state: Values): Promise<Values> {
  return (await read(targetOf(setOf(there)), "s", state))?.state ?? {};
}

describe("the state", () => {
  test("remembers after an up that its sets are as declared, in a few characters", async () => {
    expect(await updated(set("a"), stateOf("a"), { people: set("ab") })).toEqual(stateOf("ab"));
  });

  test("remembers through refreshes who came and who went, and forgets with the next up", async () => {
    const once = await refreshed(set("bc"), stateOf("ab"));
    expect(once).toEqual(stateOf("bc", { drift: { people: { found: ["c"], gone: ["a"] } } }));
    expect(await refreshed(set("acd"), once)).toEqual(
      stateOf("acd", { drift: { people: { found: ["c", "d"], gone: ["b"] } } }),
    );
    expect(await updated(set("bc"), once, { people: set("b") })).toEqual(stateOf("b"));
  });

  test("of an additive set says nothing: who is in it was declared", async () => {
    const inputs = { people: set("a"), ...additive };
    expect(await updated(set("ab"), stateOf("a"), inputs)).toEqual(inputs);
    expect(await refreshed(set("ab"), inputs)).toEqual(inputs);
  });

  test("that does not say who was declared does not begin to by a refresh, and does by an up", async () => {
    expect(await refreshed(set("ab"), { people: set("a") })).toEqual({ people: set("ab") });
    expect(await updated(set("ab"), { people: set("ab") }, { people: set("a") })).toEqual(stateOf("a"));
    const failed = await updated(set("ab"), { people: set("ab") }, { people: set("a") }, { fails: true });
    expect(failed).toEqual({ people: set("ab") });
  });

  test("after a failure counts as declared who was before and is still there, and who is now", async () => {
    const before = stateOf("abx", { drift: { people: { found: ["x"] } } });
    const failed = await updated(set("abx"), before, { people: set("ac") }, { fails: true });
    expect(failed).toEqual(stateOf("acbx", { drift: { people: { found: ["x"] } } }));
  });
});

test("a state says who was declared, too, where an additive set fails to become whole", async () => {
  const before = { people: set("a"), ...additive };
  expect(await updated(set("ax"), before, { people: set("b") }, { fails: true })).toEqual(stateOf("ab"));
});

describe("a change to additive", () => {
  const inputs = { people: set("a"), ...additive };

  test("removes who was declared, and lets go of who came by a refresh", async () => {
    const there = set("abx");
    const state = stateOf("abx", { drift: { people: { found: ["x"] } } });
    expect(await updated(there, state, inputs)).toEqual(inputs);
    expect(there).toEqual(set("ax"));
    expect(tellReleased(setOf({}), "s", state, inputs)).toEqual([
      'vendor:Set s keeps "x": a refresh has brought them into `people`, and no `pulumi up`, so that the change of `membership` to "additive" lets go of them. The preview shows them with a minus, but they stay, and are no longer managed.',
    ]);
  });

  test("removes one who was declared, left and was found again", async () => {
    const once = await refreshed(set("a"), stateOf("ab"));
    const there = set("ab");
    const twice = await refreshed(there, once);
    await updated(there, twice, inputs);
    expect(there).toEqual(set("a"));
    expect(tellReleased(setOf({}), "s", twice, inputs)).toEqual([]);
  });

  test("removes nobody where the state does not say, and the warning's advice ends well", async () => {
    const there = set("ab");
    const imported = { people: set("ab") };
    expect(tellReleased(setOf({}), "s", imported, inputs).join()).toContain(
      'does not say who was declared in `people` before, as after an import, so that the change of `membership` to "additive" lets go of them. The preview shows them with a minus, but they stay, and are no longer managed. Where they should go, leave `membership` "authoritative" for one `pulumi up`, which removes them.',
    );
    await updated(there, imported, inputs);
    expect(there).toEqual(set("ab"));
    const state = await updated(there, imported, { people: set("a") });
    expect(there).toEqual(set("a"));
    expect(await updated(there, state, inputs)).toEqual(inputs);
  });

  test("is none where the set was additive before, or was not managed: then all goes as ever", async () => {
    const there = set("ab");
    await updated(there, { people: set("ab"), ...additive }, inputs);
    expect(there).toEqual(set("a"));
    expect(tellReleased(setOf({}), "s", {}, inputs)).toEqual([]);
  });

  test("is told of only where it is known who is declared", () => {
    expect(tellReleased(setOf({}), "s", stateOf("ab"), { ...additive, people: "unknown" })).toEqual([]);
  });
});

describe("a state with several sets", () => {
  const definition = { ...setOf({}), sets: ["people", "words"] } as AnyDefinition;

  test("tells of each what a change to additive lets go of, and of none that is not declared", () => {
    const state = { people: set("ab"), words: set("xy"), drift: { people: { found: ["b"] }, words: { found: ["y"] } } };
    const told = (inputs: Values) => tellReleased(definition, "s", state, { ...additive, ...inputs });
    expect(told({ people: set("a"), words: set("x") }).map((text) => text.split(":")[1])).toEqual([
      'Set s keeps "b"',
      'Set s keeps "y"',
    ]);
    expect(told({ words: set("x") })).toHaveLength(1);
  });

  test("remembers the drift of each that differs, in the order of the alphabet", () => {
    const before = { people: set("ab"), words: set("x"), drift: {} };
    expect(driftSince(definition, before, { people: set("dcb"), words: set("x") })).toEqual({
      drift: { people: { found: ["c", "d"], gone: ["a"] } },
    });
    expect(driftSince(definition, { ...before, people: set("ba") }, { people: set(""), words: set("xz") })).toEqual({
      drift: { people: { gone: ["a", "b"] }, words: { found: ["z"] } },
    });
  });

  test("says nothing of a set that is not there, or not managed", () => {
    const managed = { people: set("a"), drift: {} };
    expect(driftSince(definition, managed, { people: set("a"), words: set("x") })).toEqual({ drift: {} });
    expect(driftSince(definition, managed, { words: set("x") })).toEqual({ drift: undefined });
    expect(driftSince({ ...definition, sets: undefined } as unknown as AnyDefinition, managed, managed)).toEqual({
      drift: undefined,
    });
  });
});

test("a change to additive of a set that nobody managed keeps what the state knows beside it", async () => {
  const seen: Values[] = [];
  const definition = {
    ...setOf(set("a")),
    sync: async (_client: unknown, _id: string, _current: Values, _inputs: Values, prior: Values) =>
      void seen.push(prior),
  } as unknown as AnyDefinition;
  const prior = { people: undefined, name: "s", drift: {} };
  await update(targetOf(definition), "s", prior, { people: set("a"), ...additive });
  expect(seen).toEqual([prior]);
});
