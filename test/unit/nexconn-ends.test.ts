import { answers } from "../../provider/nexconn/answers";
import { byMinutes, isSameEnd, readRestrictions, unended } from "../../provider/nexconn/ends";

const now = Date.parse("2026-11-24T12:00:00Z");

/** The mutes of a group, as its answer tells them. */
function mutes(end: string | undefined) {
  const { mutedMembers } = answers["group-channel/user/mute-list/get"].parse({
    mutedMembers: end === "gone" ? [] : [{ userId: "ann", muteExpiresAt: end }],
  });
  return mutedMembers.map(({ userId, muteExpiresAt }) => [userId, muteExpiresAt] as const);
}

const read = (end: string | undefined, declared?: string, key: "muteExpiresAt" | "banExpiresAt" = "muteExpiresAt") =>
  readRestrictions(mutes(end), key, declared === undefined ? {} : { ann: { [key]: declared } }, now);

describe("what the vendor lists", () => {
  test.each([
    ["2026-11-24 14:00:00", "2026-11-24T14:00:00Z"],
    ["2026-11-24T14:00:00", "2026-11-24T14:00:00Z"],
    ["", undefined],
    [undefined, undefined],
    ["9999-12-31 23:59:59", undefined],
    ["2027-11-24 14:00:00", undefined],
  ])("%s reads as %s", (end, instant) => {
    expect(read(end)).toEqual({ ann: instant === undefined ? {} : { muteExpiresAt: instant } });
  });

  test.each([
    ["to the minute", "2026-11-24 14:00:00", "2026-11-24T14:00:00Z", true],
    ["rounded up, and by another clock", "2026-11-24 14:01:59", "2026-11-24T14:00:00Z", true],
    ["in the vendor's own zone", "2026-11-24 22:01:00", "2026-11-24T14:00:00Z", true],
    ["by hand later", "2026-11-24 14:10:00", "2026-11-24T14:00:00Z", false],
    ["by hand an hour later", "2026-11-24 15:00:00", "2026-11-24T14:00:00Z", false],
  ])("is as declared, or not: %s", (_, end, declared, isDeclared) => {
    expect(read(end, declared).ann?.muteExpiresAt === declared).toBe(isDeclared);
  });

  test("that has passed stays as declared, where nothing else is there", () => {
    const past = "2026-11-24T11:00:00Z";
    expect(read("gone", past)).toEqual({ ann: { muteExpiresAt: past } });
    expect(read("2026-11-24 14:00:00", past)).toEqual({ ann: { muteExpiresAt: "2026-11-24T14:00:00Z" } });
  });

  test("that was lifted before its end is gone", () => {
    expect(read("gone", "2026-11-24T14:00:00Z", "banExpiresAt")).toEqual({});
  });
});

test("only what has not ended counts", () => {
  const restrictions = {
    past: { muteExpiresAt: "2026-11-24T12:00:00Z" },
    next: { muteExpiresAt: "2026-11-24T12:00:01Z" },
    good: {},
  };
  expect(Object.keys(unended(restrictions, now))).toEqual(["next", "good"]);
});

test("two ends are one where they are the same instant", () => {
  expect(isSameEnd({ muteExpiresAt: "2026-11-24T12:00:00Z" }, { muteExpiresAt: "2026-11-24T12:00:00Z" })).toBe(true);
  expect(isSameEnd({}, {})).toBe(true);
  expect(isSameEnd({}, { banExpiresAt: "2026-11-24T12:00:00Z" })).toBe(false);
});

test("people of one length go together, as many as fit, in whole minutes rounded up", () => {
  const until = (at: string) => ({ muteExpiresAt: at });
  const restrictions = {
    a: until("2026-11-24T12:00:30Z"),
    b: {},
    c: until("2026-11-24T12:01:00Z"),
    d: until("2026-12-24T12:00:30Z"),
    e: until("2026-11-24T12:00:01Z"),
  };
  expect(byMinutes(restrictions, now, 2)).toEqual([
    { ids: ["a", "c"], minutes: 1 },
    { ids: ["e"], minutes: 1 },
    { ids: ["b"], minutes: 0 },
    { ids: ["d"], minutes: 43_200 },
  ]);
});
