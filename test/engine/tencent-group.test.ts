import { setTimeout as sleep } from "node:timers/promises";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const settings = ["profileCustomTags=PulumiIm", "groupCustomKeys=*", "memberCustomKeys=*"];
const svc = "group_open_http_svc";

/** What the life of every kind (test/engine/life-tencent.test.ts) does not show. */
describe("tencent.Group through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start(settings.flatMap((setting) => ["--setting", `tencent.${setting}`]));
    for (const UserID of ["ann", "ben", "cid", "eve"]) {
      await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID });
    }
    await emulator.forgetCalls();
    project = new Project("tencent-group");
    await project.init({ default: emulator.tencent.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  const live = (id = "team") => emulator.tencent.group(id);
  const roles = async (id = "team") =>
    Object.fromEntries(
      Object.entries<{ Role: string }>((await live(id)).members).map(([UserID, { Role }]) => [UserID, Role]),
    );
  const writes = async () => (await emulator.tencent.writes()).map((call) => call.replace(/^.*\//, ""));

  test("a name that the vendor refuses leaves no group behind", async () => {
    await emulator.tencent.settings({ antispamWord: "darn" });
    project.program(project.source("1-create").replace('Name: "Team"', 'Name: "Team darn"'));
    const text = await project.failingUp();
    expect(text).toMatch(/refused with code 80001 .*change it\. Nothing of it is left at the vendor\./);
    expect((await emulator.tencent.state()).groups).toEqual({});
    expect(await project.resources()).not.toHaveProperty("team");
  });

  test("another type under the same id makes a new group, after the old one went, and where the id is held later", async () => {
    project.step("1-create");
    await project.up();
    await emulator.tencent.settings({ destroyedGroupIdSeconds: 15 });
    project.step("3-replace");
    const text = await project.failingUp("--diff");
    expect(text).toMatch(/Type *: "Public" => "Private"/);
    expect(text).toMatch(
      /warning: tencent group team is to be replaced under its own GroupId, so the old one goes first/,
    );
    expect(text).toMatch(/refused with code 10021 .*the vendor still holds it.*Choose another id, or wait/);
    expect(text).not.toContain("adopt");
    expect((await emulator.tencent.state()).groups).toEqual({});
    // Not by the emulator's clock: it would stay ahead, and bans are told by what is left of them.
    await sleep(15_500);
    await emulator.tencent.settings({ destroyedGroupIdSeconds: 0 });
    await project.up();
    expect(await live()).toMatchObject({
      Type: "Private",
      attributes: { "pulumi-im": expect.stringMatching(/^[0-9a-v]{14}1[0-9a-v]{5}$/) },
    });
    expect(await roles()).toEqual({ olga: "Owner", ann: "Member" });
    await emulator.tencent.mustVendor(`${svc}/destroy_group`, { GroupId: "team" });
    expect(await project.change("--refresh")).toMatch(/tencent:Group team no longer exists at the vendor/);
    expect(await roles()).toEqual({ olga: "Owner", ann: "Member" });
  });

  test("the other types live the same life: up, refresh, a change, destroy", async () => {
    await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID: "otto" });
    project.step("4-types");
    await project.up();
    const { ids } = await project.outputs();
    expect(ids).toEqual([
      expect.stringMatching(/^@TGS#1/),
      "meeting",
      expect.stringMatching(/^@TGS#a/),
      "@TGS#_shop",
      expect.stringMatching(/^@TGS#2/),
    ]);
    const [work, meeting, room, community, ownerless] = ids;
    expect(await live(work)).toMatchObject({ Type: "Private", Name: "Work", members: { ann: {}, ben: {} } });
    expect(await live(meeting)).toMatchObject({ Type: "ChatRoom", members: { ann: {}, ben: {} } });
    expect(await live(room)).toMatchObject({ Type: "AVChatRoom", mutes: { ann: 4294967295 }, bans: { ben: {} } });
    expect(await live(community)).toMatchObject({ Type: "Community", SupportTopic: 1, members: { ann: {}, ben: {} } });
    expect(await live(ownerless)).toMatchObject({ Owner_Account: "", members: { cid: { Role: "Member" } } });
    await project.expectSettled();

    project.step("5-types-changed");
    await emulator.forgetCalls();
    await project.up();
    for (const id of [work, meeting, community]) {
      expect(await roles(id)).toEqual({ otto: "Owner", ann: "Member", cid: "Member" });
    }
    expect(await live(room)).toMatchObject({ mutes: { cid: 4294967295 } });
    expect((await live(room)).mutes).not.toHaveProperty("ann");
    expect((await writes()).sort()).toEqual([
      ...Array(4).fill("add_group_member"),
      ...Array(3).fill("delete_group_member"),
      ...Array(2).fill("forbid_send_msg"),
    ]);
    await project.expectClean();
    await project.destroy();
    expect((await emulator.tencent.state()).groups).toEqual({});
  });
});
