import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "PULUMI_NODEJS_ENGINE";

/** The check as a program meets it for the first time. */
function refuseUnfoundPackage(): void {
  jest.isolateModules(() => require("../../provider/program/engine-lookup").refuseUnfoundPackage());
}

describe("a program that the engine would run without finding this package", () => {
  const before = { folder: process.cwd(), engine: process.env[variable] };
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "im-lookup-")));

  beforeEach(() => {
    process.chdir(folder);
    process.env[variable] = "127.0.0.1:1";
  });

  afterAll(() => {
    process.chdir(before.folder);
    if (before.engine === undefined) delete process.env[variable];
    else process.env[variable] = before.engine;
    rmSync(folder, { recursive: true });
  });

  test("is refused, with the folder and what to do", () => {
    expect(refuseUnfoundPackage).toThrow(folder);
    expect(refuseUnfoundPackage).toThrow(/Add it to the dependencies of the project as well/);
  });

  test("is none of a unit test with mocks", () => {
    delete process.env[variable];
    expect(refuseUnfoundPackage).not.toThrow();
  });

  test("is none where the package is there, or in a folder above", () => {
    // A folder that nobody has looked into: jest remembers what it found where.
    const project = join(folder, "with-package");
    const at = join(project, "node_modules/pulumi-im");
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "package.json"), JSON.stringify({ name: "pulumi-im", exports: { "./dynamic": "./d.js" } }));
    writeFileSync(join(at, "d.js"), "");
    mkdirSync(join(project, "stacks/dev"), { recursive: true });
    for (const place of [project, join(project, "stacks/dev")]) {
      process.chdir(place);
      expect(refuseUnfoundPackage).not.toThrow();
    }
  });
});
