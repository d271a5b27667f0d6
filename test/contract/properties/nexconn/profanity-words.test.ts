import fc from "fast-check";
import { profanityWords } from "../../../../provider/nexconn/profanity-words/resource";
import { runs } from "../../../support/arbitraries";
import { words } from "../../../support/nexconn-arbitraries";
import { holds } from "../estate";
import { NexconnEstate } from "./estate";

let estate: NexconnEstate;
beforeAll(async () => {
  estate = await NexconnEstate.open();
});
afterAll(() => estate.close());
beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const behaviours = [
  { behaviour: "by default", settings: {} },
  { behaviour: "where a word that is there stays", settings: { repeatedWord: "keep", removeMissingWord: 0 } },
  { behaviour: "where a word that is there is refused", settings: { repeatedWord: 1002, wordOverflow: 1000 } },
];

const membership = fc.constantFrom({}, { membership: "authoritative" }, { membership: "additive" });
const life = membership.chain((mode) =>
  fc.array(
    words.map((one) => ({ words: one, ...mode })),
    { minLength: 2, maxLength: 4 },
  ),
);

describe.each(behaviours)("profanity words $behaviour", ({ settings }) => {
  test("read back as declared, and none is left in the end", async () => {
    await holds(life, runs(8, 300), async (declarations) => {
      await estate.empty(settings);
      const { id, state } = await estate.follow(profanityWords, declarations);
      await estate.remove(profanityWords, id, state);
      expect((await estate.emulator.nexconn.state()).profanityWords).toEqual({});
      await estate.expectCleanLog();
    });
  });
});
