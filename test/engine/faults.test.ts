import type { Fault } from "../support/control";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { sha256 } from "../support/sha256";
import { useStack } from "../support/stack";

const refusedForGood = { kind: "code", value: 403, times: 1000 } as const;

describe("calls that go wrong, through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("faults", (stack) => {
    ({ emulator, project } = stack);
  });

  async function inject(...faults: Fault[]): Promise<void> {
    await emulator.forgetCalls();
    for (const fault of faults) await emulator.fault(fault);
  }

  async function calm(): Promise<void> {
    await emulator.control("DELETE", "/control/faults");
    await emulator.forgetCalls();
  }

  /** The text of an `up` that has to fail. */
  async function failingUp(): Promise<string> {
    const { code, text } = await project.run(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    expect(code).not.toBe(0);
    return text;
  }

  async function sent(call: string): Promise<number> {
    return (await emulator.calls(call)).length;
  }

  test("creates that lose their answers make each object once, and the next preview is clean", async () => {
    project.step("1-create");
    await inject(
      { call: "user/create", kind: "drop-after", times: 3 },
      { call: "team/create", kind: "drop-after" },
      { call: "chatroom/create", kind: "drop-after" },
    );
    await project.up();

    const { accounts, teams, chatrooms } = await emulator.state();
    const { tid, roomid, token } = await project.outputs();
    expect(Object.keys(accounts).sort()).toEqual(["alice", "bob", "carol"]);
    expect(Object.keys(teams)).toEqual([tid]);
    expect(Object.keys(chatrooms)).toEqual([roomid]);
    expect(Object.keys(teams[tid].members)).toEqual(["alice", "bob"]);
    expect(sha256(token)).toBe(accounts.alice.tokenSha256);
    expect([await sent("user/create"), await sent("team/create"), await sent("chatroom/create")]).toEqual([3, 1, 1]);
    await project.expectClean();
  });

  test("a create whose second half fails is kept, told of, and finished by the next up", async () => {
    project.step("2-managers");
    await inject({ call: "team/addManager", ...refusedForGood });
    const text = await failingUp();
    expect(text).toContain("commsease team/addManager for ");
    expect(text).toContain('was refused with code 403 "fault"');

    const night = (await project.resources()).night;
    const team = await emulator.team(night.id);
    expect(team).toMatchObject({ tname: "Night", members: { bob: { role: "member" }, carol: { role: "member" } } });
    expect(night.outputs).toMatchObject({ tid: night.id, members: { bob: {}, carol: {} } });
    expect(Object.keys((await emulator.state()).teams)).toHaveLength(2);

    await calm();
    await project.up();
    expect(project.counts).toMatchObject({ update: 1 });
    expect(await emulator.writes()).toEqual(["team/addManager"]);
    expect(await emulator.team(night.id)).toMatchObject({ members: { bob: { role: "manager" } } });
    expect((await project.resources()).night.id).toBe(night.id);
    await project.expectClean();
  });

  test("a change that fails half way keeps what was not applied, and the next preview shows that", async () => {
    project.step("3-change");
    await inject(
      { call: "team/add", ...refusedForGood },
      { call: "chatroom/muteRoom", ...refusedForGood },
      { call: "user/mute", ...refusedForGood },
    );
    const text = await failingUp();
    for (const call of ["team/add", "chatroom/muteRoom", "user/mute"]) expect(text).toContain(`commsease ${call} for `);

    const { ops, lobby, carol } = await project.resources();
    expect(ops.outputs).toMatchObject({ tname: "Ops 2", members: { bob: {} } });
    expect(ops.outputs.members).not.toHaveProperty("carol");
    expect(lobby.outputs).toMatchObject({ name: "Hall", muteRoom: false });
    expect(carol.outputs).toMatchObject({ name: "Carol", mute: false });

    await calm();
    const preview = await project.preview();
    expect(project.counts).toMatchObject({ update: 3 });
    expect(preview).toMatch(/~ members : \{\s+\+ carol: \{\}\s+\}/);
    expect(preview).toMatch(/\+ muteRoom *: true/);
    expect(preview).toMatch(/\+ mute *: true/);
  });

  test("a change that failed half way can be taken back", async () => {
    project.step("2-managers");
    await project.up();
    const { tid, roomid } = await project.outputs();
    expect(await emulator.team(tid)).toMatchObject({ tname: "Ops" });
    expect(await emulator.chatroom(roomid)).toMatchObject({ name: "Lobby", muted: false });
    expect((await emulator.writes()).sort()).toEqual(["chatroom/update", "team/update"]);
  });

  test("and made after all", async () => {
    project.step("3-change");
    await calm();
    await project.up();
    const { tid, roomid } = await project.outputs();
    expect(await emulator.team(tid)).toMatchObject({ tname: "Ops 2", members: { carol: { role: "member" } } });
    expect(await emulator.chatroom(roomid)).toMatchObject({ name: "Hall", muted: true });
    expect(await emulator.account("carol")).toMatchObject({ name: "Carol", mute: true });
    await project.expectClean();
  });

  test("destroy finishes although a room was closed and a team dismissed by hand", async () => {
    const { tid, roomid } = await project.outputs();
    await emulator.mustVendor("team/remove", { tid, owner: "alice" });
    await emulator.mustVendor("chatroom/toggleCloseStat", { roomid, operator: "alice", valid: false });
    await inject({ call: "team/remove", kind: "drop-after" }, { call: "user/block", kind: "drop-after" });
    await project.destroy();
    const { accounts, teams, chatrooms } = await emulator.state();
    expect(Object.values(accounts)).toMatchObject([{ blocked: true }, { blocked: true }, { blocked: true }]);
    expect(teams).toEqual({});
    expect(chatrooms[roomid]).toMatchObject({ valid: false });
    expect(await project.resources()).toEqual({});
  });
});
