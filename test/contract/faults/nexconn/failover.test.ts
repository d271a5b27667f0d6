import { debug } from "../../../../provider/http/debug";
import type { NexconnClient } from "../../../../provider/nexconn/client";
import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import { user } from "../../../../provider/nexconn/user/resource";
import { ours } from "../../../support/marks";
import { sha256 } from "../../../support/sha256";
import { failureOf, type Injected } from "../cloud";
import { useNexconn } from "./harness";

jest.mock("../../../../provider/http/debug", () => ({ debug: jest.fn() }));

const cloud = useNexconn("--rate-limit", "off");

const issue = "auth/access-token/issue";
const always = 1_000_000;
const mark = ours;

/** 40 users and 10 groups, all at once. */
async function makeFifty(client: NexconnClient): Promise<void> {
  const users = Array.from({ length: 40 }, (_, i) =>
    cloud().create(user, { userId: `user-${i}`, name: `User ${i}`, mark }, client),
  );
  await users[0];
  const groups = Array.from({ length: 10 }, (_, i) =>
    cloud().create(groupChannel, { channelId: `group-${i}`, name: `Group ${i}`, owner: "user-0", mark }, client),
  );
  const settled = await Promise.all([...users, ...groups]);
  expect(settled.map(({ failure }) => failure)).toEqual(Array(50).fill(undefined));
  await expectFifty(settled.slice(0, 40).map(({ state }) => String(state.accessToken)));
}

/** Every object is there once, finished, and the token that the state has is one that works. */
async function expectFifty(tokens: string[]): Promise<void> {
  const { users, groups } = await cloud().emulator.nexconn.state();
  expect(Object.keys(users).sort()).toEqual(tokens.map((_, i) => `user-${i}`).sort());
  for (const [i, token] of tokens.entries()) {
    expect(users[`user-${i}`]).toMatchObject({
      name: `User ${i}`,
      profile: { userExtProfile: { ext_pulumi_im: mark } },
    });
    expect(users[`user-${i}`].tokens).toContainEqual(expect.objectContaining({ sha256: sha256(token), valid: true }));
  }
  expect(Object.keys(groups).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `group-${i}`).sort());
  const creates = (await cloud().log("group-channel/create")).filter(({ code }) => code === 25409);
  expect(creates).toEqual([]);
  expect(await cloud().blindRepeats()).toEqual([]);
}

const hosts = async () => [...new Set((await cloud().log()).map(({ host }) => host))];
const ofPrimary = (fault: Injected) => cloud().inject("*", { host: "primary", times: always, ...fault });

describe("fifty objects are made, each once,", () => {
  test("where the primary is not there", async () => {
    const { endpoints } = cloud().emulator.ready.nexconn;
    await makeFifty(cloud().open({ endpoints: ["http://127.0.0.1:1", String(endpoints[1])] }));
    expect(await hosts()).toEqual(["backup"]);
    expect(await cloud().sent(issue)).toBe(40);
  });

  test("where the primary resets every connection", async () => {
    await cloud().inject("*", { host: "primary", kind: "down" });
    await makeFifty(cloud().client);
    expect(await hosts()).toEqual(["backup"]);
  });

  test.each([issue, "user/profile/set", "group-channel/create"])(
    "where the primary dies in the middle, after it has done %s",
    async (call) => {
      await cloud().inject(call, { host: "primary", kind: "down", after: true, skip: 5 });
      await makeFifty(cloud().client);
      expect(await hosts()).toEqual(["primary", "backup"]);
    },
  );

  test("where the primary answers 503", async () => {
    await ofPrimary({ kind: "status", value: 503 });
    await makeFifty(cloud().client);
    const asked = (await cloud().log()).filter(({ host }) => host === "primary").length;
    // Those that were sent before the first answer came.
    expect(asked).toBeLessThanOrEqual(40);
    await cloud().emulator.forgetCalls();
    await cloud().create(user, { userId: "late", name: "Late" });
    expect(await hosts()).toEqual(["backup"]);
  });

  test.each([
    ["without doing anything", false],
    ["though it does what it is told", true],
  ])("where the primary never answers, %s: one call waits for the time-out", async (_how, after) => {
    jest.mocked(debug).mockClear();
    await ofPrimary({ kind: "delay", value: 600_000, after });
    await makeFifty(cloud().client);
    const attempts = jest
      .mocked(debug)
      .mock.calls.map(([line]) => line)
      .filter((line) => line.startsWith("nexconn "));
    expect(attempts.length).toBeGreaterThan(150);
    expect(attempts.filter((line) => line.includes("UND_ERR_HEADERS_TIMEOUT"))).toHaveLength(1);
  });
});

describe("where both hosts", () => {
  const desk = { userId: "svc-desk", name: "Desk" };

  test("are not there, the error says so and what to do", async () => {
    const client = cloud().open({ endpoints: ["http://127.0.0.1:1", "http://127.0.0.1:2"] });
    const error = await failureOf(cloud().create(user, desk, client));
    expect(error).toMatchObject({ code: "IM_UNREACHABLE", facts: { vendor: "nexconn", call: "user/get" } });
    expect(error.message).toMatch(/after 5 attempts: .*ECONNREFUSED.* Check the connection's endpoint and the network/);
  });

  test("die, what was made is kept, and the next run finishes it", async () => {
    await cloud().inject("user/profile/set", { kind: "down" });
    const half = await cloud().create(user, { ...desk, mark });
    expect(half).toMatchObject({ id: desk.userId, failure: { code: "IM_UNAVAILABLE" } });
    expect(String(half.failure)).toContain(
      "nexconn user/profile/set for svc-desk got no usable answer after 5 attempts",
    );
    await cloud().clearFaults();
    await cloud().newRun();
    const { state, failure } = await cloud().update(user, half, { ...desk, mark });
    expect(failure).toBeUndefined();
    expect(state.accessToken).toBe(half.state.accessToken);
    expect(await cloud().emulator.nexconn.user("svc-desk")).toMatchObject({ name: "Desk" });
  });
});
