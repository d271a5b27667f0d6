import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { everyRun } from "../live/names";
import type { Ready } from "../support/control";
import { Emulator } from "../support/emulator";

const root = join(__dirname, "../..");
const runner = join(root, "node_modules/jest/bin/jest.js");

// biome-ignore lint/suspicious/noExplicitAny: what each vendor holds.
type Json = any;

interface Case {
  vendor: "commsease" | "nexconn" | "tencent";
  settings?: string[];
  /** The kind of the short form. */
  kind: string;
  access(ready: Ready): Record<string, string>;
  /** What of a run the emulator still holds, whatever is said to stay left aside. */
  left(state: Json): string[];
}

const ids = (objects: object) => Object.keys(objects).filter((id) => id.includes(everyRun));

const cases: Case[] = [
  {
    vendor: "commsease",
    settings: ["superTeamConsent=never"],
    kind: "commsease:Team",
    access: ({ commsease: { appKey, appSecret, endpoint } }) => ({
      ...{ IM_APP_KEY: appKey, IM_APP_SECRET: appSecret, IM_ENDPOINT: endpoint },
    }),
    left: ({ accounts, teams, superTeams, chatrooms }) => [
      ...ids(accounts).filter((id) => !accounts[id].blocked),
      ...Object.keys(teams),
      ...Object.keys(superTeams),
      ...Object.keys(chatrooms).filter((id) => chatrooms[id].valid),
    ],
  },
  {
    vendor: "nexconn",
    kind: "nexconn:OpenChannelMetadata",
    access: ({ nexconn: { appKey, appSecret, endpoints } }) => ({
      ...{ IM_APP_KEY: appKey, IM_APP_SECRET: appSecret, IM_ENDPOINT: endpoints.join(",") },
    }),
    left: ({ users, groups, openChannels, profanityWords }) => [
      ...ids(users).filter((id) => users[id].deletion === null),
      ...ids(groups),
      ...ids(openChannels),
      ...ids(profanityWords),
    ],
  },
  {
    vendor: "tencent",
    settings: ["profileCustomTags=PulumiIm,Team,Desk", "groupCustomKeys=*", "memberCustomKeys=*"],
    kind: "tencent:GroupAttributes",
    access: ({ tencent: { sdkAppId, secretKey, admin, endpoint } }) => ({
      ...{ IM_SDK_APP_ID: String(sdkAppId), IM_SECRET_KEY: secretKey, IM_ADMIN: admin, IM_ENDPOINT: endpoint },
    }),
    left: ({ accounts, groups }) => [...ids(accounts), ...ids(groups)],
  },
];

describe.each(cases)(
  "test:live, with an emulator over TLS as the cloud: $vendor",
  ({ vendor, access, left, ...one }) => {
    let emulator: Emulator;
    let trusting: Agent;
    let journals: string;

    beforeAll(async () => {
      const settings = (one.settings ?? []).flatMap((setting) => ["--setting", `${vendor}.${setting}`]);
      emulator = await Emulator.start(["--tls", ...settings]);
      trusting = new Agent({ connect: { ca: readFileSync(emulator.ready.ca ?? "", "utf8") } });
      journals = mkdtempSync(join(tmpdir(), "im-live-"));
    });

    afterAll(async () => {
      await trusting.close();
      await emulator.stop();
      rmSync(journals, { recursive: true });
    });

    const control = async (path: string): Promise<Json> =>
      (await request(`${emulator.ready.console}${path}`, { dispatcher: trusting })).body.json();

    const state = async () => (await control("/control/state"))[vendor];

    function start(extra: Record<string, string>) {
      const child = spawn(process.execPath, [runner, "test/live/", "--runInBand", "--verbose"], {
        cwd: root,
        env: {
          ...process.env,
          ...access(emulator.ready),
          ...{ NODE_EXTRA_CA_CERTS: emulator.ready.ca, IM_LIVE_VENDOR: vendor, IM_LIVE_JOURNALS: journals },
          // The processes that the commands of a project share are much faster than a user's.
          ...{ IM_LIVE_SHARED: "1", ...extra },
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (text += data));
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      return { child, ended, text: () => text };
    }

    async function expectSwept(): Promise<void> {
      const { ended, text } = start({ IM_LIVE_SWEEP: "1" });
      expect([await ended, text()]).toEqual([0, expect.any(String)]);
      expect(left(await state())).toEqual([]);
      expect(readdirSync(journals)).toEqual([]);
    }

    test("the lives go through, and leave what they say", async () => {
      const { ended, text } = start(process.env.IM_TEST_LONG ? {} : { IM_LIVE_KINDS: one.kind });
      expect([await ended, text()]).toEqual([0, expect.stringContaining(`goes through the life of ${one.kind}`)]);
      expect(left(await state())).toEqual([]);
      // What remains was announced.
      const held = ids((await state()).accounts ?? (await state()).users);
      for (const id of held) expect(text()).toContain(`${id} stays`);
      expect(readdirSync(journals)).toEqual([]);
      const calls: { vendor: string; unknownParams: string[] }[] = await control("/control/calls");
      expect(calls.flatMap(({ unknownParams }) => unknownParams)).toEqual([]);
    });

    // Of each vendor in the long form; a run is a row of commands.
    const isWhole = process.env.IM_TEST_LONG !== undefined;
    const signals: NodeJS.Signals[] = isWhole ? ["SIGINT", "SIGKILL"] : ["SIGKILL"];
    const atTencent = isWhole || vendor === "tencent" ? test : test.skip;
    const inLong = isWhole ? test : test.skip;

    atTencent.each(signals)("a run that %s ended half-way is swept", async (signal) => {
      const { child, ended, text } = start({ IM_LIVE_KINDS: one.kind });
      await untilHalfWay(child, text);
      child.kill(signal);
      await ended;
      expect(left(await state())).not.toEqual([]);
      // What it started sends nothing more.
      const sent = (await control("/control/calls")).length;
      await sleep(2_000);
      expect(await control("/control/calls")).toHaveLength(sent);
      await expectSwept();
    });

    /** The provider has begun to make what its program declares, after the people. */
    async function untilHalfWay(child: ChildProcess, text: () => string): Promise<void> {
      const program = /\/(team\/create|metadata\/batch\/set|create_topic)/;
      const before = (await control("/control/calls")).length;
      for (;;) {
        const calls: { call: string }[] = (await control("/control/calls")).slice(before);
        if (calls.filter(({ call }) => program.test(`/${call}`)).length > 0) return;
        if (child.exitCode !== null) throw new Error(`The run ended before it was half-way:\n${text()}`);
        await sleep(50);
      }
    }

    inLong("a run that would go over a limit says so and stops", async () => {
      const { ended, text } = start({ IM_LIVE_KINDS: one.kind, IM_LIVE_OBJECTS: "3" });
      expect(await ended).toBe(1);
      expect(text()).toContain("has made its 3 objects; IM_LIVE_OBJECTS permits it more");
      expect(left(await state())).toEqual([]);
      expect(existsSync(journals)).toBe(true);
    });
  },
);

test("without credentials it is skipped, and says why", async () => {
  const child = spawn(process.execPath, [runner, "test/live/", "--runInBand"], {
    cwd: root,
    env: { ...process.env, IM_LIVE_VENDOR: "" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let text = "";
  child.stderr.on("data", (data) => (text += data));
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
  expect(text).toContain("live: skipped: IM_LIVE_VENDOR names no vendor");
});
