import { account } from "../../provider/commsease/account/resource";
import { chatroom } from "../../provider/commsease/chatroom/resource";
import { team } from "../../provider/commsease/team/resource";
import { definitions, handler } from "../../provider/dynamic";
import { codeOf, messageOf } from "../../provider/errors";
import { profanityWords } from "../../provider/nexconn/profanity-words/resource";
import { declaredMark, markAfter, stamped, withoutTime } from "../../provider/ownership/mark";
import { kinds as portableKinds } from "../../provider/portable";
import { accountKind } from "../../provider/portable/account";
import { nativeKind } from "../../provider/resource/adapter";
import type { AnyDefinition } from "../../provider/resource/definition";
import { Handler } from "../../provider/resource/handler";
import { providerText } from "../../provider/resource/provider-text";
import { account as tencentAccount } from "../../provider/tencent/account/resource";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";

const app = (appKey: string) => ({ vendor: "commsease", appKey, appSecret: "s3cr3t-app" });
const connections = { default: app("one"), same: app("one"), other: app("two"), foreign: { vendor: "tencent" } };

function handlerOf(definition: AnyDefinition, configured: object | undefined = connections): Handler {
  const made = new Handler(nativeKind(definition));
  const config = { get: () => (configured ? JSON.stringify(configured) : undefined), require: () => "" };
  // The engine does not wait for it, and so it is not waited for here.
  void made.configure({ config });
  return made;
}

const kindsOf = () => [...definitions.map(nativeKind), ...portableKinds];

const states: Record<string, Values> = {
  account: { accid: "svc", name: "Help", token: "t0k", tokenDeclared: false, appId: "one" },
  team: { tname: "T", owner: "olga", msg: "Welcome", magree: 0, joinmode: 0, tid: "7", appId: "one" },
  chatroom: { creator: "olga", name: "R", roomid: "9", appId: "one" },
};

describe("diff", () => {
  type Case = [string, AnyDefinition, keyof typeof states, Values, Values, object];
  const cases: Case[] = [
    ["nothing changed", account, "account", {}, { accid: "svc", name: "Help" }, { changes: false, replaces: [] }],
    ["a field changed", account, "account", {}, { accid: "svc", name: "New" }, { changes: true, replaces: [] }],
    ["a field is no longer managed", account, "account", {}, { accid: "svc" }, { changes: true, replaces: [] }],
    [
      "a field is managed from now on",
      account,
      "account",
      {},
      { accid: "svc", name: "Help", ex: "" },
      { changes: true },
    ],
    [
      "a field is unknown",
      account,
      "account",
      {},
      { accid: "svc", name: unknownValue },
      { changes: true, replaces: [] },
    ],
    [
      "the token of the vendor is no declared one",
      account,
      "account",
      {},
      { accid: "svc", name: "Help" },
      { changes: false },
    ],
    [
      "a declared token is dropped",
      account,
      "account",
      { tokenDeclared: true },
      { accid: "svc", name: "Help" },
      { changes: true, replaces: [] },
    ],
    [
      "another accid",
      account,
      "account",
      {},
      { accid: "new", name: "Help" },
      { changes: true, replaces: ["accid"], deleteBeforeReplace: false },
    ],
    [
      "an unknown accid",
      account,
      "account",
      {},
      { accid: unknownValue, name: "Help" },
      { changes: true, replaces: ["accid"] },
    ],
    [
      "another creator",
      chatroom,
      "chatroom",
      {},
      { creator: "otto", name: "R" },
      { replaces: ["creator"], deleteBeforeReplace: false },
    ],
    [
      "another owner, which is a transfer",
      team,
      "team",
      {},
      { tname: "T", owner: "otto", msg: "Welcome", magree: 0, joinmode: 0 },
      { changes: true, replaces: [] },
    ],
    [
      "what a team is created with",
      team,
      "team",
      { isNotifyCloseOnline: 0 },
      { tname: "T", owner: "olga", msg: "Welcome", magree: 0, joinmode: 0, isNotifyCloseOnline: 1 },
      { changes: true, replaces: ["isNotifyCloseOnline"] },
    ],
    [
      "members in another order",
      team,
      "team",
      { members: { a: {}, b: { manager: true } } },
      { ...without(states.team, "tid", "appId"), members: { b: { manager: true }, a: {} } },
      { changes: false },
    ],
    [
      "a connection of another app",
      account,
      "account",
      {},
      { accid: "svc", name: "Help", connection: "other" },
      { changes: true, replaces: ["connection"], deleteBeforeReplace: false },
    ],
    [
      "another connection of the same app",
      account,
      "account",
      {},
      { accid: "svc", name: "Help", connection: "same" },
      { changes: true, replaces: [] },
    ],
    [
      "a connection that is unknown",
      account,
      "account",
      {},
      { accid: "svc", name: "Help", connection: unknownValue },
      { changes: true, replaces: ["connection"] },
    ],
    [
      "a state without an app, as an import writes it",
      account,
      "account",
      { appId: undefined },
      { accid: "svc", name: "Help", connection: "other" },
      { changes: true, replaces: [] },
    ],
  ];

  test.each(cases)("%s", async (_, definition, state, more, news, expected) => {
    const diff = await handlerOf(definition).diff("id", { ...states[state], ...more }, news);
    expect(diff).toMatchObject(expected);
  });

  test("takes the engine's own property for no change", async () => {
    const text = (kind: string) => ({ __provider: providerText(kind) });
    const news = { accid: "svc", name: "Help", ...text("commsease:Account") };
    expect(await handlerOf(account).diff("svc", { ...states.account, ...text("older") }, news)).toMatchObject({
      changes: false,
    });
  });
});

function without(values: Values = {}, ...keys: string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error(`It gave ${JSON.stringify(error)}.`);
  return error;
}

describe("a connection that points to another app now", () => {
  const moved = { default: app("elsewhere") };
  const news = { accid: "svc", name: "New" };
  const operations: [string, (made: Handler) => Promise<unknown>][] = [
    ["diff", (made) => made.diff("svc", states.account ?? {}, news)],
    ["read", (made) => made.read("svc", states.account)],
    ["update", (made) => made.update("svc", states.account ?? {}, news)],
    ["delete", (made) => made.delete("svc", states.account ?? {})],
  ];

  test.each(operations)("makes %s refuse before any call, and say how to go on", async (_, operation) => {
    const error = await failureOf(operation(handlerOf(account, moved)));
    expect(codeOf(error)).toBe("IM_WRONG_APP");
    expect(messageOf(error)).toContain("app one");
    expect(messageOf(error)).toContain("`default` now points to app elsewhere");
    expect(messageOf(error)).toContain("Nothing was done.");
    // The engine prints the stack too, where there is one.
    expect(error.stack).toBe("");
  });

  test("does not keep diff from replacing by a connection of another name", async () => {
    const diff = await handlerOf(account, { ...moved, two: app("two") }).diff("svc", states.account ?? {}, {
      ...news,
      connection: "two",
    });
    expect(diff.replaces).toEqual(["connection"]);
  });
});

describe("check", () => {
  const failures = async (definition: AnyDefinition, news: Values, configured?: object) =>
    (await handlerOf(definition, configured).check({}, news)).failures ?? [];

  test("gives normalised inputs without the engine's own property", async () => {
    const news = { accid: "SVC", __provider: "exports.handler = …" };
    expect(await handlerOf(account).check({}, news)).toEqual({ inputs: { accid: "svc" }, failures: [] });
  });

  test.each<[string, AnyDefinition, Values, string]>([
    ["a field", account, { accid: "svc", name: "n".repeat(65) }, "name: got "],
    ["a part of a field", team, { tname: "T", owner: "o", members: { a: { mute: 1 } } }, "members.a.mute: got "],
    ["a secret", account, { accid: "svc", token: "" }, "token: got a text of 0 characters"],
    ["a secret of the wrong type", account, { accid: "svc", token: { a: 1 } }, "token: got an object with 1 keys"],
    ["an unknown key, which may be a secret", account, { accid: "svc", tokn: "t" }, "tokn: got an unknown key"],
    ["a missing field", account, {}, "accid: got nothing"],
    ["a connection", account, { accid: "svc", connection: "nowhere" }, "There is no connection `nowhere`."],
    ["a connection of another vendor", account, { accid: "svc", connection: "foreign" }, "The connection `foreign` is"],
    ["a connection that is no text, once", account, { accid: "svc", connection: 7 }, "connection: got number 7"],
    ["an empty connection, once", account, { accid: "svc", connection: "" }, 'connection: got ""'],
  ])("names %s in the text, and no property, whose value the engine would print", async (_, definition, news, text) => {
    const found = await failures(definition, news);
    expect(found).toEqual([{ property: "", reason: expect.stringContaining(text) }]);
    expect(found[0]?.reason).toMatch(/^IM_(INVALID_INPUT|CONNECTION): /);
    expect(found[0]?.reason.replace(/^IM_[A-Z_]+: /, "").startsWith(text)).toBe(true);
  });

  test("tells problems of fields and connection at once", async () => {
    const found = await failures(account, { accid: "a b", gender: 9, connection: "nowhere" });
    expect(found.map(({ reason }) => reason.split(" ").slice(0, 2).join(" "))).toEqual([
      "IM_INVALID_INPUT: accid:",
      "IM_INVALID_INPUT: gender:",
      "IM_CONNECTION: There",
    ]);
  });

  test("lets a connection pass that is unknown", async () => {
    expect(await failures(account, { accid: "svc", connection: unknownValue }, {})).toEqual([]);
  });

  test.each<[string, Values]>([
    ["too long", { token: "s3cr3t-".repeat(30) }],
    ["an object", { token: { "s3cr3t-key": "s3cr3t-value" } }],
    ["a list", { token: ["s3cr3t-item"] }],
    ["beside a tokenVersion", { token: "s3cr3t-token", tokenVersion: 1 }],
    ["under a misspelt key", { Token: "s3cr3t-token" }],
    ["beside another mistake", { token: "s3cr3t-token", gender: 7, connection: "foreign" }],
  ])("never tells a secret that is %s", async (_, news) => {
    const found = await failures(account, { accid: "svc", ...news });
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found)).not.toContain("s3cr3t");
  });

  test("never tells a secret of the connection", async () => {
    const bad = { default: { ...app("one"), region: "nowhere" } };
    const found = await failures(account, { accid: "svc" }, bad);
    expect(found).toHaveLength(1);
    expect(found[0]?.reason).toMatch(
      /^IM_CONNECTION: The connection `default` cannot be used. im:connections.default.region: got /,
    );
    expect(JSON.stringify(found)).not.toContain("s3cr3t");
  });
});

test("a value that is still unknown at the change is refused before any call", async () => {
  const made = handlerOf(account);
  for (const work of [
    made.create({ accid: unknownValue }),
    made.update("svc", states.account ?? {}, { accid: "svc", name: unknownValue }),
  ]) {
    expect(codeOf(await failureOf(work))).toBe("IM_INVALID_INPUT");
  }
});

describe("the provider's text in the state", () => {
  test.each(definitions.map(({ kind }) => kind))("leads to the handler of %s", (kind) => {
    expect(handler(kind)).toBeInstanceOf(Handler);
    expect(providerText(kind)).toBe(`exports.handler = () => require("pulumi-im/dynamic").handler("${kind}")`);
  });

  test("of a kind that this version does not have says so", () => {
    expect(() => handler("commsease:Robot")).toThrow("has no resource commsease:Robot. Install a version that has it.");
  });
});

describe("an object that was made half way", () => {
  const halfMade: AnyDefinition = {
    ...account,
    ensure: async (_client, { accid }) => ({ id: String(accid), current: { accid } }),
    observe: async (_client, accid) => ({ accid }),
    sync: async () => {
      throw new Error("no further");
    },
  };

  test.each([true, undefined])(
    "is updated by the next up, though no input differs, where it is known to be so: %s",
    async (isSo) => {
      const state = { accid: "svc", appId: "one", ...(isSo && { halfMade: isSo }) };
      expect(await handlerOf(account).diff("svc", state, { accid: "svc" })).toMatchObject({ changes: isSo === true });
    },
  );

  test.each([{}, { connection: "other" }])("is kept with the connection that finds it again: %j", async (named) => {
    const inputs = { accid: "svc", name: "Help", ...named };
    const appId = "connection" in named ? "two" : "one";
    const handler = handlerOf(halfMade);
    const kept = { properties: { accid: "svc", appId, ...named } };
    expect(await failureOf(handler.create(inputs))).toMatchObject({ id: "svc", ...kept });
    expect(await failureOf(handler.update("svc", { accid: "svc", appId }, inputs))).toMatchObject(kept);
  });
});

describe("the account in whose name the connection makes its calls", () => {
  const connection = { vendor: "tencent", sdkAppId: 1400000001, secretKey: "s3cr3t", admin: "administrator" };
  // Nobody listens there.
  const endpoint = "http://127.0.0.1:9";
  const state = { UserID: "administrator", mark: "", appId: "1400000001" };

  test("is refused at a preview, natively and portably", async () => {
    const native = handlerOf(tencentAccount, { default: connection });
    const { failures } = await native.check({}, { UserID: "administrator" });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining('Declare `onDestroy: "forget"`') }]);
    const portable = new Handler(accountKind);
    void portable.configure({ config: { get: () => JSON.stringify({ default: connection }), require: () => "" } });
    const told = await portable.check({}, { accountId: "administrator" });
    expect(told.failures).toEqual([
      { property: "", reason: expect.stringContaining('Declare `tencent: { onDestroy: "forget" }`') },
    ]);
  });

  test("is left by a delete, with a warning and without a call", async () => {
    const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const made = handlerOf(tencentAccount, { default: { ...connection, endpoint } });
    await made.delete("administrator", state);
    const told = written.mock.calls.map(([text]) => String(text)).join("");
    written.mockRestore();
    expect(told).toContain("tencent account administrator is the admin in whose name the connection makes its calls.");
  });
});

describe("the mark of a resource", () => {
  const [first, second] = ["desk", "hall"].map((name) => declaredMark(["stack"], ["", "commsease:Team", name])) as [
    string,
    string,
  ];
  const owned = { tname: "T", owner: "olga" };
  const markedBy = async (made: Handler, olds: Values, mark?: string, more: Values = {}) =>
    (await made.check(olds, { ...owned, ...more, ...(mark !== undefined && { mark }) })).inputs?.mark;

  /** A handler of a kind that only notes the mark with which an object is to be made. */
  function noting() {
    const marks: unknown[] = [];
    const ensure = async (_client: unknown, inputs: Values) => {
      marks.push(inputs.mark);
      return { id: "1", current: { ...inputs, tid: "1" } };
    };
    return { marks, made: handlerOf({ ...team, ensure, sync: async () => undefined }) };
  }

  test("is kept by an alias, whatever the name is now", async () => {
    expect(await markedBy(handlerOf(team), { ...owned, mark: first }, second)).toBe(first);
  });

  test("comes back where it was wiped, and to an imported object where that is to be taken over", async () => {
    expect(await markedBy(handlerOf(team), { ...owned, mark: "" }, first)).toBe(first);
    expect(await markedBy(handlerOf(team), owned, first)).toBeUndefined();
    expect(await markedBy(handlerOf(team), owned, first, { adopt: true })).toBe(first);
  });

  test("is none where marks are off", async () => {
    expect(await markedBy(handlerOf(team), { ...owned, mark: first })).toBeUndefined();
  });

  test("is of the next generation for a replacement, which the engine has checked as if nothing were there", async () => {
    const made = handlerOf(team);
    await markedBy(made, { ...owned, mark: first }, first);
    expect(await markedBy(made, {}, first)).toBe(markAfter(first));
    expect(await markedBy(handlerOf(team), {}, first)).toBe(first);
  });

  test("is of the next generation for a resource that has the name of a renamed one, in whatever order they come", async () => {
    const { marks, made } = noting();
    const news = { ...owned, mark: first };
    await made.check({}, news);
    await markedBy(made, { ...owned, mark: first }, second);
    await made.create(news);
    expect(withoutTime(String(marks[0]))).toBe(markAfter(first));
    const alone = noting();
    await alone.made.create(news);
    expect(withoutTime(String(alone.marks[0]))).toBe(first);
  });

  test("that was wiped is shown by diff, and is the one that the state knows", async () => {
    const state = { ...states.team, mark: first };
    const news = { ...owned, msg: "Welcome", magree: 0, joinmode: 0, mark: second };
    expect(await handlerOf(team).diff("7", state, news)).toMatchObject({ changes: true, replaces: [] });
    expect(await handlerOf(team).diff("7", { ...state, mark: stamped(first) }, news)).toMatchObject({ changes: false });
  });
});

describe("what a run keeps", () => {
  test("is not taken away by the delete of another resource in it, and is by one that comes in another", async () => {
    const removed: unknown[] = [];
    const remove = async (_client: unknown, _id: string, { words }: Values) => void removed.push(words);
    const configured = { default: { vendor: "nexconn", appKey: "kept", appSecret: "s", region: "sg" } };
    const observe = async () => ({});
    const made = handlerOf({ ...profanityWords, observe, remove } as unknown as AnyDefinition, configured);
    const state = { words: { spam: {}, darn: {} }, appId: "kept" };
    await made.diff("kept", { words: { spam: {} }, appId: "kept" }, { words: { spam: {} } });
    await made.delete("kept", state);
    await made.delete("other", state);
    expect(removed).toEqual([{ darn: {} }, { spam: {}, darn: {} }]);
  });
});

describe("what a replacement does first", () => {
  test("is said by every definition", () => {
    const kinds = Object.fromEntries(definitions.map(({ kind, replacement }) => [kind, typeof replacement]));
    expect(kinds).toEqual(
      Object.fromEntries(definitions.map(({ kind }) => [kind, expect.stringMatching(/string|function/)])),
    );
  });

  test("is to remove for all kinds that hold entries, native or portable", () => {
    const removing = kindsOf().filter(({ deletesFirst }) => deletesFirst);
    expect(removing.map(({ name }) => name).sort()).toEqual(
      kindsOf()
        .filter(({ bearsMark, name }) => !bearsMark && name !== "commsease:ChatroomClientOptions")
        .map(({ name }) => name)
        .sort(),
    );
  });
});
