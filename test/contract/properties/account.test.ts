import fc from "fast-check";
import { account } from "../../../provider/commsease/account/resource";
import { accid, accountFields, runs } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds, underAnyMixture } from "./mixture/mixture";

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

/** A look at one account that is not there. */
const notThere = [{ call: "user/getUinfos", code: 414 }];

describe("an account", () => {
  test("reads back as it was declared, and once more after it was removed and declared again", async () => {
    await holds(account, life, runs(26, 1000), async ({ declarations, again }, settings) => {
      await estate.empty(settings);
      const { id, state } = await estate.follow(account, declarations);
      await estate.remove(account, id, state);
      expect((await estate.emulator.account(id)).blocked).toBe(true);
      if (again) await estate.follow(account, declarations);
      await estate.expectCleanLog(notThere);
    });
  });

  test("that is blocked can still have another profile", async () => {
    await underAnyMixture(account, runs(2), async (settings) => {
      await estate.empty(settings);
      await estate.follow(account, [
        { accid: "svc", block: true, name: "one", icon: "https://example.com/1" },
        { accid: "svc", block: true, name: "two", icon: "", sign: "👍" },
        { accid: "svc", name: "three" },
      ]);
      expect(await estate.emulator.account("svc")).toMatchObject({ blocked: true });
      await estate.expectCleanLog(notThere);
    });
  });
});
