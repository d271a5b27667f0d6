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

  test("is refreshed without a change and previewed without a difference", async () => {
    await project.ok(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.expectClean();
  });
});
