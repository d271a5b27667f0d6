import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

/** A file that must not be, the import in it, and the rule that says so. */
const wrongWays: [file: string, imports: string, rule: string][] = [
  ["provider/commsease/wrong.ts", 'import "../../emulator/surroundings/clock";', "provider-and-emulator-are-strangers"],
  ["provider/wrong.ts", 'import "pulumi-im-emulator";', "provider-and-emulator-are-strangers"],
  ["emulator/commsease/wrong.ts", 'import "../../provider/errors";', "provider-and-emulator-are-strangers"],
  [
    "emulator/wrong.ts",
    'import type { ImError } from "../provider/errors"; export type E = ImError;',
    "provider-and-emulator-are-strangers",
  ],
  ["provider/nexconn/wrong.ts", 'import "../commsease/sign";', "vendors-are-strangers"],
  ["provider/http/wrong.ts", 'import "../connection";', "http-knows-nobody"],
  ["provider/http/wrong.ts", 'import "../commsease/sign";', "http-knows-nobody"],
  ["provider/wrong.ts", 'import "./commsease/sign";', "core-knows-no-vendor"],
  ["provider/commsease/wrong.ts", 'import "../portable/wrong";', "vendors-do-not-know-portable"],
  [
    "provider/commsease/wrong.ts",
    'import * as pulumi from "@pulumi/pulumi"; pulumi.secret(1);',
    "pulumi-in-three-files",
  ],
];

describe("the lint rule on import directions", () => {
  let copy: string;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "im-imports-"));
    for (const file of [".dependency-cruiser.cjs", "package.json", "tsconfig.base.json"]) {
      cpSync(join(root, file), join(copy, file));
    }
    const filter = (path: string) => !/\/(provider|emulator)\/dist$/.test(path);
    for (const folder of ["provider", "emulator"])
      cpSync(join(root, folder), join(copy, folder), { recursive: true, filter });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  function check() {
    const cruise = join(root, "node_modules/.bin/depcruise");
    const { status, stdout, stderr } = spawnSync(
      cruise,
      ["--config", ".dependency-cruiser.cjs", "provider", "emulator"],
      {
        cwd: copy,
        encoding: "utf8",
      },
    );
    return { status, stdout, stderr };
  }

  test("passes the tree as it is", () => {
    expect(check()).toMatchObject({ status: 0, stderr: "" });
  });

  test.each(wrongWays)("%s may not say %s", (file, imports, rule) => {
    const path = join(copy, file);
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(join(copy, "provider/portable"), { recursive: true });
    writeFileSync(join(copy, "provider/portable/wrong.ts"), "export const portable = 1;\n");
    writeFileSync(path, `${imports}\nexport {};\n`);
    const { status, stdout } = check();
    rmSync(path);
    rmSync(join(copy, "provider/portable"), { recursive: true });
    expect(stdout).toContain(`error ${rule}: ${file}`);
    expect(status).not.toBe(0);
  });
});
