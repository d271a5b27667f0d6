import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const seed = Number(process.env.IM_TEST_SEED ?? 20261124);
const moments = process.env.IM_TEST_LONG ? 30 : 4;
/** Vendor calls that change something in an `up` that nobody interrupts: 40 creates and 10 promotions. */
const writes = 50;

/** The same numbers for the same seed, from 0 to 1. */
function* random(state: number): Generator<number> {
  for (let a = state; ; ) {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    yield ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}

/** The number that each team and room carries in its own data. */
const numbers = (objects: { data: string }[]) =>
  objects.map(({ data }) => JSON.parse(data).number).sort((a, b) => a - b);

async function expectDeclared(emulator: Emulator): Promise<void> {
  const { accounts, teams, chatrooms } = await emulator.state();
  const declared = Array.from({ length: 10 }, (_, i) => i);
  expect(Object.keys(accounts).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `acc-${i}`).sort());
  type Team = { custom: string; members: Record<string, { role: string }> };
  expect(numbers((Object.values(teams) as Team[]).map(({ custom }) => ({ data: custom })))).toEqual(declared);
  expect(numbers((Object.values(chatrooms) as { ext: string }[]).map(({ ext }) => ({ data: ext })))).toEqual(declared);
  for (const { members } of Object.values(teams) as Team[]) {
    expect(
      Object.values(members)
        .map(({ role }) => role)
        .sort(),
    ).toEqual(["manager", "member", "owner"]);
  }
}

/**
 * Frees the stack. The file backend does not write its checkpoint in one step: killed in the middle of that, it leaves half
 * a file, and beside it the one before.
 */
async function recover(project: Project): Promise<void> {
  await project.run(["cancel", "--yes"]);
  if ((await project.run(["stack", "export"])).code === 0) return;
  await project.restoreCheckpoint("dev");
  await project.run(["cancel", "--yes"]);
}

/** The processes of a project that are there. A plugin of the engine outlives it, and has a process group of its own. */
function processesOf({ env }: Project): number[] {
  const ids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return ids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`PULUMI_HOME=${env.PULUMI_HOME}`);
    } catch {
      return false; // It has ended in between, or is somebody else's.
    }
  });
}

describe("an estate whose `up` is killed", () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await Emulator.start();
  });

  afterEach(() => emulator.stop());

  const source = random(seed);
  const killsAfter = Array.from({ length: moments }, () => Math.floor((source.next().value as number) * writes));

  test.each(killsAfter)(
    "after %i writes, is whole after the next `up`, nothing twice and nothing lost",
    async (count) => {
      const project = new Project("kill");
      await project.init({ default: emulator.connection });
      project.step("1-estate");
      await killedAfter(project, count);
      await recover(project);
      await project.up();
      await expectDeclared(emulator);
      await project.expectClean();
      await project.destroy();
      const { accounts, teams, chatrooms } = await emulator.state();
      expect(Object.values(accounts).every((account) => (account as { blocked: boolean }).blocked)).toBe(true);
      expect(teams).toEqual({});
      expect(Object.values(chatrooms).some((room) => (room as { valid: boolean }).valid)).toBe(false);
      project.dispose();
    },
  );

  test("is whole at once where answers to creates of every kind are lost instead", async () => {
    const project = new Project("kill");
    await project.init({ default: emulator.connection });
    project.step("1-estate");
    for (const call of ["user/create", "team/create", "chatroom/create"]) {
      await emulator.fault({ call, kind: "drop-after", times: 5, skip: 2 });
    }
    await project.up();
    await expectDeclared(emulator);
    await project.expectClean();
    project.dispose();
  });

  /** Starts an `up`, and kills the engine alone, as an out-of-memory killer would, once it has sent so many writes. */
  async function killedAfter(project: Project, count: number): Promise<void> {
    const up = spawn("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: project.folder,
      env: project.env,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => up.once("exit", resolve));
    while (up.exitCode === null && (await emulator.writes()).length < count) await sleep(5);
    up.kill("SIGKILL");
    await ended;
    // What the provider has under way may still arrive; then nothing of this run is left.
    await sleep(300);
    for (const pid of processesOf(project)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended in between.
      }
    }
  }
});
