import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const accids = Array.from({ length: 402 }, (_, i) => `p${String(i).padStart(3, "0")}`);

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

  // Each number at a cap and beside it is in test/contract/faults/{membership,super-team-members}.test.ts.
  test("401 people and 11 managers come into an emptied set in as few calls as can be, and are read back", async () => {
    declare([]);
    await project.up();
    await expectPeople({});
    await emulator.forgetCalls();
    const managers = accids.slice(2, 13);
    const isManager = (accid: string) => managers.includes(accid);
    const declared = accids.filter((accid) => accid !== "p001");
    declare(declared.map((accid) => (isManager(accid) ? { accid, manager: true } : accid)));
    await project.up();
    await expectPeople(Object.fromEntries(declared.map((accid) => [accid, isManager(accid) ? "manager" : "member"])));
    expect(await sizes("team/add", "superteam/invite", "team/addManager", "superteam/addManager")).toEqual({
      "team/add": [200, 200, 200, 200, 1, 1],
      "superteam/invite": [200, 200, 1],
      "team/addManager": [10, 10, 1, 1],
      "superteam/addManager": [10, 1],
    });
    await project.expectSettled();
  });

  test("a mixed change adds some and removes others", async () => {
    declare({ p000: { manager: true }, p001: {}, p400: { nick: "Last" } });
    const text = await project.change();
    expect(text).toMatch(/- p399 *: \{\}/);
    expect(text).toMatch(/\+ p001 *: \{\}/);
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
    expect(await project.failingUp()).toMatch(
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
