import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

/** A file that must not be, the import in it, and the rule that says so. */
type Wrong = [file: string, imports: string, rule: string];

const inProvider: Wrong[] = [
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
  ["provider/cellar/wrong-26.ts", "", "no-file-without-a-room"],
  ["provider/wrong-27.ts", "", "no-file-without-a-room"],
  [
    "provider/resource/wrong-24.ts",
    'import * as pulumi from "@pulumi/pulumi"; pulumi.secret(1);',
    "pulumi-in-one-room",
  ],
  ["provider/values/wrong-25.ts", 'import type { Wrong } from "./wrong-25"; export type { Wrong };', "no-cycles"],
];

const inEmulator: Wrong[] = [
  ["emulator/surroundings/wrong.ts", 'import "../http/server";', "emulator-surroundings-knows-nobody"],
  ["emulator/http/wrong.ts", 'import "../cloud/cloud";', "emulator-http-knows-surroundings"],
  ["emulator/cloud/wrong-1.ts", 'import "../tencent/services";', "emulator-cloud-knows-http-surroundings"],
  ["emulator/cloud/wrong-2.ts", 'import "../data-file";', "emulator-cloud-knows-http-surroundings"],
  ["emulator/control/wrong.ts", 'import "../nexconn/statuses";', "emulator-control-knows-cloud-surroundings"],
  ["emulator/commsease/team/wrong.ts", 'import "../../nexconn/statuses";', "emulator-vendors-stand-on-cloud"],
  ["emulator/tencent/wrong-1.ts", 'import "../control/page";', "emulator-vendors-stand-on-cloud"],
  ["emulator/wrong-1.ts", 'import "./nexconn/statuses";', "emulator-root-only-puts-together"],
  ["emulator/nexconn/user/wrong-1.ts", 'import "../protocol";', "emulator-objects-know-no-wire"],
  ["emulator/nexconn/user/wrong-2.ts", 'import "../../http/requests";', "emulator-objects-know-no-wire"],
  ["emulator/tencent/wrong-2.ts", 'import "./topic/rules";', "emulator-ground-knows-no-object"],
  ["emulator/wrong-2.ts", 'import "node:fs";', "emulator-rooms-are-named"],
  ["emulator/new-room/wrong-1.ts", 'import "../surroundings/clock";', "emulator-rooms-are-named"],
  ["emulator/new-room/wrong-2.ts", "", "emulator-rooms-are-named"],
];

const inTests: Wrong[] = [
  ["test/unit/wrong-1.ts", 'import "node:child_process";', "unit-tests-are-functions"],
  ["test/unit/wrong-2.ts", 'import "node:http";', "unit-tests-are-functions"],
  ["test/unit/wrong-3.ts", 'import "../support/wrong-sockets";', "unit-tests-are-functions"],
  ["test/unit/wrong-4.ts", 'import "typescript";', "unit-tests-compile-nothing"],
  ["test/unit/wrong-5.ts", 'import "../../emulator/dist/index";', "unit-tests-compile-nothing"],
  ["test/unit/wrong-6.ts", 'import "undici";', "unit-tests-open-nothing"],
  ["test/unit/wrong-7.ts", 'import "@pulumi/pulumi/automation";', "unit-tests-open-nothing"],
];

/** What wrong files import. */
const imported: [file: string, text: string][] = [
  ["provider/attic/thing.ts", "export const thing = 1;"],
  ["test/support/wrong-sockets.ts", 'import "node:net";'],
];

const wrongWays = [...inProvider, ...inEmulator, ...inTests];

describe("the lint rules on import directions", () => {
  let copy: string;
  let complaints: string[];

  // All of them at once: each complaint names its file, and a run reads the whole tree.
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "im-imports-"));
    for (const file of [".dependency-cruiser.cjs", "package.json", "tsconfig.base.json"]) {
      cpSync(join(root, file), join(copy, file));
    }
    const filter = (path: string) => !/^[\\/](provider|emulator)[\\/](dist|types)$/.test(path.slice(root.length));
    for (const folder of ["provider", "emulator"])
      cpSync(join(root, folder), join(copy, folder), { recursive: true, filter });
    linkModules();
    for (const [file, imports] of [...wrongWays, ...imported]) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), `${imports}\nexport {};\n`);
    }
    const cruise = join(root, "node_modules/.bin/depcruise");
    const args = ["--config", ".dependency-cruiser.cjs", "provider", "emulator", "test"];
    const { status, stdout, stderr } = spawnSync(cruise, args, { cwd: copy, encoding: "utf8" });
    expect({ failed: status !== 0, stderr }).toEqual({ failed: true, stderr: "" });
    complaints = stdout.split("\n").filter((line) => /^\s*(error|warn)/.test(line));
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  /** One by one, so that the two packages of the workspace are those of the copy. */
  function linkModules(): void {
    mkdirSync(join(copy, "node_modules"));
    for (const name of readdirSync(join(root, "node_modules")))
      symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
    for (const [name, folder] of [
      ["pulumi-im", "provider"],
      ["pulumi-im-emulator", "emulator"],
    ] as const) {
      rmSync(join(copy, "node_modules", name), { force: true });
      symlinkSync(join(copy, folder), join(copy, "node_modules", name));
    }
  }

  test.each(wrongWays)("%s may not say %s", (file, _imports, rule) => {
    expect(complaints).toContainEqual(expect.stringContaining(`error ${rule}: ${file}`));
  });

  test("say nothing of files as they are", () => {
    const wrong = new Set(wrongWays.map(([file]) => file));
    const others = complaints.filter((line) => !wrong.has(/error [\w-]+: (\S+)/.exec(line)?.[1] ?? ""));
    expect(others).toEqual([]);
  });
});
