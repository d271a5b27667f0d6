import { openChannel } from "../../provider/nexconn/open-channel/resource";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const channelId = "lobby";
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const mark = { "pulumi-im": { value: expect.stringMatching(/^[0-9a-v]{20}$/) } };
const someTime = expect.any(Number);

const second = {
  destroyType: 0,
  ttlMinutes: 120,
  keptAlive: true,
  frozen: true,
  mutes: { ann: someTime, ben: someTime },
  bans: { cat: someTime },
  metadata: { topic: { value: "second", owner: "ben" }, added: { value: "y", owner: "ben" }, ...mark },
};

describe("nexconn.OpenChannel through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  const channel = async (id = channelId) => (await emulator.nexconn.state()).openChannels[id];
  const byHand = (call: string, params: object) =>
    emulator.nexconn.mustVendor(`open-channel/${call}`, { channelId, ...params });

  beforeAll(async () => {
    emulator = await Emulator.start();
    for (const userId of ["ann", "ben", "cat", "dan"]) {
      await emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
    }
    await emulator.forgetCalls();
    project = new Project("open-channel", { FIRST_END: inHours(50), SECOND_END: inHours(70) });
    await project.init({ default: emulator.nexconn.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    expect(await project.preview()).toContain("+ 2 to create");
    expect(await emulator.nexconn.calls()).toEqual([]);
  });

  test("up creates what is declared, and the next preview is clean, with and without a refresh", async () => {
    await project.up();
    expect(await channel()).toMatchObject({
      destroyType: 1,
      ttlMinutes: 90,
      keptAlive: false,
      frozen: false,
      allowedSenders: ["ann", "ben"],
      mutes: { ann: someTime },
      bans: { dan: someTime },
      metadata: { topic: { value: "first", owner: "ann" }, gone: { value: "x" }, ...mark },
    });
    expect(await emulator.nexconn.writes()).toEqual([
      "open-channel/create",
      "open-channel/participant/mute-list/add",
      "open-channel/participant/ban-list/add",
    ]);
    await project.expectClean();
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    expect((await project.resources()).channel.inputs).toEqual(before.channel.inputs);
    await project.expectClean();
  });

  test("every field that can change in place does, and a change of the type is warned of", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    await emulator.forgetCalls();
    expect(await project.up()).toMatch(/counts the idle time so far/);
    const after = await project.resources();
    const fixed = new Set<string>([...openChannel.replaceOn, "connection", "adopt", "mark"]);
    for (const field of Object.keys(openChannel.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
      expect([field, after.channel.inputs[field]]).not.toEqual([field, before.channel.inputs[field]]);
    }
    const found = await channel();
    expect(found).toMatchObject(second);
    expect(found.allowedSenders.sort()).toEqual(["ann", "cat"]);
    expect(await emulator.nexconn.writes()).toEqual([
      "chatroom/keepalive/add.json",
      "open-channel/metadata/batch/remove",
      "open-channel/metadata/batch/set",
      "open-channel/participant/allowed-sender-list/remove",
      "open-channel/participant/allowed-sender-list/add",
      "open-channel/participant/mute-list/add",
      "open-channel/participant/ban-list/remove",
      "open-channel/participant/ban-list/add",
      "open-channel/freeze-list/add",
      "open-channel/destroy-type/set",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended", async () => {
    await byHand("destroy-type/set", { destroyType: 1, ttlMinutes: 200 });
    await byHand("freeze-list/remove", {});
    await byHand("participant/allowed-sender-list/add", { participantIds: ["dan"] });
    await byHand("participant/mute-list/remove", { participantIds: ["ann"] });
    await byHand("participant/ban-list/add", { participantIds: ["dan"], durationMinutes: 100 });
    await byHand("metadata/batch/set", { metadataOwnerId: "cat", metadata: { topic: "by hand", theirs: "z" } });
    await emulator.nexconn.mustVendor("chatroom/keepalive/remove.json", { chatroomId: channelId });
    await project.refresh();
    const text = await project.preview();
    const lists = ["allowedSendersList", "mutedParticipants", "bannedParticipants", "metadata", "metadataOwnerId"];
    for (const field of ["destroyType", "ttlMinutes", "keepAlive", "isFrozen", ...lists]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toMatch(/- theirs *: "z"/);
    await emulator.forgetCalls();
    await project.up();
    expect(await emulator.nexconn.calls("open-channel/metadata/batch/set")).toHaveLength(1);
    const found = await channel();
    expect(found).toMatchObject(second);
    expect(found.allowedSenders.sort()).toEqual(["ann", "cat"]);
    expect(Object.keys(found.metadata).sort()).toEqual(["added", "pulumi-im", "topic"]);
    await project.expectClean();
  });

  test("another id replaces: the new channel comes, the old one is destroyed", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    expect(await channel("stage")).toMatchObject({ metadata: { topic: { value: "third" } } });
    expect(await channel()).toBeUndefined();
  });

  test("one that ended by itself shows as to be created after a refresh, and comes back with all that it had", async () => {
    await emulator.advanceClock(2 * 3_600);
    expect(await channel("stage")).toBeUndefined();
    expect(await project.refresh()).toContain("nexconn:OpenChannel stage no longer exists at the vendor");
    expect(await project.preview()).toContain("+ 1 to create");
    await project.up();
    const whole = {
      metadata: { topic: { value: "third", owner: "pulumi-im" }, ...mark },
      mutes: { ann: someTime },
      bans: { cat: someTime },
    };
    expect(await channel("stage")).toMatchObject(whole);
    expect(await project.refresh()).toMatch(/2 unchanged/);

    // Without a refresh, the next change finds out, and is no error.
    await emulator.advanceClock(2 * 3_600);
    project.program(project.source("3-replace").replace('channelId: "stage"', 'channelId: "stage", isFrozen: true'));
    expect(await project.up()).toContain("nexconn:OpenChannel stage had ended by itself; it is made anew.");
    expect(await channel("stage")).toMatchObject({ ...whole, frozen: true });
    await project.expectClean();
  });

  test("destroy works without running the program, also where the channel has ended", async () => {
    project.program("throw new Error('the program must not run');");
    await emulator.advanceClock(2 * 3_600);
    await project.destroy();
    expect((await emulator.nexconn.state()).openChannels).toEqual({});
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
