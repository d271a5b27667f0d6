import { readFileSync } from "node:fs";
import { join } from "node:path";
import { send, useEmulator } from "./harness";

const emulator = useEmulator();

test("state shows every field", async () => {
  await emulator().accounts("alice", "bob");
  const tid = await emulator().team("alice", ["bob"]);
  const superTid = await emulator().superTeam("alice", ["bob"]);
  const roomid = await emulator().room("alice");
  const body = await emulator().state();
  const time = expect.any(Number);
  expect(body).toEqual({
    accounts: {
      alice: {
        accid: "alice",
        name: null,
        icon: null,
        sign: null,
        email: null,
        birth: null,
        mobile: null,
        gender: null,
        ex: null,
        props: null,
        blocked: false,
        mute: false,
        muteP2P: false,
        muteTeam: false,
        muteRoom: false,
        muteQChat: false,
        donnopOpen: false,
        tokenIssued: 1,
        tokenSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        createtime: time,
        updatetime: time,
      },
      bob: expect.objectContaining({ accid: "bob" }),
    },
    teams: {
      [tid]: {
        tid: Number(tid),
        owner: "alice",
        tname: "Crew",
        announcement: null,
        intro: null,
        custom: null,
        icon: null,
        joinmode: 0,
        beinvitemode: 0,
        invitemode: 0,
        uptinfomode: 0,
        upcustommode: 0,
        maxusers: 200,
        muteType: 0,
        isNotifyCloseOnline: 0,
        isNotifyClosePersistent: 0,
        members: {
          alice: expect.objectContaining({ role: "owner" }),
          bob: {
            role: "member",
            nick: null,
            custom: null,
            mute: false,
            pushEnable: true,
            createtime: time,
            updatetime: time,
          },
        },
        pending: [],
        createtime: time,
        updatetime: time,
      },
    },
    superTeams: {
      [superTid]: {
        tid: Number(superTid),
        owner: "alice",
        tname: "Crowd",
        announcement: null,
        intro: null,
        serverCustom: null,
        icon: null,
        joinmode: 0,
        beinvitemode: 1,
        invitemode: 0,
        uptinfomode: 0,
        upcustommode: 0,
        tlevel: 200,
        muteType: 0,
        members: {
          alice: expect.objectContaining({ role: "owner" }),
          bob: {
            role: "member",
            nick: null,
            custom: null,
            mute: false,
            pushEnable: true,
            createtime: time,
            updatetime: time,
          },
        },
        pending: [],
        createtime: time,
        updatetime: time,
      },
    },
    chatrooms: {
      [roomid]: {
        roomid,
        creator: "alice",
        name: "Stage",
        announcement: null,
        broadcasturl: null,
        ext: null,
        queuelevel: 0,
        valid: true,
        muted: false,
        ionotify: true,
        delay: null,
        members: {
          alice: {
            role: "creator",
            type: "CREATOR",
            blocked: false,
            muted: false,
            tempMuteUntil: 0,
            online: false,
            tags: [],
            notifyTargetTags: null,
            robot: null,
            nick: null,
            avator: null,
            ext: null,
            enterTime: time,
          },
        },
        tempMutes: {},
        tagMutes: {},
        queue: { sizeLimit: null, elements: [] },
        createtime: time,
        updatetime: time,
      },
    },
  });
});

test("calls are logged in order, filtered and cleared", async () => {
  await emulator().accounts("alice");
  await emulator().call("user/create", { accid: "alice", token: "hidden" });
  await emulator().call("user/unblock", { accid: "alice" });
  const { body } = await emulator().control("GET", "calls?call=user/create");
  expect(body).toEqual([
    expect.objectContaining({ vendor: "commsease", call: "user/create", code: 200, status: 200 }),
    {
      seq: 2,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      vendor: "commsease",
      call: "user/create",
      params: { accid: "alice", token: "***" },
      unknownParams: [],
      code: 414,
      desc: "already register",
      status: 200,
      ms: expect.any(Number),
    },
  ]);
  await emulator().control("DELETE", "calls");
  expect((await emulator().control("GET", "calls")).body).toEqual([]);
});

test("reset empties everything and takes settings, faults and clock back", async () => {
  await emulator().accounts("alice");
  await emulator().set({ sameStateToggle: 200 });
  await emulator().control("POST", "faults", { vendor: "commsease", call: "*", kind: "drop-before" });
  await emulator().advance(5000);
  await emulator().reset();
  expect(await emulator().state()).toEqual({ accounts: {}, teams: {}, superTeams: {}, chatrooms: {} });
  expect((await emulator().control("GET", "calls")).body).toEqual([]);
  expect((await emulator().control("GET", "faults")).body).toEqual([]);
  expect((await emulator().control("GET", "settings")).body.commsease.sameStateToggle).toBe(417);
  const { now } = (await emulator().control("GET", "clock")).body;
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(2000);
});

test("a call without a signature acts like a signed one and is marked", async () => {
  const order = { vendor: "commsease", call: "user/create", params: { accid: "alice", token: "hidden", odd: "1" } };
  const { body } = await emulator().control("POST", "call", order);
  expect(body).toMatchObject({ code: 200, info: { accid: "alice" } });
  expect((await emulator().control("POST", "call", order)).body).toEqual({ code: 414, desc: "already register" });
  expect((await emulator().control("GET", "calls")).body[0]).toMatchObject({
    call: "user/create",
    params: { token: "***" },
    unknownParams: ["odd"],
    via: "control",
  });
});

test("a clock that is stopped is only moved by hand, until it goes on from there or the emulator is reset", async () => {
  const order = async (body: unknown) => Date.parse((await emulator().control("POST", "clock", body)).body.now);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  const start = await order({ stopped: true });
  await pause();
  expect(await order({ stopped: true })).toBe(start);
  expect(await order({ advanceSeconds: 60 })).toBe(start + 60_000);
  await pause();
  const going = await order({ stopped: false });
  expect(going - start - 60_000).toBeGreaterThanOrEqual(0);
  await pause();
  const later = await order({ advanceSeconds: 0, stopped: true });
  expect(later).toBeGreaterThan(going);
  expect(later - going).toBeLessThan(60_000);
  await emulator().reset();
  const { now } = (await emulator().control("GET", "clock")).body;
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(2000);
});

test.each([
  ["clock", {}],
  ["clock", { advanceSeconds: "60" }],
  ["clock", { advanceSeconds: 1, more: 1 }],
  ["clock", { stopped: "yes" }],
  ["settings", {}],
  ["settings", { commsease: { nonsense: 1 } }],
  ["settings", { commsease: { sameStateToggle: 418 } }],
  ["settings", { commsease: { sameStateToggle: "417" } }],
  ["settings", { commsease: { toString: 1 } }],
  ["settings", { other: { x: 1 } }],
  ["join", { vendor: "commsease", roomid: 1, accid: "a", action: "peek" }],
  ["join", { vendor: "commsease", roomid: 1, action: "enter" }],
  ["join", { vendor: "commsease", roomid: 1, accid: "a", action: "enter", tags: "x" }],
  ["join", { vendor: "commsease", roomid: 1, accid: "a", action: "enter", tags: [""] }],
  ["join", { vendor: "commsease", roomid: 1, accid: "a", action: "leave", tags: ["x"] }],
  ["accept", { vendor: "commsease", accid: "a" }],
  ["call", { vendor: "commsease", call: "user/delete", params: {} }],
  ["call", { vendor: "commsease", call: "user/create", params: { accid: 1 } }],
])("POST %s %j is 400 with the reason", async (path, body) => {
  const answer = await emulator().control("POST", path, body);
  expect(answer).toEqual({ status: 400, body: { error: expect.any(String) } });
});

test("what is not JSON is 400, an unknown path 404", async () => {
  const url = `${emulator().ready.console}/control`;
  const headers = { "content-type": "application/json" };
  expect(await send(`${url}/clock`, { method: "POST", headers, body: "{" })).toMatchObject({ status: 400 });
  expect(
    await send(`${url}/clock`, { method: "POST", headers: { "content-type": "text/plain" }, body: "x" }),
  ).toMatchObject({ status: 400 });
  expect(await send(`${url}/clock`, { method: "POST" })).toMatchObject({ status: 400 });
  expect(await send(`${url}/nothing`)).toMatchObject({ status: 404 });
});

/** The control calls that the README names, by what they answer to a body of no length: a POST that needs something says what. */
const readme = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");
const routes = [...readme.matchAll(/^\| (`(?:GET|POST|DELETE).*?) \|/gm)].flatMap(([, cell = ""]) => {
  const path = /\/control\/\w+/.exec(cell)?.[0];
  return path ? [...cell.matchAll(/GET|POST|DELETE/g)].map(([method]) => [method, path] as const) : [];
});

test.each(routes)("%s %s takes JSON of no length as nothing at all", async (method, path) => {
  const headers = { "content-type": "application/json; charset=utf-8", "content-length": "0" };
  const reply = await send(`${emulator().ready.console}${path}`, { method, headers });
  const needs = method === "POST" && path !== "/control/reset";
  expect([reply.status, reply.text]).toEqual(
    needs ? [400, expect.stringMatching(/required|NOT have/)] : [200, expect.anything()],
  );
});

test("all control calls are among them", () => {
  const at = (path: string) => routes.filter((route) => route[1] === `/control/${path}`).map(([method]) => method);
  expect(at("reset")).toEqual(["POST"]);
  expect(at("faults").sort()).toEqual(["DELETE", "GET", "POST"]);
  expect(routes.length).toBeGreaterThan(12);
});

test("the page shows counts and calls, and nothing that came from outside is markup", async () => {
  await emulator().accounts("alice");
  await emulator().raw("<script>alert(1)</script>", {});
  const page = await send(`${emulator().ready.console}/`);
  expect(page).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
  expect(page.text).toContain("<td>accounts</td><td>1</td>");
  expect(page.text).toContain("user/create");
  expect(page.text).not.toContain("<script");
});
