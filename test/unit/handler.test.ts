import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Vendor } from "../../provider/connection/vendor";
import { ImError } from "../../provider/errors";
import { declaredMark, markAfter, stamped, withoutTime } from "../../provider/ownership/mark";
import { warn } from "../../provider/report";
import { type Adapter, type Kind, nativeKind } from "../../provider/resource/adapter";
import type { AnyDefinition } from "../../provider/resource/definition";
import { Handler, shown } from "../../provider/resource/handler";
import { providerText } from "../../provider/resource/provider-text";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import { useWarned } from "../support/warned";

// Nothing here takes real time.
jest.mock("node:timers/promises", () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const warned = useWarned();

function vendorOf(name: string): Vendor {
  return {
    name,
    connection: z.strictObject({ vendor: z.string(), app: z.string() }),
    secrets: [],
    environment: {},
    appId: ({ app }) => String(app),
    blamesConnection: ({ vendorCode }) => vendorCode === 401,
    now: () => 17,
    noteMade: () => {},
    noteGone: () => {},
    connect: (settings) => ({ client: settings.app }),
  };
}

const toy = vendorOf("toy");
const other = vendorOf("other");
const connections = {
  default: { vendor: "toy", app: "one" },
  same: { vendor: "toy", app: "one" },
  moved: { vendor: "toy", app: "two" },
  foreign: { vendor: "other", app: "three" },
  broken: { vendor: "toy" },
};

/** A vendor of boxes that keeps nothing: what the handler asks of it is noted. */
function boxes(rules: Partial<AnyDefinition> = {}) {
  const calls: [string, ...unknown[]][] = [];
  const noted =
    (name: string, work?: (...args: never[]) => unknown, otherwise: (...args: never[]) => unknown = () => undefined) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args.map((arg) => structuredClone(arg))]);
      return (work ?? otherwise)(...(args as never[]));
    };
  const { observe, ensure, sync, remove, ...rest } = rules;
  const definition = {
    kind: "toy:Box",
    vendor: toy,
    schema: z.strictObject({
      name: z.string(),
      text: z.string().max(40).optional(),
      size: z.number().optional(),
      connection: z.string().optional(),
      token: z.string().optional(),
      adopt: z.boolean().optional(),
      mark: z.string().optional(),
    }),
    outputs: ["id"],
    secrets: ["token"],
    identities: [],
    replaceOn: ["name", "size"],
    replacement: "create",
    normalise: (inputs: Values) => ({ inputs: { ...inputs }, problems: [] }),
    conflicts: () => [],
    observe: noted("observe", observe, (_client, _id, state: Values) => ({ ...state })),
    ensure: noted("ensure", ensure, (_client, inputs: Values) => ({ id: String(inputs.name), current: { ...inputs } })),
    sync: noted("sync", sync, (_client, _id, current: Values, inputs: Values) => void Object.assign(current, inputs)),
    remove: noted("remove", remove),
    ...rest,
  } as unknown as AnyDefinition;
  return { definition, calls, kind: nativeKind(definition) };
}

function handlerOf(kind: Kind, settings: Record<string, string | undefined> = {}): Handler {
  const handler = new Handler(kind);
  const all: Record<string, string | undefined> = { "im:connections": JSON.stringify(connections), ...settings };
  void handler.configure({ config: { get: (key: string) => all[key], require: () => "" } });
  return handler;
}

const state = { name: "b", text: "one", appId: "one" };
const news = { name: "b", text: "one" };
const reasonsOf = async (handler: Handler, inputs: Values, olds: Values = {}) =>
  ((await handler.check(olds, inputs)).failures ?? []).map(({ reason }) => reason);
const markAt = (call: unknown[] = [], argument: number) => (call[argument] as Values).mark as string;
const failureOf = (work: Promise<unknown>) => work.then(() => undefined).catch((thrown) => thrown);

/** A kind that is of two vendors: what the program calls `label` is `name` to them. */
function portable(rules: Partial<AnyDefinition> = {}) {
  const [one, two] = [boxes(rules), boxes({ ...rules, vendor: other })];
  const sides = Object.fromEntries(
    [one, two].map(({ definition, kind }): [string, Adapter] => {
      const side = kind.on("");
      const native = ({ label, vendor: _, ...rest }: Values) => ({ ...rest, name: label });
      const own = ({ name, ...rest }: Values) => ({ ...rest, label: name });
      return [
        definition.vendor.name,
        {
          ...side,
          check: (raw) => ({ inputs: raw, problems: [] }),
          native,
          nativeInputs: native,
          nativeState: native,
          ownInputs: own,
          ownState: own,
          ownKeys: (key) => [key === "name" ? "label" : key],
          ownWords: (text) => text.replaceAll("name", "label"),
        },
      ];
    }),
  );
  const kind: Kind = {
    ...one.kind,
    name: "Box",
    inputs: ["label", "text", "connection", "token"],
    vendors: [toy, other],
    on: (vendor) => sides[vendor] as Adapter,
    checkAnywhere: (raw) => ({
      inputs: { ...raw, anywhere: true },
      problems: ["string", "undefined"].includes(typeof raw.connection)
        ? []
        : [{ path: ["connection"], seen: "no name", allowed: "a name", fix: "Name one." }],
    }),
  };
  return { kind, one, two };
}

describe("a check", () => {
  test("gives the normal form, without what the engine and the class add", async () => {
    const { kind } = boxes({
      normalise: (raw) => ({ inputs: { ...raw, name: String(raw.name).toLowerCase() }, problems: [] }),
    });
    const given = { name: "B", __provider: "text", __args: {} };
    expect(await handlerOf(kind).check({}, given)).toEqual({ inputs: { name: "b" }, failures: [] });
  });

  test("names no property to the engine, and tells everything at once", async () => {
    const { kind } = boxes();
    const { failures } = await handlerOf(kind).check({}, { name: 7, size: "x", connection: "nowhere" });
    expect(failures?.map(({ property }) => property)).toEqual(["", "", ""]);
    expect(failures?.map(({ reason }) => reason.slice(0, 32))).toEqual(
      ["IM_INVALID_INPUT: name: got numb", "IM_INVALID_INPUT: size: got a te", "IM_CONNECTION: There is no conne"].map(
        (text) => expect.stringContaining(text.slice(0, 24)),
      ),
    );
  });

  test.each<[string, Values, RegExp[]]>([
    ["is wrong", { connection: 7 }, [/^IM_INVALID_INPUT: connection: got number 7/]],
    ["is not there", { connection: "nowhere" }, [/^IM_CONNECTION: There is no connection `nowhere`/]],
    ["is another vendor's", { connection: "foreign" }, [/^IM_CONNECTION: .* is for vendor "other"/]],
    ["is incomplete", { connection: "broken" }, [/^IM_CONNECTION: .*broken/]],
    ["is not known yet", { connection: unknownValue }, []],
  ])("tells once of a connection that %s", async (_, inputs, expected) => {
    const reasons = await reasonsOf(handlerOf(boxes().kind), { name: "b", ...inputs });
    expect(reasons).toHaveLength(expected.length);
    for (const [i, form] of expected.entries()) expect(reasons[i]).toMatch(form);
  });

  test("tells a key that no key can be once, and first", async () => {
    const unusable = [["text", "__proto__"]];
    const reasons = await reasonsOf(handlerOf(boxes().kind), { name: "b", text: {}, __args: { unusable } });
    expect(reasons).toEqual([expect.stringMatching(/^IM_INVALID_INPUT: text\.__proto__: got the name `__proto__`/)]);
  });

  test("tells no secret, marked or secret always, now or before", async () => {
    const { kind } = boxes({
      conflicts: ({ text, token }) => [
        { path: ["size"], seen: "it", allowed: "it", fix: `Not beside ${text}, ${token} or older-text.` },
      ],
    });
    const inputs = { name: "b", text: "marked-text", token: "always-secret", __args: { secrets: [["text"]] } };
    expect(await reasonsOf(handlerOf(kind), inputs, { text: "older-text" })).toEqual([
      "IM_INVALID_INPUT: size: got it; allowed: it. Not beside [secret], [secret] or [secret].",
    ]);
  });

  test("warns of what may surprise, once for each text, in no secret", async () => {
    const { kind } = boxes({ cautions: ({ text }) => [`${text} may surprise`] });
    const handler = handlerOf(kind);
    for (const text of ["first-text", "first-text", "second-text"]) {
      await handler.check({}, { name: "b", text, ...(text === "second-text" && { __args: { secrets: [["text"]] } }) });
    }
    expect(warned()).toEqual(["warning: first-text may surprise", "warning: [secret] may surprise"]);
  });

  test("of what is wrong neither warns nor lets time pass", async () => {
    const { kind } = boxes({ cautions: () => ["surprise"], withTime: (inputs) => ({ ...inputs, size: 1 }) });
    const { inputs } = await handlerOf(kind).check({}, { name: 7 });
    expect(inputs).toEqual({ name: 7 });
    expect(warned()).toEqual([]);
  });

  test("lets time pass, by the client of a connection that is known", async () => {
    const seen: unknown[] = [];
    const { kind } = boxes({
      withTime: (inputs, olds, client) => {
        seen.push([olds, client]);
        return { ...inputs, size: 1 };
      },
    });
    const { inputs } = await handlerOf(kind).check({ name: "a" }, { name: "b" });
    expect(inputs).toEqual({ name: "b", size: 1 });
    await handlerOf(kind).check({}, { name: "b", connection: unknownValue });
    expect(seen).toEqual([
      [{ name: "a" }, { client: "one" }],
      [{}, undefined],
    ]);
  });

  test("lets time pass by the client of a connection that is named", async () => {
    const clients: unknown[] = [];
    const { kind } = boxes({
      withTime: (inputs, _olds, client) => {
        clients.push(client);
        return inputs;
      },
    });
    await handlerOf(kind).check({}, { name: "b", connection: "moved" });
    expect(clients).toEqual([{ client: "two" }]);
  });

  test("gives no mark where none is declared, not even a key for it", async () => {
    expect((await handlerOf(boxes().kind).check({}, news)).inputs).not.toHaveProperty("mark");
  });

  test.each([1, 2])("takes no mistake of ours for a wrong connection, at look %i for the vendor", async (nth) => {
    const mistake = new TypeError("undefined is not a function");
    const { kind } = boxes();
    let looks = 0;
    const on = (vendor: string) => {
      looks += 1;
      if (looks === nth) throw mistake;
      return kind.on(vendor);
    };
    expect(await failureOf(handlerOf({ ...kind, on }).check({}, news))).toBe(mistake);
  });

  test("takes no mistake of ours for a wrong connection where it is made", async () => {
    const mistake = new TypeError("undefined is not a function");
    const appId = jest.fn(toy.appId).mockImplementationOnce(() => {
      throw mistake;
    });
    expect(await failureOf(handlerOf(boxes({ vendor: { ...toy, appId } }).kind).check({}, news))).toBe(mistake);
  });

  test("of several vendors is that of the connection's, and where that is open, what is the same for all", async () => {
    const { kind } = portable();
    const inputsOf = async (connection: unknown) =>
      (await handlerOf(kind).check({}, { label: "b", ...(connection !== undefined && { connection }) })).inputs;
    expect(await inputsOf(undefined)).toEqual({ label: "b" });
    expect(await inputsOf("foreign")).toEqual({ label: "b", connection: "foreign" });
    for (const open of [unknownValue, "nowhere", 7]) expect(await inputsOf(open)).toMatchObject({ anywhere: true });
    expect(await reasonsOf(handlerOf(kind), { label: "b", connection: "nowhere" })).toEqual([
      expect.stringContaining("There is no connection `nowhere`."),
    ]);
  });
});

describe("a diff", () => {
  const diffOf = (olds: Values, inputs: Values, rules: Partial<AnyDefinition> = {}) =>
    handlerOf(boxes(rules).kind).diff("b", { ...state, ...olds }, { ...news, ...inputs });

  test.each<[string, Values, Values, Partial<AnyDefinition>, object]>([
    ["nothing", {}, {}, {}, { changes: false, replaces: [], deleteBeforeReplace: false }],
    ["a field", {}, { text: "two" }, {}, { changes: true, replaces: [] }],
    ["what makes a new object", {}, { name: "c" }, {}, { changes: true, replaces: ["name"] }],
    [
      "what makes a new object and is not known yet",
      {},
      { name: unknownValue },
      {},
      { changes: true, replaces: ["name"] },
    ],
    ["what was not managed, and costs no object", {}, { size: 1 }, {}, { changes: true, replaces: [] }],
    ["what is managed no more, and costs no object", { size: 1 }, {}, {}, { changes: true, replaces: [] }],
    [
      "what the vendor has chosen, and is declared the same now",
      { size: 1 },
      { size: 1 },
      { isDeclared: (key) => key !== "size" },
      { changes: true, replaces: [] },
    ],
    [
      "what makes a new object in one case only, in that case",
      { size: 1 },
      { size: 2 },
      { replacesWhere: { size: { where: "large", holds: () => true } } },
      { replaces: ["size"] },
    ],
    [
      "what makes a new object in one case only, in another",
      { size: 1 },
      { size: 2 },
      { replacesWhere: { size: { where: "large", holds: () => false } } },
      { changes: true, replaces: [] },
    ],
    [
      "what makes a new object, beside what does so in one case only",
      {},
      { name: "c" },
      { replacesWhere: { size: { where: "large", holds: () => false } } },
      { replaces: ["name"] },
    ],
    ["an object that is half made", { halfMade: true }, {}, {}, { changes: true, replaces: [] }],
    ["a connection of another app", {}, { connection: "moved" }, {}, { changes: true, replaces: ["connection"] }],
    ["a connection of the same app", {}, { connection: "same" }, {}, { changes: true, replaces: [] }],
    [
      "a connection that is not known yet",
      {},
      { connection: unknownValue },
      {},
      { changes: true, replaces: ["connection"] },
    ],
    [
      "another app, of a state that does not say its own",
      { appId: undefined },
      { connection: "moved" },
      {},
      { replaces: [] },
    ],
    ["what removes first", {}, {}, { replacement: "delete" }, { deleteBeforeReplace: true }],
    [
      "what removes first by what it is",
      {},
      { text: "two" },
      { replacement: (before, now) => before.text === "one" && now.text === "two" },
      { deleteBeforeReplace: true },
    ],
  ])("shows %s", async (_, olds, inputs, rules, expected) => {
    expect(await diffOf(olds, inputs, rules)).toMatchObject(expected);
  });

  test("of another vendor replaces, by the connection alone", async () => {
    const { kind } = portable();
    const olds = { label: "b", appId: "one", vendor: "toy" };
    expect(await handlerOf(kind).diff("b", olds, { label: "c", connection: "foreign" })).toEqual({
      changes: true,
      replaces: ["connection"],
      deleteBeforeReplace: false,
    });
    expect(await handlerOf(kind).diff("b", olds, { label: "c" })).toMatchObject({ replaces: ["label"] });
    expect(await handlerOf(kind).diff("b", olds, { label: "b", connection: unknownValue })).toMatchObject({
      replaces: ["connection"],
    });
  });

  test("of a connection that is another vendor's now is refused, and replaces nothing", async () => {
    const configured = JSON.stringify({ default: { vendor: "other", app: "three" } });
    const handler = handlerOf(portable().kind, { "im:connections": configured });
    const error = await failureOf(handler.diff("b", { label: "b", appId: "one", vendor: "toy" }, { label: "b" }));
    expect(error).toMatchObject({ code: "IM_CONNECTION", message: expect.stringContaining('is for vendor "other"') });
  });

  test("of a connection that points to another app now is refused, with its code in front and no stack", async () => {
    const configured = JSON.stringify({ default: { vendor: "toy", app: "elsewhere" } });
    const error = await failureOf(handlerOf(boxes().kind, { "im:connections": configured }).diff("b", state, news));
    expect(error).toMatchObject({
      code: "IM_WRONG_APP",
      name: "",
      stack: "",
      message:
        "IM_WRONG_APP: This resource was made in app one, and the connection `default` now points to app elsewhere. Nothing was done. Point the connection back to app one; to move the resource, give it another connection by name, which replaces it.",
    });
  });

  test("tells once what may come of it that no preview shows, without secrets", async () => {
    const seen: unknown[] = [];
    const { kind } = boxes({
      foresee: (id, before, now, isReplaced) => {
        seen.push([id, before.text, now.text, isReplaced]);
        return [`${before.text} becomes ${now.text}`];
      },
    });
    const handler = handlerOf(kind);
    const told = { __args: { secrets: [["text"]] } };
    const olds = { ...state, text: "older-text", ...told };
    for (const name of ["b", "c"]) await handler.diff("b", olds, { name, text: "newer-text" });
    expect(seen).toEqual([
      ["b", "older-text", "newer-text", false],
      ["b", "older-text", "newer-text", true],
    ]);
    expect(warned()).toEqual(["warning: [secret] becomes [secret]"]);
    await handler.diff("b", { ...state, text: "older-text" }, { name: "b", text: "other-text", ...told });
    expect(warned().at(-1)).toBe("warning: [secret] becomes [secret]");
  });

  test("tells of whom a change lets go", async () => {
    const schema = z.strictObject({ people: z.unknown(), membership: z.string() });
    const { kind } = boxes({ schema, sets: ["people"] });
    const olds = { people: { ana: {}, ben: {} }, appId: "one" };
    await handlerOf(kind).diff("b", olds, { people: { ana: {} }, membership: "additive" });
    expect(warned()).toEqual([expect.stringContaining('toy:Box b keeps "ben"')]);
  });

  test("goes by the mark that the state knows, whatever the resource is called now", async () => {
    const [first, second] = ["a", "b"].map((name) => declaredMark(["stack"], [name])) as [string, string];
    expect(await diffOf({ mark: stamped(first) }, { mark: second })).toMatchObject({ changes: false });
    expect(await diffOf({ mark: first }, { mark: second })).toMatchObject({ changes: true, replaces: [] });
  });
});

describe("what a change leaves in the state", () => {
  test("is what was made, its app, and the connection by which it is found again", async () => {
    const { kind } = boxes();
    const handler = handlerOf(kind);
    expect(await handler.create({ ...news, __provider: "text" })).toEqual({
      id: "b",
      outs: { ...news, appId: "one", __writtenAt: 17 },
    });
    expect(await handler.create({ ...news, connection: "moved" })).toEqual({
      id: "b",
      outs: { ...news, connection: "moved", appId: "two", __writtenAt: 17 },
    });
    expect(await handler.update("b", state, { ...news, text: "two" })).toEqual({
      outs: { name: "b", text: "two", appId: "one", __writtenAt: 17 },
    });
  });

  test("is when it was written, which a refresh leaves as it is and the next change goes by", async () => {
    const { kind } = boxes({ observe: async () => undefined });
    const handler = handlerOf(kind);
    const slept = jest.mocked(sleep).mockClear();
    const looks = async (before: Values) => {
      slept.mockClear();
      await handler.read("b", { ...state, ...before });
      return slept.mock.calls.length;
    };
    // The vendor's clock says 17.
    expect([await looks({ __writtenAt: 10 }), await looks({ __writtenAt: -20_000 }), await looks({})]).toEqual([
      7, 1, 1,
    ]);
    const there = handlerOf(boxes().kind);
    expect((await there.read("b", { ...state, __writtenAt: 5 })).props).toMatchObject({ __writtenAt: 5 });
    expect((await there.read("b", state)).props).not.toHaveProperty("__writtenAt");
  });

  test("is the vendor too where the kind is of several, in the words of the program", async () => {
    const { kind, two } = portable();
    const handler = handlerOf(kind);
    expect(await handler.create({ label: "b", connection: "foreign" })).toEqual({
      id: "b",
      outs: { label: "b", connection: "foreign", appId: "three", vendor: "other", __writtenAt: 17 },
    });
    expect(two.calls[0]).toEqual(["ensure", { client: "three" }, { name: "b", connection: "foreign" }]);
  });

  test("is what was marked as secret, by create, update and refresh", async () => {
    const { kind } = boxes();
    const handler = handlerOf(kind);
    const secrets = [["text"], ["token"]];
    const { inputs } = await handler.check({}, { name: "b", text: "t", token: "x", __args: { secrets } });
    const told = { secrets: [["text"]] };
    // The engine gives the keys in another order.
    const { token, text, name } = inputs as Values;
    const { outs } = await handler.create({ token, text, name });
    expect(outs).toMatchObject({ __args: told });
    expect((await handler.update("b", { ...outs, text: "u" }, { text, name, token })).outs).toMatchObject({
      __args: told,
    });
    expect((await handler.read("b", outs)).props).toMatchObject({ __args: told });
    expect((await handler.create({ name: "c" })).outs).not.toHaveProperty("__args");
  });

  test("is what one resource marked as secret, though another has the same inputs", async () => {
    const { kind } = boxes();
    const handler = handlerOf(kind);
    const secrets = [["text"]];
    await handler.check({}, { ...news, __args: { secrets } });
    await handler.check({}, news);
    expect((await handler.create(news)).outs).toMatchObject({ __args: { secrets } });
  });

  test("is what was marked further in what is always secret", async () => {
    const { kind } = boxes({ schema: z.strictObject({ name: z.string(), token: z.unknown() }) });
    const handler = handlerOf(kind);
    const inputs = { name: "b", token: { key: "a-long-secret", id: 1 } };
    const secrets = [["token"], ["token", "key"]];
    await handler.check({}, { ...inputs, __args: { secrets } });
    expect((await handler.create(inputs)).outs).toMatchObject({ __args: { secrets: [["token", "key"]] } });
  });

  test("has the connection of an object that did not get as far as having it, where one is declared", async () => {
    const { kind } = boxes({
      ensure: async () => ({ id: "b", current: { name: "b" } }),
      sync: () => Promise.reject(new ImError("IM_REFUSED", "no")),
    });
    const leftBy = async (inputs: Values) => (await failureOf(handlerOf(kind).create(inputs))).properties;
    expect(await leftBy({ ...news, connection: "same" })).toMatchObject({ connection: "same" });
    expect(await leftBy(news)).not.toHaveProperty("connection");
  });

  test("is the object as far as it got, in the form by which the engine keeps it", async () => {
    const failing = () => Promise.reject(new ImError("IM_REFUSED", "secret-text is refused."));
    const { kind } = boxes({ sync: failing });
    const handler = handlerOf(kind);
    const inputs = { name: "b", text: "secret-text", connection: "same" };
    await handler.check({}, { ...inputs, __args: { secrets: [["text"]] } });
    const properties = {
      ...inputs,
      appId: "one",
      __args: { secrets: [["text"]] },
      __provider: providerText("toy:Box"),
    };
    const reasons = ["IM_REFUSED: [secret] is refused."];
    expect(await failureOf(handler.create(inputs))).toMatchObject({
      id: "b",
      properties,
      reasons,
      message: reasons[0],
    });
    expect(await failureOf(handler.update("b", { ...state, text: "x" }, inputs))).toMatchObject({ id: "b", reasons });
  });
});

describe("a refresh", () => {
  test("gives inputs and state, with its app", async () => {
    const { kind } = boxes({ observe: async () => ({ name: "b", text: "live", id: "7" }) });
    expect(await handlerOf(kind).read("b", state)).toEqual({
      id: "b",
      inputs: { name: "b", text: "live" },
      props: { name: "b", text: "live", id: "7", appId: "one" },
    });
  });

  test("of what is gone says so, and gives no id", async () => {
    const { kind } = boxes({ observe: async () => undefined });
    expect(await handlerOf(kind).read("b", state)).toEqual({ id: "" });
    expect(warned()).toEqual([
      "warning: toy:Box b no longer exists at the vendor; the next `pulumi up` makes it anew.",
    ]);
  });

  test("of an import has no state to go by", async () => {
    const { kind, calls } = boxes();
    await handlerOf(kind).read("b");
    expect(calls[0]).toEqual(["observe", { client: "one" }, "b", {}]);
  });
});

describe("a delete", () => {
  test("removes", async () => {
    const { kind, calls } = boxes();
    await handlerOf(kind).delete("d", { ...state, name: "d" });
    expect(calls.map(([name]) => name)).toEqual(["observe", "remove"]);
  });

  test("leaves what the connection stands on, and what the run keeps", async () => {
    const upholds = { field: "name", idOf: () => "root", what: "toy box", words: "the root", spared: { size: 1 } };
    const { kind, calls } = boxes({ upholds });
    const handler = handlerOf(kind);
    await handler.delete("root", { name: "root", appId: "one" });
    expect(calls).toEqual([]);
    await handler.diff("kept", { ...state, name: "kept" }, { ...news, name: "kept" });
    await handler.delete("kept", { ...state, name: "kept" });
    await handler.diff("replaced", { ...state, name: "replaced" }, news);
    await handler.delete("replaced", { ...state, name: "replaced" });
    expect(calls.map(([name, , id]) => `${name} ${id}`)).toEqual([
      "observe kept",
      "observe replaced",
      "remove replaced",
    ]);
  });
});

describe("every operation that calls the vendor", () => {
  const operations: [string, (handler: Handler, olds: Values, inputs: Values) => Promise<unknown>][] = [
    ["create", (handler, _, inputs) => handler.create(inputs)],
    ["read", (handler, olds) => handler.read("b", olds)],
    ["update", (handler, olds, inputs) => handler.update("b", olds, inputs)],
    ["delete", (handler, olds) => handler.delete("b", olds)],
  ];
  const failing = async (_client: unknown, inputs: unknown): Promise<never> => {
    warn(`told ${JSON.stringify(inputs)} with secret-text`);
    throw new ImError("IM_REFUSED", "name secret-text is refused.");
  };

  test.each(operations)("%s tells and warns in the program's words, without secrets", async (_, operation) => {
    const { kind } = portable({ ensure: failing, observe: failing });
    const told = { __args: { secrets: [["text"]] } };
    const olds = { label: "b", text: "secret-text", appId: "one", vendor: "toy", ...told };
    const inputs = { label: "b", text: "secret-text" };
    const handler = handlerOf(kind);
    await handler.check({}, { ...inputs, ...told });
    const error = await failureOf(operation(handler, olds, inputs));
    expect(error).toMatchObject({ code: "IM_REFUSED", message: "IM_REFUSED: label [secret] is refused.", stack: "" });
    expect(warned()).toHaveLength(1);
    expect(warned()[0]).toContain("with [secret]");
    expect(warned()[0]).not.toContain("name");
  });

  test.each(operations.slice(1))(
    "%s is refused where the connection points to another app now",
    async (_, operation) => {
      const { kind, calls } = boxes();
      const error = await failureOf(operation(handlerOf(kind), { ...state, appId: "elsewhere" }, news));
      expect(error).toMatchObject({ code: "IM_WRONG_APP", stack: "" });
      expect(calls).toEqual([]);
    },
  );

  test.each([operations[0], operations[2]] as typeof operations)(
    "%s is refused with what is still unknown",
    async (_, operation) => {
      const { kind, calls } = boxes();
      const error = await failureOf(operation(handlerOf(kind), state, { name: "b", text: unknownValue }));
      expect(error).toMatchObject({
        code: "IM_INVALID_INPUT",
        message: "IM_INVALID_INPUT: A value is still unknown at the time of the change.",
      });
      expect(calls).toEqual([]);
    },
  );

  test("says what is wrong with a connection of which no vendor is known", async () => {
    const error = await failureOf(handlerOf(portable().kind).create({ label: "b", connection: "nowhere" }));
    expect(error.message).toMatch(/^IM_CONNECTION: There is no connection `nowhere`\./);
  });

  test("hides the secrets of a mistake of ours as well, and keeps where it happened", async () => {
    const mistake = new TypeError("secret-text is not a function");
    const { kind } = boxes({ observe: () => Promise.reject(mistake) });
    const told = { __args: { secrets: [["text"]] } };
    const error = await failureOf(handlerOf(kind).read("b", { ...state, text: "secret-text", ...told }));
    expect(error).toBe(mistake);
    expect(error.message).toBe("[secret] is not a function");
    expect(error.stack).toMatch(/^TypeError: \[secret\] is not a function\n +at /);
    expect(shown("no error")).toBe("no error");
  });
});

describe("the mark", () => {
  const [first, second] = ["a", "b"].map((name) => declaredMark(["stack"], [name])) as [string, string];
  const markOf = async (handler: Handler, olds: Values, inputs: Values) =>
    (await handler.check(olds, { name: "b", ...inputs })).inputs?.mark;
  const madeWith = async (handler: Handler, calls: unknown[][], mark: string) => {
    await handler.create({ name: "b", mark });
    return withoutTime(markAt(calls.at(-2), 2));
  };

  test.each<[string, Values, Values, string | undefined]>([
    ["is the declared one of what is new", {}, { mark: first }, first],
    ["is the known one of what was renamed", { mark: second }, { mark: first }, second],
    ["comes back where it was wiped", { mark: "" }, { mark: first }, first],
    ["is none of what was imported", { name: "b" }, { mark: first }, undefined],
    [
      "is the declared one of what was imported and is to be taken over",
      { name: "b" },
      { mark: first, adopt: true },
      first,
    ],
    ["is none of what was imported and is not", { name: "b" }, { mark: first, adopt: false }, undefined],
    ["is none where marks are off", { mark: second }, {}, undefined],
  ])("%s", async (_, olds, inputs, expected) => {
    expect(await markOf(handlerOf(boxes().kind), olds, inputs)).toBe(expected);
  });

  test("is the next one of a replacement, which the engine checks as if nothing were there", async () => {
    const handler = handlerOf(boxes().kind);
    await markOf(handler, { mark: first }, { mark: first });
    expect(await markOf(handler, {}, { mark: first })).toBe(markAfter(first));
  });

  test("is the next one of a resource that has the name of a renamed one, and of no other", async () => {
    const { kind, calls } = boxes();
    const handler = handlerOf(kind);
    await markOf(handler, { mark: first }, { mark: second });
    expect(await madeWith(handler, calls, first)).toBe(markAfter(first));
    const third = declaredMark(["stack"], ["d"]);
    await markOf(handler, { mark: third }, { mark: third });
    expect(await madeWith(handler, calls, first)).toBe(markAfter(first));
    expect(await madeWith(handler, calls, declaredMark(["stack"], ["c"]))).toBe(declaredMark(["stack"], ["c"]));
    const kept = boxes();
    const another = handlerOf(kept.kind);
    await markOf(another, { mark: first }, { mark: first });
    expect(await madeWith(another, kept.calls, first)).toBe(first);
  });

  test("of the state is the one that an update goes by", async () => {
    const { kind, calls } = boxes({ observe: async () => ({ name: "b", mark: "" }) });
    await handlerOf(kind).update("b", { ...state, mark: first }, { ...news, mark: second });
    expect(withoutTime(markAt(calls.at(-1), 4))).toBe(first);
  });

  test("of the state is no input where the program declares none", async () => {
    const { kind, calls } = boxes();
    await handlerOf(kind).update("b", { ...state, mark: first }, { ...news, text: "two" });
    expect(calls.at(-1)?.[4]).not.toHaveProperty("mark");
    await handlerOf(kind).update("b", { ...state, mark: "" }, { ...news, mark: second });
    expect(withoutTime(markAt(calls.at(-1), 4))).toBe(second);
  });

  test.each([
    [undefined, ""],
    ["true", ""],
    ["false", undefined],
  ])("is asked for where the stack marks its objects (im:ownershipMark %s)", async (setting, asked) => {
    const { kind, calls } = boxes();
    await handlerOf(kind, { "im:ownershipMark": setting }).delete("m", { name: "m", appId: "one" });
    expect(markAt(calls[0], 3)).toBe(asked);
  });
});

describe("the connection of a command that runs no program", () => {
  test("may be an old one, which a failure of it says; a command that runs one says nothing", async () => {
    const refused = new ImError("IM_REFUSED", "no. Check it.", { vendorCode: 401, advice: "Check it." });
    const observe = () => Promise.reject(refused);
    // A process of its own: whether it serves a program is told by the first check.
    let Fresh = Handler;
    jest.isolateModules(() => {
      const fresh = require("../../provider/resource/handler") as typeof import("../../provider/resource/handler");
      Fresh = fresh.Handler;
    });
    const fresh = (kind: Kind) => {
      const handler = new Fresh(kind);
      void handler.configure({ config: { get: () => JSON.stringify(connections), require: () => "" } });
      return handler;
    };
    const readOf = (kind: Kind, olds: Values) => failureOf(fresh(kind).read("b", olds)).then((error) => error.message);
    const stale = /as the last `pulumi up` left it in the state/;
    expect(await readOf(boxes({ observe }).kind, state)).toMatch(stale);
    expect(await readOf(portable({ observe }).kind, { label: "b", appId: "one", vendor: "toy" })).toMatch(stale);
    // Which failure blames the connection, the vendor says whose object it is.
    const blames = jest.spyOn(other, "blamesConnection").mockReturnValue(false);
    expect(await readOf(portable({ observe }).kind, { label: "b", appId: "one", vendor: "toy" })).toMatch(stale);
    const anothers = { label: "b", connection: "foreign", appId: "three", vendor: "other" };
    expect(await readOf(portable({ observe }).kind, anothers)).toBe("IM_REFUSED: no. Check it.");
    blames.mockRestore();
    const blameless = () => Promise.reject(new ImError("IM_REFUSED", "no", { vendorCode: 400 }));
    expect(await readOf(boxes({ observe: blameless }).kind, state)).toBe("IM_REFUSED: no");
    await fresh(boxes().kind).check({}, news);
    expect(await readOf(boxes({ observe }).kind, state)).toBe("IM_REFUSED: no. Check it.");
  });
});

test("a kind as the engine sees it is what its definition says", () => {
  const { definition, kind } = boxes({ idKey: "id" });
  expect(kind).toMatchObject({
    name: "toy:Box",
    inputs: ["name", "text", "size", "connection", "token", "adopt", "mark"],
    outputs: ["id"],
    idKey: "id",
    secrets: ["token"],
    setByClass: [],
    bearsMark: true,
    deletesFirst: false,
    vendors: [toy],
  });
  expect(nativeKind({ ...definition, replacement: "delete" }).deletesFirst).toBe(true);
  expect(boxes().kind).not.toHaveProperty("idKey");
  const side = kind.on("toy");
  expect(side.ownKeys("name", {})).toEqual(["name"]);
  expect(side.native({ name: "b" })).toEqual({ name: "b" });
  expect(side.cautions({ name: "b" })).toEqual([]);
});
