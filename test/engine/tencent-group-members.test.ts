import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const svc = "group_open_http_svc";

describe("tencent.GroupMembers through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start(["--setting", "tencent.memberCustomKeys=rank"]);
    for (const UserID of ["olga", "ann", "ben", "cat", "dan", "eve", "fay"]) {
      await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID });
    }
    const MemberList = [{ Member_Account: "cat" }, { Member_Account: "fay" }];
    for (const GroupId of ["first", "other"]) {
      const group = { Type: "Public", GroupId, Name: GroupId, Owner_Account: "olga", MemberList };
      await emulator.tencent.mustVendor(`${svc}/create_group`, group);
    }
    await emulator.tencent.mustVendor(`${svc}/create_group`, { Type: "AVChatRoom", GroupId: "show", Name: "Show" });
    await emulator.forgetCalls();
    project = new Project("tencent-group-members");
    await project.init({ default: emulator.tencent.connection });
    await project.ok(["config", "set", "group", "first"]);
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  /** Who is in a group, each with role and name card. */
  async function roster(of = "first"): Promise<Record<string, string>> {
    const { members } = await emulator.tencent.group(of);
    return Object.fromEntries(
      Object.entries<{ Role: string; NameCard: string }>(members).map(([id, { Role, NameCard }]) => [
        id,
        [Role, NameCard].filter(Boolean).join(" "),
      ]),
    );
  }

  const byHand = (call: string, body: object) =>
    emulator.tencent.mustVendor(`${svc}/${call}`, { GroupId: "first", ...body });
  const writes = async () => (await emulator.tencent.writes()).map((call) => call.replace(/^.*\//, ""));

  test("up adds who is missing, and the next preview is clean, before and after a refresh", async () => {
    project.step("1-create");
    expect(await project.preview()).toMatch(/ben: \{\n *Role: "Admin"/);
    expect(await emulator.calls()).toEqual([]);
    await project.up();
    const there = { olga: "Owner", cat: "Member Cat", fay: "Member" };
    expect(await roster()).toEqual({ ...there, ann: "Member", ben: "Admin", dan: "Member" });
    expect(await project.outputs()).toEqual({ added: ["ann", "ben", "dan"], invited: [] });
    await project.expectClean();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    await project.expectClean();
  });

  test("a change adds, promotes, removes only its own, and writes cards and data", async () => {
    project.step("2-change");
    const text = await project.preview();
    expect(text).toMatch(/- dan *: \{\}/);
    expect(text).toMatch(/\+ eve *: \{/);
    await emulator.forgetCalls();
    await project.up();
    expect(await roster()).toEqual({ olga: "Owner", ann: "Admin", cat: "Member", eve: "Member Eve", fay: "Member" });
    expect((await emulator.tencent.group("first")).members.cat.AppMemberDefinedData).toEqual({});
    expect(await writes()).toEqual([
      "add_group_member",
      "modify_group_member_info",
      "delete_group_member",
      "modify_group_member_info",
      "modify_group_member_info",
    ]);
    await project.expectClean();
  });

  test("of drift by hand only that of the people named is found and mended", async () => {
    await byHand("delete_group_member", { MemberToDel_Account: ["eve", "fay"] });
    await byHand("modify_group_member_info", { Member_Account: "ann", Role: "Member" });
    await byHand("modify_group_member_info", { Member_Account: "cat", NameCard: "By hand" });
    await byHand("add_group_member", { MemberList: [{ Member_Account: "dan" }] });
    await project.refresh();
    const text = await project.preview();
    expect(text).toMatch(/\+ eve *: \{/);
    expect(text).toMatch(/- NameCard *: "By hand"/);
    expect(text).not.toMatch(/dan|fay/);
    await project.up();
    expect(await roster()).toEqual({ olga: "Owner", ann: "Admin", cat: "Member", dan: "Member", eve: "Member Eve" });
    await project.expectClean();
  });

  test("another group replaces the set: its people come there, and those added here go", async () => {
    await project.ok(["config", "set", "group", "other"]);
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    expect(await roster()).toEqual({ olga: "Owner", cat: "Member", dan: "Member" });
    expect(Object.keys(await roster("other")).sort()).toEqual(["ann", "cat", "eve", "fay", "olga"]);
    await project.expectClean();
  });

  test("a group without members is an error that says why, and with the former group the set is whole again", async () => {
    await project.ok(["config", "set", "group", "show"]);
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("tencent group show is of type AVChatRoom. People enter an AVChatRoom by themselves");
    // A set is removed before it is made elsewhere: those whom it had added are out, and nobody else is.
    expect(Object.keys(await roster("other")).sort()).toEqual(["cat", "fay", "olga"]);
    await project.ok(["config", "set", "group", "other"]);
    await project.up();
    expect(Object.keys(await roster("other")).sort()).toEqual(["ann", "cat", "eve", "fay", "olga"]);
    await project.expectClean();
  });

  test("destroy without the program removes only those whom the set added", async () => {
    project.program("throw new Error('the program must not run');");
    await project.destroy();
    expect(await roster("other")).toEqual({ olga: "Owner", cat: "Member", fay: "Member" });
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
