import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** A file that must not be, the import in it, and the rule that says so. */
const wrongWays: [file: string, imports: string, rule: string][] = [
  [
    "provider/commsease/wrong-1.ts",
    'import "../../emulator/surroundings/clock";',
    "provider-and-emulator-are-strangers",
  ],
  ["provider/wrong-2.ts", 'import "pulumi-im-emulator";', "provider-and-emulator-are-strangers"],
  ["emulator/commsease/wrong-3.ts", 'import "../../provider/errors";', "provider-and-emulator-are-strangers"],
  [
    "emulator/wrong-4.ts",
    'import type { ImError } from "../provider/errors"; export type E = ImError;',
    "provider-and-emulator-are-strangers",
  ],
  ["provider/nexconn/wrong-5.ts", 'import "../commsease/sign";', "vendors-are-strangers"],
  ["provider/values/wrong-6.ts", 'import "../errors";', "values-looks-inward"],
  ["provider/schema/wrong-7.ts", 'import "../ownership/mark";', "schema-looks-inward"],
  ["provider/http/wrong-8.ts", 'import "../connection/vendor";', "http-looks-inward"],
  ["provider/http/wrong-9.ts", 'import "../commsease/sign";', "http-looks-inward"],
  ["provider/connection/wrong-10.ts", 'import "../ownership/mark";', "connection-looks-inward"],
  ["provider/ownership/wrong-11.ts", 'import "../collections/order";', "ownership-looks-inward"],
  ["provider/collections/wrong-12.ts", 'import "../ownership/mark";', "collections-looks-inward"],
  ["provider/resource/wrong-13.ts", 'import "../program/resource-class";', "resource-looks-inward"],
  ["provider/resource/wrong-14.ts", 'import "../commsease/sign";', "resource-looks-inward"],
  ["provider/program/wrong-15.ts", 'import "../commsease/sign";', "program-looks-inward"],
  ["provider/commsease/team/wrong-16.ts", 'import "../../portable";', "commsease-looks-inward"],
  ["provider/nexconn/wrong-17.ts", 'import "../portable";', "nexconn-looks-inward"],
  ["provider/tencent/wrong-18.ts", 'import "../stack-file/plan";', "tencent-looks-inward"],
  ["provider/portable/wrong-19.ts", 'import "../stack-file/plan";', "portable-looks-inward"],
  ["provider/stack-file/wrong-20.ts", 'import "../commsease/sign";', "stack-file-looks-inward"],
  ["provider/errors.ts", 'import "./schema/days";', "errors-and-reports-stand-alone"],
  ["provider/wrong-21.ts", 'import "./errors";', "each-room-has-a-rule"],
  ["provider/attic/wrong-22.ts", 'import "../errors";', "each-room-has-a-rule"],
  ["provider/commsease/wrong-23.ts", 'import "../attic/thing";', "no-room-without-a-rule"],
  [
    "provider/resource/wrong-24.ts",
    'import * as pulumi from "@pulumi/pulumi"; pulumi.secret(1);',
    "pulumi-in-one-room",
  ],
  ["provider/values/wrong-25.ts", 'import type { Wrong } from "./wrong-25"; export type { Wrong };', "no-cycles"],
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
    const args = ["--config", ".dependency-cruiser.cjs", "provider", "emulator"];
    const { status, stdout, stderr } = spawnSync(cruise, args, { cwd: copy, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  test("passes the tree as it is", () => {
    expect(check()).toMatchObject({ status: 0, stderr: "" });
  });

  describe("with each wrong import in place", () => {
    let found: string;

    beforeAll(() => {
      mkdirSync(join(copy, "provider/attic"));
      writeFileSync(join(copy, "provider/attic/thing.ts"), "export const thing = 1;\n");
      for (const [file, imports] of wrongWays) writeFileSync(join(copy, file), `${imports}\nexport {};\n`);
      const { status, stdout } = check();
      expect(status).not.toBe(0);
      found = stdout;
    });

    test.each(wrongWays)("%s may not say %s", (file, _, rule) => {
      expect(found).toContain(`error ${rule}: ${file}`);
    });
  });
});
