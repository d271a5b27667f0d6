import fc from "fast-check";
import { withoutTime } from "../../../../provider/ownership/mark";
import { account } from "../../../../provider/tencent/account/resource";
import { runs } from "../../../support/arbitraries";
import { declaredMark } from "../../../support/marks";
import { customWords, tencentAccountFields, userId } from "../../../support/tencent-arbitraries";
import { holds } from "../mixture/mixture";
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

test("a tencent account reads back as it was declared, and is gone once it was removed", async () => {
  await holds(account, life, runs(20, 800), async ([UserID, first, second, marked], settings) => {
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
