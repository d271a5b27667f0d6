import type { Row, Step } from "../../support/life-cycle";
import { writesOf } from "./writes";

const admitted = 60010;

const first = {
  Tag_Profile_IM_Nick: "Full",
  Tag_Profile_IM_Image: "https://example.com/1.png",
  Tag_Profile_IM_Gender: "Gender_Type_Male",
  Tag_Profile_IM_BirthDay: 19900101,
  Tag_Profile_IM_Location: "one",
  Tag_Profile_IM_SelfSignature: "hello",
  Tag_Profile_IM_AllowType: "AllowType_Type_AllowAny",
  Tag_Profile_IM_Language: 1,
  Tag_Profile_IM_MsgSettings: 0,
  Tag_Profile_IM_AdminForbidType: "AdminForbid_Type_None",
  Tag_Profile_IM_Level: 1,
  Tag_Profile_IM_Role: 1,
  Tag_Profile_Custom_Team: "north",
  Tag_Profile_Custom_Desk: "4",
  Tag_Profile_Custom_PulumiIm: expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/),
};

const second = {
  Tag_Profile_IM_Nick: "Full, changed",
  Tag_Profile_IM_Image: "",
  Tag_Profile_IM_Gender: "Gender_Type_Female",
  Tag_Profile_IM_BirthDay: 19910202,
  Tag_Profile_IM_Location: "two",
  Tag_Profile_IM_SelfSignature: "bye",
  Tag_Profile_IM_AllowType: "AllowType_Type_DenyAny",
  Tag_Profile_IM_Language: 2,
  Tag_Profile_IM_MsgSettings: 1,
  Tag_Profile_IM_AdminForbidType: "AdminForbid_Type_SendOut",
  Tag_Profile_IM_Level: 2,
  Tag_Profile_IM_Role: 2,
  Tag_Profile_Custom_Team: "south",
  Tag_Profile_Custom_Desk: "",
  Tag_Profile_Custom_PulumiIm: first.Tag_Profile_Custom_PulumiIm,
};

let userSig: string;
const live = ({ emulator }: Pick<Step, "emulator">, UserID = "full") => emulator.tencent.account(UserID);

export const account: Row = {
  kind: "tencent:Account",
  folder: "tencent-account",
  resource: "full",
  fixed: ["userSigKey"],
  isOwn: ({ params }) => ["full", "other"].includes(params.UserID ?? params.From_Account ?? params.Set_Account),
  previewed: [/UserID {16}: "full"/],

  async created({ emulator, outputs }) {
    expect(await live({ emulator })).toMatchObject({ profile: first, C2CmsgNospeakingUntil: 0 });
    expect((await live({ emulator })).GroupmsgNospeakingUntil).toBeGreaterThan(4_000_000_000);
    userSig = outputs.userSig;
    expect(await emulator.tencent.codeFor("full", userSig)).toBe(admitted);
  },

  // A new version ends the UserSig before.
  async changed({ emulator, outputs, calls }) {
    expect(await live({ emulator })).toMatchObject({
      profile: second,
      C2CmsgNospeakingUntil: 4294967295,
      GroupmsgNospeakingUntil: 0,
    });
    expect(await emulator.tencent.codeFor("full", userSig)).toBe(70052);
    expect(await emulator.tencent.codeFor("full", outputs.userSig)).toBe(admitted);
    expect(writesOf(calls)).toEqual(["portrait_set", "setnospeaking", "kick"]);
  },

  async drift({ emulator: { tencent } }) {
    const ProfileItem = [
      { Tag: "Tag_Profile_IM_Nick", Value: "By hand" },
      { Tag: "Tag_Profile_IM_Level", Value: 9 },
      { Tag: "Tag_Profile_IM_AllowType", Value: "AllowType_Type_NeedConfirm" },
      { Tag: "Tag_Profile_Custom_Team", Value: "" },
    ];
    await tencent.mustVendor("profile/portrait_set", { From_Account: "full", ProfileItem });
    const mutes = { C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 3600 };
    await tencent.mustVendor("openconfigsvr/setnospeaking", { Set_Account: "full", ...mutes });
  },

  async mended({ emulator, shown, calls }) {
    for (const field of ["Nick", "Level", "AllowType", "C2CmsgNospeakingTime", "GroupmsgNospeakingTime", "Team"]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toContain('"By hand" => "Full, changed"');
    expect(shown).not.toMatch(/[~+-] (Gender|Role|SelfSignature|userSig|userSigExpires|userSigVersion) *:/);
    expect(await live({ emulator })).toMatchObject({
      profile: second,
      C2CmsgNospeakingUntil: 4294967295,
      GroupmsgNospeakingUntil: 0,
    });
    expect(writesOf(calls)).toEqual(["portrait_set", "setnospeaking"]);
  },

  // The old one is left where that is declared.
  async replaced({ emulator }) {
    expect((await live({ emulator }, "other")).profile).toMatchObject({ Tag_Profile_IM_Nick: "Full, changed" });
    expect(await live({ emulator })).toBeDefined();
  },

  async destroyed({ emulator }) {
    const { accounts } = await emulator.tencent.state();
    expect(Object.keys(accounts)).toEqual(expect.arrayContaining(["full", "kept"]));
    expect(Object.keys(accounts)).not.toContain("other");
  },
};
