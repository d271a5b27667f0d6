import { withExpiry } from "../../provider/tencent/account/user-sig-life";
import { unknownValue } from "../../provider/values/unknowns";

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

describe("the key that it was made with", () => {
  const kept = { userSigExpires: "2026-06-30T00:00:00Z", userSigKey: "0000aaaa" };
  const withKey = (key: string | undefined, olds: object, inputs: object = {}) =>
    withExpiry({ UserID: "alice", ...inputs }, { ...olds }, start + 10 * day, key);

  test("is said of a new one, and stays with one that is kept", () => {
    expect(withKey("0000aaaa", {})).toMatchObject({ userSigKey: "0000aaaa" });
    expect(withKey("0000aaaa", kept)).toEqual({ UserID: "alice", ...kept });
  });

  test("is another one after a change of the app's key, which renews it", () => {
    expect(withKey("0000bbbb", kept)).toEqual({
      UserID: "alice",
      userSigExpires: "2026-07-10T00:00:00Z",
      userSigKey: "0000bbbb",
    });
  });

  test("is no reason for a change where a state does not say it, or the connection cannot be used", () => {
    expect(withKey("0000bbbb", { userSigExpires: kept.userSigExpires })).toEqual({
      UserID: "alice",
      userSigExpires: kept.userSigExpires,
    });
    expect(withKey(undefined, kept)).toEqual({ UserID: "alice", ...kept });
  });

  test("is not for the program to say, and none is said where there is no UserSig", () => {
    expect(withKey("0000aaaa", kept, { userSigKey: "0000cccc" })).toMatchObject(kept);
    expect(withKey("0000aaaa", kept, { userSigDays: 0 })).toEqual({ UserID: "alice", userSigDays: 0 });
  });
});
