import { unknownValue as enginesValue } from "@pulumi/pulumi/runtime/rpc";
import { holdsUnknown, isUnknown, leadsToUnknown, unknownValue, withoutUnknowns } from "../../provider/values/unknowns";

test("the constant is the engine's own", () => {
  expect(unknownValue).toBe(enginesValue);
});

test.each([
  [unknownValue, true, true],
  [{ a: [{ b: unknownValue }] }, false, true],
  [{ a: [{ b: "known" }] }, false, false],
  [undefined, false, false],
  [null, false, false],
])("%j", (value, itself, within) => {
  expect(isUnknown(value)).toBe(itself);
  expect(holdsUnknown(value)).toBe(within);
});

test.each([
  ["to it", ["members", "bob", "nick"], true],
  ["through it", ["owner", "deep", "er"], true],
  ["to what holds it", ["members"], true],
  ["past it", ["members", "bob", "mute"], false],
  ["to nothing", ["absent", "x"], false],
])("a path leads %s", (_, path, leads) => {
  const value = { owner: unknownValue, members: { bob: { nick: unknownValue, mute: true } } };
  expect(leadsToUnknown(value, path)).toBe(leads);
});

test("what is unknown is taken out at every depth, and nothing else", () => {
  const value = { a: unknownValue, b: { c: unknownValue, d: "" }, e: ["x", unknownValue], f: undefined, g: false };
  expect(withoutUnknowns(value)).toEqual({ b: { d: "" }, e: ["x"], f: undefined, g: false });
});
