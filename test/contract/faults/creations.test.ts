import { sha256 } from "../../support/sha256";
import { account, chatroom, failureOf, team, useCloud, useWarnings } from "./harness";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();

const ops = { tname: "Ops", owner: "owner" };
const lobby = { creator: "owner", name: "Lobby" };

async function calls(): Promise<string[]> {
  return (await cloud().log()).map(({ call }) => call);
}

describe("a team", () => {
  beforeEach(() => cloud().accounts("owner", "ann"));

  test("whose create lost its answer is found among others of its name", async () => {
    const byHand = { ...ops, members: [], msg: "m", magree: 0, joinmode: 0 };
    await cloud().byHand("team/create", byHand);
    await cloud().byHand("team/create", byHand);
    const before = await cloud().tids();
    await cloud().inject("team/create", { kind: "drop-after" });

    const { id, state, failure } = await cloud().create(team, { ...ops, members: ["ann"], msg: "Hello" });

    const after = await cloud().tids();
    expect(failure).toBeUndefined();
    expect(after).toHaveLength(3);
    expect(after.filter((tid) => !before.includes(tid))).toEqual([id]);
    expect(state).toMatchObject({ tid: id, members: { ann: {} }, msg: "Hello" });
    expect(await cloud().roles(id)).toEqual({ owner: "owner", ann: "member" });
    expect(await cloud().sent("team/create")).toBe(1);
  });

  test.each([1, 2])("and another of its name and owner stay two where %i creates lose their answers", async (times) => {
    await cloud().inject("team/create", { kind: "drop-after", times });
    const [first, second] = await Promise.all([
      cloud().create(team, { ...ops, members: ["ann"] }),
      cloud().create(team, { ...ops, intro: "the other" }),
    ]);
    expect(first.id).not.toBe(second.id);
    expect((await cloud().tids()).sort()).toEqual([first.id, second.id].sort());
    expect(await cloud().emulator.team(first.id)).toMatchObject({ intro: null, members: { ann: { role: "member" } } });
    expect(await cloud().emulator.team(second.id)).toMatchObject({ intro: "the other" });
    expect(Object.keys((await cloud().emulator.team(second.id)).members)).toEqual(["owner"]);
    expect(await cloud().sent("team/create")).toBe(2);
  });

  test("is sent again only after a look, three times at most", async () => {
    await cloud().inject("team/create", { kind: "status", value: 503, times: 1000 });
    const error = await failureOf(cloud().create(team, ops));
    expect(error).toMatchObject({ code: "IM_OUTCOME_UNKNOWN", facts: { call: "team/create", status: 503 } });
    expect(error.message).toBe("commsease team/create for Ops got no usable answer: HTTP 503. Run it again.");
    expect(await cloud().tids()).toEqual([]);
    const look = "team/joinTeams";
    // The listing may be behind: for ten seconds.
    const once = ["team/create", ...Array(7).fill(look)];
    expect(await calls()).toEqual([look, ...once, ...once, ...once]);
  });

  test("that appears twice after a lost answer is a conflict, and none of the two is touched", async () => {
    await cloud().inject("team/create", { kind: "drop-after" });
    await cloud().inject("team/joinTeams", { kind: "delay", value: 700, skip: 1 });
    const work = failureOf(cloud().create(team, ops));
    while ((await cloud().tids()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await cloud().byHand("team/create", { ...ops, members: [], msg: "m", magree: 0, joinmode: 0 });
    const error = await work;
    const tids = await cloud().tids();
    expect(error.code).toBe("IM_CONFLICT");
    expect(tids).toHaveLength(2);
    for (const tid of tids) expect(error.message).toContain(tid);
    expect(await cloud().sent("team/create")).toBe(1);
  });

  test("that cannot be looked for is told of: it may exist", async () => {
    await cloud().inject("team/create", { kind: "drop-after" });
    await cloud().inject("team/joinTeams", { kind: "code", value: 403, desc: "no looking", skip: 1, times: 1000 });
    const error = await failureOf(cloud().create(team, ops));
    expect(error).toMatchObject({ code: "IM_OUTCOME_UNKNOWN", facts: { call: "team/create", object: "Ops" } });
    expect(error.message).toContain("look whether it exists");
    expect(error.message).toContain('commsease team/joinTeams for owner was refused with code 403 "no looking"');
    expect(await cloud().sent("team/create")).toBe(1);
  });

  test("that was found and cannot be read is kept, and finished by the next run", async () => {
    await cloud().inject("team/create", { kind: "drop-after" });
    await cloud().inject("team/queryDetail", { kind: "code", value: 403, desc: "no reading", times: 1000 });
    await cloud().inject("team/query", { kind: "code", value: 403, desc: "no reading", times: 1000 });
    const inputs = { ...ops, members: { ann: { manager: true } } };
    const half = await cloud().create(team, inputs);
    const [tid] = await cloud().tids();
    expect(half).toMatchObject({ id: tid, state: { tid }, failure: { code: "IM_REFUSED" } });

    await cloud().clearFaults();
    await cloud().newRun();
    const { state, failure } = await cloud().update(team, half, inputs);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ tid, members: { ann: { manager: true } } });
    expect(await cloud().roles(half.id)).toEqual({ owner: "owner", ann: "manager" });
    expect(await cloud().tids()).toEqual([tid]);
  });

  test("of an owner who is not there is refused before anything is made", async () => {
    const error = await failureOf(cloud().create(team, { tname: "Ops", owner: "ghost" }));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorText: "ghost not register" } });
    expect(error.message).toContain("Check that the account or object exists");
    expect(await calls()).toEqual(["team/joinTeams"]);
  });
});

describe("a chat room", () => {
  beforeEach(() => cloud().accounts("owner"));

  test("whose create lost its answer is found among others of its name", async () => {
    await cloud().byHand("chatroom/create", lobby);
    const [before] = await cloud().roomids();
    await cloud().inject("chatroom/create", { kind: "drop-after" });
    const { id, state } = await cloud().create(chatroom, { ...lobby, delayClosePolicy: 1, delaySeconds: 60 });
    expect(await cloud().roomids()).toEqual([before, id]);
    expect(state).toMatchObject({ roomid: id, creator: "owner", delayClosePolicy: 1, delaySeconds: 60 });
    expect(await cloud().sent("chatroom/create")).toBe(1);
    expect(await cloud().sent("chatroom/updateDelayClosePolicy")).toBe(0);
  });

  test.each([1, 2])(
    "and another of its name and creator stay two where %i creates lose their answers",
    async (times) => {
      await cloud().inject("chatroom/create", { kind: "drop-after", times });
      const [first, second] = await Promise.all([
        cloud().create(chatroom, { ...lobby, ext: "1" }),
        cloud().create(chatroom, { ...lobby, ext: "2" }),
      ]);
      expect(await cloud().roomids()).toHaveLength(2);
      expect(await cloud().emulator.chatroom(first.id)).toMatchObject({ ext: "1" });
      expect(await cloud().emulator.chatroom(second.id)).toMatchObject({ ext: "2" });
    },
  );

  test("is sent again only after a look, three times at most", async () => {
    await cloud().inject("chatroom/create", { kind: "drop-before", times: 1000 });
    const error = await failureOf(cloud().create(chatroom, lobby));
    expect(error).toMatchObject({ code: "IM_OUTCOME_UNKNOWN", facts: { call: "chatroom/create", object: "Lobby" } });
    expect(await cloud().roomids()).toEqual([]);
    const look = "chatroom/queryUserRoomIds";
    const once = ["chatroom/create", ...Array(7).fill(look)];
    expect((await calls()).filter((call) => call !== "chatroom/getBatch")).toEqual([look, ...once, ...once, ...once]);
  });
});

describe("an account", () => {
  test("whose create lost its answer has a token that is known and works", async () => {
    await cloud().inject("user/create", { kind: "drop-after" });
    const { state } = await cloud().create(account, { accid: "alice", name: "Alice" });
    const live = await cloud().emulator.account("alice");
    expect(sha256(state.token)).toBe(live.tokenSha256);
    expect(live).toMatchObject({ name: "Alice", blocked: false, tokenIssued: 2 });
    expect(await calls()).toEqual(["user/getUinfos", "user/create", "user/getUinfos", "user/refreshToken"]);
  });

  test("keeps the token that was declared", async () => {
    await cloud().inject("user/create", { kind: "drop-after" });
    const { state } = await cloud().create(account, { accid: "alice", token: "chosen-by-us" });
    expect(state.token).toBe("chosen-by-us");
    expect(await cloud().emulator.account("alice")).toMatchObject({
      tokenSha256: sha256("chosen-by-us"),
      tokenIssued: 1,
    });
    expect(await calls()).toEqual(["user/getUinfos", "user/create", "user/getUinfos"]);
  });

  test("that the server makes after it dropped the connection is recognised by the second create", async () => {
    // The first create seems not to have acted when it is looked for.
    await cloud().emulator.settings({ readAfterWriteDelayMs: 500 });
    await cloud().inject("user/create", { kind: "drop-after" });
    const { id, failure } = await cloud().create(account, { accid: "alice", token: "chosen-by-us" });
    const log = await cloud().log();
    expect({ id, failure: String(failure) }).toEqual({ id: "alice", failure: "undefined" });
    expect(log.filter(({ call }) => call === "user/create").map(({ code }) => code)).toEqual([undefined, 414]);
  });

  test("is sent again only after a look, three times at most", async () => {
    await cloud().inject("user/create", { kind: "status", value: 502, times: 1000 });
    const error = await failureOf(cloud().create(account, { accid: "alice" }));
    expect(error).toMatchObject({
      code: "IM_OUTCOME_UNKNOWN",
      facts: { call: "user/create", object: "alice", status: 502 },
    });
    expect(await calls()).toEqual(Array(3).fill(["user/getUinfos", "user/create"]).flat().concat("user/getUinfos"));
  });

  test("that exists and is open is somebody else's, and stays as it is", async () => {
    await cloud().byHand("user/create", { accid: "alice", name: "Theirs", token: "theirs" });
    const before = await cloud().emulator.account("alice");
    const error = await failureOf(cloud().create(account, { accid: "alice", name: "Ours", token: "ours" }));
    expect(error.code).toBe("IM_CONFLICT");
    expect(error.message).toContain("commsease account alice exists already");
    expect(await cloud().emulator.account("alice")).toEqual(before);
    expect(await calls()).toEqual(["user/getUinfos"]);
  });

  test("that was removed before is taken back: open, with a new token and what is declared", async () => {
    const first = await cloud().create(account, { accid: "alice", name: "Alice", ex: "old" });
    await cloud().remove(account, first);
    expect(await cloud().emulator.account("alice")).toMatchObject({ blocked: true });
    await cloud().newRun();

    const { state } = await cloud().create(account, { accid: "Alice", name: "Alice 2" });

    const live = await cloud().emulator.account("alice");
    expect(live).toMatchObject({ blocked: false, name: "Alice 2", ex: "old", tokenSha256: sha256(state.token) });
    expect(state.token).not.toBe(first.state.token);
    expect(await cloud().emulator.writes()).toEqual(["user/unblock", "user/refreshToken", "user/updateUinfo"]);
    expect(warnings()).toEqual(["warning: commsease account alice was there, blocked; it is taken back.\n"]);
  });

  test("that is taken back half way is kept, and finished by the next run", async () => {
    await cloud().byHand("user/create", { accid: "alice", token: "of-who-left" });
    await cloud().byHand("user/block", { accid: "alice" });
    await cloud().inject("user/refreshToken", { kind: "code", value: 403, times: 1000 });
    const half = await cloud().create(account, { accid: "alice" });
    expect(half).toMatchObject({ id: "alice", failure: { code: "IM_REFUSED", facts: { call: "user/refreshToken" } } });

    await cloud().clearFaults();
    await cloud().newRun();
    const { state, failure } = await cloud().update(account, half, { accid: "alice" });
    const live = await cloud().emulator.account("alice");
    expect(failure).toBeUndefined();
    expect(live).toMatchObject({ blocked: false, tokenSha256: sha256(state.token), tokenIssued: 2 });
  });

  test("whose token could not be had after a lost answer is kept, and gets one in the next run", async () => {
    await cloud().inject("user/create", { kind: "drop-after" });
    await cloud().inject("user/refreshToken", { kind: "code", value: 403, times: 1000 });
    const half = await cloud().create(account, { accid: "alice", props: "p" });
    expect(half).toMatchObject({ id: "alice", state: { tokenDeclared: false }, failure: { code: "IM_REFUSED" } });

    await cloud().clearFaults();
    await cloud().newRun();
    const { state } = await cloud().update(account, half, { accid: "alice", props: "q" });
    const live = await cloud().emulator.account("alice");
    expect(live).toMatchObject({ props: "q", tokenSha256: sha256(state.token) });
    expect(await cloud().sent("user/create")).toBe(0);
  });

  test("brought in without its token keeps the token through every change", async () => {
    await cloud().byHand("user/create", { accid: "alice", token: "theirs" });
    const imported = { id: "alice", state: { accid: "alice", name: "", tokenDeclared: false } };
    const { state } = await cloud().update(account, imported, { accid: "alice", name: "Alice" });
    expect(state).not.toHaveProperty("token");
    expect(await cloud().emulator.account("alice")).toMatchObject({ name: "Alice", tokenSha256: sha256("theirs") });
  });
});
