import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

const nick = "Tag_Profile_IM_Nick";
const image = "Tag_Profile_IM_Image";

async function profile(id: string) {
  return (await cloud().state()).accounts[id]?.profile;
}

describe("account_import", () => {
  test("makes an account whose Nick and FaceUrl are profile tags", async () => {
    await cloud().ok("account_import", { UserID: "ann", Nick: "Ann", FaceUrl: "u" });
    expect(await cloud().ok("portrait_get", { To_Account: ["ann"], TagList: [nick, image] })).toMatchObject({
      UserProfileItem: [
        {
          ProfileItem: [
            { Tag: nick, Value: "Ann" },
            { Tag: image, Value: "u" },
          ],
        },
      ],
    });
  });

  test("again overwrites what is given and leaves the rest", async () => {
    await cloud().ok("account_import", { UserID: "ann", Nick: "Ann", FaceUrl: "u" });
    await cloud().ok("account_import", { Identifier: "ann", Nick: "Anna" });
    expect(await profile("ann")).toEqual({ [nick]: "Anna", [image]: "u" });
    await cloud().ok("account_import", { UserID: "ann", Nick: "" });
    expect(await profile("ann")).toEqual({ [nick]: "", [image]: "u" });
  });

  test("keeps what is there where the settings say so", async () => {
    await cloud().set({ emptyTextInImport: "ignore" });
    await cloud().ok("account_import", { UserID: "ann", Nick: "Ann" });
    await cloud().ok("account_import", { UserID: "ann", Nick: "" });
    await cloud().set({ importOfExisting: "keep" });
    await cloud().ok("account_import", { UserID: "ann", Nick: "Anna" });
    expect(await profile("ann")).toEqual({ [nick]: "Ann" });
  });

  test.each([
    [{}, 70_402],
    [{ UserID: "" }, 70_402],
    [{ UserID: "x".repeat(33) }, 70_402],
    [{ UserID: "añn" }, 70_402],
    [{ UserID: "ann", Nick: "é".repeat(251) }, 40_601],
    [{ UserID: "ann", FaceUrl: "u".repeat(501) }, 40_601],
    [{ UserID: "ann", Nick: 1 }, 70_402],
  ])("refuses %j", async (body, code) => {
    await cloud().fails("account_import", body, code);
    expect((await cloud().state()).accounts).toEqual({});
  });

  test("the alphabet of ids, the filter and the quota are settings", async () => {
    await cloud().ok("account_import", { UserID: "a b", Nick: "é".repeat(250) });
    await cloud().set({ userIdAlphabet: "word", antispamWord: "spam", accountQuota: 2 });
    await cloud().fails("account_import", { UserID: "c d" }, 70_402);
    await cloud().fails("account_import", { UserID: "ann", Nick: "no spam" }, 40_005);
    await cloud().set({ antispamProfileCode: 80_001 });
    await cloud().fails("account_import", { UserID: "ann", Nick: "no spam" }, 80_001);
    await cloud().ok("account_import", { UserID: "ann" });
    await cloud().fails("account_import", { UserID: "ben" }, 70_398);
    await cloud().ok("account_import", { UserID: "ann", Nick: "Ann" });
  });
});

describe("multiaccount_import", () => {
  test("takes both forms, and names those that failed", async () => {
    const body = { Accounts: ["ann", "ann"], AccountList: [{ UserID: "ben", Nick: "Ben" }, { UserID: "é" }] };
    expect(await cloud().ok("multiaccount_import", body)).toMatchObject({ FailAccounts: ["é"] });
    expect(Object.keys((await cloud().state()).accounts)).toEqual(["ann", "ben"]);
    expect(await profile("ben")).toEqual({ [nick]: "Ben" });
    expect(await cloud().ok("multiaccount_import", { Accounts: ["cid"] })).toMatchObject({ FailAccounts: [] });
  });

  test("a hundred at most, and at least one", async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);
    await cloud().ok("multiaccount_import", { Accounts: ids(100) });
    await cloud().fails("multiaccount_import", { Accounts: ids(101) }, 70_206);
    await cloud().fails("multiaccount_import", {}, 70_402);
    await cloud().set({ accountBatch: 70_402 });
    await cloud().fails("multiaccount_import", { Accounts: ids(101) }, 70_402);
  });

  test("what is failed and how is a setting", async () => {
    await cloud().set({ invalidIdInImport: 70_402, noFailAccounts: "omit" });
    await cloud().fails("multiaccount_import", { Accounts: ["ann", "é"] }, 70_402);
    expect(await cloud().ok("multiaccount_import", { Accounts: ["ann"] })).not.toHaveProperty("FailAccounts");
  });
});

test("account_check answers for each", async () => {
  await cloud().accounts("ann");
  const body = { CheckItem: [{ UserID: "ann" }, { UserID: "ghost" }] };
  expect((await cloud().ok("account_check", body)).ResultItem).toEqual([
    { UserID: "ann", ResultCode: 0, ResultInfo: "", AccountStatus: "Imported" },
    { UserID: "ghost", ResultCode: 0, ResultInfo: "", AccountStatus: "NotImported" },
  ]);
  await cloud().fails("account_check", { CheckItem: [] }, 70_402);
  const many = { CheckItem: Array.from({ length: 101 }, () => ({ UserID: "ann" })) };
  await cloud().fails("account_check", many, 70_206);
});

describe("account_delete", () => {
  const remove = (...ids: string[]) => ({ DeleteItem: ids.map((UserID) => ({ UserID })) });

  test("answers for each, and frees the id", async () => {
    await cloud().ok("account_import", { UserID: "ann", Nick: "Ann" });
    expect((await cloud().ok("account_delete", remove("ann", "ghost"))).ResultItem).toEqual([
      { UserID: "ann", ResultCode: 0, ResultInfo: "" },
      { UserID: "ghost", ResultCode: 70_107, ResultInfo: "Err_TLS_PT_Open_Login_Account_Not_Exist" },
    ]);
    await cloud().accounts("ann");
    expect(await profile("ann")).toEqual({});
  });

  test("a plan may forbid it, and bury the id for three months", async () => {
    await cloud().accounts("ann");
    await cloud().set({ accountDeletion: false });
    await cloud().fails("account_delete", remove("ann"), 71_000);
    await cloud().set({ accountDeletion: true, deletedAccountId: "tombstone" });
    await cloud().ok("account_delete", remove("ann"));
    await cloud().fails("account_import", { UserID: "ann" }, 70_399);
    expect(await cloud().ok("multiaccount_import", { Accounts: ["ann"] })).toMatchObject({ FailAccounts: ["ann"] });
    await cloud().advance(90 * 86_400);
    await cloud().ok("account_import", { UserID: "ann" });
  });

  test.each([
    ["leaves", { Owner_Account: "", members: ["ben"] }],
    ["disbands", undefined],
    ["stays", { Owner_Account: "ann", members: ["ann", "ben"] }],
  ])("a group of a deleted owner: %s", async (mode, expected) => {
    await cloud().set({ deletedAccountInGroups: mode });
    await cloud().accounts("ann", "ben");
    const GroupId = await cloud().made("Public", { Owner_Account: "ann", MemberList: [{ Member_Account: "ben" }] });
    const other = await cloud().made("Public", { Owner_Account: "ben", MemberList: [{ Member_Account: "ann" }] });
    await cloud().ok("account_delete", remove("ann"));
    const group = await cloud().group(GroupId);
    expect(group && { Owner_Account: group.Owner_Account, members: Object.keys(group.members) }).toEqual(expected);
    expect(Object.keys((await cloud().group(other)).members)).toEqual(mode === "stays" ? ["ben", "ann"] : ["ben"]);
  });
});

test("kick voids the UserSigs made so far", async () => {
  const { admin } = cloud().app;
  await cloud().fails("kick", { UserID: "ghost" }, 70_107);
  await cloud().accounts(admin);
  const usersig = cloud().sig();
  await cloud().ok("kick", { Identifier: admin });
  const check = { CheckItem: [{ UserID: "a" }] };
  expect(await cloud().call("account_check", check, { usersig })).toMatchObject({ ErrorCode: 70_052 });
  await cloud().advance(20);
  expect(await cloud().call("account_check", check)).toMatchObject({ ErrorCode: 0 });
});

test("a kick leaves UserSigs alone where the setting says so", async () => {
  const { admin } = cloud().app;
  await cloud().set({ kickedUserSig: "valid" });
  await cloud().accounts(admin);
  await cloud().ok("kick", { UserID: admin });
  await cloud().ok("account_check", { CheckItem: [{ UserID: "a" }] });
});

test("online is who is in an AVChatRoom", async () => {
  await cloud().accounts("ann", "ben");
  expect(await cloud().join(await cloud().made("AVChatRoom"), "ann")).toBe(0);
  const body = { To_Account: ["ann", "ben", "ghost"], IsNeedDetail: 1 };
  for (const command of ["query_online_status", "querystate"]) {
    const answer = await cloud().ok(command, body);
    expect(answer.QueryResult).toEqual([
      { To_Account: "ann", Status: "Online", Detail: [{ Platform: "Web", Status: "Online" }] },
      { To_Account: "ben", Status: "Offline" },
    ]);
    expect(answer.ErrorList).toEqual([{ To_Account: "ghost", ErrorCode: 70_107 }]);
  }
  await cloud().fails("query_online_status", { To_Account: ["ghost"] }, 70_107);
  await cloud().fails("query_online_status", { To_Account: [] }, 90_001);
});
