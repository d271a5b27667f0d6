import fc from "fast-check";
import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import type { Values } from "../../../../provider/values/values";
import { runs } from "../../../support/arbitraries";
import { groupFields, groupLists, groupMembers, omit } from "../../../support/nexconn-arbitraries";
import { holds } from "../estate";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const pool = ["Ann", "bo", "c@1", "constructor", "d.d", "é👍", "f_f"];

/** Restrictions may be of people who are no members, so they are accepted here; see the faults for a vendor that minds. */
const settings = { moderateNonMember: "accept" };

const otherBehaviour = {
  ...settings,
  groupProfileMerge: "replace",
  emptyExtValue: "delete",
  unsetGroupTexts: "empty",
  unknownGroupsInProfileList: 25410,
  joinWithPresent: "fail",
  leaveWithAbsent: "fail",
  transferToOutsider: "join",
  permanentMute: "far",
  groupMutesSurviveDismissal: true,
  userTimes: "UTC+8",
  flagTypes: "strict",
  acceptedNames: "sdk",
  missingChannelStatus: 400,
  existsStatus: 400,
};

const behaviours = [
  { behaviour: "by default", settings },
  { behaviour: "where the vendor's open behaviours are other ones", settings: otherBehaviour },
  {
    behaviour: "where objects are replaced and empty values stay",
    settings: { ...settings, groupProfileMerge: "replace", permanentMute: "omit", unregisteredUsers: "accept" },
  },
  {
    behaviour: "where objects are merged and empty values go",
    settings: { ...settings, emptyExtValue: "delete", emittedNames: "docs" },
  },
];

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

describe.each(behaviours)("a group channel $behaviour", ({ settings }) => {
  test("reads back as it was declared, and is gone in the end", async () => {
    await holds(life, runs(5, 160), async (declarations) => {
      await estate.empty(settings, pool);
      const { id, state } = await estate.follow(groupChannel, declarations);
      await estate.remove(groupChannel, id, state);
      expect((await estate.emulator.nexconn.state()).groups).toEqual({});
      await estate.expectCleanLog([{ call: "group-channel/profile/list", code: 25410 }]);
    });
  });
});
