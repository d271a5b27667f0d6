import { team } from "../../provider/commsease/team/resource";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const people = ["olga", "ann", "ben", "cat", "dan", "eve", "fay"];

/** Who is in a team, each with role, nick, custom and mute where they are set. */
function roster(found: { members: Record<string, { role: string; nick: string; custom: string; mute: boolean }> }) {
  return Object.fromEntries(
    Object.entries(found.members).map(([accid, { role, nick, custom, mute }]) => [
      accid,
      [role, nick, custom, mute && "mute"].filter(Boolean).join(" "),
    ]),
  );
}

describe("commsease.Team through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;

  useStack("team", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of people) await emulator.mustVendor("user/create", { accid });
    await emulator.forgetCalls();
  });

  test("a preview shows members by accid and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toMatch(/ben: \{\n *manager: true/);
    expect(text).toContain('"olga"');
    expect(await emulator.calls()).toEqual([]);
  });

  test("up creates what is declared, and the next preview is clean", async () => {
    await project.up();
    tid = (await project.outputs()).tid;
    const found = await emulator.team(tid);
    expect(found).toMatchObject({
      tname: "First",
      owner: "olga",
      announcement: "first announcement",
      intro: "first intro",
      custom: expect.stringContaining('"n":1}'),
      icon: "https://example.com/1.png",
      joinmode: 0,
      maxusers: 10,
      muteType: 0,
    });
    expect(roster(found)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "manager",
      cat: "member Cat c1",
      dan: "member",
    });
    await project.expectClean();
  });

  test("a refresh after up finds nothing and keeps every input", async () => {
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    const after = await project.resources();
    expect(after.team.inputs).toEqual(before.team.inputs);
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
    const fixed = new Set<string>([...team.replaceOn, "connection", "adopt", "mark"]);
    for (const field of Object.keys(team.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.team.inputs[field]]).not.toEqual([field, before.team.inputs[field]]);
    }
    const found = await emulator.team(tid);
    expect(found).toMatchObject({
      tname: "Second",
      owner: "cat",
      announcement: "",
      intro: "second intro",
      custom: expect.stringContaining('"n":2}'),
      icon: "https://example.com/2.png",
      joinmode: 2,
      beinvitemode: 1,
      invitemode: 1,
      uptinfomode: 1,
      upcustommode: 1,
      maxusers: 6,
      muteType: 1,
    });
    // Invited with magree 1, eve is no member before she accepts.
    expect(found.pending).toEqual(["eve"]);
    expect(roster(found)).toEqual({ cat: "owner Cat c1", ann: "manager", ben: "member Ben b2 mute", olga: "manager" });
    const calls = (await emulator.calls()).map(({ call }) => call);
    expect(calls).toEqual([
      "team/queryDetail",
      "team/update",
      "team/add",
      "team/addManager",
      "team/changeOwner",
      "team/addManager",
      "team/removeManager",
      "team/kick",
      "team/updateTeamNick",
      "team/muteTlist",
      "team/update",
      "team/muteTlistAll",
    ]);
    await project.expectClean();
  });

  test("who was invited and has not accepted shows no difference, before and after", async () => {
    expect(await project.refresh()).toMatch(/2 unchanged/);
    await emulator.control("POST", "/control/accept", { vendor: "commsease", tid, accid: "eve" });
    expect(await project.refresh()).toMatch(/2 unchanged/);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended", async () => {
    const owner = "cat";
    project.program(project.source("2-change").replace("magree: 1", "magree: 0"));
    await project.up();
    await emulator.mustVendor("team/update", {
      tid,
      owner,
      tname: "By hand",
      announcement: "By hand",
      intro: "",
      custom: "",
      icon: "",
      joinmode: 1,
      beinvitemode: 0,
      invitemode: 0,
      uptinfomode: 0,
      upcustommode: 0,
      teamMemberLimit: 50,
    });
    await emulator.mustVendor("team/muteTlistAll", { tid, owner, muteType: 0 });
    await emulator.mustVendor("team/kick", { tid, owner, members: ["ann"] });
    await emulator.mustVendor("team/removeManager", { tid, owner, members: ["olga"] });
    await emulator.mustVendor("team/updateTeamNick", { tid, owner, accid: "ben", nick: "Benny", custom: "" });
    await emulator.mustVendor("team/muteTlist", { tid, owner, accid: "ben", mute: 0 });
    await emulator.mustVendor("team/add", { tid, owner, members: ["fay"], magree: 0, msg: "by hand" });
    await emulator.mustVendor("team/changeOwner", { tid, owner, newowner: "olga", leave: 2 });
    await project.refresh();
    const text = await project.preview();
    const fields = ["tname", "announcement", "intro", "custom", "icon", "joinmode", "beinvitemode", "invitemode"];
    for (const field of [...fields, "uptinfomode", "upcustommode", "teamMemberLimit", "muteType", "owner", "members"]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toMatch(/- fay *: \{\}/);
    expect(text).toMatch(/~ nick *: "Benny" => "Ben"/);
    await project.up();
    const found = await emulator.team(tid);
    expect(found).toMatchObject({
      tname: "Second",
      owner: "cat",
      announcement: "",
      joinmode: 2,
      maxusers: 6,
      muteType: 1,
    });
    expect(roster(found)).toEqual({
      cat: "owner Cat c1",
      ann: "manager",
      ben: "member Ben b2 mute",
      eve: "member",
      olga: "manager",
    });
    await project.expectClean();
  });

  /** A program that declares these members and this mode, each where it is given. */
  const declaring = (people: { members?: string[]; membership?: string }) =>
    `import { commsease } from "pulumi-im";
    const team = new commsease.Team("team", { tname: "Two", owner: "cat", ...${JSON.stringify(people)} });
    export const tid = team.tid;`;
  const present = async () =>
    Object.keys((await emulator.team(tid)).members)
      .sort()
      .join(" ");
  const stay = (name: string) => `neither declared nor in the state: "${name}". They stay.`;

  test("who came between preview and up stays with a warning, shows after a refresh, and then goes", async () => {
    project.program(declaring({ members: ["ann", "ben", "olga"] }));
    expect(await project.preview()).not.toContain("fay");
    await emulator.mustVendor("team/update", { tid, owner: "cat", teamMemberLimit: 50 });
    await emulator.mustVendor("team/add", { tid, owner: "cat", members: ["fay"], magree: 0, msg: "by hand" });
    expect(await project.up()).toContain(stay("fay"));
    expect(await present()).toBe("ann ben cat fay olga");
    await project.refresh();
    expect(await project.preview()).toMatch(/- fay *: \{\}/);
    await project.up();
    expect(await present()).toBe("ann ben cat olga");
    await project.expectClean();
  });

  test("made additive, the set lets go of whom it no longer names, and others are nobody's business", async () => {
    await emulator.mustVendor("team/add", { tid, owner: "cat", members: ["fay"], magree: 0, msg: "by hand" });
    project.program(declaring({ members: ["ben", "olga"], membership: "additive" }));
    expect(await project.preview()).toMatch(/- ann *: \{\}/);
    expect(await project.up()).not.toContain("They stay");
    expect(await present()).toBe("ben cat fay olga");
    expect(await project.refresh()).toMatch(/2 unchanged/);
    await project.expectClean();
  });

  test("made authoritative, it shows others after a refresh, and then they go", async () => {
    project.program(declaring({ members: ["ben", "olga"], membership: "authoritative" }));
    expect(await project.preview()).not.toContain("fay");
    expect(await project.up()).toContain(stay("fay"));
    await project.refresh();
    expect(await project.preview()).toMatch(/- fay *: \{\}/);
    await project.up();
    expect(await present()).toBe("ben cat olga");
    await project.expectClean();
  });

  test("left out, of either mode, members are nobody's business; declared again, nobody goes whom no preview showed", async () => {
    await emulator.forgetCalls();
    project.program(declaring({}));
    await project.up();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    project.program(declaring({ members: ["ben"], membership: "additive" }));
    expect(await project.up()).not.toContain("They stay");
    project.program(declaring({}));
    await project.up();
    project.program(declaring({ members: [] }));
    expect(await project.up()).toMatch(
      /neither declared nor in the state: ("ben", "olga"|"olga", "ben")\. They stay\./,
    );
    expect(await emulator.writes()).toEqual([]);
    expect(await present()).toBe("ben cat olga");
  });

  test("what the vendor cannot change replaces: the new team comes, the old one is dismissed", async () => {
    project.program(
      'import { commsease } from "pulumi-im"; new commsease.Team("team", { tname: "Two", owner: "cat", isNotifyCloseOnline: 0 });',
    );
    expect(await project.up()).toContain("~ 1 updated");
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    const replacement = (await project.outputs()).tid;
    expect(replacement).not.toBe(tid);
    expect(await emulator.team(replacement)).toMatchObject({ tname: "Third", isNotifyCloseOnline: 1 });
    expect(await emulator.team(tid)).toBeUndefined();
    tid = replacement;
    await project.expectClean();
  });

  test("a team dismissed by hand is no team to update, and is made anew after a refresh", async () => {
    await emulator.mustVendor("team/remove", { tid, owner: "cat" });
    project.program(project.source("3-replace").replace("Third", "Gone"));
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("Run `pulumi refresh`");
    expect(await project.refresh()).toContain(`commsease:Team ${tid} no longer exists at the vendor`);
    expect(await project.up()).toContain("+ 1 created");
    const replacement = (await project.outputs()).tid;
    expect(replacement).not.toBe(tid);
    tid = replacement;
  });

  test("destroy dismisses the team without running the program", async () => {
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    await project.destroy();
    expect((await emulator.state()).teams[tid]).toBeUndefined();
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
