import { inRounds } from "../../provider/collections/rounds";
import { ImError, isOutcomeUnknown } from "../../provider/errors";

const lost = new ImError("IM_OUTCOME_UNKNOWN", "No answer.");
const refused = new ImError("IM_REFUSED", "No.");

/** Work that fails so often, and remembers the failure that each round was given. */
function failing(times: number, error: unknown = lost) {
  const given: unknown[] = [];
  const work = async (failure: unknown) => {
    given.push(failure);
    if (given.length <= times) throw error;
    return "done";
  };
  return { given, work };
}

test("what works is done once", async () => {
  const { given, work } = failing(0);
  expect(await inRounds(work, isOutcomeUnknown)).toBe("done");
  expect(given).toEqual([undefined]);
});

test("what may be mended is done again, and told of the failure before", async () => {
  const { given, work } = failing(2);
  expect(await inRounds(work, async (error) => isOutcomeUnknown(error))).toBe("done");
  expect(given).toEqual([undefined, lost, lost]);
});

test.each([
  [undefined, 3],
  [5, 5],
])("the last failure ends it: %s rounds", async (rounds, expected) => {
  const { given, work } = failing(9);
  const asked = jest.fn(isOutcomeUnknown);
  await expect(inRounds(work, asked, rounds)).rejects.toBe(lost);
  expect(given).toHaveLength(expected);
  // After the last one there is nothing to prepare.
  expect(asked).toHaveBeenCalledTimes(expected - 1);
});

test("what no round can mend ends it at once", async () => {
  const { given, work } = failing(1, refused);
  await expect(inRounds(work, isOutcomeUnknown)).rejects.toBe(refused);
  expect(given).toHaveLength(1);
});
