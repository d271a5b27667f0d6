import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

describe("npm run build", () => {
  let workspace: string;

  const write = (file: string, text = "") => {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), text);
  };
  const compiled = (file: string) => ["js", "js.map", "d.ts"].map((ending) => `${file}.${ending}`);
  const filesIn = (folder: string) =>
    readdirSync(join(workspace, folder), { recursive: true, encoding: "utf8" }).sort();
  const build = () => {
    const { status, stderr } = spawnSync(process.execPath, ["tools/run.mjs", "build"], {
      cwd: workspace,
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  };

  /** A workspace as after an install, whose compiler writes nothing. */
  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), "im-build-"));
    cpSync(join(root, "tools"), join(workspace, "tools"), {
      recursive: true,
      filter: (path) => !/engine[\\/](cli|language)$/.test(path),
    });
    write("package-lock.json", "{}");
    write("node_modules/.installed-from", createHash("sha256").update("{}").digest("hex"));
    write("node_modules/.bin/tsc", "#!/bin/sh\n");
    chmodSync(join(workspace, "node_modules/.bin/tsc"), 0o755);
  });

  afterEach(() => rmSync(workspace, { recursive: true, force: true }));

  test("removes what was compiled of sources that are gone, with folders that have nothing else", () => {
    for (const source of ["provider/index.ts", "provider/commsease/team/index.ts", "emulator/index.ts"]) write(source);
    for (const file of ["index", "commsease/team/index", "commsease/team", "attic/thing"])
      for (const one of compiled(file)) write(`provider/dist/${one}`);
    for (const file of ["index", "gone"]) for (const one of compiled(file)) write(`emulator/dist/${one}`);
    for (const other of [".tsbuildinfo", "commsease/data.json"]) write(`provider/dist/${other}`);

    build();
    expect(filesIn("provider/dist")).toEqual(
      [
        ...[".tsbuildinfo", "commsease", "commsease/data.json", "commsease/team"],
        ...compiled("commsease/team/index"),
        ...compiled("index"),
      ].sort(),
    );
    expect(filesIn("emulator/dist")).toEqual(compiled("index").sort());
    expect(existsSync(join(workspace, "provider/commsease/team/index.ts"))).toBe(true);
  });

  test("has nothing to remove where nothing was compiled yet", () => {
    write("provider/index.ts");
    build();
    expect(filesIn("provider")).toEqual(["index.ts"]);
  });
});
