import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const svc = "group_open_http_svc";

/** What the life of every kind (test/engine/life-tencent.test.ts) does not show. */
describe("tencent.GroupMembers through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start(["--setting", "tencent.memberCustomKeys=rank"]);
    for (const UserID of ["olga", "ann", "cat", "eve", "fay"]) {
      await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID });
    }
    const MemberList = [{ Member_Account: "cat" }, { Member_Account: "fay" }];
    const other = { Type: "Public", GroupId: "other", Name: "Other", Owner_Account: "olga", MemberList };
    await emulator.tencent.mustVendor(`${svc}/create_group`, other);
    await emulator.tencent.mustVendor(`${svc}/create_group`, { Type: "AVChatRoom", GroupId: "show", Name: "Show" });
    project = new Project("tencent-group-members");
    await project.init({ default: emulator.tencent.connection });
    await project.ok(["config", "set", "group", "other"]);
    project.step("2-change");
    await project.up();
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  const people = async () => Object.keys((await emulator.tencent.group("other")).members).sort();

  test("a group without members is an error that says why, and with the former group the set is whole again", async () => {
    expect(await people()).toEqual(["ann", "cat", "eve", "fay", "olga"]);
    await project.ok(["config", "set", "group", "show"]);
    const text = await project.failingUp();
    expect(text).toContain("tencent group show is of type AVChatRoom. People enter an AVChatRoom by themselves");
    // A set is removed before it is made elsewhere: those whom it had added are out, and nobody else is.
    expect(await people()).toEqual(["cat", "fay", "olga"]);
    await project.ok(["config", "set", "group", "other"]);
    await project.up();
    expect(await people()).toEqual(["ann", "cat", "eve", "fay", "olga"]);
    await project.expectClean();
  });
});
