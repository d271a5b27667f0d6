import fc from "fast-check";
import { superTeam } from "../../../provider/commsease/super-team/resource";
import type { Values } from "../../../provider/values/values";
import { onceAdditive, runs, superMembersOf, superTeamFields } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds, underAnyMixture } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const pool = ["ann", "bo", "c@1", "constructor", "d.d", "e-e", "f_f"];
const people = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);

/** Where people are asked first, the team keeps its owner: who has yet to accept cannot be one. */
const life: fc.Arbitrary<Values[]> = fc
  .record({ hasLimit: fc.boolean(), isManaged: fc.boolean(), asks: fc.boolean(), first: fc.constantFrom(...pool) })
  .chain(({ hasLimit, isManaged, asks, first }) => {
    const owned = (asks ? fc.constant(first) : fc.constantFrom(...pool)).chain((owner) =>
      fc.record({
        owner: fc.constantFrom(owner, owner.toUpperCase()),
        members: superMembersOf(pool.filter((one) => one !== owner)),
      }),
    );
    const mode = fc.constantFrom(undefined, "authoritative", "additive");
    return fc
      .array(
        fc.tuple(superTeamFields, owned, mode).map(([fields, { owner, members }, membership]) => ({
          ...fields,
          owner,
          beinvitemode: asks ? 0 : 1,
          ...(isManaged && { members }),
          // An owner who stays beside an additive set takes room.
          ...(isManaged && !hasLimit && membership && { membership }),
          ...(hasLimit && { tlevel: isManaged ? Math.max(2, Object.keys(members).length + 3) : 200 }),
        })),
        { minLength: 2, maxLength: 4 },
      )
      .map(onceAdditive);
  });

describe("a super team", () => {
  const gone = [803, 404].map((code) => ({ call: "superteam/getTinfos", code }));

  test("reads back as it was declared, through changes of owner and members", async () => {
    await holds(superTeam, life, runs(26, 1000), async (declarations, settings) => {
      await estate.empty(settings, pool);
      const { id, state } = await estate.follow(superTeam, declarations);
      await estate.remove(superTeam, id, state);
      expect(await superTeam.observe(estate.client, id, state)).toBeUndefined();
      await estate.expectCleanLog(gone);
    });
  });

  test.each([0, 1, 99, 100, 199, 200, 201, 401])("with %d members beside the owner", async (count) => {
    await underAnyMixture(superTeam, runs(2), async (settings) => {
      await estate.empty({ ...settings, superTeamSizeMaximum: 1000 }, ["olga", ...people(count)]);
      const base = { tname: "T", owner: "olga", beinvitemode: 1, tlevel: Math.max(2, count + 1) };
      const { id } = await estate.follow(superTeam, [
        { ...base, members: people(count) },
        { ...base, members: people(count).map((accid, i) => ({ accid, manager: i < 11 })) },
        { ...base, members: people(count).slice(0, 1), tlevel: 2 },
        { ...base, members: people(count).reverse() },
      ]);
      expect(Object.keys((await estate.emulator.superTeam(id)).members)).toHaveLength(count + 1);
      await estate.expectCleanLog();
    });
  });
});
