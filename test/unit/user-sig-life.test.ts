import { withExpiry } from "../../provider/tencent/user-sig-life";
import { unknownValue } from "../../provider/unknowns";

const day = 86_400_000;
const start = Date.parse("2026-01-01T00:00:00Z");

const after = (days: number, inputs: object = {}, olds: object = { userSigExpires: "2026-06-30T00:00:00Z" }) =>
  withExpiry({ UserID: "alice", ...inputs }, { ...olds }, start + days * day).userSigExpires;

test("of a new account ends 180 days ahead", () => {
  expect(after(0, {}, {})).toBe("2026-06-30T00:00:00Z");
  expect(after(0, { userSigDays: 1 }, {})).toBe("2026-01-02T00:00:00Z");
});

test("stays until a third of its life is left, and is renewed from then on", () => {
  for (const days of [0, 1, 60, 119, 120]) expect(after(days)).toBe("2026-06-30T00:00:00Z");
  expect(after(120.001)).toBe("2026-10-28T00:01:27Z");
  expect(after(200)).toBe("2027-01-16T00:00:00Z");
});

test.each([
  ["another number of days", { userSigDays: 90 }, {}],
  ["another version", { userSigVersion: 2 }, { userSigVersion: 1 }],
])("is renewed at once for %s", (_what, inputs, olds) => {
  const kept = { userSigExpires: "2026-06-30T00:00:00Z", ...olds };
  expect(after(10, inputs, kept)).not.toBe("2026-06-30T00:00:00Z");
  expect(after(10, inputs, { ...kept, ...inputs, userSigExpires: "2026-06-30T00:00:00Z" })).toBe(
    "2026-06-30T00:00:00Z",
  );
});

test("stays where a version is declared for the first time, or no longer", () => {
  expect(after(10, { userSigVersion: 1 })).toBe("2026-06-30T00:00:00Z");
  expect(after(10, {}, { userSigVersion: 1, userSigExpires: "2026-06-30T00:00:00Z" })).toBe("2026-06-30T00:00:00Z");
});

test("of no days has no end, and one of an unknown number an unknown one", () => {
  expect(after(10, { userSigDays: 0 })).toBeUndefined();
  expect(after(10, { userSigDays: unknownValue })).toBe(unknownValue);
  expect(after(10, { userSigVersion: unknownValue })).toBe(unknownValue);
});

test("is not for the program to say", () => {
  expect(after(10, { userSigExpires: "2999-01-01T00:00:00Z" })).toBe("2026-06-30T00:00:00Z");
});
