import fc from "fast-check";
import { group } from "../../../../provider/tencent/group/resource";
import type { Values } from "../../../../provider/values/values";
import { runs } from "../../../support/arbitraries";
import { declaredMark } from "../../../support/marks";
import {
  customKeys,
  type GroupType,
  groupFields,
  groupPeople,
  groupTypes,
  people,
} from "../../../support/tencent-group-arbitraries";
import { holds, underAnyMixture } from "../mixture/mixture";
import { TencentEstate } from "./estate";

let estate: TencentEstate;
beforeAll(async () => {
  const known = customKeys.join(",");
  const settings = [`groupCustomKeys=${known}`, `memberCustomKeys=${known}`];
  estate = await TencentEstate.open(...settings.flatMap((setting) => ["--setting", `tencent.${setting}`]));
});
afterAll(() => estate.close());

/** What stays through the life of a group. */
interface Constants {
  isChosen: boolean;
  hasMark: boolean;
  isManaged: boolean;
  mode: "authoritative" | "additive" | undefined;
  limit: number | undefined;
}

const constants: fc.Arbitrary<Constants> = fc.record({
  isChosen: fc.boolean(),
  hasMark: fc.boolean(),
  isManaged: fc.boolean(),
  mode: fc.constantFrom(undefined, "authoritative", "additive"),
  // People who hand over stay beside an additive set.
  limit: fc.constantFrom(undefined, 20, 200),
});

function life(Type: GroupType): fc.Arbitrary<Values[]> {
  const GroupId = Type === "Community" ? "@TGS#_ops team" : "ops team";
  return constants.chain(({ isChosen, hasMark, isManaged, mode, limit }) =>
    fc.array(
      fc.tuple(groupFields(Type), groupPeople(Type)).map(([fields, all]) => ({
        Type,
        ...(isChosen && { GroupId }),
        ...(hasMark && { mark: declaredMark }),
        ...(Type === "AVChatRoom" && { Owner_Account: "ann" }),
        ...fields,
        ...(isManaged && { ...all, ...(mode && { membership: mode }) }),
        ...(limit !== undefined && Type !== "AVChatRoom" && { MaxMemberCount: limit }),
      })),
      { minLength: 2, maxLength: 3 },
    ),
  );
}

describe("a tencent group", () => {
  test.each(groupTypes)("of type %s reads back as it was declared, and is gone once it was removed", async (type) => {
    await holds(group, life(type), runs(10, 400), async (declarations, settings) => {
      await estate.empty(settings, people);
      const { id, state } = await estate.follow(group, declarations);
      const live = await estate.emulator.tencent.group(id);
      expect(live.attributes).toEqual(state.mark === undefined ? {} : { "pulumi-im": state.mark });
      await estate.remove(group, id, state);
      expect(await group.observe(estate.client, id, state)).toBeUndefined();
      await estate.expectCleanLog(
        [10_010, 10_015].map((code) => ({ call: "group_open_http_svc/get_group_info", code })),
      );
    });
  });

  test.each([0, 1, 99, 100, 101, 401])("with %d members beside the owner", async (count) => {
    const all = Array.from({ length: count }, (_, i) => `m${i}`);
    await underAnyMixture(group, runs(2), async (settings) => {
      await estate.empty({ ...settings, groupSizeMaximum: 1000, communitySizeMaximum: 1000 }, ["olga", ...all]);
      for (const Type of ["Public", "Community"]) {
        const base = { Type, Name: "T", Owner_Account: "olga" };
        const { id } = await estate.follow(group, [
          { ...base, MemberList: all },
          { ...base, MemberList: all.slice(0, 1) },
          { ...base, MemberList: [...all].reverse() },
        ]);
        expect(Object.keys((await estate.emulator.tencent.group(id)).members)).toHaveLength(count + 1);
        const adds = (await estate.emulator.tencent.calls("group_open_http_svc/add_group_member")).length;
        expect(adds).toBe(Math.ceil(count / 100) + Math.ceil(Math.max(0, count - 1) / 100));
        await estate.emulator.forgetCalls();
      }
    });
  });
});

test.each(groupTypes)("a group of type %s without an owner takes one later, where the type lets it", async (Type) => {
  await underAnyMixture(group, runs(2), async (settings) => {
    await estate.empty(settings, people);
    const base = { Type, Name: "T", ...(Type !== "AVChatRoom" && { MemberList: ["bo"] }) };
    const owned = Type === "AVChatRoom" ? base : { ...base, Owner_Account: "ann" };
    const { id } = await estate.follow(group, [base, { ...base, Name: "U" }, owned]);
    expect(await estate.emulator.tencent.group(id)).toMatchObject({
      Owner_Account: Type === "AVChatRoom" ? "" : "ann",
    });
    await estate.expectCleanLog();
  });
});

test("people who are no longer managed stay as they are", async () => {
  await underAnyMixture(group, runs(2), async (settings) => {
    await estate.empty(settings, people);
    const base = { Type: "Public", Name: "T", Owner_Account: "ann" };
    const lists = { MemberList: ["bo"], MutedAccountList: ["bo"], BannedAccountList: ["e@e"] };
    const { id } = await estate.follow(group, [{ ...base, ...lists }, base, { ...base, Introduction: "i" }]);
    expect(await estate.emulator.tencent.group(id)).toMatchObject({
      members: { ann: {}, bo: {} },
      mutes: { bo: 4294967295 },
      bans: { "e@e": { BannedUntil: 4294967295 } },
    });
    await estate.expectCleanLog();
  });
});
