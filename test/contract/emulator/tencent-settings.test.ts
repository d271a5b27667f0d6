import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startTencent, useTencent } from "./tencent-cloud";

const EMULATOR = join(__dirname, "../../../emulator");
const { tencentSettings } = require(join(EMULATOR, "dist/tencent/settings.js"));
const { permitted } = require(join(EMULATOR, "dist/settings.js"));

const cloud = useTencent();

test("the table in the README is the table in the code", () => {
  const readme = readFileSync(join(EMULATOR, "README.md"), "utf8");
  const rows = readme.split("\n").filter((line) => line.startsWith("| `tencent."));
  const expected = Object.entries<{ fallback: unknown; about: string }>(tencentSettings).map(
    ([name, setting]) =>
      `| \`tencent.${name}\` | \`${JSON.stringify(setting.fallback)}\` | ${permitted(setting)} | ${setting.about} |`,
  );
  expect(rows).toEqual(expected);
});

test("every setting is tested somewhere", () => {
  const files = readdirSync(__dirname).filter((file) => file.startsWith("tencent-"));
  const tests = files.map((file) => readFileSync(join(__dirname, file), "utf8"));
  const untested = Object.keys(tencentSettings).filter(
    (name) => !tests.some((text) => new RegExp(`[{,]\\s*${name}:`).test(text)),
  );
  expect(untested).toEqual([]);
});

test("every default is a permitted value", async () => {
  const { body } = await cloud().running.control("GET", "settings");
  expect(Object.keys(body.tencent)).toEqual(Object.keys(tencentSettings));
  expect(await cloud().running.control("POST", "settings", { tencent: body.tencent })).toMatchObject({ status: 200 });
});

test("what is set at start is what reset returns to", async () => {
  const args = ["groupCustomKeys=a,b", "groupSizeMaximum=500", "accountDeletion=false", "takenGroupId=10021"];
  const other = await startTencent(args.flatMap((one) => ["--setting", `tencent.${one}`]));
  try {
    const expected = { groupCustomKeys: "a,b", groupSizeMaximum: 500, accountDeletion: false, takenGroupId: 10021 };
    const now = async () => (await other.running.control("GET", "settings")).body.tencent;
    expect(await now()).toMatchObject(expected);
    await other.set({ groupSizeMaximum: 20 });
    await other.reset();
    expect(await now()).toMatchObject(expected);
  } finally {
    await other.running.stop();
  }
});
