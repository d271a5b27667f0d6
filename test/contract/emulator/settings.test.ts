import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { start, useEmulator } from "./harness";

const EMULATOR = join(__dirname, "../../../emulator");
/** The tables of all vendors, by `vendor.name`. */
const tables: Record<string, Record<string, { fallback: unknown; about: string }>> = {
  commsease: require(join(EMULATOR, "dist/commsease/settings.js")).commseaseSettings,
  nexconn: require(join(EMULATOR, "dist/nexconn/settings.js")).nexconnSettings,
  tencent: require(join(EMULATOR, "dist/tencent/settings.js")).tencentSettings,
};
const { permitted } = require(join(EMULATOR, "dist/cloud/settings.js"));

const emulator = useEmulator();

test.each(Object.entries(tables))("the table of %s in the README is the table in the code", (vendor, table) => {
  const readme = readFileSync(join(EMULATOR, "README.md"), "utf8");
  const rows = readme.split("\n").filter((line) => line.startsWith(`| \`${vendor}.`));
  const expected = Object.entries(table).map(
    ([name, setting]) =>
      `| \`${vendor}.${name}\` | \`${JSON.stringify(setting.fallback)}\` | ${permitted(setting)} | ${setting.about} |`,
  );
  expect(rows).toEqual(expected);
});

test.each(Object.entries(tables))("every setting of %s is tested somewhere", (vendor, table) => {
  // A file that begins with another vendor's name is about that vendor.
  const others = Object.keys(tables).filter((other) => other !== vendor);
  const files = readdirSync(__dirname).filter((file) => !others.some((other) => file.startsWith(`${other}-`)));
  const tests = files.map((file) => readFileSync(join(__dirname, file), "utf8"));
  const untested = Object.keys(table).filter((name) => {
    const named = new RegExp(`\\b${name}:|"${name}"`);
    return !tests.some((text) => named.test(text));
  });
  expect(untested).toEqual([]);
});

test("every default is a permitted value", async () => {
  const { body } = await emulator().control("GET", "settings");
  const names = Object.entries<object>(body).map(([vendor, values]) => [vendor, Object.keys(values)]);
  expect(names).toEqual(Object.entries(tables).map(([vendor, table]) => [vendor, Object.keys(table)]));
  expect(await emulator().control("POST", "settings", body)).toMatchObject({ status: 200 });
});

test("one wrong value among several changes nothing", async () => {
  const wanted = { commsease: { unknownTeam: 404, unknownRoom: 1 } };
  expect(await emulator().control("POST", "settings", wanted)).toMatchObject({ status: 400 });
  expect((await emulator().control("GET", "settings")).body.commsease.unknownTeam).toBe(803);
});

test("what is set at start is what reset returns to", async () => {
  const args = ["unknownTeam=404", "teamSizeMaximum=500", "ionotifyOnRead=false", "antispamWord=a=b"];
  const other = await start(args.flatMap((one) => ["--setting", `commsease.${one}`]));
  try {
    const expected = { unknownTeam: 404, teamSizeMaximum: 500, ionotifyOnRead: false, antispamWord: "a=b" };
    expect((await other.control("GET", "settings")).body.commsease).toMatchObject(expected);
    await other.set({ unknownTeam: 803 });
    await other.reset();
    expect((await other.control("GET", "settings")).body.commsease).toMatchObject(expected);
  } finally {
    await other.stop();
  }
});

test("lengths are counted as the setting says", async () => {
  await emulator().set({ lengthUnit: "bytes", overLongText: 405 });
  expect(await emulator().call("user/create", { accid: "a", name: "é".repeat(33) })).toEqual({
    code: 405,
    desc: "name too long",
  });
  await emulator().set({ lengthUnit: "utf16" });
  await emulator().ok("user/create", { accid: "a", name: "é".repeat(64) });
  expect(await emulator().call("user/create", { accid: "b", name: "👍".repeat(33) })).toMatchObject({ code: 405 });
});

test("time before checksum, or the other way round", async () => {
  const headers = { ...emulator().signed(1), CheckSum: "x" };
  expect(await emulator().call("user/create", {}, headers)).toMatchObject({ desc: "CurTime is expired" });
  await emulator().set({ authOrder: "checksum-first" });
  expect(await emulator().call("user/create", {}, headers)).toMatchObject({ desc: "checksum" });
});

test("a blocked account as operator", async () => {
  await emulator().accounts("alice");
  const roomid = await emulator().room("alice");
  await emulator().ok("user/block", { accid: "alice" });
  const mute = { roomid, operator: "alice", mute: true };
  await emulator().ok("chatroom/muteRoom", mute);
  await emulator().set({ blockedAccountAsOperator: "refuse" });
  expect(await emulator().call("chatroom/muteRoom", mute)).toMatchObject({ code: 422 });
});
