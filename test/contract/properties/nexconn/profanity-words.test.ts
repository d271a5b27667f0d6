import fc from "fast-check";
import { profanityWords } from "../../../../provider/nexconn/profanity-words/resource";
import { runs } from "../../../support/arbitraries";
import { words } from "../../../support/nexconn-arbitraries";
import { holds } from "../mixture/mixture";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const membership = fc.constantFrom({}, { membership: "authoritative" }, { membership: "additive" });
const life = membership.chain((mode) =>
  fc.array(
    words.map((one) => ({ words: one, ...mode })),
    { minLength: 2, maxLength: 4 },
  ),
);

test("profanity words read back as declared, and none is left in the end", async () => {
  await holds(profanityWords, life, runs(24, 900), async (declarations, settings) => {
    await estate.empty(settings);
    const { id, state } = await estate.follow(profanityWords, declarations);
    await estate.remove(profanityWords, id, state);
    expect((await estate.emulator.nexconn.state()).profanityWords).toEqual({});
    await estate.expectCleanLog();
  });
});
