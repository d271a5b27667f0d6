import { cpSync } from "node:fs";
import { join } from "node:path";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const program = `
import { commsease } from "pulumi-im";
const { NAME = "Desk", ADOPT } = process.env;
const adopt = ADOPT === undefined ? undefined : true;
const desk = new commsease.Account("desk", { accid: "desk", name: NAME, adopt });
new commsease.Team("team", { tname: "Team", owner: "boss", intro: NAME, adopt }, { dependsOn: desk });
`;

/** A day and a minute: whatever was made now is too old then for a run that was interrupted. */
const later = {
  IM_TEST_CLOCK_AHEAD_MS: String(86_400_000 + 60_000),
  NODE_OPTIONS: `--require ${join(__dirname, "../support/clock-ahead.cjs")}`,
};

describe("one program as stack `dev` on two backends, against one app", () => {
  let emulator: Emulator;
  const projects: Project[] = [];

  beforeAll(async () => {
    emulator = await Emulator.start();
    await emulator.mustVendor("user/create", { accid: "boss" });
  });

  afterAll(async () => {
    await emulator.stop();
    for (const project of projects) project.dispose();
  });

  async function engineer(...config: string[]): Promise<Project> {
    const project = new Project("twins", {}, { ownProcesses: true });
    projects.push(project);
    await project.init({ default: emulator.connection });
    if (config.length > 0) await project.ok(["config", "set", ...config]);
    project.program(program);
    return project;
  }

  const run = (project: Project, env: Record<string, string> = {}) => {
    Object.assign(project.env, env);
    return project.run(["up", "--yes", "--skip-preview"]);
  };

  let first: Project;

  test("the second neither takes the first one's objects over nor makes them anew", async () => {
    first = await engineer();
    expect(await run(first)).toMatchObject({ code: 0 });
    const before = await emulator.state();
    const second = await engineer();
    const { code, text } = await run(second);
    expect(code).not.toBe(0);
    expect(text).toMatch(/commsease account desk exists already: another stack has made it.*`adopt: true`/s);
    expect(await emulator.state()).toEqual(before);
    await second.destroy();
    expect(await emulator.state()).toEqual(before);
  });

  test("what the second adopts, the first neither changes nor deletes any more, and says so", async () => {
    const second = await engineer();
    const adopted = await run(second, { ADOPT: "1" });
    expect(adopted).toMatchObject({ code: 0 });
    expect(adopted.text).toContain("commsease account desk bore the mark of another stack");
    const before = await emulator.state();

    expect(await first.expectSettled()).toContain(
      "IM_NOT_OURS: commsease:Account desk bears the mark of another stack",
    );
    const { code, text } = await run(first, { NAME: "First's" });
    expect(code).not.toBe(0);
    expect(text).toMatch(/commsease:Account desk bears the mark of another stack\. Nothing was changed\./);
    expect(await first.destroy()).toContain("IM_NOT_OURS: commsease:Account desk");
    expect(await emulator.state()).toEqual(before);

    // The other way that the error names: to have it back, in a stack that has what hangs on it too.
    const third = await engineer();
    expect(await run(third, { ADOPT: "1" })).toMatchObject({ code: 0 });
    expect((await run(second, { NAME: "Second's" })).text).toContain("give the resource another logical name");
    second.program(program.replace('"desk"', '"counter"').replace('"team"', '"crew"'));
    const back = await run(second, { ADOPT: "1", NAME: "Second's" });
    expect(back).toMatchObject({ code: 0 });
    expect(await emulator.account("desk")).toMatchObject({ name: "Second's", blocked: false });
    expect(Object.values((await emulator.state()).teams)).toMatchObject([{ intro: "Second's" }]);
    await second.expectClean();
  });

  test("of one configuration file are told apart by their age, and by a text in im:ownershipMark", async () => {
    await emulator.reset();
    await emulator.mustVendor("user/create", { accid: "boss" });
    const one = await engineer();
    expect(await run(one)).toMatchObject({ code: 0 });
    // The salt comes along, as with a file from a repository.
    const twin = await engineer();
    cpSync(join(one.folder, "Pulumi.dev.yaml"), join(twin.folder, "Pulumi.dev.yaml"));
    const before = await emulator.state();
    await emulator.advanceClock(86_400 + 60);
    const aged = await run(twin, later);
    expect(aged.code).not.toBe(0);
    expect(aged.text).toMatch(/This resource, or one of the same name in a stack of the same name, made it at/);
    expect(await emulator.state()).toEqual(before);

    await twin.ok(["config", "set", "im:ownershipMark", "twin"]);
    const named = await run(twin);
    expect(named.text).toContain("commsease account desk exists already: another stack has made it");
    expect(await emulator.state()).toEqual(before);
  });
});
