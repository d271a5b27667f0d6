import { createHash } from "node:crypto";
import { account } from "../../provider/commsease/account/resource";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const first = {
  name: "Full",
  icon: "https://example.com/1.png",
  sign: "hello",
  email: "one@example.com",
  birth: "1990-01-01",
  mobile: "+65-81234567",
  gender: 1,
  ex: expect.stringContaining('"n":1}'),
  props: "first",
  blocked: false,
  mute: false,
  muteP2P: false,
  muteTeam: false,
  muteRoom: false,
  muteQChat: false,
  donnopOpen: false,
  tokenSha256: sha256("first-password"),
};

const second = {
  name: "Full, changed",
  icon: "",
  sign: "bye",
  email: "two@example.com",
  birth: "1991-02-02",
  mobile: "+65-87654321",
  gender: 2,
  ex: expect.stringContaining('"n":2}'),
  props: "second",
  blocked: true,
  mute: true,
  muteP2P: true,
  muteTeam: true,
  muteRoom: true,
  muteQChat: true,
  donnopOpen: true,
  tokenSha256: sha256("second-password"),
};

describe("commsease.Account through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("account", (stack) => {
    ({ emulator, project } = stack);
  });

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toContain('accid              : "full.one"');
    expect(text).toContain("+ 3 to create");
    expect(text).not.toContain("first-password");
    expect(await emulator.calls()).toEqual([]);
  });

  test("up creates what is declared, and the next preview is clean", async () => {
    await project.up();
    expect(await emulator.account("full.one")).toMatchObject(first);
    expect((await emulator.account("made")).tokenIssued).toBe(1);
    await project.expectClean();
  });

  test("the token that the vendor made is an output", async () => {
    const { madeToken } = await project.outputs();
    expect(sha256(madeToken)).toBe((await emulator.account("made")).tokenSha256);
  });

  test("a refresh after up finds nothing and keeps every input", async () => {
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/3 unchanged/);
    const after = await project.resources();
    // A secret is encrypted anew each time.
    const readable = ({ token: _, ...inputs }: Record<string, unknown>) => inputs;
    expect(readable(after.full.inputs)).toEqual(readable(before.full.inputs));
    await project.expectClean();
  });

  test("every field that can change in place does, and a new token version ends the old token", async () => {
    const before = await project.resources();
    const oldToken = (await project.outputs()).madeToken;
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 2 to update");
    await emulator.forgetCalls();
    await project.up();

    const after = await project.resources();
    const fixed = new Set(["accid", "connection", "tokenVersion", "adopt", "mark"]);
    for (const field of Object.keys(account.schema.shape).filter((key) => !fixed.has(key))) {
      // The engine marks no change of a secret.
      if (field !== "token") expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.full.inputs[field]]).not.toEqual([field, before.full.inputs[field]]);
    }
    expect(await emulator.account("full.one")).toMatchObject(second);
    const { madeToken } = await project.outputs();
    expect(madeToken).not.toBe(oldToken);
    expect(await emulator.account("made")).toMatchObject({ tokenSha256: sha256(madeToken), tokenIssued: 2 });
    expect((await emulator.writes()).sort()).toEqual([
      "user/block",
      "user/mute",
      "user/muteModule",
      "user/refreshToken",
      "user/setDonnop",
      "user/update",
      "user/updateUinfo",
    ]);
    await project.expectClean();
  });

  test("a blocked account is opened for a change that it would refuse, and blocked again", async () => {
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
    project.step("2-change");
    await project.up();
  });

  test("drift by hand is found by a refresh, shown by property, and mended without running a needless call", async () => {
    const accid = "full.one";
    await emulator.mustVendor("user/unblock", { accid });
    await emulator.mustVendor("user/updateUinfo", {
      accid,
      name: "By hand",
      ex: "",
      gender: 0,
      icon: "https://x.example",
    });
    await emulator.mustVendor("user/mute", { accid, mute: false });
    await emulator.mustVendor("user/muteModule", {
      accid,
      muteP2P: false,
      muteTeam: false,
      muteRoom: false,
      muteQChat: false,
    });
    await project.refresh();
    const text = await project.preview();
    for (const field of [
      "name",
      "ex",
      "gender",
      "icon",
      "block",
      "mute",
      "muteP2P",
      "muteTeam",
      "muteRoom",
      "muteQChat",
    ]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toContain('"By hand" => "Full, changed"');
    expect(text).not.toMatch(/[~+-] (sign|email|birth|mobile|token|props|donnopOpen) *:/);
    await emulator.forgetCalls();
    await project.up();
    expect(await emulator.account(accid)).toMatchObject(second);
    expect(await emulator.writes()).toEqual(["user/updateUinfo", "user/mute", "user/muteModule", "user/block"]);
    await project.expectClean();
  });

  test("a change of accid replaces: the new account comes, the old one is blocked", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    expect(await emulator.account("another")).toMatchObject({ name: "Another", blocked: false });
    expect(await emulator.account("full.one")).toMatchObject({ blocked: true });
    await project.expectClean();
  });

  test("a forced replacement of the same accid, delete first, ends with the account there and unblocked", async () => {
    project.step("4-delete-first");
    const urn = (await project.resources()).full.urn;
    await project.ok(["up", "--yes", "--skip-preview", "--replace", urn]);
    expect(await emulator.account("another")).toMatchObject({ name: "Another", blocked: false });
    await project.expectClean();
  });

  test("destroy blocks the accounts without running the program", async () => {
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    await project.destroy();
    expect(await emulator.account("another")).toMatchObject({ blocked: true });
    expect(await emulator.account("made")).toMatchObject({ blocked: true });
    expect(Object.keys(await project.resources())).toEqual([]);
  });

  test("declared again, a blocked account is taken back, unblocked and with a new token", async () => {
    const before = await emulator.account("made");
    project.step("3-replace");
    expect(await project.up()).toContain("commsease account made was there, blocked; it is taken back.");
    const after = await emulator.account("made");
    expect(after.blocked).toBe(false);
    expect(after.tokenSha256).not.toBe(before.tokenSha256);
    await project.expectClean();
    await project.destroy();
  });

  test("an account of somebody else's is refused and left alone", async () => {
    await emulator.mustVendor("user/create", { accid: "taken", name: "Somebody" });
    const before = await emulator.account("taken");
    project.program(
      'import { commsease } from "pulumi-im"; new commsease.Account("mine", { accid: "taken", name: "Mine" });',
    );
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("commsease account taken exists already and was not made by this resource");
    expect(await emulator.account("taken")).toEqual(before);
    await project.destroy();
    expect(await emulator.account("taken")).toEqual(before);
  });
});
