import fc from "fast-check";
import { team } from "../../../provider/commsease/team/resource";
import type { Values } from "../../../provider/values/values";
import { membersOf, onceAdditive, runs, teamConstants, teamFields } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds, underAnyMixture } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const pool = ["ann", "bo", "c@1", "constructor", "d.d", "e-e", "f_f"];

const owned = fc.constantFrom(...pool).chain((owner) =>
  fc.record({
    owner: fc.constantFrom(owner, owner.toUpperCase()),
    members: membersOf(pool.filter((one) => one !== owner)),
  }),
);

const modes = fc.constantFrom(undefined, "authoritative", "additive");

/**
 * A team from its creation on. The limit is declared always or never, for who drops it keeps the last one, and leaves room
 * for an owner to come before the last one goes.
 */
const life: fc.Arbitrary<Values[]> = fc
  .record({
    constants: teamConstants,
    hasLimit: fc.boolean(),
    isManaged: fc.boolean(),
    room: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ constants, hasLimit, isManaged, room }) =>
    fc
      .array(
        fc.tuple(teamFields, owned, modes).map(([fields, { owner, members }, mode]) => ({
          ...constants,
          ...fields,
          owner,
          ...(isManaged && { members }),
          // An owner who stays beside an additive set takes room.
          ...(isManaged && !hasLimit && mode && { membership: mode }),
          ...(hasLimit && { teamMemberLimit: isManaged ? Math.max(2, Object.keys(members).length + 1 + room) : 200 }),
        })),
        { minLength: 2, maxLength: 4 },
      )
      .map(onceAdditive),
  );

const people = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);

describe("a team", () => {
  // How the vendor says that a team is not there is open; the call is the question.
  const gone = [803, 404].map((code) => ({ call: "team/queryDetail", code }));

  test("reads back as it was declared, through changes of owner and members", async () => {
    await holds(team, life, runs(26, 1000), async (declarations, settings) => {
      await estate.empty(settings, pool);
      const { id, state } = await estate.follow(team, declarations);
      await estate.remove(team, id, state);
      expect(await team.observe(estate.client, id, state)).toBeUndefined();
      await estate.expectCleanLog(gone);
    });
  });

  test.each([0, 1, 198, 199, 200, 201, 401])("with %d members beside the owner", async (count) => {
    await underAnyMixture(team, runs(2), async (settings) => {
      await estate.empty({ ...settings, teamSizeMaximum: 1000 }, ["olga", ...people(count)]);
      const base = { tname: "T", owner: "olga", teamMemberLimit: Math.max(2, count + 1) };
      const { id } = await estate.follow(team, [
        { ...base, members: people(count) },
        { ...base, members: people(count).map((accid, i) => ({ accid, manager: i < 21 })) },
        { ...base, members: people(count).slice(0, 1), teamMemberLimit: 2 },
        { ...base, members: people(count).reverse() },
      ]);
      expect(Object.keys((await estate.emulator.team(id)).members)).toHaveLength(count + 1);
      await estate.expectCleanLog();
    });
  });

  test("that is full takes another owner and other members where people leave for them", async () => {
    await underAnyMixture(team, runs(2), async (settings) => {
      await estate.empty(settings, pool);
      const base = { tname: "T", teamMemberLimit: 3 };
      const { id } = await estate.follow(team, [
        { ...base, owner: "ann", members: ["bo", { accid: "c@1", manager: true, nick: "C" }] },
        { ...base, owner: "d.d", members: ["e-e", "c@1"] },
        { ...base, owner: "c@1", members: [{ accid: "d.d", manager: true }, "ann"] },
        { ...base, owner: "d.d", members: [{ accid: "c@1", nick: "" }, "ann"] },
        { ...base, owner: "bo", members: ["e-e", "f_f"] },
      ]);
      expect(Object.keys((await estate.emulator.team(id)).members).sort()).toEqual(["bo", "e-e", "f_f"]);
      await estate.expectCleanLog();
    });
  });

  test("with people who have yet to accept", async () => {
    await underAnyMixture(team, runs(2), async (settings) => {
      await estate.empty(settings, ["olga", "ann", "bo", "c@1"]);
      const base = { tname: "T", owner: "olga", magree: 1 };
      await estate.follow(team, [
        { ...base, members: ["ann", "bo"] },
        { ...base, members: ["bo", "c@1"], intro: "i" },
        { ...base, members: [] },
      ]);
      await estate.expectCleanLog();
    });
  });

  test("whose members are managed no longer keeps them", async () => {
    await underAnyMixture(team, runs(2), async (settings) => {
      await estate.empty(settings, ["olga", "ann"]);
      const base = { tname: "T", owner: "olga" };
      const { id } = await estate.follow(team, [{ ...base, members: ["ann"] }, base, { ...base, intro: "i" }]);
      expect(Object.keys((await estate.emulator.team(id)).members)).toEqual(["olga", "ann"]);
      await estate.expectCleanLog();
    });
  });
});
