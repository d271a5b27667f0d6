import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

/** A file that must not be, the import in it, and the rule that says so. */
const wrongWays: [file: string, imports: string, rule: string][] = [
  ["provider/commsease/wrong.ts", 'import "../../emulator/clock";', "provider-and-emulator-are-strangers"],
  ["provider/wrong.ts", 'import "pulumi-im-emulator";', "provider-and-emulator-are-strangers"],
  ["emulator/commsease/wrong.ts", 'import "../../provider/errors";', "provider-and-emulator-are-strangers"],
  [
    "emulator/wrong.ts",
    'import type { ImError } from "../provider/errors"; export type E = ImError;',
    "provider-and-emulator-are-strangers",
  ],
  ["provider/nexconn/wrong.ts", 'import "../commsease/sign";', "vendors-are-strangers"],
  ["provider/values/wrong.ts", 'import "../errors";', "values-looks-inward"],
  ["provider/schema/wrong.ts", 'import "../ownership/mark";', "schema-looks-inward"],
  ["provider/http/wrong.ts", 'import "../connection/vendor";', "http-looks-inward"],
  ["provider/http/wrong.ts", 'import "../commsease/sign";', "http-looks-inward"],
  ["provider/connection/wrong.ts", 'import "../ownership/mark";', "connection-looks-inward"],
  ["provider/ownership/wrong.ts", 'import "../collections/order";', "ownership-looks-inward"],
  ["provider/collections/wrong.ts", 'import "../ownership/mark";', "collections-looks-inward"],
  ["provider/resource/wrong.ts", 'import "../program/resource-class";', "resource-looks-inward"],
  ["provider/resource/wrong.ts", 'import "../commsease/sign";', "resource-looks-inward"],
  ["provider/program/wrong.ts", 'import "../commsease/sign";', "program-looks-inward"],
  ["provider/commsease/team/wrong.ts", 'import "../../portable";', "commsease-looks-inward"],
  ["provider/nexconn/wrong.ts", 'import "../portable";', "nexconn-looks-inward"],
  ["provider/tencent/wrong.ts", 'import "../stack-file/plan";', "tencent-looks-inward"],
  ["provider/portable/wrong.ts", 'import "../stack-file/plan";', "portable-looks-inward"],
  ["provider/stack-file/wrong.ts", 'import "../commsease/sign";', "stack-file-looks-inward"],
  ["provider/errors.ts", 'import "./values/paths";', "errors-and-reports-stand-alone"],
  ["provider/wrong.ts", 'import "./errors";', "each-room-has-a-rule"],
  ["provider/attic/wrong.ts", 'import "../errors";', "each-room-has-a-rule"],
  ["provider/commsease/wrong.ts", 'import "../attic/thing";', "no-room-without-a-rule"],
  ["provider/resource/wrong.ts", 'import * as pulumi from "@pulumi/pulumi"; pulumi.secret(1);', "pulumi-in-one-room"],
  ["provider/values/wrong.ts", 'import type { Wrong } from "./wrong"; export type { Wrong };', "no-cycles"],
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
    const before = existsSync(path) ? readFileSync(path) : undefined;
    const attic = join(copy, "provider/attic");
    for (const folder of [dirname(path), attic]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(attic, "thing.ts"), "export const thing = 1;\n");
    writeFileSync(path, `${imports}\nexport {};\n`);
    const { status, stdout } = check();
    rmSync(path);
    rmSync(attic, { recursive: true });
    if (before) writeFileSync(path, before);
    expect(stdout).toContain(`error ${rule}: ${file}`);
    expect(status).not.toBe(0);
  });
});
