import fc from "fast-check";
import { teamMembers } from "../../../provider/commsease/team-members/resource";
import { membersOf, runs } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds, underAnyMixture } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

// That who was there before stays is warned of; the faults test looks at the words.
beforeEach(() => {
  jest.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => jest.restoreAllMocks());

const pool = ["ann", "bo", "c@1", "constructor", "d.d", "e-e", "f_f"];
const people = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);

/** A team that somebody else has made. */
async function elsewhere(owner: string, members: readonly string[], limit = 200): Promise<string> {
  const team = { tname: "T", owner, members, msg: "m", magree: 0, joinmode: 0, teamMemberLimit: limit };
  return String((await estate.emulator.mustVendor("team/create", team)).tid);
}

async function peopleIn(tid: string): Promise<string[]> {
  return Object.keys((await estate.emulator.team(tid)).members).sort();
}

describe("members of a team made elsewhere", () => {
  test("read back as they were declared, and leave the team as it was", async () => {
    const there = fc.subarray(pool, { minLength: 1 });
    const lives = fc.tuple(there, fc.array(membersOf(pool), { minLength: 1, maxLength: 4 }));
    await holds(teamMembers, lives, runs(26, 1000), async ([[owner = "", ...others], declarations], settings) => {
      await estate.empty(settings, pool);
      const tid = await elsewhere(owner, others);
      const { state } = await estate.follow(
        teamMembers,
        declarations.map((members) => ({ tid, members })),
      );
      await estate.remove(teamMembers, tid, state);
      expect(await peopleIn(tid)).toEqual([owner, ...others].sort());
      await estate.expectCleanLog();
    });
  });

  test.each([0, 1, 199, 200, 201, 401])("with %d of them", async (count) => {
    await underAnyMixture(teamMembers, runs(2), async (settings) => {
      await estate.empty({ ...settings, teamSizeMaximum: 1000 }, ["olga", "zoe", ...people(count)]);
      const tid = await elsewhere("olga", ["zoe"], 1000);
      const { state } = await estate.follow(teamMembers, [
        { tid, members: people(count) },
        { tid, members: people(count).map((accid, i) => ({ accid, manager: i < 11 })) },
        { tid, members: people(count).reverse() },
      ]);
      await estate.remove(teamMembers, tid, state);
      expect(await peopleIn(tid)).toEqual(["olga", "zoe"]);
      await estate.expectCleanLog();
    });
  });
});
