import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

beforeEach(() => cloud().accounts("ann"));

const set = (Tag: string, Value: unknown) => ({ From_Account: "ann", ProfileItem: [{ Tag, Value }] });
const get = (...TagList: string[]) => ({ To_Account: ["ann"], TagList });

async function items(...tags: string[]) {
  return (await cloud().ok("portrait_get", get(...tags))).UserProfileItem[0].ProfileItem;
}

test.each([
  ["Tag_Profile_IM_Nick", "Ann"],
  ["Tag_Profile_IM_Gender", "Gender_Type_Female"],
  ["Tag_Profile_IM_BirthDay", 19_900_101],
  ["Tag_Profile_IM_Location", "sixteen bytes ok"],
  ["Tag_Profile_IM_SelfSignature", "é".repeat(250)],
  ["Tag_Profile_IM_AllowType", "AllowType_Type_DenyAny"],
  ["Tag_Profile_IM_Language", 3],
  ["Tag_Profile_IM_Image", "u"],
  ["Tag_Profile_IM_MsgSettings", 1],
  ["Tag_Profile_IM_AdminForbidType", "AdminForbid_Type_SendOut"],
  ["Tag_Profile_IM_Level", 4_294_967_295],
  ["Tag_Profile_IM_Role", 0],
])("%s reads as it was written", async (tag, value) => {
  await cloud().ok("portrait_set", set("Tag_Profile_IM_Nick", "before"));
  await cloud().ok("portrait_set", set(tag, value));
  expect(await items(tag)).toEqual([{ Tag: tag, Value: value }]);
  if (tag !== "Tag_Profile_IM_Nick") expect((await items("Tag_Profile_IM_Nick"))[0].Value).toBe("before");
});

test.each([
  ["Tag_Profile_IM_Nick", 1, 40_610],
  ["Tag_Profile_IM_Nick", "é".repeat(251), 40_601],
  ["Tag_Profile_IM_Gender", "female", 40_605],
  ["Tag_Profile_IM_BirthDay", "19900101", 40_610],
  ["Tag_Profile_IM_BirthDay", -1, 40_605],
  ["Tag_Profile_IM_Level", 4_294_967_296, 40_605],
  ["Tag_Profile_IM_Location", "seventeen bytes..", 40_605],
  ["Tag_Profile_IM_Colour", "red", 40_009],
  ["Tag_Profile_Custom_Rank", "x", 40_009],
])("refuses %s %j", async (tag, value, code) => {
  const body = {
    From_Account: "ann",
    ProfileItem: [
      { Tag: "Tag_Profile_IM_Image", Value: "u" },
      { Tag: tag, Value: value },
    ],
  };
  await cloud().fails("portrait_set", body, code);
  expect((await cloud().state()).accounts.ann.profile).toEqual({});
});

test("an unknown account, and what is missing", async () => {
  await cloud().fails("portrait_set", { ...set("Tag_Profile_IM_Nick", "x"), From_Account: "ghost" }, 40_003);
  await cloud().fails("portrait_set", { From_Account: "ann" }, 40_001);
  await cloud().fails("portrait_get", { TagList: ["Tag_Profile_IM_Nick"] }, 40_002);
  await cloud().fails("portrait_get", get("Tag_Profile_IM_Colour"), 40_009);
  const body = { To_Account: ["ann", "ghost"], TagList: ["Tag_Profile_IM_Nick"] };
  expect(await cloud().ok("portrait_get", body)).toMatchObject({
    UserProfileItem: [
      { To_Account: "ann", ResultCode: 0 },
      { To_Account: "ghost", ResultCode: 40_003 },
    ],
    Fail_Account: ["ghost"],
  });
  expect(await cloud().ok("portrait_get", get("Tag_Profile_IM_Nick"))).not.toHaveProperty("Fail_Account");
  await cloud().set({ unknownAccountInPortraitGet: "fail" });
  await cloud().fails("portrait_get", body, 40_003);
});

test("tags of one's own are declared in the console", async () => {
  await cloud().set({ profileCustomTags: "Rank, Mark" });
  await cloud().ok("portrait_set", set("Tag_Profile_Custom_Rank", "x"));
  await cloud().fails("portrait_set", set("Tag_Profile_Custom_Other", "x"), 40_009);
  await cloud().fails("portrait_set", set("Tag_Profile_Custom_Mark", 1), 40_610);
  expect(await items("Tag_Profile_Custom_Rank", "Tag_Profile_Custom_Mark")).toEqual([
    { Tag: "Tag_Profile_Custom_Rank", Value: "x" },
  ]);
  await cloud().set({ profileCustomTags: "*" });
  await cloud().ok("portrait_set", set("Tag_Profile_Custom_Other", "x"));
  await cloud().fails("portrait_set", set("Tag_Profile_Custom_TooLongOne", "x"), 40_009);
});

test("tags never set", async () => {
  const tags = ["Tag_Profile_IM_Nick", "Tag_Profile_IM_Gender", "Tag_Profile_IM_Level"];
  const defaults = [
    { Tag: "Tag_Profile_IM_Gender", Value: "Gender_Type_Unknown" },
    { Tag: "Tag_Profile_IM_Level", Value: 0 },
  ];
  expect(await items(...tags)).toEqual(defaults);
  await cloud().set({ allowTypeDefault: "AllowType_Type_DenyAny" });
  expect((await items("Tag_Profile_IM_AllowType"))[0].Value).toBe("AllowType_Type_DenyAny");
  await cloud().set({ unsetProfileTag: "omit" });
  expect(await items(...tags)).toEqual([]);
  await cloud().set({ unsetProfileTag: "all" });
  expect(await items(...tags)).toEqual([{ Tag: "Tag_Profile_IM_Nick", Value: "" }, ...defaults]);
});

test("the code of a long location is a setting", async () => {
  await cloud().set({ overLongLocation: 40_601 });
  await cloud().fails("portrait_set", set("Tag_Profile_IM_Location", "seventeen bytes.."), 40_601);
});

describe("global mute", () => {
  const FOREVER = 4_294_967_295;
  const mutes = async () => {
    const { C2CmsgNospeakingTime, GroupmsgNospeakingTime } = await cloud().ok("getnospeaking", { Get_Account: "ann" });
    return [C2CmsgNospeakingTime, GroupmsgNospeakingTime];
  };

  test("counts down, and 4294967295 is for ever", async () => {
    expect(await mutes()).toEqual([0, 0]);
    const body = { Set_Account: "ann", C2CmsgNospeakingTime: 7200, GroupmsgNospeakingTime: FOREVER };
    await cloud().ok("setnospeaking", body);
    await cloud().advance(100);
    const [c2c, group] = await mutes();
    expect(c2c).toBeLessThanOrEqual(7100);
    expect(c2c).toBeGreaterThan(7000);
    expect(group).toBe(FOREVER);
    await cloud().advance(7200);
    expect(await mutes()).toEqual([0, FOREVER]);
    await cloud().ok("setnospeaking", { Set_Account: "ann", GroupmsgNospeakingTime: 0 });
    expect(await mutes()).toEqual([0, 0]);
  });

  test.each([
    ["setnospeaking", {}, 130_004],
    ["setnospeaking", { Set_Account: "ann" }, 130_008],
    ["setnospeaking", { Set_Account: "ghost", C2CmsgNospeakingTime: 1 }, 130_005],
    ["setnospeaking", { Set_Account: "ann", C2CmsgNospeakingTime: 4_294_967_296 }, 130_005],
    ["getnospeaking", {}, 130_002],
    ["getnospeaking", { Get_Account: "" }, 130_003],
    ["getnospeaking", { Get_Account: "ghost" }, 130_003],
  ])("%s %j", async (command, body, code) => {
    await cloud().fails(command, body, code);
  });

  test("of an unknown account where the setting says so", async () => {
    await cloud().set({ unknownAccountInGlobalMute: "accept" });
    await cloud().ok("setnospeaking", { Set_Account: "ghost", C2CmsgNospeakingTime: 1 });
    expect(await cloud().ok("getnospeaking", { Get_Account: "ghost" })).toMatchObject({ C2CmsgNospeakingTime: 0 });
  });
});
