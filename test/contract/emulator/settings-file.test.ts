import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, send, start } from "./harness";

const { startEmulator } = require(join(__dirname, "../../../emulator/dist/index.js"));

const folder = mkdtempSync(join(tmpdir(), "emulator-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, "settings.json");

function written(content: unknown): string {
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** Why an emulator does not start with a file; nothing where it starts. */
async function refusalOf(settingsFile: string): Promise<{ code?: string; message?: string }> {
  const started = await startEmulator({ settingsFile }).catch((error: Error) => error);
  if (!("close" in started)) return started;
  await started.close();
  return {};
}

const SETTINGS = {
  commsease: { unknownTeam: 404, antispamWord: "404", ionotifyOnRead: false },
  nexconn: { readAfterWriteDelayMs: 300 },
  tencent: {},
  untold: { "commsease.accountQuota": "nobody fills an app to find out" },
};

test("a file's settings are those that a reset returns to", async () => {
  const running = await start(["--settings", written(SETTINGS)]);
  try {
    const now = async () => (await running.control("GET", "settings")).body;
    const { untold: _, ...expected } = SETTINGS;
    expect(await now()).toMatchObject(expected);
    expect(await now()).not.toHaveProperty("untold");
    await running.set({ unknownTeam: 803, ionotifyOnRead: true });
    await running.reset();
    expect(await now()).toMatchObject(expected);
  } finally {
    await running.stop();
  }
});

test("what the command line says itself comes before the file, in whatever order they stand", async () => {
  const running = await start(["--setting", "commsease.unknownTeam=803", "--settings", written(SETTINGS)]);
  try {
    await running.reset();
    const { body } = await running.control("GET", "settings");
    expect(body.commsease).toMatchObject({ unknownTeam: 803, antispamWord: "404" });
  } finally {
    await running.stop();
  }
});

test("in a program, a file and values", async () => {
  const emulator = await startEmulator({
    settingsFile: written(SETTINGS),
    settings: { "commsease.unknownRoom": 414, "commsease.ionotifyOnRead": true, "commsease.unknownTeam": "803" },
  });
  const { commsease } = JSON.parse((await send(`${emulator.info.console}/control/settings`)).text);
  await emulator.close();
  expect(commsease).toMatchObject({ unknownRoom: 414, ionotifyOnRead: true, unknownTeam: 803, antispamWord: "404" });
});

test.each([
  ['{\n  "commsease": secret', /not JSON( \(line 2 column \d+\))?$/],
  ["[]", "not an object of vendors and their settings"],
  [{ other: {} }, "unknown vendor other; a settings file has commsease, nexconn, tencent and untold"],
  [{ commsease: [] }, "commsease is not an object of settings"],
  [{ commsease: { nothing: 1 } }, "unknown setting commsease.nothing"],
  [{ commsease: { constructor: 1 } }, "unknown setting commsease.constructor"],
  [{ commsease: { unknownTeam: 1 } }, "setting commsease.unknownTeam cannot be 1; permitted: 803, 404"],
  [{ commsease: { unknownTeam: "404" } }, 'setting commsease.unknownTeam cannot be "404"; permitted: 803, 404'],
  [{ nexconn: { groupSizeMaximum: 1 } }, "setting nexconn.groupSizeMaximum cannot be 1; permitted: 2 to 3000"],
  [{ tencent: { admins: null } }, "setting tencent.admins cannot be null; permitted: any text"],
  [{ untold: ["commsease.accountQuota"] }, "untold is not an object of reasons"],
  [{ untold: { "commsease.accountQuota": 1 } }, "untold is not an object of reasons"],
])("%j is a mistake, told with the file's name and none of what it holds", async (content, reason) => {
  const { code, message } = await refusalOf(written(content));
  expect(code).toBe("INVALID_INPUT");
  expect(message).toMatch(new RegExp(`^settings file ${file}: `));
  if (typeof reason === "string") expect(message).toContain(reason);
  else expect(message).toMatch(reason);
  expect(message).not.toContain("secret");
});

test("a mistake ends the command with 2, and nothing was started", async () => {
  const wrong = written({ commsease: { unknownTeam: 404, unknownRoom: 1 } });
  const { code, out, err } = await run(["--port", "0", "--settings", wrong]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`settings file ${file}: setting commsease.unknownRoom cannot be 1; permitted: 404, 414`);
});

test("a file that is not there", async () => {
  const path = join(folder, "none.json");
  expect(await refusalOf(path)).toMatchObject({
    code: "INVALID_INPUT",
    message: `settings file ${path}: cannot read: ENOENT`,
  });
});
