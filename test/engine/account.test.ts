import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { sha256 } from "../support/sha256";
import { useStack } from "../support/stack";
import { second } from "./life-commsease/account";

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.Account through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("account", (stack) => {
    ({ emulator, project } = stack);
  });

  test("a blocked account is opened for a change that it would refuse, and blocked again", async () => {
    project.step("2-change");
    await project.up();
    project.program(
      project.source("2-change").replace("muteP2P: true", "muteP2P: false").replace("second-password", "third"),
    );
    await emulator.forgetCalls();
    await project.up();
    expect(await emulator.account("full.one")).toMatchObject({
      ...second,
      muteP2P: false,
      tokenSha256: sha256("third"),
    });
    expect(await emulator.writes()).toEqual(["user/unblock", "user/update", "user/muteModule", "user/block"]);
  });

  test("a replacement of the same accid, delete first, ends with the account there and unblocked", async () => {
    project.step("4-delete-first");
    const urn = (await project.resources()).made.urn;
    await project.ok(["up", "--yes", "--skip-preview", "--replace", urn]);
    expect(await emulator.account("made")).toMatchObject({ blocked: false });
    expect(await emulator.account("another")).toMatchObject({ name: "Another", blocked: false });
    await project.expectClean();
  });

  test("declared again after a destroy, a blocked account is taken back, unblocked and with a new token", async () => {
    await project.destroy();
    const before = await emulator.account("made");
    expect(before.blocked).toBe(true);
    expect(await project.up()).toContain("commsease account made was there, blocked; it is taken back.");
    const after = await emulator.account("made");
    expect(after.blocked).toBe(false);
    expect(after.tokenSha256).not.toBe(before.tokenSha256);
    await project.expectClean();
  });
});
