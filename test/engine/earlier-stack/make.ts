/**
 * Makes stack.json, cloud.json and Pulumi.dev.yaml anew, with the code as it is. No test does that: they are what an earlier
 * state of the package has left, and must go on working.
 *   PATH="$(node tools/engine.mjs):$PATH" npx jest --testMatch "$PWD/test/engine/earlier-stack/make.ts" && npm run format
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Emulator } from "../../support/emulator";
import { Project } from "../../support/project";
import { addressesOf, byHand, connectionsOf, environment, settings } from "./stack";

const hour = 3600_000;

function write(file: string, text: string): void {
  writeFileSync(join(__dirname, file), text.trimEnd().concat("\n"));
}

/** A state without what belongs to this machine and moment: where the program lies, and when each resource was made. */
function scrubbed(value: unknown, time: string): unknown {
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, time));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !isOfThisRun.includes(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, key === "time" ? time : scrubbed(item, time)]));
}

const isOfThisRun = ["sourcePosition", "stackTrace", "created", "modified"];

test("a stack of every kind is made, and checked in", async () => {
  const scratch = mkdtempSync(join(tmpdir(), "im-earlier-"));
  const data = join(scratch, "cloud.json");
  const emulator = await Emulator.start([...settings, "--data", data]);
  const project = new Project("earlier-stack", {}, { ownProcesses: true });
  try {
    const madeAtMs = Math.floor(Date.now() / hour) * hour;
    const crew = await byHand(emulator);
    Object.assign(project.env, environment(madeAtMs, crew));
    await project.init(connectionsOf(emulator));
    const vault = ["im:accounts.vault.accountId=vault", "--secret", "im:accounts.vault.extension.apiKey=first-key"];
    await project.ok(["config", "set-all", "--path", "--plaintext", "im:file=listed.yaml", "--plaintext", ...vault]);
    project.step("1-made");
    // First with another creator: the room that stays is a replacement, and the next generation of its mark.
    project.program(project.source("1-made").replace("creator: full.accid", 'creator: "olga"'));
    await project.up();
    project.step("1-made");
    await project.up();
    await project.expectClean();
    await emulator.stop();

    const addresses = addressesOf(emulator);
    const general = (text: string) =>
      Object.entries(addresses).reduce((all, [name, address]) => all.replaceAll(address, `http://${name}`), text);
    const state = JSON.parse(await project.ok(["stack", "export", "--show-secrets"]));
    write("stack.json", general(JSON.stringify(scrubbed(state, new Date(madeAtMs).toISOString()))));
    write("cloud.json", readFileSync(data, "utf8"));
    write("Pulumi.dev.yaml", general(readFileSync(join(project.folder, "Pulumi.dev.yaml"), "utf8")));
  } finally {
    await emulator.stop();
    project.dispose();
    rmSync(scratch, { recursive: true });
  }
});
