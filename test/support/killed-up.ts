import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Project } from "./project";

/** The same numbers for the same seed, from 0 to 1. */
export function* random(state: number): Generator<number> {
  for (let a = state; ; ) {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    yield ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}

/**
 * Starts an `up`, and kills the engine alone, as an out-of-memory killer would, once it has sent so many writes.
 * @param sent how many it has sent
 */
export async function killedAfter(project: Project, count: number, sent: () => Promise<number>): Promise<void> {
  const up = spawn("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], {
    cwd: project.folder,
    env: project.env,
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise((resolve) => up.once("exit", resolve));
  while (up.exitCode === null && (await sent()) < count) await sleep(5);
  up.kill("SIGKILL");
  await ended;
  // What the provider has under way may still arrive; then nothing of this run is left.
  await sleep(300);
  try {
    process.kill(-(up.pid ?? 0), "SIGKILL");
  } catch {
    // The whole group is gone already.
  }
}

/**
 * Frees the stack. The file backend does not write its checkpoint in one step: killed in the middle of that, it leaves half
 * a file, and beside it the one before.
 */
export async function recover(project: Project): Promise<void> {
  await project.run(["cancel", "--yes"]);
  if ((await project.run(["stack", "export"])).code === 0) return;
  await project.restoreCheckpoint("dev");
  await project.run(["cancel", "--yes"]);
}
