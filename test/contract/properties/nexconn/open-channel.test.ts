import fc from "fast-check";
import { openChannel } from "../../../../provider/nexconn/open-channel/resource";
import { runs } from "../../../support/arbitraries";
import { omit, openChannelFields, openChannelLists } from "../../../support/nexconn-arbitraries";
import { holds } from "../mixture/mixture";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const pool = ["Ann", "bo", "c@1", "constructor", "é👍"];

const life = fc.subarray([...openChannelLists]).chain((unmanaged) =>
  fc.array(
    openChannelFields(pool).map((fields) => omit({ metadataOwnerId: "bo", ...fields, channelId: "lobby" }, unmanaged)),
    { minLength: 2, maxLength: 3 },
  ),
);

test("an open channel reads back as it was declared, and is gone in the end", async () => {
  await holds(openChannel, life, runs(12, 480), async (declarations, settings) => {
    await estate.empty(settings, pool);
    const { id, state } = await estate.follow(openChannel, declarations);
    await estate.remove(openChannel, id, state);
    expect((await estate.emulator.nexconn.state()).openChannels).toEqual({});
    await estate.expectCleanLog([{ call: "open-channel/get", code: 23410 }]);
  });
});
