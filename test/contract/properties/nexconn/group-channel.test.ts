import fc from "fast-check";
import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import type { Values } from "../../../../provider/values/values";
import { runs } from "../../../support/arbitraries";
import { groupFields, groupLists, groupMembers, omit } from "../../../support/nexconn-arbitraries";
import { holds } from "../mixture/mixture";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const pool = ["Ann", "bo", "c@1", "constructor", "d.d", "é👍", "f_f"];

const life: fc.Arbitrary<Values[]> = fc.subarray(["members", ...groupLists]).chain((unmanaged) =>
  fc.array(
    fc.constantFrom(...pool).chain((owner) =>
      fc
        .record({
          fields: groupFields(pool),
          membership: fc.constantFrom("authoritative", "additive"),
          members: groupMembers(pool.filter((id) => id !== owner)),
        })
        .map(({ fields, membership, members }) =>
          omit({ ...fields, membership, members, channelId: "support", owner }, unmanaged),
        ),
    ),
    { minLength: 2, maxLength: 3 },
  ),
);

test("a group channel reads back as it was declared, and is gone in the end", async () => {
  await holds(groupChannel, life, runs(20, 640), async (declarations, settings) => {
    await estate.empty(settings, pool);
    const { id, state } = await estate.follow(groupChannel, declarations);
    await estate.remove(groupChannel, id, state);
    expect((await estate.emulator.nexconn.state()).groups).toEqual({});
    await estate.expectCleanLog([{ call: "group-channel/profile/list", code: 25410 }]);
  });
});
