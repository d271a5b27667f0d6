import {
  declaredMark,
  isRecent,
  isReplacement,
  isSameGeneration,
  isSameObject,
  isSameResource,
  isSameStack,
  isTakenOver,
  madeAtMs,
  markAfter,
  markPattern,
  markTakenOver,
  stamped,
  withoutTime,
} from "../../provider/ownership/mark";
import { temporaryName } from "../../provider/ownership/temporary-name";

const stack = ["organization", "project", "dev"];
const declared = declaredMark(stack, ["", "commsease:Team", "desk"]);
const noon = Date.UTC(2026, 10, 27, 12);
const minute = 60_000;
const day = 24 * 60 * minute;
const mark = stamped(declared, noon);

test("a mark is twenty digits, which fit behind a prefix into the shortest name that has to hold them", () => {
  expect(mark).toMatch(new RegExp(`^${markPattern}$`));
  expect(mark).toHaveLength(20);
  expect(Buffer.byteLength(temporaryName(mark))).toBe(30);
});

test("the first part is the stack's, the second the resource's", () => {
  const neighbour = declaredMark(stack, ["", "commsease:Team", "hall"]);
  const elsewhere = declaredMark(["organization", "project", "prod"], ["", "commsease:Team", "desk"]);
  expect([isSameStack(declared, neighbour), isSameResource(declared, neighbour)]).toEqual([true, false]);
  expect([isSameStack(declared, elsewhere), isSameResource(declared, elsewhere)]).toEqual([false, false]);
  expect(declared.slice(6, 14)).toBe(elsewhere.slice(6, 14));
  // Two lists of parts are not one for having the same letters.
  expect(declaredMark(["a", "b"], ["c"])).not.toBe(declaredMark(["ab"], ["c"]));
});

test("a time is kept to the minute, and leaves the rest alone", () => {
  expect(madeAtMs(mark)).toBe(noon);
  expect(madeAtMs(stamped(declared, noon + 59_999))).toBe(noon);
  expect(madeAtMs(stamped(declared, noon + minute))).toBe(noon + minute);
  expect(madeAtMs(stamped(declared, Date.UTC(2080, 0, 1)))).toBe(Date.UTC(2080, 0, 1));
  expect(madeAtMs(declared)).toBeUndefined();
  expect([withoutTime(mark), withoutTime(declared)]).toEqual([declared, declared]);
  expect(stamped(mark, noon + day)).toBe(mark);
});

test.each([
  [0, true],
  [day - minute, true],
  [day, false],
  [40 * day, false],
  // A clock that goes after the one of the run before.
  [-minute, true],
  [-day, false],
])("an object of %i ms ago is recent: %s", (ms, expected) => {
  expect(isRecent(mark, noon + ms)).toBe(expected);
});

test("each replacement has another generation, and the seventeenth the first again", () => {
  const next = markAfter(declared);
  expect([isSameResource(next, declared), isSameGeneration(next, declared)]).toEqual([true, false]);
  expect([isReplacement(declared), isReplacement(next)]).toEqual([false, true]);
  let last = declared;
  for (let i = 0; i < 16; i++) last = markAfter(last);
  expect(last).toBe(declared);
  expect(markAfter(mark)).toBe(stamped(next, noon));
});

test("an object that was taken over is the same, and can be told from before", () => {
  const taken = markTakenOver(mark);
  expect(taken).not.toBe(mark);
  expect([isSameObject(taken, mark), isSameGeneration(taken, mark)]).toEqual([true, true]);
  expect([isTakenOver(taken, mark), isTakenOver(mark, mark), isTakenOver(undefined, mark)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([markTakenOver(taken), withoutTime(taken), markAfter(taken)]).toEqual([mark, declared, markAfter(mark)]);
  expect([isReplacement(taken), isTakenOver(markAfter(mark), mark)]).toEqual([false, false]);
});

test("two objects of one generation are told apart by their times, where both have one", () => {
  const later = stamped(declared, noon + minute);
  expect([isSameObject(later, mark), isSameGeneration(later, mark)]).toEqual([false, true]);
  expect([isSameObject(declared, mark), isSameObject(mark, declared)]).toEqual([true, true]);
  expect([isSameObject("", mark), isSameObject(undefined, undefined)]).toEqual([false, false]);
});

test("what has no mark is of no stack and of no resource, and replaces nothing", () => {
  for (const none of [undefined, ""]) {
    expect([isSameStack(none, mark), isSameStack(mark, none), isSameStack(none, none)]).toEqual([false, false, false]);
    expect([isSameResource(none, mark), isSameResource(mark, none), isSameResource(none, none)]).toEqual([
      false,
      false,
      false,
    ]);
  }
  expect(isReplacement(undefined)).toBe(false);
});
