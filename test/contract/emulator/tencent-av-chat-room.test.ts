import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

const service = "group_open_avchatroom_http_svc";
let GroupId: string;

beforeEach(async () => {
  await cloud().ok("multiaccount_import", { AccountList: [{ UserID: "ann", Nick: "Ann", FaceUrl: "u" }] });
  await cloud().accounts("owner", "ben");
  GroupId = await cloud().made("AVChatRoom", { Owner_Account: "owner" });
});

async function info() {
  return (await cloud().ok("get_group_info", { GroupIdList: [GroupId] })).GroupInfo[0];
}

test("people come and go, and are counted", async () => {
  const online = async () => (await cloud().ok("get_online_member_num", { GroupId })).OnlineMemberNum;
  expect(await info()).toMatchObject({ Owner_Account: "owner", MemberNum: 0 });
  expect(await cloud().join(GroupId, "ann")).toBe(0);
  await cloud().join(GroupId, "ben");
  expect(await online()).toBe(2);
  expect((await cloud().ok(`${service}/get_members`, { GroupId, Timestamp: 0 })).MemberList).toEqual([
    { Member_Account: "ben", JoinTime: expect.any(Number), NickName: "", Avatar: "" },
    { Member_Account: "ann", JoinTime: expect.any(Number), NickName: "Ann", Avatar: "u" },
  ]);
  expect(await cloud().ok(`${service}/check_members`, { GroupId, Member_Account: ["ann", "owner"] })).toMatchObject({
    Member_Account: ["ann"],
  });
  expect(await cloud().join(GroupId, "ann", "leave")).toBe(0);
  expect(await online()).toBe(1);
  expect(await info()).toMatchObject({ MemberNum: 1 });
  await cloud().fails("get_online_member_num", { GroupId: await cloud().made("Public") }, 10_007);
});

test("how many it has, and whether it lists them, are settings", async () => {
  expect(await info()).not.toHaveProperty("MemberList");
  await cloud().set({ avChatRoomMemberNum: "withOwner", avChatRoomMemberList: "empty" });
  expect(await info()).toMatchObject({ MemberNum: 1, MemberList: [] });
  await cloud().join(GroupId, "owner");
  expect(await info()).toMatchObject({ MemberNum: 1 });
});

test("admins of its own, five at most", async () => {
  const set = (CommandType: number, ...Admin_Account: string[]) =>
    cloud().call(`${service}/modify_admin`, { GroupId, CommandType, Admin_Account });
  const ids = Array.from({ length: 4 }, (_, index) => `u${index}`);
  await cloud().accounts(...ids);
  expect(await set(1, "ann", ...ids)).toMatchObject({ ErrorCode: 0 });
  expect(await set(1, "ben")).toMatchObject({ ErrorCode: 10_004 });
  expect(await set(1, "ghost")).toMatchObject({ ErrorCode: 10_019 });
  expect(await set(2, ...ids, "ben")).toMatchObject({ ErrorCode: 0 });
  expect((await cloud().ok(`${service}/get_admin_list`, { GroupId })).Admin_List).toEqual([
    { Admin_Account: "ann", NickName: "Ann", Avatar: "u" },
  ]);
  const Public = await cloud().made("Public");
  await cloud().fails(`${service}/get_admin_list`, { GroupId: Public }, 10_007);
});

test("an account that is deleted is no longer inside", async () => {
  await cloud().join(GroupId, "ann");
  await cloud().ok("account_delete", { DeleteItem: [{ UserID: "ann" }, { UserID: "owner" }] });
  expect(await cloud().group(GroupId)).toMatchObject({ audience: {}, Owner_Account: "" });
});
