import { endOfMute } from "../../provider/commsease/chatroom-roles/people";
import { canonicalTimestamp, timestamp, timestampMs, timestampText } from "../../provider/schema/timestamps";

const day = 86_400_000;

describe("an instant", () => {
  test.each([
    ["2026-12-24T18:00:00Z", "2026-12-24T18:00:00Z"],
    ["2026-12-24T18:00Z", "2026-12-24T18:00:00Z"],
    ["2026-12-24T19:30:00+01:30", "2026-12-24T18:00:00Z"],
    ["2026-12-24T18:00:00.250Z", "2026-12-24T18:00:00.250Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z"],
  ])("%s is %s", (written, canonical) => {
    expect(canonicalTimestamp(written)).toBe(canonical);
    expect(canonicalTimestamp(canonical)).toBe(canonical);
  });

  test.each<[unknown]>([
    ["2026-12-24"],
    ["2026-12-24T18:00:00"],
    ["2026-12-24 18:00:00Z"],
    ["2026-13-01T00:00:00Z"],
    ["2026-02-30T00:00:00Z"],
    ["2027-02-29T00:00:00Z"],
    ["2026-12-24T25:00:00Z"],
    ["tomorrow"],
    [""],
    [1_800_000_000],
    [undefined],
  ])("%p is none, and stays as it is", (value) => {
    expect(timestampMs(value)).toBeUndefined();
    expect(canonicalTimestamp(value)).toBe(value);
  });

  test("may be past, and at most so many days ahead", () => {
    const field = timestamp(30);
    const ahead = (ms: number) => field.safeParse(timestampText(Date.now() + ms)).success;
    expect(ahead(-10 * 365 * day)).toBe(true);
    expect(ahead(30 * day)).toBe(true);
    expect(ahead(30 * day + 60_000)).toBe(false);
    expect(field.safeParse("soon").success).toBe(false);
  });
});

describe("the end of a mute that is told", () => {
  const now = Date.parse("2026-12-01T00:00:00Z");
  const at = (minutes: number) => timestampText(now + minutes * 60_000);
  const live = (minutes: number) => now + minutes * 60_000;

  test.each<[string, string | undefined, number | undefined, string | undefined]>([
    ["nothing declared, nothing there", undefined, undefined, undefined],
    ["nothing declared, one there", undefined, live(5), at(5)],
    ["past, and nothing there", at(-1), undefined, at(-1)],
    ["past this moment", at(0), undefined, at(0)],
    ["past, and another one there that is not managed", at(-1), live(9), at(-1)],
    ["to come, and the vendor's seconds are near", at(10), live(10) + 59_000, at(10)],
    ["to come, and the vendor's end is another one", at(10), live(20), at(20)],
    ["to come, and lifted by hand", at(10), undefined, undefined],
    ["within the inexact seconds of its end, and over", at(0.5), undefined, at(0.5)],
  ])("%s", (_, declared, there, told) => {
    expect(endOfMute(declared, there, now)).toBe(told);
  });
});
