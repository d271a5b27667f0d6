import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const accids = Array.from({ length: 401 }, (_, i) => `p${String(i).padStart(3, "0")}`);

/** The same people in a team, in a super team, and as an additive set in a team that is made elsewhere. */
describe("membership through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let elsewhere: string;

  useStack(
    "membership",
    async (stack) => {
      ({ emulator, project } = stack);
      await emulator.settings({ teamSizeMaximum: 1000, superTeamSizeMaximum: 1000 });
      for (const accid of ["olga", "zoe", ...accids]) await emulator.mustVendor("user/create", { accid });
      const team = { owner: "olga", msg: "m", magree: 0, joinmode: 0, members: ["zoe"], teamMemberLimit: 1000 };
      elsewhere = (await emulator.mustVendor("team/create", { ...team, tname: "Elsewhere" })).tid;
    },
    { args: ["--rate-limit", "off"] },
  );

  function declare(members: object, more: { team?: boolean } = {}): void {
    const text = JSON.stringify(members);
    const only = more.team
      ? ""
      : `new commsease.SuperTeam("hall", { tname: "Hall", owner: "olga", beinvitemode: 1, tlevel: 1000, members });
         new commsease.TeamMembers("set", { tid: "${elsewhere}", members });`;
    project.program(`import { commsease } from "pulumi-im";
      const members = ${text};
      new commsease.Team("team", { tname: "Team", owner: "olga", teamMemberLimit: 1000, members });
      ${only}`);
  }

  /** Who is where beside the owner, and as what. */
  async function people(): Promise<Record<"team" | "hall" | "set", Record<string, string>>> {
    const { teams, superTeams } = await emulator.state();
    const of = (found: { members: Record<string, { role: string }> } | undefined) =>
      Object.fromEntries(
        Object.entries(found?.members ?? {})
          .filter(([accid]) => accid !== "olga" && accid !== "zoe")
          .map(([accid, { role }]) => [accid, role]),
      );
    const named = (all: Record<string, { tname: string }>, tname: string) =>
      Object.values(all).find((one) => one.tname === tname) as never;
    return { team: of(named(teams, "Team")), hall: of(named(superTeams, "Hall")), set: of(teams[elsewhere]) };
  }

  async function expectPeople(members: Record<string, string>): Promise<void> {
    expect(await people()).toEqual({ team: members, hall: members, set: members });
  }

  /** How many people the calls of this name carried, call by call. */
  async function sizes(...calls: string[]): Promise<Record<string, number[]>> {
    const entries = await Promise.all(
      calls.map(async (call) => {
        const sent = await emulator.calls(call);
        const sizes = sent.map(({ params }) =>
          JSON.parse(params.members ?? params.inviteAccids ?? params.kickAccids ?? params.managerAccids ?? "[]"),
        );
        return [call, sizes.map((list) => list.length).sort((a, b) => b - a)] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  const ordinary = (count: number) => Object.fromEntries(accids.slice(0, count).map((accid) => [accid, "member"]));

  test.each([
    [199, [199]],
    [200, [200]],
    [201, [200, 1]],
  ])("an emptied set takes %i people in calls of %j", async (count, expected) => {
    declare([]);
    await project.up();
    await expectPeople({});
    await emulator.forgetCalls();
    declare(accids.slice(0, count));
    await project.up();
    await expectPeople(ordinary(count));
    expect(await sizes("team/add", "superteam/invite")).toEqual({
      "team/add": [...expected, ...expected].sort((a, b) => b - a),
      "superteam/invite": expected,
    });
  });

  test("401 people are read back, and the next preview is clean", async () => {
    declare(accids);
    await project.up();
    await expectPeople(ordinary(401));
    expect(await project.refresh()).toMatch(/4 unchanged/);
    await project.expectClean();
  });

  test.each([
    [10, [10]],
    [11, [10, 1]],
  ])("%i managers are made, and unmade, in calls of %j", async (count, expected) => {
    const twice = [...expected, ...expected].sort((a, b) => b - a);
    const managers = accids.slice(0, count);
    await emulator.forgetCalls();
    declare(accids.map((accid) => (managers.includes(accid) ? { accid, manager: true } : accid)));
    await project.up();
    await expectPeople({ ...ordinary(401), ...Object.fromEntries(managers.map((accid) => [accid, "manager"])) });
    declare(accids);
    await project.up();
    await expectPeople(ordinary(401));
    expect(
      await sizes("team/addManager", "team/removeManager", "superteam/addManager", "superteam/removeManager"),
    ).toEqual({
      "team/addManager": twice,
      "team/removeManager": twice,
      "superteam/addManager": expected,
      "superteam/removeManager": expected,
    });
  });

  test("a mixed change adds some and removes others", async () => {
    declare(accids.slice(200));
    await project.up();
    declare({ p000: { manager: true }, p001: {}, p400: { nick: "Last" } });
    const text = await project.preview();
    expect(text).toMatch(/- p399 *: \{\}/);
    expect(text).toMatch(/\+ p001 *: \{\}/);
    await project.up();
    await expectPeople({ p000: "manager", p001: "member", p400: "member" });
    await project.expectClean();
  });

  test("who refuses and who does not exist are named, everybody else is handled, and the next up finishes", async () => {
    // p000 is in two teams: one more than anybody may join from now on.
    await emulator.settings({ teamSizeMaximum: 1000, superTeamSizeMaximum: 1000, joinedTeamLimit: 2 });
    await emulator.mustVendor("team/create", {
      ...{ tname: "Busy", owner: "olga", members: ["p100"], msg: "m", magree: 0, joinmode: 0 },
    });
    await emulator.mustVendor("team/create", {
      ...{ tname: "Busier", owner: "olga", members: ["p100"], msg: "m", magree: 0, joinmode: 0 },
    });
    const members = { p000: { manager: true }, p002: {}, p100: {}, nobody: {} };
    declare(members, { team: true });
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(
      /did not add p100 \(team count exceed\), nobody \(no such account\)\. Everybody else was handled/,
    );
    expect((await people()).team).toEqual({ p000: "manager", p002: "member" });

    await emulator.settings({ teamSizeMaximum: 1000, superTeamSizeMaximum: 1000, joinedTeamLimit: 1000 });
    await emulator.mustVendor("user/create", { accid: "nobody" });
    await project.up();
    expect((await people()).team).toEqual({ p000: "manager", p002: "member", p100: "member", nobody: "member" });
    await project.expectClean();
  });

  test("the owner and a member swap, and unset members stay", async () => {
    project.program(
      `import { commsease } from "pulumi-im";
       new commsease.Team("team", { tname: "Team", owner: "p000", members: { olga: { manager: true }, p002: {} } });`,
    );
    await project.up();
    expect((await people()).team).toEqual({ p000: "owner", p002: "member" });
    await project.expectClean();
    project.program(
      'import { commsease } from "pulumi-im"; new commsease.Team("team", { tname: "Team", owner: "p000" });',
    );
    await project.up();
    expect((await people()).team).toEqual({ p000: "owner", p002: "member" });
    await project.destroy();
    expect(await people()).toEqual({ team: {}, hall: {}, set: {} });
    expect(Object.keys((await emulator.team(elsewhere)).members).sort()).toEqual(["olga", "zoe"]);
  });
});
