import { groupMembers } from "../../provider/nexconn/group-members/resource";
import { openChannelMetadata } from "../../provider/nexconn/open-channel-metadata/resource";
import type { AnyDefinition } from "../../provider/resource/definition";
import type { Emulator } from "../support/emulator";
import { ours } from "../support/marks";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const people = ["olga", "ann", "ben", "cat", "dan", "eve", "fay"];
const mark = { "pulumi-im": `${ours} of svc` };

describe("nexconn.GroupMembers and nexconn.OpenChannelMetadata through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  const byHand = (call: string, params: object) => emulator.nexconn.mustVendor(call, { ...params });

  async function openChannel(channelId: string, theirs: object): Promise<void> {
    const metadata = { "pulumi-im": ours, ...theirs };
    await byHand("open-channel/create", { channelId, metadataOwnerId: "svc", metadata });
  }

  useStack(
    "nexconn-elsewhere",
    async (stack) => {
      ({ emulator, project } = stack);
      for (const userId of people) await byHand("auth/access-token/issue", { userId, name: userId });
      await byHand("group-channel/create", { channelId: "plaza", name: "P", owner: "olga", userIds: ["cat", "fay"] });
      await byHand("group-channel/create", { channelId: "office", name: "O", owner: "olga", userIds: ["cat"] });
      await openChannel("lobby", { theirs: "z" });
      await openChannel("stage", {});
      await emulator.forgetCalls();
    },
    { connections: ({ nexconn }) => ({ default: nexconn.connection }) },
  );

  /** Who is in a group, each with role, nickname and extra where they are set. */
  async function roster(of = "plaza"): Promise<Record<string, string>> {
    const { members } = (await emulator.nexconn.state()).groups[of];
    return Object.fromEntries(
      Object.entries<{ role: string; nickname: string; extra: string }>(members).map(
        ([id, { role, nickname, extra }]) => [id, [role, nickname, extra].filter(Boolean).join(" ")],
      ),
    );
  }

  /** The metadata of a channel, as `value of owner` by key. */
  async function signsOf(channelId = "lobby"): Promise<Record<string, string>> {
    const { metadata } = (await emulator.nexconn.state()).openChannels[channelId];
    return Object.fromEntries(
      Object.entries<{ value: string; owner: string }>(metadata).map(([key, { value, owner }]) => [
        key,
        `${value} of ${owner}`,
      ]),
    );
  }

  test("a preview calls nobody; up adds what is missing, and the next preview is clean, with and without a refresh", async () => {
    project.step("1-create");
    expect(await project.preview()).toMatch(/ben: \{\n *admin: true/);
    expect(await emulator.calls()).toEqual([]);
    await project.up();
    expect(await roster()).toEqual({
      olga: "owner",
      ann: "member",
      ben: "admin",
      cat: "member Cat c1",
      dan: "member",
      fay: "member",
    });
    expect(await signsOf()).toEqual({ ...mark, theirs: "z of svc", topic: "first of ann", gone: "x of ann" });
    expect(await project.outputs()).toEqual({ added: ["ann", "ben", "dan"], signed: "lobby" });
    expect((await emulator.nexconn.writes()).sort()).toEqual([
      "group-channel/admin/add",
      "group-channel/join",
      "group-channel/member/set",
      "open-channel/metadata/batch/set",
    ]);
    await project.expectClean();
    expect(await project.refresh()).toMatch(/3 unchanged/);
    await project.expectClean();
  });

  test("every field that can change in place does; what others have set stays, and is told of", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toMatch(/- dan *: \{\}/);
    expect(text).toMatch(/- gone *: "x"/);
    await emulator.forgetCalls();
    expect(await project.up()).toMatch(/metadata keys of nexconn open channel lobby .*: "theirs"\. They stay\./);
    const after = await project.resources();
    const both: [string, AnyDefinition][] = [
      ["staff", groupMembers],
      ["signs", openChannelMetadata],
    ];
    for (const [name, { schema, replaceOn }] of both) {
      const fixed = new Set<string>([...replaceOn, "connection"]);
      for (const field of Object.keys(schema.shape).filter((key) => !fixed.has(key))) {
        expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
        expect([field, after[name].inputs[field]]).not.toEqual([field, before[name].inputs[field]]);
      }
    }
    expect(await roster()).toEqual({
      olga: "owner",
      ann: "admin",
      cat: "member Kat c1",
      eve: "member",
      fay: "member",
    });
    expect(await signsOf()).toEqual({ ...mark, theirs: "z of svc", topic: "second of ben", added: "y of ben" });
    expect((await emulator.nexconn.writes()).sort()).toEqual([
      "group-channel/admin/add",
      "group-channel/join",
      "group-channel/leave",
      "group-channel/member/set",
      "open-channel/metadata/batch/remove",
      "open-channel/metadata/batch/set",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found and mended: of the people named only, and of the whole metadata", async () => {
    await byHand("group-channel/leave", { channelId: "plaza", userIds: ["eve", "fay"] });
    await byHand("group-channel/admin/remove", { channelId: "plaza", userIds: ["ann"] });
    await byHand("group-channel/member/set", { channelId: "plaza", userId: "cat", nickname: "By hand" });
    await byHand("group-channel/join", { channelId: "plaza", userIds: ["dan"] });
    const metadata = { topic: "by hand" };
    await byHand("open-channel/metadata/batch/set", { channelId: "lobby", metadataOwnerId: "cat", metadata });
    await project.refresh();
    const text = await project.preview();
    expect(text).toMatch(/\+ eve *: \{\}/);
    expect(text).toMatch(/~ nickname *: "By hand" => "Kat"/);
    expect(text).not.toMatch(/\bdan\b|\bfay\b/);
    expect(text).toMatch(/~ topic *: "by hand" => "second"/);
    expect(text).toMatch(/- theirs *: "z"/);
    expect(text).toMatch(/~ metadataOwnerId *: "cat" => "ben"/);
    await project.up();
    expect(await roster()).toEqual({
      olga: "owner",
      ann: "admin",
      cat: "member Kat c1",
      dan: "member",
      eve: "member",
    });
    expect(await signsOf()).toEqual({ ...mark, topic: "second of ben", added: "y of ben" });
    await project.expectClean();
  });

  test("another channel replaces: what is declared comes there, and what was brought in here goes", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*2 to replace/);
    await project.up();
    expect(await roster()).toEqual({ olga: "owner", cat: "member Kat c1", dan: "member" });
    expect(await roster("office")).toEqual({ olga: "owner", ann: "member", cat: "member" });
    expect(await signsOf()).toEqual(mark);
    expect(await signsOf("stage")).toEqual({ ...mark, topic: "third of pulumi-im" });
    await project.expectClean();
  });

  test("where the channels are gone a refresh says so, up is an error until they are there, and then brings all back", async () => {
    await byHand("group-channel/dismiss", { channelId: "office" });
    await emulator.advanceClock(2 * 3_600);
    const refreshed = await project.refresh();
    expect(refreshed).toContain("nexconn:GroupMembers office no longer exists at the vendor");
    expect(refreshed).toContain("nexconn:OpenChannelMetadata stage no longer exists at the vendor");
    const { code, text } = await project.run(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    expect(code).not.toBe(0);
    expect(text).toContain("There is no nexconn group channel office in this app");
    expect(text).toContain("There is no nexconn open channel stage in this app");

    await byHand("group-channel/create", { channelId: "office", name: "O", owner: "olga", userIds: ["cat"] });
    await openChannel("stage", { theirs: "z" });
    await project.up();
    expect(await roster("office")).toEqual({ olga: "owner", ann: "member", cat: "member" });
    await project.expectClean();
  });

  test("destroy without the program removes only what was brought in", async () => {
    project.program("throw new Error('the program must not run');");
    await emulator.forgetCalls();
    await project.destroy();
    expect(await roster("office")).toEqual({ olga: "owner", cat: "member" });
    expect(await signsOf("stage")).toEqual({ ...mark, theirs: "z of svc" });
    expect((await emulator.nexconn.writes()).sort()).toEqual([
      "group-channel/leave",
      "open-channel/metadata/batch/remove",
    ]);
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
