import type { Emulator } from "../support/emulator";
import { shownOf } from "../support/life-cycle";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

describe("the ownership mark", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("marks", (stack) => {
    ({ emulator, project } = stack);
  });

  /** The state forgets a resource and those that depend on it, as a killed engine would never have known them. */
  async function forget(name: string, ...dependents: string[]): Promise<void> {
    const { urn } = (await project.resources())[name];
    await project.ok(["state", "delete", "--yes", "--force", "--target-dependents", urn]);
    const left = Object.keys(await project.resources());
    for (const gone of [name, ...dependents]) expect(left).not.toContain(gone);
  }

  test("stands beside the user's own data, which stays readable and shows no difference", async () => {
    project.step("1-estate");
    await project.up();
    const [tid, roomid] = (await project.outputs()).ids;
    const [words, mark] = (await emulator.account("owner")).ex.split("\n");
    expect(words).toBe("plain words");
    expect(mark).toMatch(/^pulumi-im:[0-9a-v]{20}$/);
    expect(JSON.parse((await emulator.team(tid)).custom)).toEqual({
      app: { tier: 1 },
      "pulumi-im": expect.any(String),
    });
    expect(JSON.parse((await emulator.chatroom(roomid)).ext)).toEqual({ "pulumi-im": expect.any(String) });
    await project.expectSettled();

    project.program(project.source("1-estate").replace("tier: 1", "tier: 2").replace("plain words", "other words"));
    expect(await project.change()).toMatch(/~ ex *: "plain words" => "other words"/);
    expect((await emulator.account("owner")).ex).toBe(`other words\n${mark}`);
    expect(JSON.parse((await emulator.team(tid)).custom)).toMatchObject({
      app: { tier: 2 },
      "pulumi-im": expect.any(String),
    });
    await project.expectClean();
  });

  test("removed by hand, it is drift: the engine shows that it comes back, and the next up writes it", async () => {
    await emulator.mustVendor("user/updateUinfo", { accid: "owner", ex: "plain words" });
    project.step("1-estate");
    const text = await project.change("--refresh");
    expect(project.counts).toMatchObject({ update: 2 });
    expect(shownOf(text, "dynamic/im/commsease:Account", "owner")).toMatch(/[+~] mark *: "/);
    expect((await emulator.account("owner")).ex).toMatch(/^plain words\npulumi-im:[0-9a-v]{20}$/);
    await project.expectClean();
  });

  test("lets a run take over what an interrupted one has made, whole or half", async () => {
    const before = await project.outputs();
    const { tokenSha256 } = await emulator.account("owner");
    await forget("owner", "team", "room");
    await emulator.mustVendor("team/update", { tid: before.ids[0], owner: "owner", intro: "", joinmode: 2 });
    await emulator.forgetCalls();
    expect(await project.up()).toContain(
      "commsease account owner was there, made by this resource in an earlier run; it is taken over.",
    );
    expect(await project.outputs()).toEqual(before);
    expect((await emulator.account("owner")).tokenSha256).not.toBe(tokenSha256);
    expect(await emulator.team(before.ids[0])).toMatchObject({ joinmode: 0 });
    expect((await emulator.writes()).filter((call) => call.endsWith("/create"))).toEqual([]);
    await project.expectClean();
  });

  test("makes a forced replacement keep the object, which no delete of the old resource may then hit", async () => {
    const before = await project.outputs();
    const resources = await project.resources();
    // Of one that was taken over the mark is another, and that one counts too.
    for (const names of [["team", "room", "owner"], ["team"]]) {
      const targets = names.flatMap((name) => ["--replace", resources[name].urn]);
      const text = await project.ok(["up", "--yes", "--skip-preview", ...targets]);
      expect(text.match(/taken (over|back)/g)?.length).toBeGreaterThanOrEqual(names.length);
      expect(Object.keys((await emulator.state()).teams)).toEqual([before.ids[0]]);
      expect(await emulator.account("owner")).toMatchObject({ blocked: false });
      expect(await emulator.chatroom(before.ids[1])).toMatchObject({ valid: true });
    }
    expect(await project.outputs()).toEqual(before);
    await project.expectClean();
  });

  test("is another one for a replacement, which is then made anew", async () => {
    const [, roomid] = (await project.outputs()).ids;
    await emulator.mustVendor("user/create", { accid: "other" });
    const program = project.source("1-estate").replace("creator: owner.accid", 'creator: "other"');
    project.program(program.replace("tier: 1", "tier: 2"));
    await project.up();
    const [, replacement] = (await project.outputs()).ids;
    expect(replacement).not.toBe(roomid);
    expect(await emulator.chatroom(replacement)).toMatchObject({ creator: "other", valid: true });
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    await project.destroy();
    expect(await emulator.account("owner")).toMatchObject({ blocked: true });
    expect((await emulator.state()).teams).toEqual({});
    expect(await emulator.chatroom(replacement)).toMatchObject({ valid: false });
  });

  test("turned off, nothing is marked: an account from an interrupted run is refused, and a team is made twice", async () => {
    await emulator.reset();
    await project.ok(["config", "set", "im:ownershipMark", "false"]);
    project.step("1-estate");
    await project.up();
    const [tid] = (await project.outputs()).ids;
    expect((await emulator.account("owner")).ex).toBe("plain words");
    expect((await emulator.team(tid)).custom).toBe('{"app":{"tier":1}}');
    await forget("team");
    await project.up();
    expect(Object.keys((await emulator.state()).teams)).toHaveLength(2);
    await forget("owner", "team", "room");
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("commsease account owner exists already and was not made by this resource");
  });
});

describe("what others have made", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;
  let roomid: string;

  useStack("marks", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of ["person", "ann", "bob"]) await emulator.mustVendor("user/create", { accid, name: "By hand" });
    tid = (await emulator.mustVendor("team/create", { ...crew, members: ["bob"] })).tid;
    const { chatroom } = await emulator.mustVendor("chatroom/create", { creator: "person", name: "Hall" });
    roomid = String(chatroom.roomid);
  });

  const crew = { tname: "Crew", owner: "person", members: [] as string[], msg: "x", magree: 0, joinmode: 0 };

  test("is never touched, and the error names both ways on", async () => {
    const before = await emulator.state();
    project.program('import { commsease } from "pulumi-im"; new commsease.Account("person", { accid: "person" });');
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/account person exists already.*`adopt: true`.*import file/);
    expect(await emulator.state()).toEqual(before);
  });

  test("is an error with `adopt: true` where several have the name", async () => {
    const again = await emulator.mustVendor("team/create", crew);
    const before = (await emulator.state()).teams;
    project.step("2-adopt");
    const { code, text } = await project.run(["up", "--yes", "--skip-preview", "--target", "**crew"]);
    expect(code).not.toBe(0);
    expect(text).toContain("`adopt` cannot tell which is meant");
    expect((await emulator.state()).teams).toEqual(before);
    await emulator.mustVendor("team/remove", { tid: again.tid, owner: "person" });
  });

  test("is taken over with `adopt: true`: the token stays, nobody is removed, and the option can go again", async () => {
    const { tokenSha256 } = await emulator.account("person");
    await emulator.forgetCalls();
    project.step("2-adopt");
    expect(await project.up()).toMatch(/neither declared nor in the state: "bob"\. They stay\./);
    expect(await emulator.account("person")).toMatchObject({ name: "Declared", tokenSha256 });
    expect(await emulator.team(tid)).toMatchObject({
      intro: "declared",
      custom: expect.stringContaining("pulumi-im"),
    });
    expect(Object.keys((await emulator.team(tid)).members).sort()).toEqual(["ann", "bob", "person"]);
    expect(await emulator.chatroom(roomid)).toMatchObject({ announcement: "declared" });
    // Of an account it takes a create to know that it is there.
    expect((await emulator.calls()).filter(({ call, code }) => call.endsWith("/create") && code === 200)).toEqual([]);
    await project.expectClean();
    project.program(project.source("2-adopt").replaceAll(", adopt }", " }"));
    await project.expectClean();
  });
});
