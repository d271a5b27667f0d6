import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { providerText } from "../../provider/resource/provider-text";
import { freeBasePort } from "../support/free-port";
import { Project } from "../support/project";
import { commandsOf, shellBlocks } from "../support/shell-blocks";

const root = join(__dirname, "../..");
const packages = ["pulumi-im", "pulumi-im-emulator"] as const;
const program = `
import { commsease } from "pulumi-im";
const account = new commsease.Account("account", { accid: "packed", name: "Packed" });
export const accid = account.accid;`;

/** Pulumi's own template: what \`pulumi new typescript\` writes. TypeScript 6 wants a word about the old resolution. */
const template = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: false,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};
const compilers = [
  ["5", "typescript-5", {}],
  ["6", "typescript", { ignoreDeprecations: "6.0" }],
] as const;

/** Both packages as a user gets them: packed, and installed into an empty project. */
function installPacked(project: Project): void {
  const packed = mkdtempSync(join(tmpdir(), "im-packed-"));
  const names = execFileSync(
    "npm",
    ["pack", "--silent", "--pack-destination", packed, "--workspace", "provider", "--workspace", "emulator"],
    { cwd: root, encoding: "utf8" },
  );
  const tarballs = names.split("\n").filter((line) => line.endsWith(".tgz"));
  for (const tarball of tarballs) cpSync(join(packed, tarball), join(project.folder, tarball));
  rmSync(packed, { recursive: true });
  rmSync(join(project.folder, "node_modules"));
  writeFileSync(
    join(project.folder, "package.json"),
    JSON.stringify({ name: "empty", private: true, main: "index.ts" }),
  );
  // The README's first command, with what npm has yet to publish from disk.
  const [install = ""] = commandsOf(firstProgram);
  expect(install).toBe("npm install pulumi-im @pulumi/pulumi");
  const wanted = ["@pulumi/pulumi@3.259.0", ...tarballs.map((tarball) => `./${tarball}`)];
  execFileSync("npm", ["install", ...wanted, "--loglevel=error", "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: project.folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

const [firstProgram = { page: "README.md", heading: "", text: "" }] = shellBlocks("README.md", "A first program");
const [start, connect] = shellBlocks("emulator/README.md", "Connect a stack");

/** What the blocks of a language in a page hold. */
const codeIn = (page: string, language: string) =>
  [
    ...readFileSync(join(root, page), "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm")),
  ].map(([, code]) => String(code));

/** A program of modules of CommonJS, which have no `await` of their own. */
function withoutTopLevelAwait(text: string): string {
  if (!/^(const .* = )?await /m.test(text)) return text;
  const imports = text.split("\n").filter((line) => line.startsWith("import "));
  const body = text.split("\n").filter((line) => !/^(import |export \{\})/.test(line));
  return [...imports, "export async function main() {", ...body, "}"].join("\n");
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => !file.includes("node_modules"));

describe("the packages outside their repository", () => {
  let project: Project;
  let emulator: ChildProcess;
  let port: number;
  const installed = (file = "") => join(project.folder, "node_modules", file);
  /** The documents' ports as those of this run. */
  const here = (text: string) => text.replace(/\b470(\d)\b/g, (_, i) => String(port + Number(i)));
  // biome-ignore lint/suspicious/noExplicitAny: what the emulator holds has many shapes.
  const control = async (method: string, path: string, body?: object): Promise<any> => {
    const request = {
      method,
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    };
    return (await fetch(`http://127.0.0.1:${port}/control/${path}`, request)).json();
  };

  beforeAll(async () => {
    project = new Project("package", {}, { ownProcesses: true });
    installPacked(project);
    port = await freeBasePort(5);
    const [command = ""] = start ? commandsOf(start) : [];
    expect(command).toMatch(/^npx pulumi-im-emulator /);
    emulator = spawn("sh", ["-c", `exec ${here(command)}`], {
      cwd: project.folder,
      env: project.env,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    await new Promise((resolve, reject) => {
      createInterface({ input: emulator.stdout as Readable }).once("line", resolve);
      emulator.once("exit", (code) => reject(new Error(`The emulator ended with ${code}.`)));
    });
  }, 600_000);

  afterAll(() => {
    if (emulator?.pid && emulator.exitCode === null) process.kill(-emulator.pid);
    project?.dispose();
  });

  test("hold README, license, and all that their pages and errors refer to", () => {
    for (const name of packages) {
      const folder = installed(name);
      const files = filesIn(folder);
      expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "package.json"]));
      const pages = files.filter((file) => file.endsWith(".md"));
      const links = pages.flatMap((page) =>
        [...readFileSync(join(folder, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, to]) =>
          join(dirname(page), String(to)),
        ),
      );
      expect(links.filter((to) => !existsSync(join(folder, to)))).toEqual([]);
      const code = files.filter((file) => file.endsWith(".js")).map((file) => readFileSync(join(folder, file), "utf8"));
      const named = code.flatMap((text) => text.match(/\bdocs\/[\w./-]*\w/g) ?? []);
      expect(named.filter((page) => !existsSync(join(folder, page)))).toEqual([]);
      if (name === "pulumi-im") expect([links.length > 50, named.includes("docs/import.md")]).toEqual([true, true]);
    }
  });

  test.each(compilers)(
    "compile with Pulumi's TypeScript template and TypeScript %s, and bring no types of others",
    (major, name, more) => {
      const folder = join(project.folder, `typed-${major}`);
      mkdirSync(folder);
      const programs = {
        ...Object.fromEntries(
          ["README.md", "docs/stack-files.md", "docs/membership.md", "emulator/README.md"].flatMap((page) =>
            codeIn(page, "ts").map((code, i) => [`${page.replace(/\W/g, "-")}-${i}.ts`, `${code}\nexport {};`]),
          ),
        ),
        ...Object.fromEntries(
          filesIn(installed("pulumi-im/examples"))
            .filter((file) => file.endsWith("index.ts"))
            .map((file) => [`${dirname(file)}.ts`, readFileSync(installed(`pulumi-im/examples/${file}`), "utf8")]),
        ),
      };
      expect(Object.keys(programs).length).toBeGreaterThan(6);
      for (const [file, text] of Object.entries(programs))
        writeFileSync(join(folder, file), withoutTopLevelAwait(text));
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions: { ...template, ...more }, files: Object.keys(programs) }),
      );
      const tsc = join(root, "node_modules", name, "bin/tsc");
      expect(JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version[0]).toBe(major);
      const said = listed(tsc, folder);
      expect(said.filter((line) => line.includes("error TS"))).toEqual([]);
      const others = said.filter((line) =>
        /node_modules\/(zod|undici|dataloader|yaml|fastify|selfsigned)\//.test(line),
      );
      expect(others).toEqual([]);
      expect(said.filter((line) => line.includes("/pulumi-im/types/")).length).toBeGreaterThan(20);
    },
    300_000,
  );

  function listed(tsc: string, folder: string): string[] {
    try {
      return execFileSync(process.execPath, [tsc, "-p", folder, "--noEmit", "--listFiles"], {
        encoding: "utf8",
        maxBuffer: 1 << 26,
      }).split("\n");
    } catch (error) {
      return String((error as { stdout?: string }).stdout).split("\n");
    }
  }

  test.each([
    ["pulumi-im", "schema"],
    ["pulumi-im", "--help"],
    ["pulumi-im-emulator", "--help"],
  ])("%s %s ends well where its reader stops early", async (name, argument) => {
    const child = spawn(installed(`.bin/${name}`), [argument], { env: project.env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect([code, said]).toEqual([0, ""]);
  });

  test("take a stack from the README to the emulated clouds, by the commands as they stand", async () => {
    await project.ok(["stack", "init", "dev"]);
    const [, ...settings] = commandsOf(firstProgram);
    expect(settings.pop()).toBe("pulumi up");
    for (const command of settings) expect(await project.shell(command, "s3cr3t")).toMatchObject({ code: 0 });
    expect(JSON.parse(await project.ok(["config", "get", "im:connections"]))).toEqual({
      default: { vendor: "commsease", appKey: "YOUR_APP_KEY", region: "sg", appSecret: "s3cr3t" },
    });
    const connecting = connect ? commandsOf(connect) : [];
    expect(connecting).toHaveLength(3);
    for (const command of connecting) expect(await project.shell(here(command))).toMatchObject({ code: 0 });
    const [first = ""] = codeIn("README.md", "ts");
    project.program(`${first}
import { nexconn, tencent } from "pulumi-im";
new nexconn.User("desk", { userId: "desk", name: "Desk", connection: "nexconn" });
new tencent.Account("studio", { UserID: "studio", Nick: "Studio", connection: "tencent" });`);
    await project.up();
    const { commsease, nexconn, tencent } = await control("GET", "state");
    const { supportTeam } = await project.outputs();
    expect(commsease.teams[supportTeam]).toMatchObject({ tname: "Customer support" });
    expect(Object.keys(nexconn.users)).toEqual(["desk"]);
    expect(tencent.accounts.studio.profile.Tag_Profile_Custom_PulumiIm).toEqual(expect.any(String));
  });

  test("work by the same provider text as in the repository", async () => {
    expect(lstatSync(installed("pulumi-im")).isSymbolicLink()).toBe(false);
    project.program(program);
    await project.up();
    await project.expectClean();
    expect((await control("GET", "state")).commsease.accounts.packed).toMatchObject({ name: "Packed" });
    const { account } = await project.resources();
    expect(account.inputs.__provider).toBe(providerText("commsease:Account"));
    expect(account.outputs.__provider).toBe(providerText("commsease:Account"));
  });

  test("a library that brings pulumi-im along, as pnpm lays packages out, is refused by a word of what to do", async () => {
    const wrapped = join(project.folder, "../wrapped");
    const library = join(project.folder, "../store/node_modules/desks");
    for (const folder of [library, join(wrapped, "node_modules")]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(library, "package.json"), JSON.stringify({ name: "desks", main: "index.js" }));
    const maker =
      'exports.desk = (name) => new (require("pulumi-im").commsease.Account)(name, { accid: "packed", name: "Packed" });';
    writeFileSync(join(library, "index.js"), maker);
    symlinkSync(installed("pulumi-im"), join(library, "../pulumi-im"));
    symlinkSync(library, join(wrapped, "node_modules/desks"));
    symlinkSync(installed("@pulumi"), join(wrapped, "node_modules/@pulumi"));
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) cpSync(join(project.folder, file), join(wrapped, file));
    writeFileSync(join(wrapped, "index.js"), 'require("desks").desk("account");');
    writeFileSync(join(wrapped, "package.json"), JSON.stringify({ private: true, main: "index.js" }));

    const preview = "cd ../wrapped && pulumi preview --stack dev --non-interactive --color never";
    const { code, text } = await project.shell(preview);
    expect(code).not.toBe(0);
    expect(text).toContain("pulumi-im is not installed where the engine looks for it");
    expect(text).toContain("pnpm add pulumi-im");
    expect(text).not.toMatch(/MODULE_NOT_FOUND|Require stack|\n +at /);
    // What the error advises.
    symlinkSync(installed("pulumi-im"), join(wrapped, "node_modules/pulumi-im"));
    expect(await project.shell(preview)).toMatchObject({ code: 0, text: expect.stringMatching(/2 unchanged/) });
  });

  test("refresh and destroy without the program", async () => {
    await control("POST", "call", {
      vendor: "commsease",
      call: "user/updateUinfo",
      params: { accid: "packed", name: "By hand" },
    });
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    expect((await project.resources()).account.inputs.name).toBe("By hand");
    await project.destroy();
    expect((await control("GET", "state")).commsease.accounts.packed).toMatchObject({ blocked: true });
  });

  test("bring a program for stack files, and their JSON Schema", async () => {
    const description = join(project.folder, "package.json");
    const main = "node_modules/pulumi-im/dist/program.js";
    writeFileSync(description, JSON.stringify({ ...JSON.parse(readFileSync(description, "utf8")), main }));
    await project.ok(["config", "set", "--path", "im:accounts.bot.accountId", "svc-bot"]);
    expect(await project.preview()).toMatch(/im:Account: \(create\)[\s\S]*accountId *: "svc-bot"/);
    const schema = JSON.parse(
      execFileSync(installed(".bin/pulumi-im"), ["schema"], { encoding: "utf8", env: project.env }),
    );
    expect(schema.$defs.Account.properties).toHaveProperty("accountId.description");
  });
});

describe("a fresh clone", () => {
  const clone = mkdtempSync(join(tmpdir(), "im-clone-"));
  afterAll(() => rmSync(clone, { recursive: true }));

  test("links the commands of both packages before anything is compiled, and they say what to do", () => {
    for (const folder of ["provider", "emulator"]) {
      const { name, version, bin, files } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      mkdirSync(join(clone, folder));
      // Without dependencies: what is looked at is the linking.
      writeFileSync(join(clone, folder, "package.json"), JSON.stringify({ name, version, bin }));
      for (const target of Object.values<string>(bin)) {
        const inGit = execFileSync("git", ["ls-files", "-s", join(folder, target)], { cwd: root, encoding: "utf8" });
        expect(inGit).toMatch(/^100755 /);
        cpSync(join(root, folder, target), join(clone, folder, target), { recursive: true });
        expect(files).toContain(basename(dirname(target)));
      }
    }
    writeFileSync(join(clone, "package.json"), JSON.stringify({ private: true, workspaces: ["provider", "emulator"] }));
    execFileSync("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund"], { cwd: clone });
    for (const name of packages) {
      const run = () => execFileSync("npx", ["--no-install", name, "--help"], { cwd: clone, stdio: "pipe" });
      expect(run).toThrow(/is not compiled yet. Run `npm run build`/);
    }
  });
});
