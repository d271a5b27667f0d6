import { execFileSync } from "node:child_process";
import { copyFileSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerText } from "../../provider/provider-text";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const root = join(__dirname, "../..");
const program = `
import { commsease } from "pulumi-im";
const account = new commsease.Account("account", { accid: "packed", name: "Packed" });
export const accid = account.accid;`;

/** The package as a user gets it: packed, and installed into an empty project. */
function installPacked(project: Project): void {
  const packed = mkdtempSync(join(tmpdir(), "im-packed-"));
  const pack = ["pack", "--silent", "--pack-destination", packed, "--workspace", "provider"];
  const tarball = execFileSync("npm", pack, { cwd: root, encoding: "utf8" }).trim().split("\n").at(-1) ?? "";
  copyFileSync(join(packed, tarball), join(project.folder, "pulumi-im.tgz"));
  rmSync(packed, { recursive: true });
  rmSync(join(project.folder, "node_modules"));
  const dependencies = { "@pulumi/pulumi": "3.259.0", "pulumi-im": "file:pulumi-im.tgz" };
  const description = { name: "empty", private: true, main: "index.ts", dependencies };
  writeFileSync(join(project.folder, "package.json"), JSON.stringify(description));
  execFileSync("npm", ["install", "--loglevel=error", "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: project.folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

describe("the package outside its repository", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("package", (stack) => {
    ({ emulator, project } = stack);
  });

  beforeAll(() => installPacked(project), 300_000);

  test("works from a packed tarball in an empty project, by the same provider text as in the repository", async () => {
    expect(lstatSync(join(project.folder, "node_modules/pulumi-im")).isSymbolicLink()).toBe(false);
    project.program(program);
    await project.up();
    await project.expectClean();
    expect(await emulator.account("packed")).toMatchObject({ name: "Packed" });
    const { account } = await project.resources();
    expect(account.inputs.__provider).toBe(providerText("commsease:Account"));
    expect(account.outputs.__provider).toBe(providerText("commsease:Account"));
  });

  test("refreshes and destroys without the program", async () => {
    await emulator.mustVendor("user/updateUinfo", { accid: "packed", name: "By hand" });
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    expect((await project.resources()).account.inputs.name).toBe("By hand");
    await project.destroy();
    expect(await emulator.account("packed")).toMatchObject({ blocked: true });
  });

  test("brings a program for stack files, and their JSON Schema", async () => {
    const description = join(project.folder, "package.json");
    const main = "node_modules/pulumi-im/dist/program.js";
    writeFileSync(description, JSON.stringify({ ...JSON.parse(readFileSync(description, "utf8")), main }));
    await project.ok(["config", "set", "--path", "im:accounts.bot.accountId", "svc-bot"]);
    expect(await project.preview()).toMatch(/im:Account: \(create\)[\s\S]*accountId *: "svc-bot"/);
    const cli = join(project.folder, "node_modules/.bin/pulumi-im");
    const schema = JSON.parse(execFileSync(cli, ["schema"], { encoding: "utf8", env: project.env }));
    expect(schema.$defs.Account.properties).toHaveProperty("accountId.description");
  });
});
