import fc from "fast-check";
import { account } from "../../../provider/commsease/account/resource";
import { accid, accountFields, runs } from "../../support/arbitraries";
import { behaviours, Estate, holds } from "./estate";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());
// That an account is taken back is told on standard error.
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

// The vendor refuses changes to a blocked account, so that a change of one has to open it.
const second = (isFirstBlocked: boolean) =>
  accountFields.map((fields) => (isFirstBlocked ? { ...fields, block: false } : fields));

const life = fc.tuple(accid, accountFields).chain(([id, first]) =>
  fc
    .tuple(fc.constant({ ...first, accid: id }), second(first.block === true), fc.boolean())
    .map(([one, two, again]) => ({
      declarations: [one, { ...two, accid: id }],
      again,
    })),
);

describe.each(behaviours)("an account $behaviour", ({ settings }) => {
  const notThere = { call: "user/getUinfos", code: 414 };

  test("reads back as it was declared, and once more after it was removed and declared again", async () => {
    await holds(life, runs(13, 500), async ({ declarations, again }) => {
      await estate.empty(settings);
      const { id, state } = await estate.follow(account, declarations);
      await estate.remove(account, id, state);
      expect((await estate.emulator.account(id)).blocked).toBe(true);
      if (again) await estate.follow(account, declarations);
      await estate.expectCleanLog(settings === behaviours[0]?.settings ? [] : [notThere]);
    });
  });

  test("that is blocked can still have another profile", async () => {
    await estate.empty(settings);
    await estate.follow(account, [
      { accid: "svc", block: true, name: "one", icon: "https://example.com/1" },
      { accid: "svc", block: true, name: "two", icon: "", sign: "👍" },
      { accid: "svc", name: "three" },
    ]);
    expect(await estate.emulator.account("svc")).toMatchObject({ blocked: true });
    await estate.expectCleanLog(settings === behaviours[0]?.settings ? [] : [notThere]);
  });
});
