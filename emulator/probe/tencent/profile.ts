import { type Answer, entryOf, formOf, listAt, textOf } from "../answer";
import { toldAs, toldByCode, toldFrom } from "../outcome";
import { ann } from "./fixtures";
import type { TencentExperiment, TencentLab } from "./types";

const IMPORT = "im_open_login_svc/account_import";
const SET = "profile/portrait_set";
const GET = "profile/portrait_get";

const NICK = "Tag_Profile_IM_Nick";
/** Tags that no experiment ever sets: one that has a default, a text, and the one whose default is the app's. */
const GENDER = "Tag_Profile_IM_Gender";
const SIGNATURE = "Tag_Profile_IM_SelfSignature";
const ALLOW = "Tag_Profile_IM_AllowType";

const LOCATION_BYTES = 16;

function get(lab: TencentLab, account: string, ...TagList: readonly string[]): Promise<Answer> {
  return lab.must(GET, { To_Account: [account], TagList });
}

function set(lab: TencentLab, From_Account: string, Tag: string, Value: string): Promise<Answer> {
  return lab.call(SET, { From_Account, ProfileItem: [{ Tag, Value }] });
}

/** The value of a tag of the one account that was asked for. */
function shownValue(answer: Answer, tag: string): unknown {
  return entryOf(listAt(answer, "UserProfileItem", 0, "ProfileItem"), "Tag", tag).Value;
}

/** Whether ann, who had one nickname, has it still after an import with another. */
async function importedOver(lab: TencentLab, Nick: string) {
  const account = await lab.use(ann);
  lab.afterwards(SET, { From_Account: account, ProfileItem: [{ Tag: NICK, Value: "" }] });
  await lab.must(SET, { From_Account: account, ProfileItem: [{ Tag: NICK, Value: "before" }] });
  await lab.must(IMPORT, { UserID: account, Nick });
  const answer = await get(lab, account, NICK);
  return { answer, nick: textOf(shownValue(answer, NICK)) };
}

export const profileExperiments: readonly TencentExperiment[] = [
  {
    tells: ["importOfExisting"],
    uses: [ann],
    calls: { [SET]: 2, [IMPORT]: 1, [GET]: 1 },
    async run(lab) {
      const { answer, nick } = await importedOver(lab, "after");
      return toldFrom(answer, nick, [
        ["before", "keep"],
        ["after", "update"],
      ]);
    },
  },
  {
    tells: ["emptyTextInImport"],
    hiddenBy: [{ importOfExisting: ["keep"] }],
    uses: [ann],
    calls: { [SET]: 2, [IMPORT]: 1, [GET]: 1 },
    async run(lab) {
      const { answer, nick } = await importedOver(lab, "");
      return toldFrom(answer, nick, [
        ["before", "ignore"],
        ["", "clear"],
      ]);
    },
  },
  {
    tells: ["unsetProfileTag"],
    uses: [ann],
    calls: { [GET]: 1 },
    async run(lab) {
      const answer = await get(lab, await lab.use(ann), GENDER, SIGNATURE);
      const [gender, signature] = [GENDER, SIGNATURE].map((tag) => formOf(shownValue(answer, tag)));
      return toldFrom(answer, `${gender}, ${signature}`, [
        ["text, missing", "standard"],
        ["missing, missing", "omit"],
        ["text, empty text", "all"],
      ]);
    },
  },
  {
    tells: ["allowTypeDefault"],
    hiddenBy: [{ unsetProfileTag: ["omit"] }],
    uses: [ann],
    calls: { [GET]: 1 },
    async run(lab) {
      const answer = await get(lab, await lab.use(ann), ALLOW);
      const value = textOf(shownValue(answer, ALLOW));
      return { value, after: answer };
    },
  },
  {
    tells: ["unknownAccountInPortraitGet"],
    calls: { [GET]: 1 },
    run: async (lab) =>
      toldAs(await lab.call(GET, { To_Account: [lab.newId()], TagList: [NICK] }), { 0: "item", 40003: "fail" }),
  },
  {
    tells: ["overLongLocation"],
    uses: [ann],
    calls: { [SET]: 1 },
    run: async (lab) =>
      toldByCode(await set(lab, await lab.use(ann), "Tag_Profile_IM_Location", "p".repeat(LOCATION_BYTES + 1))),
  },
];
