import { setTimeout as sleep } from "node:timers/promises";
import { group } from "../../provider/tencent/group/resource";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const settings = ["profileCustomTags=PulumiIm", "groupCustomKeys=*", "memberCustomKeys=*"];
const svc = "group_open_http_svc";

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

  test("a preview refuses members of an AVChatRoom, with the reason, and calls nobody", async () => {
    project.program(`import { tencent } from "pulumi-im";
new tencent.Group("live", { Type: "AVChatRoom", Name: "Live", MemberList: ["ann"] });`);
    const { code, text } = await project.run(["preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain(
      "MemberList: got MemberList for a group of type AVChatRoom; allowed: MemberList for Private (Work)",
    );
    expect(text).toContain("People enter an AVChatRoom by themselves, from a client");
    expect(await emulator.calls()).toEqual([]);
  });

  test("a preview shows members by UserID and calls nobody", async () => {
    project.step("1-create");
    expect(await project.preview()).toMatch(/ben: \{\n *NameCard: "Ben"\n *Role *: "Admin"/);
    expect(await emulator.calls()).toEqual([]);
  });

  test("a name that the vendor refuses leaves no group behind", async () => {
    await emulator.tencent.settings({ antispamWord: "darn" });
    project.program(project.source("1-create").replace('Name: "Team"', 'Name: "Team darn"'));
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/refused with code 80001 .*change it\. Nothing of it is left at the vendor\./);
    expect((await emulator.tencent.state()).groups).toEqual({});
    expect(await project.resources()).not.toHaveProperty("team");
    project.step("1-create");
  });

  test("up makes it, and the next preview is clean, before and after a refresh", async () => {
    await project.up();
    expect(await live()).toMatchObject({
      Type: "Public",
      Name: "Team",
      Owner_Account: "olga",
      Introduction: "first",
      MaxMemberNum: 50,
      MuteAllMember: "On",
      HistoryMsgBeforeJoin: "On",
      AppDefinedData: { kind: "support", desk: "4" },
      bans: { eve: { BannedUntil: 4294967295 } },
      attributes: { "pulumi-im": expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/) },
    });
    expect(await roles()).toEqual({ olga: "Owner", ann: "Member", ben: "Admin", cid: "Member" });
    expect(await project.outputs()).toEqual({ GroupId: "team", GroupIdDeclared: true });
    await project.expectClean();
    expect(await project.refresh()).toMatch(/3 unchanged/);
    await project.expectClean();
  });

  test("every field that can change in place does", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    await emulator.forgetCalls();
    await project.up();
    const after = await project.resources();
    const fixed = new Set(["Type", "GroupId", "SupportTopic", "adopt", "mark", "connection"]);
    for (const field of Object.keys(group.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.team.inputs[field]]).not.toEqual([field, before.team.inputs[field]]);
    }
    expect(after.team.id).toBe(before.team.id);
    expect(await live()).toMatchObject({
      Name: "Crew",
      Introduction: "",
      MaxMemberNum: 40,
      ApplyJoinOption: "DisableApply",
      InviteJoinOption: "FreeAccess",
      MuteAllMember: "Off",
      HistoryMsgBeforeJoin: "Off",
      AppDefinedData: { kind: "sales" },
      members: { ann: { NameCard: "Ann", AppMemberDefinedData: { rank: "1" } } },
      mutes: { cid: 4294967295 },
      bans: {},
    });
    expect(await roles()).toEqual({ ben: "Owner", olga: "Member", ann: "Admin", eve: "Member" });
    expect(await writes()).toEqual([
      "forbid_send_msg",
      "unban_group_member",
      "add_group_member",
      "modify_group_member_info",
      "change_group_owner",
      "delete_group_member",
      "modify_group_member_info",
      "modify_group_base_info",
      "forbid_send_msg",
    ]);
    await project.expectClean();
  });

  test("a refresh finds what was changed by hand, and up puts it right", async () => {
    const byHand = (call: string, body: object) =>
      emulator.tencent.mustVendor(`${svc}/${call}`, { GroupId: "team", ...body });
    await byHand("modify_group_base_info", { Name: "by hand", AppDefinedData: [{ Key: "kind", Value: "" }] });
    await byHand("delete_group_member", { MemberToDel_Account: ["eve"] });
    await byHand("modify_group_member_info", { Member_Account: "ann", Role: "Member", NameCard: "x" });
    await byHand("forbid_send_msg", { Members_Account: ["cid"], MuteTime: 0 });
    await byHand("change_group_owner", { NewOwner_Account: "olga" });
    await project.refresh();
    const text = await project.preview();
    for (const line of [/~ Name *: "by hand" => "Crew"/, /\+ eve *: \{\}/, /\+ cid *: \{/, /~ Owner_Account *:/]) {
      expect(text).toMatch(line);
    }
    await project.up();
    expect(await roles()).toEqual({ ben: "Owner", olga: "Member", ann: "Admin", eve: "Member" });
    expect(await live()).toMatchObject({ Name: "Crew", AppDefinedData: { kind: "sales" }, mutes: { cid: 4294967295 } });
    await project.expectClean();
  });

  test("another type under the same id makes a new group, after the old one went, and where the id is held later", async () => {
    await emulator.tencent.settings({ destroyedGroupIdSeconds: 15 });
    project.step("3-replace");
    const text = await project.preview();
    expect(text).toMatch(/Type *: "Public" => "Private"/);
    expect(text).toMatch(
      /warning: tencent group team is to be replaced under its own GroupId, so the old one goes first/,
    );
    const refused = await project.run(["up", "--yes", "--skip-preview"]);
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/refused with code 10021 .*the vendor still holds it.*Choose another id, or wait/);
    expect(refused.text).not.toContain("adopt");
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
    await project.expectClean();
    await emulator.tencent.mustVendor(`${svc}/destroy_group`, { GroupId: "team" });
    expect(await project.refresh()).toMatch(/tencent:Group team no longer exists at the vendor/);
    await project.up();
    expect(await roles()).toEqual({ olga: "Owner", ann: "Member" });
    await project.destroy();
    expect((await emulator.tencent.state()).groups).toEqual({});
  });

  test("the other types live the same life: up, refresh, a change, destroy", async () => {
    await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID: "olga" });
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
    await project.expectClean();
    expect(await project.refresh()).toMatch(/6 unchanged/);

    project.step("5-types-changed");
    await emulator.forgetCalls();
    await project.up();
    for (const id of [work, meeting, community]) {
      expect(await roles(id)).toEqual({ olga: "Owner", ann: "Member", cid: "Member" });
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
