import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { send, start } from "./harness";
import { NexconnSide, useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const control = (call: string, params: object) =>
  nexconn().running.control("POST", "call", { vendor: "nexconn", call, params });

describe("control", () => {
  test("a call as if signed", async () => {
    const { body } = await control("auth/access-token/issue", { userId: "ann", name: "Ann", odd: 1 });
    expect(body).toEqual({ code: 0, result: { userId: "ann", accessToken: expect.any(String) } });
    expect((await control("user/get", { userId: "bob" })).body).toMatchObject({ code: 400 });
    expect(await nexconn().calls()).toMatchObject([
      { call: "auth/access-token/issue", via: "control", unknownParams: ["odd"], code: 0, status: 200 },
      { call: "user/get", via: "control", code: 400, status: 400 },
    ]);
    expect(JSON.stringify(await nexconn().calls())).not.toContain(body.result.accessToken);
    expect(await control("user/delete", {})).toMatchObject({ status: 400 });
  });

  test("what lies deep in a body is hidden too, if its name says so", async () => {
    await nexconn().users("ann");
    const userExtProfile = { ext_token: "hidden", ext_level: "3" };
    await nexconn().ok("user/profile/set", { userId: "ann", userExtProfile });
    expect((await nexconn().calls()).at(-1)).toMatchObject({
      params: { userId: "ann", userExtProfile: { ext_token: "***", ext_level: "3" } },
    });
  });

  test("what one vendor has, another need not", async () => {
    const order = { vendor: "nexconn", tid: 1, accid: "ann" };
    const { status, body } = await nexconn().running.control("POST", "accept", order);
    expect({ status, body }).toEqual({ status: 400, body: { error: "nexconn has no accept" } });
  });

  test("counts on the page, and everything gone after a reset", async () => {
    await nexconn().users("ann");
    await nexconn().ok("open-channel/create", { channelId: "hall" });
    const page = async () => (await send(nexconn().running.ready.console)).text;
    expect(await page()).toContain("<td>nexconn</td><td>openChannels</td><td>1</td>");
    await nexconn().advance(3600);
    expect(await page()).toContain("<td>nexconn</td><td>openChannels</td><td>0</td>");
    await nexconn().set({ userLimit: 5 });
    await nexconn().running.reset();
    expect(await nexconn().state()).toEqual({
      users: {},
      groups: {},
      groupMutesEverywhere: {},
      groupFreezes: [],
      groupAllowedSenders: {},
      openChannels: {},
      globalMutes: {},
      lowPriorityMessageTypes: [],
      priorityMessageTypes: [],
      profanityWords: {},
    });
    const settings = (await nexconn().running.control("GET", "settings")).body;
    expect(settings.nexconn.userLimit).toBe(0);
  });
});

describe("--data", () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-nexconn-"));
  const file = join(folder, "state.json");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("keeps everything but tokens, of which a hash is enough", async () => {
    const first = new NexconnSide(await start(["--data", file]));
    const { accessToken } = await first.ok("auth/access-token/issue", { userId: "ann", name: "Ann" });
    await first.users("bob", "__proto__");
    await first.ok("user/soft-delete", { userIds: ["bob"] });
    await first.ok("user/ban", { userIds: ["ann"], durationMinutes: 5 });
    await first.ok("user/tag/batch/set", { userIds: ["ann"], tags: ["vip"] });
    await first.ok("user/profile/set", { userId: "ann", userProfile: { a: 1 }, userExtProfile: { ext_a: "1" } });
    await first.ok("user/blocklist/add", { userId: "ann", targetUserIds: ["__proto__"] });
    const mute = { userIds: ["ann"], channelTypes: ["GROUP"], muteState: 1 };
    await first.ok("channel-type/mute/set", mute);
    await first.ok("group-channel/create", { channelId: "crew", name: "Crew", owner: "ann", userIds: ["__proto__"] });
    await first.ok("group-channel/user/mute-list/add", { channelId: "crew", userIds: ["ann"], durationMinutes: 0 });
    await first.ok("group-channel/freeze-list/add", { channelIds: ["crew"] });
    await first.ok("group-channel/allowed-sender-list/add", { channelId: "crew", userIds: ["ann"] });
    await first.ok("open-channel/create", { channelId: "hall", metadataOwnerId: "ann", metadata: { k: "v" } });
    const participants = { channelId: "hall", participantIds: ["ann"] };
    await first.ok("open-channel/participant/ban-list/add", { ...participants, durationMinutes: 5 });
    await first.ok("open-channel/participant/allowed-sender-list/add", participants);
    await first.ok("profanity-word/batch/add", { words: [{ word: "heck" }] });
    const before = await first.state();
    await first.running.stop();
    expect(readFileSync(file, "utf8")).not.toContain(accessToken);

    const second = new NexconnSide(await start(["--data", file]));
    expect(await second.state()).toEqual(before);
    // The list of members goes on where it was.
    await second.ok("group-channel/create", { channelId: "next", name: "Next", owner: "ann" });
    const { groups } = await second.ok("group-channel/list", { order: 1 });
    expect(groups.map(({ channelId }: { channelId: string }) => channelId)).toEqual(["next", "crew"]);
    await second.running.stop();
  });

  test("a file from before there was Nexconn still loads", async () => {
    const content = JSON.parse(readFileSync(file, "utf8"));
    delete content.nexconn;
    writeFileSync(file, JSON.stringify(content));
    const running = await start(["--data", file]);
    expect((await new NexconnSide(running).state()).users).toEqual({});
    await running.stop();
  });
});
