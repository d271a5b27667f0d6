import { z } from "zod";
import { ImError } from "../../provider/errors";
import { withoutCompanion } from "../../provider/resource/companions";
import type { AnyDefinition } from "../../provider/resource/definition";
import { isImportable } from "../../provider/resource/guide";
import { endHalfMade, halfMadeIn, tellHalfMade } from "../../provider/resource/half-made";
import { tellIfLeft } from "../../provider/resource/left-by-delete";
import { providerText } from "../../provider/resource/provider-text";
import { Run, withoutShared } from "../../provider/resource/run";
import { endsConnection, isToStay } from "../../provider/resource/upholding";
import { nameOf, writtenAs } from "../../provider/resource/wording";
import type { Values } from "../../provider/values/values";
import { useWarned } from "../support/warned";

const warned = useWarned();

/** A definition of which only this matters. */
function definitionOf(rules: Partial<AnyDefinition>): AnyDefinition {
  return { kind: "toy:Box", schema: z.strictObject({}), secrets: [], outputs: [], ...rules } as AnyDefinition;
}

/** A portable kind calls the vendor's `lid` `cover.shut`. */
const portable = {
  name: (key: string) => (key === "lid" ? "cover.shut" : undefined) as string,
  inputs: ({ lid, ...rest }: Values) => ({ ...rest, cover: { shut: lid } }),
};

test("there is something to import unless a guide says why there is not", () => {
  const entry = { title: "A box", idIs: "its name", name: "b", id: "b", inputs: {}, outputs: { appId: "one" } };
  expect(isImportable(entry)).toBe(true);
  expect(isImportable({ none: "A box is there only while its program runs." })).toBe(false);
});

describe("the words for inputs", () => {
  test("are the vendor's, or those of the program", () => {
    expect(nameOf(definitionOf({}), "lid")).toBe("lid");
    expect(nameOf(definitionOf({ wording: portable }), "lid")).toBe("cover.shut");
    expect(nameOf(definitionOf({ wording: portable }), "name")).toBe("name");
  });

  test("show how a program writes them", () => {
    const inputs = { name: "b", lid: true, size: 3 };
    expect(writtenAs(definitionOf({}), inputs)).toBe('name: "b", lid: true, size: 3');
    expect(writtenAs(definitionOf({ wording: portable }), inputs)).toBe('name: "b", size: 3, cover: { shut: true }');
  });
});

describe("an object as a delete leaves it", () => {
  const definition = definitionOf({
    leftByDelete: { field: "lid", value: true, inUse: false, what: "toy box", words: "is shut" },
  });

  test("is told of, with what brings it into use", () => {
    tellIfLeft(definition, "b", { lid: true }, {});
    tellIfLeft({ ...definition, wording: portable }, "b", { lid: true }, {});
    expect(warned()).toEqual([
      "warning: toy box b is shut, as after a delete, and `lid` is not declared, so that no preview shows it. If it is to be in use, declare `lid: false` and run `pulumi up`.",
      "warning: toy box b is shut, as after a delete, and `cover.shut` is not declared, so that no preview shows it. If it is to be in use, declare `cover: { shut: false }` and run `pulumi up`.",
    ]);
  });

  test.each<[string, AnyDefinition, Values, Values]>([
    ["it is in use", definition, { lid: false }, {}],
    ["the vendor does not say", definition, {}, {}],
    ["that is declared, one way", definition, { lid: true }, { lid: true }],
    ["or the other", definition, { lid: true }, { lid: false }],
    ["a delete leaves nothing of the kind", definitionOf({}), { lid: true }, {}],
  ])("is not told of where %s", (_, one, live, declared) => {
    tellIfLeft(one, "b", live, declared);
    expect(warned()).toEqual([]);
  });
});

describe("an object that is half made", () => {
  const refused = new ImError("IM_REFUSED", "no");
  const half = (end: () => Promise<boolean>) =>
    definitionOf({ halfMade: { is: ({ name }) => name === "temporary", end: jest.fn(end) } });
  const ending = (definition: AnyDefinition, failure: unknown, current: Values = { name: "temporary" }) =>
    endHalfMade(definition, "client", "7", current, { name: "b" }, { failure, isNew: true });

  test("is remembered as such in the state, and no other is", () => {
    const definition = half(async () => true);
    expect(halfMadeIn(definition, { name: "temporary" })).toEqual({ halfMade: true });
    expect(halfMadeIn(definition, { name: "b" })).toEqual({});
    expect(halfMadeIn(definitionOf({}), { name: "temporary" })).toEqual({});
  });

  test("is ended after a refusal", async () => {
    for (const is of [true, false]) {
      const definition = half(async () => is);
      expect(await ending(definition, refused)).toBe(is);
      expect(definition.halfMade?.end).toHaveBeenCalledWith("client", "7", { name: "temporary" }, { name: "b" }, true);
    }
  });

  test.each<[string, unknown, string]>([
    ["the vendor could not be reached", new ImError("IM_UNREACHABLE", "no"), "temporary"],
    ["it was too busy", new ImError("IM_UNAVAILABLE", "no"), "temporary"],
    ["it gave no answer", new ImError("IM_OUTCOME_UNKNOWN", "no"), "temporary"],
    ["the failure is no vendor's", new Error("no"), "temporary"],
    ["it has its name by now", refused, "b"],
  ])("stays for the next run where %s", async (_, failure, name) => {
    const definition = half(async () => true);
    expect(await ending(definition, failure, { name })).toBe(false);
    expect(definition.halfMade?.end).not.toHaveBeenCalled();
  });

  test("of a kind that has none is never ended", async () => {
    expect(await ending(definitionOf({}), refused)).toBe(false);
  });

  test("that cannot be ended stays, and the first failure is told; a mistake of ours is not hidden", async () => {
    expect(
      await ending(
        half(() => Promise.reject(new ImError("IM_UNAVAILABLE", "busy"))),
        refused,
      ),
    ).toBe(false);
    const mistake = new TypeError("undefined is not a function");
    await expect(
      ending(
        half(() => Promise.reject(mistake)),
        refused,
      ),
    ).rejects.toBe(mistake);
  });

  test("is told of by a refresh, and no other is", () => {
    const definition = half(async () => true);
    tellHalfMade(definition, "7", { name: "b" });
    tellHalfMade(definitionOf({}), "7", { name: "temporary" });
    expect(warned()).toEqual([]);
    tellHalfMade(definition, "7", { name: "temporary" });
    expect(warned()).toEqual([
      "warning: toy:Box 7 is half made: a run that could not go on has left it under a temporary name, which clients see. The next `pulumi up` finishes it.",
    ]);
  });
});

describe("what one run has declared", () => {
  const key = { kind: "toy:Shelf", appId: "app", id: "s" };

  test("is known by kind, app and id", () => {
    const run = new Run();
    const inputs = { items: {} };
    run.claim(key, inputs);
    expect(run.claimOf({ ...key })).toBe(inputs);
    for (const other of [{ kind: "toy:Box" }, { appId: "other" }, { id: "t" }]) {
      expect(run.claimOf({ ...key, ...other })).toBeUndefined();
    }
  });

  test("is not another resource's to remove, and is told of", () => {
    const state = { items: { a: 1, b: 2 }, tags: { x: 1 }, size: { width: 3 }, name: "s", words: ["a"] };
    const claimed = { items: { a: 9, c: 9 }, tags: { x: 1 }, name: { s: 1 }, words: { a: 1 } };
    expect(withoutShared(key, state, claimed)).toEqual({
      items: { b: 2 },
      tags: {},
      size: { width: 3 },
      name: "s",
      words: ["a"],
    });
    expect(warned()).toEqual([
      'warning: IM_NOT_OURS: toy:Shelf s: another resource of this run has declared "a", "x". They stay.',
    ]);
  });

  test("and shares nothing is no news", () => {
    expect(withoutShared(key, { items: { a: 1 } }, { items: { b: 1 } })).toEqual({ items: { a: 1 } });
    expect(warned()).toEqual([]);
  });
});

describe("the object that a connection stands on", () => {
  const definition = definitionOf({
    upholds: {
      field: "UserID",
      idOf: (client) => (client as { admin: string }).admin,
      what: "toy account",
      words: "the admin of the connection",
      spared: { onDelete: "forget", keep: true },
    },
  });
  const client = { admin: "root" };
  const closed = () => false;

  test("is a problem to declare where a delete would take it away", () => {
    expect(endsConnection(definition, client, { UserID: "root" }, closed)).toEqual([
      {
        path: ["UserID"],
        seen: '"root", the admin of the connection',
        allowed: 'any other, or this one with `onDelete: "forget", keep: true`',
        fix: 'A delete would take from the connection what it signs in with. Declare `onDelete: "forget", keep: true`, which leaves it on a delete, or leave it out.',
      },
    ]);
  });

  test.each<[string, AnyDefinition, Values, (key: string) => boolean]>([
    ["another object", definition, { UserID: "ana" }, closed],
    ["one that a delete leaves", definition, { UserID: "root", onDelete: "forget", keep: true }, closed],
    ["one of which it is open whether a delete leaves it", definition, { UserID: "root" }, (key) => key === "keep"],
    ["one of a kind that upholds nothing", definitionOf({}), { UserID: "root" }, closed],
  ])("is not %s", (_, one, inputs, isOpen) => {
    expect(endsConnection(one, client, inputs, isOpen)).toEqual([]);
  });

  test("is one that half of what spares it does not spare", () => {
    expect(endsConnection(definition, client, { UserID: "root", onDelete: "forget" }, closed)).toHaveLength(1);
  });

  test("is left by a delete, which says so", () => {
    expect(isToStay(definition, client, "root", { UserID: "root" })).toBe(true);
    expect(warned()).toEqual([
      "warning: toy account root is the admin of the connection. It was not deleted; it is no longer managed.",
    ]);
  });

  test("is no other one, and none of a kind that upholds nothing", () => {
    expect(isToStay(definition, client, "ana", { UserID: "ana" })).toBe(false);
    expect(isToStay(definitionOf({}), client, "root", { UserID: "root" })).toBe(false);
    expect(warned()).toEqual([]);
  });
});

describe("inputs that are only sent with others", () => {
  const definition = definitionOf({ sentWith: { msg: ["members", "owners"], token: ["members"] }, secrets: ["token"] });
  const closed = () => false;

  test("are a problem without any of them, and a secret is not told", () => {
    expect(withoutCompanion(definition, { msg: "hi", token: "s3cr3t" }, closed)).toEqual([
      {
        path: ["msg"],
        seen: '"hi" without members or owners',
        allowed: "msg together with members or owners, which it is sent with",
        fix: "Declare members or owners, or leave it out.",
      },
      {
        path: ["token"],
        seen: "a text of 6 characters without members",
        allowed: "token together with members, which it is sent with",
        fix: "Declare members, or leave it out.",
      },
    ]);
  });

  test.each<[string, Values, (key: string) => boolean]>([
    ["one of them", { msg: "hi", owners: {} }, closed],
    ["one that is open", { msg: "hi" }, (key) => key === "owners"],
    ["nothing to send", {}, closed],
  ])("are none with %s", (_, inputs, isOpen) => {
    expect(withoutCompanion(definition, inputs, isOpen)).toEqual([]);
  });

  test("are none of a kind that has no such rule", () => {
    expect(withoutCompanion(definitionOf({}), { msg: "hi" }, closed)).toEqual([]);
  });
});

test("the provider's text in a state leads to the handler of its kind, and never changes", () => {
  expect(providerText("toy:Box")).toBe('exports.handler = () => require("pulumi-im/dynamic").handler("toy:Box")');
});
