import fc from "fast-check";
import { withoutTime } from "../../../../provider/ownership/mark";
import { account } from "../../../../provider/tencent/account/resource";
import type { Values } from "../../../../provider/values/values";
import { runs } from "../../../support/arbitraries";
import { declaredMark } from "../../../support/marks";
import { customWords, tencentAccountFields, userId } from "../../../support/tencent-arbitraries";
import { holds } from "../estate";
import { TencentEstate } from "./estate";

let estate: TencentEstate;
beforeAll(async () => {
  estate = await TencentEstate.open("--setting", `tencent.profileCustomTags=PulumiIm,${customWords.join(",")}`);
});
afterAll(() => estate.close());

// A new version of the UserSig waits for the next second, which is tested by itself.
const fields = tencentAccountFields.map(({ userSigVersion: _, ...rest }) => rest);
const mark = fc.constantFrom({}, { mark: declaredMark });
const life = fc.tuple(userId, fields, fields, mark);

const behaviours: { behaviour: string; settings: Values }[] = [
  { behaviour: "by default", settings: {} },
  {
    behaviour: "where the vendor's open behaviours are other ones",
    settings: {
      importOfExisting: "keep",
      emptyTextInImport: "ignore",
      unsetProfileTag: "omit",
      unknownAccountInPortraitGet: "fail",
      successErrorInfo: "writes",
    },
  },
];

describe.each(behaviours)("a tencent account $behaviour", ({ settings }) => {
  test("reads back as it was declared, and is gone once it was removed", async () => {
    await holds(life, runs(10, 400), async ([UserID, first, second, marked]) => {
      await estate.empty(settings);
      const { id, state } = await estate.follow(account, [
        { ...first, ...marked, UserID },
        { ...second, ...marked, UserID },
      ]);
      const { Tag_Profile_Custom_PulumiIm: written = "" } = (await estate.emulator.tencent.account(UserID)).profile;
      expect(written && withoutTime(String(written))).toBe(marked.mark ?? "");
      await estate.remove(account, id, state);
      const isLeft = (await estate.emulator.tencent.account(UserID)) !== undefined;
      expect(isLeft).toBe(state.onDestroy === "forget");
      await estate.expectCleanLog();
    });
  });
});
