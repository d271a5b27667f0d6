import { definitions, handler as handlerOfKind } from "../../provider/dynamic";
import { codeOf, ImError, type ImErrorCode, messageOf } from "../../provider/errors";
import type { Budget } from "../../provider/http/budget";
import { exchange } from "../../provider/http/exchange";
import { programError } from "../../provider/program/stack-configuration";
import { warn } from "../../provider/report";
import { nativeKind } from "../../provider/resource/adapter";
import type { AnyDefinition } from "../../provider/resource/definition";
import { Handler } from "../../provider/resource/handler";
import { planOf } from "../../provider/stack-file/plan";
import type { Values } from "../../provider/values/values";
import { StackFolder } from "../support/stack-files";

const connections = { default: { vendor: "commsease", appKey: "app", appSecret: "s3cr3t" } };
const account = definitions.find(({ kind }) => kind === "commsease:Account") as AnyDefinition;

/** An account at which one thing goes wrong. */
function handlerOf(more: Partial<AnyDefinition>): Handler {
  const made = new Handler(nativeKind({ ...account, ...more }));
  void made.configure({ config: { get: () => JSON.stringify(connections), require: () => "" } });
  return made;
}

const failing = (code: ImErrorCode) => async () => {
  throw new ImError(code, "It went wrong.", { vendor: "commsease", call: "user/create" });
};

const thrownBy = (work: Promise<unknown>) => work.then(String, (error: Error) => error);

const state: Values = { accid: "ana", appId: "app" };
const inputs: Values = { accid: "ana", name: "Ana" };

test.each<[string, ImErrorCode, Partial<AnyDefinition>, (made: Handler) => Promise<unknown>]>([
  ["create", "IM_CONFLICT", { ensure: failing("IM_CONFLICT") }, (made) => made.create(inputs)],
  ["read", "IM_REFUSED", { observe: failing("IM_REFUSED") }, (made) => made.read("ana", state)],
  ["update", "IM_UNAVAILABLE", { observe: failing("IM_UNAVAILABLE") }, (made) => made.update("ana", state, inputs)],
  [
    "delete",
    "IM_OUTCOME_UNKNOWN",
    { observe: async () => ({ accid: "ana" }), remove: failing("IM_OUTCOME_UNKNOWN") },
    (made) => made.delete("ana", state),
  ],
  ["diff", "IM_WRONG_APP", {}, (made) => made.diff("ana", { ...state, appId: "other" }, inputs)],
])("a failed %s begins with its code", async (_, code, more, work) => {
  const error = await thrownBy(work(handlerOf(more)));
  expect([codeOf(error), messageOf(error)]).toEqual([code, expect.stringMatching(new RegExp(`^${code}: [A-Z]`))]);
  expect(error).toMatchObject({ name: "", stack: "" });
});

test("a failure that resources share has its code once in each", async () => {
  const shared = new ImError("IM_REFUSED", "It went wrong.");
  const observe = async () => {
    throw shared;
  };
  const made = handlerOf({ observe });
  for (const id of ["ana", "bob"]) {
    expect(messageOf(await thrownBy(made.read(id, { ...state, accid: id })))).toBe("IM_REFUSED: It went wrong.");
  }
  expect(messageOf(shared)).toBe("It went wrong.");
});

test.each<["create" | "update", Partial<AnyDefinition>, (made: Handler) => Promise<unknown>]>([
  ["create", { ensure: async () => ({ id: "ana", current: { accid: "ana" } }) }, (made) => made.create(inputs)],
  ["update", { observe: async () => ({ accid: "ana" }) }, (made) => made.update("ana", state, inputs)],
])("the reason of a half-made %s begins with the code", async (_, more, work) => {
  const error = await thrownBy(work(handlerOf({ ...more, sync: failing("IM_PARTIAL") })));
  expect(error).toMatchObject({ id: "ana", reasons: ["IM_PARTIAL: It went wrong."] });
});

test("the reason of a check failure begins with the code", async () => {
  const made = handlerOf({});
  const { failures = [] } = await made.check({}, { accid: "a b", gender: 7, connection: "nowhere" });
  expect(failures.map(({ property, reason }) => [property, reason.split(" ")[0]])).toEqual([
    ["", "IM_INVALID_INPUT:"],
    ["", "IM_INVALID_INPUT:"],
    ["", "IM_CONNECTION:"],
  ]);
});

test("a kind that this version does not have is told with its code", () => {
  expect(() => handlerOfKind("commsease:Robot")).toThrow(/^IM_UNKNOWN_KIND: This version/);
});

test("the advice of a failed call is the end of its text, for others to put their own in its place", async () => {
  const failed = exchange({
    facts: { vendor: "commsease", call: "user/create" },
    kind: "once",
    sender: { post: async () => ({ kind: "answer", status: 200, text: "", date: undefined }) },
    budget: { take: async () => {}, block: () => {} } as unknown as Budget,
    blockMs: 0,
    sign: () => ({ request: { path: "/", headers: {}, body: "" }, requestId: "1" }),
    judge: () => ({ outcome: "refused", vendorCode: 414, vendorText: "checksum" }),
    hear: () => {},
    advise: () => "Check the keys.",
  });
  const error = await thrownBy(failed);
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 414, advice: "Check the keys." } });
  expect(messageOf(error)).toMatch(/ Check the keys\.$/);
});

test("what ends a program begins with the code, and has it", () => {
  const error = programError("IM_CONNECTION", "No connection.");
  expect([codeOf(error), messageOf(error)]).toEqual(["IM_CONNECTION", "IM_CONNECTION: No connection."]);
});

test("a warning of the same cause as an error has its code", () => {
  const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    warn("It stays.", "IM_CONFLICT");
    warn("It stays.");
    expect(written.mock.calls).toEqual([["warning: IM_CONFLICT: It stays.\n"], ["warning: It stays.\n"]]);
  } finally {
    written.mockRestore();
  }
});

describe("a stack file", () => {
  const planned = (config: Record<string, unknown>) => {
    const stack = new StackFolder();
    try {
      return planOf(stack.configuration(config));
    } finally {
      stack.dispose();
    }
  };

  test.each<[ImErrorCode, Record<string, unknown>]>([
    ["IM_INVALID_INPUT", { "im:connections": connections, "im:accounts": { ana: { accountId: "a b" } } }],
    ["IM_CONNECTION", { "im:accounts": { ana: { accountId: "ana" } } }],
    ["IM_INVALID_INPUT", { "im:accounts": { ana: { accountId: "ana", nam: "Ana" } } }],
  ])("with problems has the code %s", (code, config) => {
    expect(planned(config).code).toBe(code);
  });
});
