import { join } from "node:path";
import { account } from "../../provider/tencent/account/resource";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const day = 86_400;
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

describe("tencent.Account through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start(["--setting", "tencent.profileCustomTags=PulumiIm,Team,Desk"]);
    project = new Project("tencent-account");
    await project.init({ default: emulator.tencent.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  const live = (UserID = "full") => emulator.tencent.account(UserID);
  const userSig = async (): Promise<string> => (await project.outputs()).userSig;

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toContain('UserID                : "full"');
    expect(text).toContain("+ 3 to create");
    expect(await emulator.tencent.calls()).toEqual([]);
  });

  test("up creates what is declared, the next preview is clean, and the UserSig lets in", async () => {
    await project.up();
    expect(await live()).toMatchObject({ profile: first, C2CmsgNospeakingUntil: 0 });
    expect((await live()).GroupmsgNospeakingUntil).toBeGreaterThan(4_000_000_000);
    expect(await emulator.tencent.codeFor("full", await userSig())).toBe(admitted);
    await project.expectClean();
  });

  test("a refresh after up finds nothing, keeps every input, and leaves the UserSig as it is", async () => {
    const before = { ...(await project.resources()).full.inputs, userSig: await userSig() };
    await emulator.forgetCalls();
    expect(await project.refresh()).toMatch(/3 unchanged/);
    expect({ ...(await project.resources()).full.inputs, userSig: await userSig() }).toEqual(before);
    expect((await emulator.tencent.calls()).map(({ call }) => call.replace(/.*\//, "")).sort()).toEqual([
      "account_check",
      "getnospeaking",
      "portrait_get",
      "portrait_get",
    ]);
    await project.expectClean();
  });

  test("every field that can change in place does, and a new version ends the UserSig before", async () => {
    const before = await project.resources();
    const old = await userSig();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    await emulator.forgetCalls();
    await project.up();

    const after = await project.resources();
    const fixed = new Set(["UserID", "connection", "adopt", "userSigKey", "mark"]);
    for (const field of Object.keys(account.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.full.inputs[field]]).not.toEqual([field, before.full.inputs[field]]);
    }
    expect(await live()).toMatchObject({
      profile: second,
      C2CmsgNospeakingUntil: 4294967295,
      GroupmsgNospeakingUntil: 0,
    });
    expect(await emulator.tencent.codeFor("full", old)).toBe(70052);
    expect(await emulator.tencent.codeFor("full", await userSig())).toBe(admitted);
    const writes = (await emulator.tencent.writes()).map((call) => call.replace(/.*\//, ""));
    expect(writes).toEqual(["portrait_set", "setnospeaking", "kick"]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended without a needless call", async () => {
    const drift = { Nick: "By hand", Level: 9, AllowType: "AllowType_Type_NeedConfirm" };
    const ProfileItem = [
      ...Object.entries(drift).map(([field, Value]) => ({ Tag: `Tag_Profile_IM_${field}`, Value })),
      { Tag: "Tag_Profile_Custom_Team", Value: "" },
    ];
    await emulator.tencent.mustVendor("profile/portrait_set", { From_Account: "full", ProfileItem });
    const mutes = { C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 3600 };
    await emulator.tencent.mustVendor("openconfigsvr/setnospeaking", { Set_Account: "full", ...mutes });
    await project.refresh();
    const text = await project.preview();
    for (const field of [...Object.keys(drift), ...Object.keys(mutes), "Team"]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toContain('"By hand" => "Full, changed"');
    expect(text).not.toMatch(/[~+-] (Gender|Role|SelfSignature|userSig|userSigExpires|userSigVersion) *:/);
    await emulator.forgetCalls();
    await project.up();
    expect(await live()).toMatchObject({
      profile: second,
      C2CmsgNospeakingUntil: 4294967295,
      GroupmsgNospeakingUntil: 0,
    });
    const writes = (await emulator.tencent.writes()).map((call) => call.replace(/.*\//, ""));
    expect(writes).toEqual(["portrait_set", "setnospeaking"]);
    await project.expectClean();
  });

  test("a UserSig with more than a third of its life is kept; with less, a preview shows its renewal and an up makes it", async () => {
    const old = await userSig();
    const later = async (days: number) => {
      await emulator.advanceClock(days * day);
      project.env.IM_TEST_CLOCK_AHEAD_MS = String(emulator.now() - Date.now());
      project.env.NODE_OPTIONS = `--require ${join(__dirname, "../support/clock-ahead.cjs")}`;
    };
    await later(39);
    await project.expectClean();
    await later(2);
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    expect(text).toMatch(/~ userSigExpires *: "/);
    expect(text).not.toMatch(/[~+-] (Nick|userSigDays|userSigVersion) *:/);
    await emulator.forgetCalls();
    await project.up();
    expect(await emulator.tencent.writes()).toEqual([]);
    const renewed = await userSig();
    expect(renewed).not.toBe(old);
    await project.expectClean();

    await later(20);
    expect(await emulator.tencent.codeFor("full", old)).toBe(70001);
    expect(await emulator.tencent.codeFor("full", renewed)).toBe(admitted);
  });

  test("a change of UserID replaces: the new account comes, and the old one is left where that is declared", async () => {
    project.program(
      project.source("2-change").replace('UserID: "full"', 'UserID: "other"').replace("forget", "delete"),
    );
    await project.up();
    expect((await live("other")).profile).toMatchObject({ Tag_Profile_IM_Nick: "Full, changed" });
    expect(await live()).toBeDefined();
    await project.expectClean();
  });

  test("an account of somebody else's is refused and left alone", async () => {
    await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID: "taken", Nick: "Theirs" });
    const before = await live("taken");
    const more = 'new tencent.Account("mine", { UserID: "taken", Nick: "Mine" });';
    project.program(
      project.source("2-change").replace('UserID: "full"', 'UserID: "other"').replace("forget", "delete") + more,
    );
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("tencent account taken exists already and was not made by this resource");
    expect(await live("taken")).toEqual(before);
  });

  test("destroy deletes or leaves as declared, without running the program, and says what to do where it may not", async () => {
    project.program("throw new Error('the program must not run');");
    await emulator.tencent.settings({ accountDeletion: false });
    const { code, text } = await project.run(["destroy", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("code 71000");
    expect(text).toContain('declare `onDestroy: "forget"`');
    await emulator.tencent.settings({ accountDeletion: true });
    await project.destroy();
    const { accounts } = await emulator.tencent.state();
    expect(Object.keys(accounts).sort()).toEqual(["full", "kept", "taken"]);
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
