import { groupChannel } from "../../provider/nexconn/group-channel/resource";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const people = ["olga", "ann", "ben", "cat", "dan", "eve", "fay"];
const channelId = "support";
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

interface Member {
  role: string;
  nickname: string;
  extra: string;
}

/** Who is in a group, each with role, nickname and extra where they are set. */
function roster(found: { members: Record<string, Member> }) {
  return Object.fromEntries(
    Object.entries(found.members).map(([id, { role, nickname, extra }]) => [
      id,
      [role, nickname, extra].filter(Boolean).join(" "),
    ]),
  );
}

const second = {
  name: "Second",
  owner: "cat",
  groupProfile: { introduction: "", announcement: "second", portraitUrl: "https://example.com/2.png" },
  permissions: { joinPerm: 3, removePerm: 1, memInvitePerm: 2, invitePerm: 1, profilePerm: 1, memProfilePerm: 2 },
  groupExtProfile: { ext_topic: "second", ext_new: "y", ext_pulumi_im: expect.stringMatching(/^[0-9a-v]{20}$/) },
  mutes: { ben: { until: expect.any(Number) }, eve: { until: 0 } },
  frozen: true,
};
const secondRoster = { cat: "owner Cat c1", ann: "admin", ben: "member Ben b2", eve: "member", olga: "admin" };

describe("nexconn.GroupChannel through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  const group = async (id = channelId) => (await emulator.nexconn.state()).groups[id];
  const byHand = (call: string, params: object) =>
    emulator.nexconn.mustVendor(`group-channel/${call}`, { channelId, ...params });

  beforeAll(async () => {
    emulator = await Emulator.start();
    for (const userId of people) await emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
    await emulator.forgetCalls();
    project = new Project("group-channel", { FIRST_END: inHours(5), SECOND_END: inHours(7) });
    await project.init({ default: emulator.nexconn.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("a preview shows members by userId and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toMatch(/ben: \{\n *admin: true/);
    expect(text).toContain('"olga"');
    expect(await emulator.nexconn.calls()).toEqual([]);
  });

  test("up creates what is declared, and the next preview is clean, with and without a refresh", async () => {
    await project.up();
    const found = await group();
    expect(found).toMatchObject({
      name: "First",
      owner: "olga",
      groupProfile: { introduction: "first intro", announcement: "first", portraitUrl: "https://example.com/1.png" },
      groupExtProfile: { ext_topic: "first", ext_gone: "x", ext_pulumi_im: expect.any(String) },
      allowedSenders: ["ann", "ben"],
      mutes: { cat: { until: 0 }, dan: { until: expect.any(Number) } },
      frozen: false,
    });
    expect(roster(found)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "admin",
      cat: "member Cat c1",
      dan: "member",
    });
    await project.expectClean();
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    expect((await project.resources()).group.inputs).toEqual(before.group.inputs);
    await project.expectClean();
  });

  test("every field that can change in place does, the owner and the members in the same change", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    expect(text).toMatch(/- dan *: \{\}/);
    expect(text).toMatch(/\+ eve *: \{\}/);
    expect(text).toMatch(/~ owner *: "olga" => "cat"/);
    await emulator.forgetCalls();
    await project.up();

    const after = await project.resources();
    const fixed = new Set<string>([...groupChannel.replaceOn, "connection", "adopt", "mark"]);
    for (const field of Object.keys(groupChannel.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.group.inputs[field]]).not.toEqual([field, before.group.inputs[field]]);
    }
    const found = await group();
    expect(found).toMatchObject(second);
    expect(found.allowedSenders.sort()).toEqual(["ann", "eve"]);
    expect(roster(found)).toEqual(secondRoster);
    expect(await emulator.nexconn.writes()).toEqual([
      "group-channel/profile/update",
      "group-channel/allowed-sender-list/remove",
      "group-channel/user/mute-list/remove",
      "group-channel/join",
      "group-channel/admin/add",
      "group-channel/transfer/owner",
      "group-channel/admin/add",
      "group-channel/admin/remove",
      "group-channel/leave",
      "group-channel/member/set",
      "group-channel/allowed-sender-list/add",
      "group-channel/user/mute-list/add",
      "group-channel/user/mute-list/add",
      "group-channel/freeze-list/add",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended", async () => {
    await byHand("profile/update", {
      groupProfile: { name: "By hand", introduction: "By hand" },
      permissions: { joinPerm: 0 },
      groupExtProfile: { ext_topic: "by hand", ext_theirs: "z" },
    });
    await byHand("leave", { userIds: ["ann"], shouldDeleteAllowedSendersList: 1 });
    await byHand("admin/remove", { userIds: ["olga"] });
    await byHand("member/set", { userId: "ben", nickname: "Benny" });
    await byHand("join", { userIds: ["fay"] });
    await byHand("user/mute-list/add", { userIds: ["fay"], durationMinutes: 0 });
    await byHand("user/mute-list/remove", { userIds: ["ben"] });
    await byHand("transfer/owner", { newOwner: "olga", shouldLeave: 0 });
    await emulator.nexconn.mustVendor("group-channel/freeze-list/remove", { channelIds: [channelId] });
    await project.refresh();
    const text = await project.preview();
    const lists = ["groupExtProfile", "allowedSendersList", "mutedMembers", "members"];
    for (const field of ["name", "owner", "groupProfile", "permissions", "isFrozen", ...lists]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toMatch(/- fay *: \{\}/);
    expect(text).toMatch(/~ nickname *: "Benny" => "Ben"/);
    expect(text).toMatch(/- ext_theirs *: "z"/);
    await emulator.forgetCalls();
    await project.up();
    expect((await emulator.nexconn.calls("group-channel/profile/update")).length).toBe(1);
    const found = await group();
    expect(found).toMatchObject(second);
    expect(Object.keys(found.mutes).sort()).toEqual(["ben", "eve"]);
    expect(found.allowedSenders.sort()).toEqual(["ann", "eve"]);
    expect(roster(found)).toEqual(secondRoster);
    await project.expectClean();
    expect(await project.refresh()).toMatch(/2 unchanged/);
  });

  test("another id replaces: the new group comes, the old one is dismissed", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    expect(await group("helpdesk")).toMatchObject({ name: "Third", owner: "cat" });
    expect(await group()).toBeUndefined();
    await project.expectClean();
  });

  test("an update of a group that was dismissed by hand says what to do, and it is made anew", async () => {
    await emulator.nexconn.mustVendor("group-channel/dismiss", { channelId: "helpdesk" });
    project.program(project.source("3-replace").replace('"Third"', '"Fourth"'));
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("Run `pulumi refresh`");
    expect(await project.refresh()).toContain("nexconn:GroupChannel helpdesk no longer exists at the vendor");
    await project.up();
    expect(await group("helpdesk")).toMatchObject({ name: "Fourth" });
  });

  test("a forced replacement keeps the group, which no delete of the old resource then hits", async () => {
    const { urn } = (await project.resources()).group;
    await emulator.forgetCalls();
    expect(await project.ok(["up", "--yes", "--skip-preview", "--replace", urn])).toContain("it is taken over");
    // The mark says that it was.
    expect(await emulator.nexconn.writes()).toEqual(["group-channel/profile/update"]);
    expect(await group("helpdesk")).toMatchObject({ name: "Fourth", owner: "cat" });
  });

  test("destroy dismisses the group without running the program", async () => {
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    await project.destroy();
    expect((await emulator.nexconn.state()).groups).toEqual({});
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
