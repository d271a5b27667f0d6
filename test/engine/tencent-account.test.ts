import { join } from "node:path";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const day = 86_400;
const admitted = 60010;

/** What the life of every kind (test/engine/life-tencent.test.ts) does not show. */
describe("tencent.Account through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start(["--setting", "tencent.profileCustomTags=PulumiIm,Team,Desk"]);
    project = new Project("tencent-account", {}, { ownProcesses: true });
    await project.init({ default: emulator.tencent.connection });
    project.step("2-change");
    await project.up();
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  const userSig = async (): Promise<string> => (await project.outputs()).userSig;

  test("a refresh keeps every input and the UserSig, with a call for each thing that can be read", async () => {
    const state = async () => ({ ...(await project.resources()).full.inputs, userSig: await userSig() });
    const before = await state();
    await emulator.forgetCalls();
    await project.refresh();
    expect(project.counts).toEqual({ same: 3 });
    expect(await state()).toEqual(before);
    expect((await emulator.tencent.calls()).map(({ call }) => call.replace(/.*\//, "")).sort()).toEqual([
      "account_check",
      "getnospeaking",
      "portrait_get",
      "portrait_get",
    ]);
  });

  test("a UserSig with more than a third of its life is kept; with less, an up shows its renewal and makes it", async () => {
    const old = await userSig();
    const later = async (days: number) => {
      await emulator.advanceClock(days * day);
      project.env.IM_TEST_CLOCK_AHEAD_MS = String(emulator.now() - Date.now());
      project.env.NODE_OPTIONS = `--require ${join(__dirname, "../support/clock-ahead.cjs")}`;
    };
    await later(39);
    await project.expectClean();
    await later(2);
    await emulator.forgetCalls();
    const text = await project.change();
    expect(text).toMatch(/~ userSigExpires *: "/);
    expect(project.counts).toEqual({ same: 2, update: 1 });
    expect(text).not.toMatch(/[~+-] (Nick|userSigDays|userSigVersion) *:/);
    expect(await emulator.tencent.writes()).toEqual([]);
    const renewed = await userSig();
    expect(renewed).not.toBe(old);
    await project.expectClean();

    await later(20);
    expect(await emulator.tencent.codeFor("full", old)).toBe(70001);
    expect(await emulator.tencent.codeFor("full", renewed)).toBe(admitted);
  });

  test("an account of somebody else's is refused and left alone", async () => {
    await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID: "taken", Nick: "Theirs" });
    const before = await emulator.tencent.account("taken");
    const more = 'new tencent.Account("mine", { UserID: "taken", Nick: "Mine" });';
    // What is deleted with the stack, beside what is left.
    const deleted = 'new tencent.Account("gone", { UserID: "gone", onDestroy: "delete" });';
    project.program(project.source("2-change") + deleted + more);
    const text = await project.failingUp("--continue-on-error");
    expect(text).toContain("tencent account taken exists already and was not made by this resource");
    expect(await emulator.tencent.account("taken")).toEqual(before);
  });

  test("destroy deletes or leaves as declared, and says what to do where it may not", async () => {
    await emulator.tencent.settings({ accountDeletion: false });
    const { code, text } = await project.run(["destroy", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("code 71000");
    expect(text).toContain('declare `onDestroy: "forget"`');
    await emulator.tencent.settings({ accountDeletion: true });
    await project.destroy();
    const { accounts } = await emulator.tencent.state();
    expect(Object.keys(accounts).sort()).toEqual(["full", "kept", "taken"]);
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
