import { createHash } from "node:crypto";
import { send, useEmulator } from "./harness";

const emulator = useEmulator();

const accid = { accid: "alice" };

describe("who may call", () => {
  test("an unknown or missing app key", async () => {
    expect(await emulator().call("user/create", accid, { AppKey: "other" })).toEqual({ code: 414, desc: "appkey" });
    expect(await emulator().call("user/create", accid, { AppKey: "" })).toEqual({ code: 414, desc: "appkey" });
  });

  test("a wrong checksum", async () => {
    const wrong = { CheckSum: "0".repeat(40) };
    expect(await emulator().call("user/create", accid, wrong)).toEqual({ code: 414, desc: "checksum" });
  });

  test("an upper-case checksum is wrong", async () => {
    const headers = emulator().signed();
    headers.CheckSum = headers.CheckSum?.toUpperCase() ?? "";
    expect(await emulator().call("user/create", accid, headers)).toEqual({ code: 414, desc: "checksum" });
  });

  test("a checksum in another order is wrong", async () => {
    const headers = emulator().signed();
    const text = `${headers.Nonce}${headers.CurTime}${emulator().secret}`;
    headers.CheckSum = createHash("sha1").update(text).digest("hex");
    expect(await emulator().call("user/create", accid, headers)).toEqual({ code: 414, desc: "checksum" });
  });

  test("a nonce has 1 to 128 characters", async () => {
    for (const nonce of ["", "n".repeat(129)]) {
      expect(await emulator().call("user/create", accid, { Nonce: nonce })).toEqual({ code: 414, desc: "nonce" });
      const late = { ...emulator().signed(1), Nonce: nonce };
      expect(await emulator().call("user/create", accid, late)).toMatchObject({ desc: "CurTime is expired" });
    }
  });

  test.each([
    ["thirteen digits", () => Date.now()],
    ["six minutes slow", () => Math.floor(Date.now() / 1000) - 360],
    ["six minutes fast", () => Math.floor(Date.now() / 1000) + 360],
  ])("a time of %s is expired", async (_name, time) => {
    const body = await emulator().call("user/create", accid, emulator().signed(time()));
    expect(body).toEqual({ code: 414, desc: "CurTime is expired" });
  });

  test("a time that is four minutes off will do", async () => {
    const seconds = Math.floor(Date.now() / 1000) - 240;
    expect(await emulator().call("user/create", accid, emulator().signed(seconds))).toMatchObject({ code: 200 });
  });

  test("app key comes before time, time before checksum, checksum before parameters", async () => {
    const old = emulator().signed(1);
    const bad = { CheckSum: "x" };
    expect(await emulator().call("user/create", {}, { ...old, ...bad, AppKey: "x" })).toMatchObject({ desc: "appkey" });
    expect(await emulator().call("user/create", {}, { ...old, ...bad })).toMatchObject({ desc: "CurTime is expired" });
    expect(await emulator().call("user/create", {}, bad)).toMatchObject({ desc: "checksum" });
    expect(await emulator().call("user/create", {})).toEqual({ code: 414, desc: "accid is empty" });
  });

  test("refused calls leave nothing behind", async () => {
    await emulator().call("user/create", accid, { CheckSum: "x" });
    expect((await emulator().state()).accounts).toEqual({});
  });
});

describe("the form", () => {
  test("a JSON body has no parameters", async () => {
    const reply = await send(`${emulator().ready.commsease.endpoint}/user/create.action`, {
      method: "POST",
      headers: { "content-type": "application/json", ...emulator().signed() },
      body: JSON.stringify(accid),
    });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toEqual({ code: 414, desc: "accid is empty" });
  });

  test.each(["multipart/form-data", "text/plain", "nonsense", ""])("nor has a body of type %j", async (type) => {
    const reply = await send(`${emulator().ready.commsease.endpoint}/user/create.action`, {
      method: "POST",
      headers: { ...(type && { "content-type": type }), ...emulator().signed() },
      body: "accid=alice",
    });
    expect(JSON.parse(reply.text)).toEqual({ code: 414, desc: "accid is empty" });
  });

  test("parameters in the URL do not count", async () => {
    const reply = await send(`${emulator().ready.commsease.endpoint}/user/create.action?accid=alice`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...emulator().signed() },
    });
    expect(JSON.parse(reply.text)).toEqual({ code: 414, desc: "accid is empty" });
  });

  test("text comes through whole", async () => {
    const name = 'a+b & c=d % é 你好 👩‍🚀 "quoted"\n';
    await emulator().ok("user/create", { accid: "alice", name });
    expect((await emulator().state()).accounts.alice.name).toBe(name);
  });

  test.each([
    ["user/mute", { accid: "alice", mute: "1" }, "mute not boolean"],
    ["user/mute", { accid: "alice", mute: "True" }, "mute not boolean"],
    ["user/mute", { accid: "alice" }, "mute is empty"],
    ["user/create", { accid: "bob", gender: "male" }, "gender not number"],
    ["user/create", { accid: "bob", gender: "1.0" }, "gender not number"],
    ["user/create", { accid: "bob", gender: "01" }, "gender not number"],
    ["user/create", { accid: "bob", gender: "3" }, "gender is invalid"],
    ["user/getUinfos", { accids: "alice" }, "accids json error"],
    ["user/getUinfos", { accids: '{"a":1}' }, "accids json error"],
    ["user/getUinfos", { accids: "[1]" }, "accids json error"],
    ["chatroom/get", { roomid: "abc" }, "roomid not number"],
    ["chatroom/get", { roomid: "99999999999999999999" }, "roomid not number"],
    ["chatroom/get", { roomid: "-1" }, "roomid is invalid"],
  ])("%s %j: %s", async (call, params, desc) => {
    await emulator().accounts("alice");
    expect(await emulator().call(call, params)).toEqual({ code: 414, desc });
  });

  test("parameters that the vendor does not know are ignored and recorded", async () => {
    await emulator().ok("user/create", { accid: "alice", nickname: "A" });
    const [entry] = (await emulator().control("GET", "calls")).body;
    expect(entry).toMatchObject({ call: "user/create", unknownParams: ["nickname"], code: 200 });
  });
});

describe("routes", () => {
  test("an unknown route is 404 and recorded as unexpected", async () => {
    const reply = await emulator().raw("user/delete", accid);
    expect(reply.status).toBe(404);
    expect(reply.headers["content-type"]).toContain("text/html");
    const { body } = await emulator().control("GET", "calls?call=user/delete");
    expect(body).toMatchObject([{ call: "user/delete", status: 404, unexpected: true }]);
  });

  test.each(["GET", "PUT", "DELETE"])("%s on a call is unexpected too", async (method) => {
    const reply = await send(`${emulator().ready.commsease.endpoint}/user/create.action`, { method });
    expect(reply.status).toBe(404);
    expect((await emulator().control("GET", "calls")).body).toMatchObject([{ unexpected: true }]);
  });

  test("a call needs its .action", async () => {
    const url = `${emulator().ready.commsease.endpoint}/user/create`;
    expect(await send(url, { method: "POST", headers: emulator().signed() })).toMatchObject({ status: 404 });
  });

  test.each(["GET", "POST"])("%s liveness needs no signature", async (method) => {
    const url = `${emulator().ready.commsease.endpoint}/health/liveness.action`;
    expect(await send(url, { method })).toMatchObject({ status: 200 });
    expect((await emulator().control("GET", "calls")).body).toEqual([]);
  });
});

describe("the clock", () => {
  test("shows in the Date header and decides about CurTime", async () => {
    await emulator().advance(3600);
    const reply = await emulator().raw("user/create", accid);
    expect(JSON.parse(reply.text)).toEqual({ code: 414, desc: "CurTime is expired" });
    const server = Date.parse(reply.headers.date ?? "");
    expect(Math.abs(server - Date.now() - 3_600_000)).toBeLessThan(5000);
    const again = await emulator().call("user/create", accid, emulator().signed(Math.floor(server / 1000)));
    expect(again).toMatchObject({ code: 200 });
  });

  test("may go back", async () => {
    await emulator().advance(-3600);
    expect(await emulator().call("user/create", accid)).toMatchObject({ desc: "CurTime is expired" });
  });
});

describe("repeats", () => {
  test("a RequestId counts once", async () => {
    const id = { RequestId: "r-1" };
    expect(await emulator().call("user/create", accid, id)).toMatchObject({ code: 200 });
    expect(await emulator().call("user/create", accid, id)).toEqual({ code: 431, desc: "duplicate request" });
    await emulator().set({ repeatedRequestId: "replay" });
    expect(await emulator().call("user/create", accid, id)).toMatchObject({ code: 200, info: { accid: "alice" } });
    await emulator().set({ repeatedRequestId: "ignore" });
    expect(await emulator().call("user/create", accid, id)).toEqual({ code: 414, desc: "already register" });
  });

  test("a nonce may come again unless the setting says otherwise", async () => {
    const headers = emulator().signed();
    expect(await emulator().call("user/create", accid, headers)).toMatchObject({ code: 200 });
    expect(await emulator().call("user/unblock", accid, headers)).toMatchObject({ code: 200 });
    await emulator().set({ nonceReuse: "refuse" });
    expect(await emulator().call("user/unblock", accid, headers)).toMatchObject({ code: 200 });
    expect(await emulator().call("user/unblock", accid, headers)).toEqual({ code: 414, desc: "nonce" });
  });
});
