import fc from "fast-check";
import { user } from "../../../../provider/nexconn/user/resource";
import type { Values } from "../../../../provider/values/values";
import { runs } from "../../../support/arbitraries";
import { declaredMark } from "../../../support/marks";
import { anyUserId, omit, userFields } from "../../../support/nexconn-arbitraries";
import { holds } from "../mixture/mixture";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
// That a user is restored is told on standard error.
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const mark = declaredMark;
const instantly = { softDeleteSeconds: 0, restoreSeconds: 0 };

/** What a user is and becomes; with or without a mark, and with own keys all along or never. */
const life: fc.Arbitrary<Values[]> = fc
  .tuple(anyUserId, fc.subarray(["userExtProfile"]), fc.constantFrom({}, { mark }))
  .chain(([userId, unmanaged, marked]) =>
    fc.array(
      userFields.map((fields) => omit({ ...fields, ...marked, userId }, unmanaged)),
      { minLength: 2, maxLength: 3 },
    ),
  );

const allowed = [
  ...[400, 24366].map((code) => ({ call: "user/get", code })),
  ...[400, 1002, 24366].map((code) => ({ call: "auth/access-token/issue", code })),
];

test("a user reads back as declared, and once more after a delete and an hour", async () => {
  await holds(user, life, runs(15, 600), async (declarations, settings) => {
    await estate.empty({ ...settings, ...instantly });
    const { id, state } = await estate.follow(user, declarations);
    await estate.remove(user, id, state);
    expect(await estate.emulator.nexconn.user(id)).toMatchObject({ deletion: expect.any(Object) });
    expect(await user.observe(estate.client, id, state)).toBeUndefined();
    await estate.emulator.advanceClock(3_600);
    // The emulator is an hour ahead now, so that ends would be off by as much.
    await estate.follow(
      user,
      declarations.map((fields) => omit(fields, ["banExpiresAt"])),
    );
    expect(await estate.emulator.nexconn.user(id)).toMatchObject({ deletion: null });
    await estate.expectCleanLog(allowed);
  });
});
