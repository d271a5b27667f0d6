import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";
import { addressesOf, environment, settings } from "./earlier-stack/stack";

const checkedIn = (file: string) => readFileSync(join(__dirname, "earlier-stack", file), "utf8");
const day = 24 * 3600;

describe("a stack that an earlier state of the package has made", () => {
  const scratch = mkdtempSync(join(tmpdir(), "im-earlier-"));
  const data = join(scratch, "cloud.json");
  copyFileSync(join(__dirname, "earlier-stack/cloud.json"), data);
  const madeAtMs = Date.parse(JSON.parse(checkedIn("stack.json")).deployment.manifest.time);
  let emulator: Emulator;
  let project: Project;

  /** Sets the clocks of the clouds and of the engine's processes, so that what time does is the same on any day. */
  async function setClocks(days: number): Promise<void> {
    await emulator.advanceClock(madeAtMs / 1000 + days * day - emulator.now() / 1000);
    project.env.IM_TEST_CLOCK_AHEAD_MS = String(emulator.now() - Date.now());
    project.env.NODE_OPTIONS = `--require ${join(__dirname, "../support/clock-ahead.cjs")}`;
  }

  useStack(
    "earlier-stack",
    async (stack) => {
      ({ emulator, project } = stack);
      await setClocks(2);
      const { teams } = await emulator.state();
      const [crew = ""] = Object.keys(teams).filter((tid) => teams[tid].tname === "Crew");
      Object.assign(project.env, environment(madeAtMs, crew));
      project.step("1-made");
      const here = (text: string) =>
        Object.entries(addressesOf(emulator)).reduce((all, [name, at]) => all.replaceAll(`http://${name}`, at), text);
      writeFileSync(join(project.folder, "Pulumi.dev.yaml"), here(checkedIn("Pulumi.dev.yaml")));
      writeFileSync(join(scratch, "stack.json"), here(checkedIn("stack.json")));
      await project.ok(["stack", "import", "--file", join(scratch, "stack.json")]);
      await emulator.forgetCalls();
    },
    { args: [...settings, "--data", data], connections: () => ({}) },
  );

  afterAll(() => rmSync(scratch, { recursive: true }));

  /** What a command does to each resource, by logical name, as the engine's own events say it. */
  async function operations(command: string): Promise<Record<string, string>> {
    const { code, text } = await project.run([command, "--yes", "--skip-preview", "--json"]);
    const lines = text.split("\n").filter((line) => line.startsWith("{"));
    const events = lines.map((line) => JSON.parse(line));
    const errors = events.filter(({ diagnosticEvent: said }) => said?.severity === "error");
    expect([code, errors.map(({ diagnosticEvent: said }) => said.message)]).toEqual([0, []]);
    const done = events.flatMap(({ resOutputsEvent: event }) => (event ? [event.metadata] : []));
    return Object.fromEntries(done.map(({ urn, op }) => [urn.split("::").pop(), op]));
  }

  test("is refreshed without a change and previewed without a difference", async () => {
    console.log(await operations("refresh"));
    await project.expectClean();
  });

  test("changes every kind in place", async () => {
    project.step("2-changed");
    console.log(await operations("up"));
    await project.expectClean();
    writeFileSync("/tmp/earlier-state.json", JSON.stringify(await emulator.control("GET", "/control/state"), null, 1));
  });

  test("time", async () => {
    await setClocks(45);
    console.log(await operations("refresh"));
    console.log(JSON.parse(await project.ok(["preview", "--json"])).changeSummary);
  });

  test("destroyed", async () => {
    project.program("throw new Error('not to be run');");
    console.log(await operations("destroy"));
    writeFileSync(
      "/tmp/earlier-state-end.json",
      JSON.stringify(await emulator.control("GET", "/control/state"), null, 1),
    );
  });
});
