import { start, useEmulator } from "./harness";

const emulator = useEmulator();

beforeEach(() => emulator().stopClock());

async function burst(call: string, params: Record<string, unknown>, times: number): Promise<number[]> {
  const codes: number[] = [];
  for (let index = 0; index < times; index += 1) codes.push((await emulator().call(call, params)).code);
  return codes;
}

/** As many calls as a second takes, and one more. */
async function exhaust(call: string, params: Record<string, unknown>): Promise<void> {
  const replies = await Promise.all(Array.from({ length: 100 }, () => emulator().call(call, params)));
  expect(replies.filter((body) => body.code === 416)).toEqual([]);
  expect(await emulator().call(call, params)).toEqual({ code: 416, desc: "query too fast" });
}

test("more than a hundred calls in a second block that call for ten", async () => {
  await emulator().accounts("alice");
  await exhaust("user/unblock", { accid: "alice" });
  expect(await burst("user/unblock", { accid: "alice" }, 1)).toEqual([416]);
  expect(await burst("user/refreshToken", { accid: "alice" }, 1)).toEqual([200]);
  await emulator().advance(8);
  const at = (seconds: number) => emulator().signed(Math.floor(Date.now() / 1000) + seconds);
  expect(await emulator().call("user/unblock", { accid: "alice" }, at(8))).toMatchObject({ code: 416 });
  await emulator().advance(3);
  expect(await emulator().call("user/unblock", { accid: "alice" }, at(11))).toMatchObject({ code: 200 });
});

test("all team calls share one budget", async () => {
  await emulator().accounts("alice");
  await exhaust("team/joinTeams", { accid: "alice" });
  expect(await burst("team/listMemberInfo", { accid: "alice" }, 1)).toEqual([416]);
});

test("all super team calls share another", async () => {
  await emulator().accounts("alice");
  await exhaust("superteam/joinTeams", { accid: "alice" });
  expect(await burst("superteam/getTinfos", { tids: [1] }, 1)).toEqual([416]);
  expect(await burst("team/joinTeams", { accid: "alice" }, 1)).toEqual([200]);
  expect(await burst("chatroom/queueList", { roomid: 1 }, 1)).toEqual([404]);
});

test("what fails to sign costs nothing", async () => {
  const replies = await Promise.all(
    Array.from({ length: 130 }, () => emulator().call("user/unblock", { accid: "a" }, { CheckSum: "x" })),
  );
  expect(replies.every((body) => body.desc === "checksum")).toBe(true);
  expect(await emulator().call("user/unblock", { accid: "a" })).toMatchObject({ desc: "a not register" });
});

test("off is off, but a fault still blocks", async () => {
  const other = await start(["--rate-limit", "off"]);
  try {
    const replies = await Promise.all(Array.from({ length: 130 }, () => other.call("user/unblock", { accid: "a" })));
    expect(replies.every((body) => body.code === 414)).toBe(true);
    await other.control("POST", "faults", { vendor: "commsease", call: "user/unblock", kind: "rate-limit" });
    expect(await other.call("user/unblock", { accid: "a" })).toMatchObject({ code: 416 });
    expect(await other.call("user/unblock", { accid: "a" })).toMatchObject({ code: 416 });
  } finally {
    await other.stop();
  }
});
