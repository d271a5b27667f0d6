import fc from "fast-check";
import { groupMembers } from "../../../../provider/nexconn/group-members/resource";
import { openChannelMetadata } from "../../../../provider/nexconn/open-channel-metadata/resource";
import { runs } from "../../../support/arbitraries";
import { ours } from "../../../support/marks";
import { groupMembers as anyMembers, metadata as anyMetadata, omit } from "../../../support/nexconn-arbitraries";
import { holds } from "../mixture/mixture";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
// That what was there before stays is warned of; the faults tests look at the words.
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const pool = ["Ann", "bo", "c@1", "constructor", "d.d", "é👍"];

const memberLives = fc.tuple(
  fc.subarray(pool, { minLength: 1 }),
  fc.array(anyMembers(pool), { minLength: 1, maxLength: 4 }),
);

const mark = { "pulumi-im": ours };
const owners = fc.constantFrom("Ann", "bo");

/** What others have set, and what is declared beside it. A whole set would take theirs in, so it begins with none. */
const metadataLives = fc
  .oneof(
    fc.tuple(fc.constant({ membership: "additive" }), anyMetadata),
    fc.tuple(fc.constantFrom({}, { membership: "authoritative" }), fc.constant({})),
  )
  .chain(([mode, theirs]) => {
    const declaration = fc
      .tuple(anyMetadata, owners)
      .map(([metadata, metadataOwnerId]) => ({ channelId: "lobby", metadata, metadataOwnerId, ...mode }));
    return fc.tuple(fc.constant(theirs), fc.array(declaration, { minLength: 2, maxLength: 3 }));
  });

describe("what is made elsewhere", () => {
  test("has members who read back as they were declared, and leave the group as it was", async () => {
    await holds(groupMembers, memberLives, runs(12, 480), async ([[owner = "", ...others], declarations], settings) => {
      await estate.empty(settings, pool);
      const { nexconn } = estate.emulator;
      const group = { channelId: "plaza", name: "Plaza", owner, ...(others.length > 0 && { userIds: others }) };
      await nexconn.mustVendor("group-channel/create", group);
      const { id, state } = await estate.follow(
        groupMembers,
        declarations.map((members) => ({ channelId: "plaza", members })),
      );
      await estate.remove(groupMembers, id, state);
      const { members } = (await nexconn.state()).groups.plaza;
      expect(Object.keys(members).sort()).toEqual([owner, ...others].sort());
      await estate.expectCleanLog();
    });
  });

  test("has metadata that reads back as it was declared, and leaves what it never named", async () => {
    await holds(openChannelMetadata, metadataLives, runs(20, 800), async ([theirs, declarations], settings) => {
      await estate.empty(settings, pool);
      const { nexconn } = estate.emulator;
      const metadata = { ...theirs, ...mark };
      await nexconn.mustVendor("open-channel/create", { channelId: "lobby", metadataOwnerId: "d.d", metadata });
      const { id, state } = await estate.follow(openChannelMetadata, declarations);
      await estate.remove(openChannelMetadata, id, state);
      const left = Object.entries<{ value: string }>((await nexconn.state()).openChannels.lobby.metadata);
      const named = declarations.flatMap((declaration) => Object.keys(declaration.metadata));
      expect(Object.fromEntries(left.map(([key, { value }]) => [key, value]))).toEqual(omit(metadata, named));
      await estate.expectCleanLog();
    });
  });
});
