import { z } from "zod";
import type { AnyDefinition, Identity } from "../../provider/resource/definition";
import { type Claim, claimOf, clashText, Declarations } from "../../provider/resource/identity";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";

/** A definition of which only this matters; with a mode, its set may be shared. */
function definitionOf(...inputs: string[]): AnyDefinition {
  const shape = Object.fromEntries(inputs.map((key) => [key, z.unknown()]));
  return { kind: "toy:Box", vendor: { name: "toy" }, schema: z.strictObject(shape) } as unknown as AnyDefinition;
}

const plain = definitionOf("name", "items");
const shareable = definitionOf("name", "items", "membership");

describe("what inputs claim", () => {
  const box: Identity = { object: "box", by: "name" };
  const items: Identity = { object: "box", part: "items", by: "name", keys: "items" };

  test.each<[string, AnyDefinition, Identity, Values, string | undefined, Claim | undefined]>([
    ["an object by its id", plain, box, { name: "b" }, undefined, { vendor: "toy", object: "box", id: "b" }],
    ["an object by the id that the vendor gave", plain, box, {}, "7", { vendor: "toy", object: "box", id: "7" }],
    [
      "an object by the id that is declared, before that",
      plain,
      box,
      { name: "b" },
      "7",
      { vendor: "toy", object: "box", id: "b" },
    ],
    ["nothing, where the id is not known yet", plain, box, { name: unknownValue }, undefined, undefined],
    ["nothing, where there is no id yet", plain, box, {}, undefined, undefined],
    ["nothing, where the id is none", plain, box, { name: 7 }, undefined, undefined],
    [
      "what each app has once",
      plain,
      { object: "app", part: "words" },
      {},
      "7",
      { vendor: "toy", object: "app", part: "words" },
    ],
    ["no part that is not declared", plain, items, { name: "b" }, undefined, undefined],
    ["no part that is null", plain, items, { name: "b", items: null }, undefined, undefined],
    ["no part that is not declared, of a whole one either", shareable, items, { name: "b" }, undefined, undefined],
    ["no part that is null, of a whole one either", shareable, items, { name: "b", items: null }, undefined, undefined],
    [
      "the keys of a part that several may share",
      plain,
      items,
      { name: "b", items: { a: 1 } },
      undefined,
      { vendor: "toy", object: "box", part: "items", id: "b", keys: new Set(["a"]) },
    ],
    ["no keys of a part that is not known yet", plain, items, { name: "b", items: unknownValue }, undefined, undefined],
    [
      "the whole part, where the set is authoritative",
      shareable,
      items,
      { name: "b", items: { a: 1 } },
      undefined,
      { vendor: "toy", object: "box", part: "items", id: "b" },
    ],
    [
      "the whole part, whatever is in it",
      shareable,
      items,
      { name: "b", items: unknownValue },
      undefined,
      { vendor: "toy", object: "box", part: "items", id: "b" },
    ],
    [
      "the keys, where the set is additive",
      shareable,
      items,
      { name: "b", items: { a: 1 }, membership: "additive" },
      undefined,
      { vendor: "toy", object: "box", part: "items", id: "b", keys: new Set(["a"]) },
    ],
    [
      "nothing, where it is not known yet which it is",
      shareable,
      items,
      { name: "b", items: { a: 1 }, membership: unknownValue },
      undefined,
      undefined,
    ],
  ])("is %s", (_, definition, identity, inputs, ownId, claim) => {
    expect(claimOf(definition, identity, inputs, ownId)).toStrictEqual(claim);
  });
});

const whole: Claim = { vendor: "toy", object: "box", part: "items", id: "b" };
const keysOf = (...keys: string[]): Claim => ({ ...whole, keys: new Set(keys) });

describe("two declarations", () => {
  /** What each claim clashes with, by the owners, and what they share. */
  function clashes(...claims: [app: string, claim: Claim, owner: string][]) {
    const declarations = new Declarations<string>();
    return claims.map(([app, claim, owner]) =>
      declarations.add(app, claim, owner).map(({ first, second, shared }) => [first, second, shared]),
    );
  }

  test.each<[string, Claim, Claim, string[] | undefined]>([
    ["of everything", whole, whole, undefined],
    ["of everything and of some", whole, keysOf("a", "b"), ["a", "b"]],
    ["of some and of everything", keysOf("a", "b"), whole, ["a", "b"]],
    ["of some", keysOf("a", "b"), keysOf("b", "c"), ["b"]],
  ])("%s clash in what both have", (_, one, other, shared) => {
    expect(clashes(["a", one, "first"], ["a", other, "second"])).toEqual([[], [["first", "second", shared]]]);
  });

  test.each<[string, [string, Claim, string], [string, Claim, string]]>([
    ["in two apps", ["a", whole, "first"], ["b", whole, "second"]],
    ["of two vendors", ["a", whole, "first"], ["a", { ...whole, vendor: "other" }, "second"]],
    ["of two kinds of object", ["a", whole, "first"], ["a", { ...whole, object: "shelf" }, "second"]],
    ["of two parts", ["a", whole, "first"], ["a", { ...whole, part: "tags" }, "second"]],
    ["of two objects", ["a", whole, "first"], ["a", { ...whole, id: "c" }, "second"]],
    ["of keys that differ", ["a", keysOf("a"), "first"], ["a", keysOf("b"), "second"]],
    ["of nothing and of everything", ["a", keysOf(), "first"], ["a", whole, "second"]],
    ["by the same resource, checked twice", ["a", whole, "first"], ["a", whole, "first"]],
  ])("%s do not clash", (_, one, other) => {
    expect(clashes(one, other)).toEqual([[], []]);
  });

  test("of three that are the same, each later one is told beside the first alone", () => {
    expect(clashes(["a", whole, "1"], ["a", whole, "2"], ["a", whole, "3"])).toEqual([
      [],
      [["1", "2", undefined]],
      [["1", "3", undefined]],
    ]);
  });

  test("of some keys clash with each that has one of them", () => {
    expect(clashes(["a", keysOf("a"), "1"], ["a", keysOf("b"), "2"], ["a", keysOf("a", "b"), "3"])[2]).toEqual([
      ["1", "3", ["a"]],
      ["2", "3", ["b"]],
    ]);
  });
});

describe("the words for what two declarations have in common", () => {
  const textOf = (claim: Claim, shared?: string[]) =>
    clashText({ first: 1, second: 2, claim, ...(shared && { shared }) }, "`b`");

  test.each<[string, Claim, string[] | undefined, string]>([
    ["an object", { vendor: "toy", object: "box", id: "b" }, undefined, "toy box `b`"],
    ["what each app has once", { vendor: "toy", object: "app" }, undefined, "toy app"],
    ["a part", whole, undefined, "the items of toy box `b`"],
    ["some of a part", whole, ["a", 'x"y'], '"a", "x\\"y" among the items of toy box `b`'],
    ["five of a part", whole, [..."abcde"], '"a", "b", "c", "d", "e" among the items of toy box `b`'],
    ["more of a part", whole, [..."abcdefg"], '"a", "b", "c", "d", "e" and 2 more among the items of toy box `b`'],
  ])("name %s", (_, claim, shared, text) => {
    expect(textOf(claim, shared)).toBe(text);
  });
});
