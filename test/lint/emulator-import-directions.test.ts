import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

/** A file of the emulator that must not be, what it imports, and the rule that says so. */
const wrongWays: [file: string, imports: string, rule: string][] = [
  ["surroundings/wrong.ts", 'import "../http/server";', "emulator-surroundings-knows-nobody"],
  ["http/wrong.ts", 'import "../cloud/cloud";', "emulator-http-knows-surroundings"],
  ["cloud/wrong-1.ts", 'import "../tencent/services";', "emulator-cloud-knows-http-surroundings"],
  ["cloud/wrong-2.ts", 'import "../data-file";', "emulator-cloud-knows-http-surroundings"],
  ["control/wrong.ts", 'import "../nexconn/statuses";', "emulator-control-knows-cloud-surroundings"],
  ["commsease/team/wrong.ts", 'import "../../nexconn/statuses";', "emulator-vendors-stand-on-cloud"],
  ["tencent/wrong-1.ts", 'import "../control/page";', "emulator-vendors-stand-on-cloud"],
  ["wrong-1.ts", 'import "./nexconn/statuses";', "emulator-root-only-puts-together"],
  ["nexconn/user/wrong-1.ts", 'import "../protocol";', "emulator-objects-know-no-wire"],
  ["nexconn/user/wrong-2.ts", 'import "../../http/requests";', "emulator-objects-know-no-wire"],
  ["tencent/wrong-2.ts", 'import "./topic/rules";', "emulator-ground-knows-no-object"],
  ["wrong-2.ts", 'import "node:fs";', "emulator-rooms-are-named"],
  ["new-room/wrong-1.ts", 'import "../surroundings/clock";', "emulator-rooms-are-named"],
  ["new-room/wrong-2.ts", "", "emulator-rooms-are-named"],
];

describe("the lint rules on import directions in the emulator", () => {
  let copy: string;
  let output: string;

  // All of them at once: each rule names the file, and a run reads the whole tree.
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "im-imports-"));
    for (const file of [".dependency-cruiser.cjs", "package.json", "tsconfig.base.json"]) {
      cpSync(join(root, file), join(copy, file));
    }
    const filter = (path: string) => !/\/emulator\/(dist|types|node_modules)$/.test(path);
    cpSync(join(root, "emulator"), join(copy, "emulator"), { recursive: true, filter });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const [file, imports] of wrongWays) {
      mkdirSync(dirname(join(copy, "emulator", file)), { recursive: true });
      writeFileSync(join(copy, "emulator", file), `${imports}\nexport {};\n`);
    }
    const cruise = join(root, "node_modules/.bin/depcruise");
    const options = { cwd: copy, encoding: "utf8" } as const;
    output = spawnSync(cruise, ["--config", ".dependency-cruiser.cjs", "emulator"], options).stdout;
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each(wrongWays)("%s may not say %s", (file, _imports, rule) => {
    expect(output).toContain(`error ${rule}: emulator/${file}`);
  });

  test("say nothing of files as they are", () => {
    const complaints = output.match(/^.*error emulator-.*$/gm) ?? [];
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.filter((line) => !/emulator\/(\w+-?\w*\/)*wrong(-\d)?\.ts/.test(line))).toEqual([]);
  });
});
