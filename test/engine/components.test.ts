import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

describe("components", () => {
  let emulator: Emulator;
  let project: Project;
  let source: string;

  useStack("components", async (stack) => {
    ({ emulator, project } = stack);
    source = project.source(".");
    await emulator.mustVendor("user/create", { accid: "guest" });
    project.program(source);
  });

  /** The marks of accounts and teams, by accid and name. */
  async function marks(): Promise<Record<string, string>> {
    const { accounts, teams } = await emulator.state();
    const texts = [
      ...Object.values<{ accid: string; ex: string }>(accounts).map(({ accid, ex }) => [accid, ex]),
      ...Object.values<{ tname: string; custom: string }>(teams).map(({ tname, custom }) => [tname, custom]),
    ].filter(([name]) => name !== "guest");
    return Object.fromEntries(texts.map(([name, text]) => [name, JSON.parse(text ?? "")["pulumi-im"]]));
  }

  test("of any depth and width register, with all that is below them", async () => {
    await project.up();
    expect(project.counts).toEqual({ create: 28 });
    const { accounts, teams } = await emulator.state();
    expect(Object.keys(accounts)).toHaveLength(9);
    expect(accounts["floor-1-2-lead"]).toMatchObject({ name: "Transformed", blocked: false });
    const named = Object.values<{ tname: string; members: object }>(teams);
    expect(named.map(({ tname }) => tname).sort()).toContain("floor-1-2 2");
    for (const { tname, members } of named.filter(({ tname }) => !tname.endsWith(" 2"))) {
      expect(Object.keys(members).sort()).toEqual([`${tname}-helper`, `${tname}-lead`, "guest"]);
    }
    await project.expectClean();
  });

  test("give each object a mark of its own, in two parts of which one is the stack's", async () => {
    const all = Object.values(await marks());
    expect(new Set(all).size).toBe(16);
    expect(new Set(all.map((mark) => mark.slice(0, 6))).size).toBe(1);
    expect(new Set(all.map((mark) => mark.slice(6, 14))).size).toBe(16);
  });

  test("may be renamed with an alias: nothing changes, and the marks stay", async () => {
    const before = await marks();
    project.program(
      source
        .replace('["north", "south"]', '["north", "sunny"]')
        .replace("string> = {}", 'string> = { sunny: "south" }'),
    );
    await emulator.forgetCalls();
    await project.up();
    expect(project.counts).toEqual({ same: 28 });
    expect(await emulator.writes()).toEqual([]);
    expect(await marks()).toEqual(before);
    await project.destroy();
    expect((await emulator.state()).teams).toEqual({});
  });
});
