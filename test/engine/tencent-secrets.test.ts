import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { userSig } from "../../provider/tencent/user-sig";
import { Emulator } from "../support/emulator";
import { type Ended, Project } from "../support/project";

const secretKey = `secret-key-${randomBytes(12).toString("hex")}`;

/** Every UserSig in a text: whose it is, by the line that it is in. */
function sigsIn(text: string): { whose: string; line: string }[] {
  return text.split("\n").flatMap((line) =>
    [...line.matchAll(/eJ[A-Za-z0-9*_-]{80,}/g)].flatMap(([sig]) => {
      const base64 = sig.replace(/\*/g, "+").replace(/-/g, "/").replace(/_/g, "=");
      try {
        return [{ whose: JSON.parse(String(inflateSync(Buffer.from(base64, "base64"))))["TLS.identifier"], line }];
      } catch {
        return []; // It only looked like one.
      }
    }),
  );
}

describe("secrets of Tencent IM, through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  /** What every `pulumi` command printed. */
  const printed: string[] = [];
  /** Runs a command of which the output is not collected. */
  let unseen: (args: string[]) => Promise<Ended>;

  beforeAll(async () => {
    const env = { ...process.env, PULUMI_IM_EMULATOR_TENCENT_SECRET: secretKey };
    emulator = await Emulator.start(["--setting", "tencent.profileCustomTags=PulumiIm"], env);
    project = new Project("tencent-secrets", {}, { ownProcesses: true });
    const run = project.run.bind(project);
    unseen = run;
    project.run = async (...args) => {
      const ended = await run(...args);
      printed.push(ended.text);
      return ended;
    };
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  /** Nobody who has no business with it reads the key, or a UserSig made with it: the admin's goes with each call. */
  async function expectNothingReadable(): Promise<void> {
    const places: Record<string, string> = {
      "the output of pulumi": printed.join("\n"),
      "the state on disk": project.stateFiles(),
      "the configuration on disk": readFileSync(`${project.folder}/Pulumi.dev.yaml`, "utf8"),
      "the output of the emulator": emulator.output.join("\n"),
      "the calls of the emulator": JSON.stringify(await emulator.calls()),
      "the state of the emulator": JSON.stringify(await emulator.tencent.state()),
    };
    for (const [place, text] of Object.entries(places)) {
      expect([place, text.includes(secretKey)]).toEqual([place, false]);
      // The SDK itself prints every output of a resource with --debug; nothing else may.
      const sigs = sigsIn(text).filter(({ whose, line }) => whose !== "made" || !isOfSdk(line));
      expect([place, sigs]).toEqual([place, []]);
    }
  }

  const isOfSdk = (line: string) => line.includes("RegisterResource RPC finished: resource:made[");

  test("a UserSig in a text would be found", () => {
    const sig = userSig("k", { sdkAppId: 1, identifier: "administrator", time: 1_700_000_000, expire: 60 });
    expect(sigsIn(`POST /v4/x?usersig=${sig}&random=1`)).toMatchObject([{ whose: "administrator" }]);
  });

  test("configuration, preview and up show none, and the state has them encrypted", async () => {
    await project.init({ default: { ...emulator.tencent.connection, secretKey } });
    await project.ok(["config"]);
    project.step("1-create");
    await project.preview();
    await project.up();
    await project.ok(["stack", "output"]);
    const { made } = await project.resources();
    expect(made.outputs.userSig).toMatchObject({ ciphertext: expect.stringMatching(/^v1:/) });
    const { text } = await unseen(["stack", "output", "made", "--show-secrets"]);
    expect(await emulator.tencent.codeFor("made", text.trim())).toBe(60010);
    await expectNothingReadable();
  });

  test("the debug output, ours and the engine's, shows none, and neither does a refusal", async () => {
    project.program(project.source("1-create").replace("userSigVersion: 1", "userSigVersion: 2"));
    project.env.IM_DEBUG = "1";
    await emulator.tencent.fault({ call: "profile/portrait_get", kind: "code", value: 70009, times: 1 });
    const refused = await project.run(["up", "--yes", "--skip-preview"]);
    expect(refused.text).toContain("tencent profile/portrait_get for made was refused with code 70009");
    const text = await project.ok(["up", "--yes", "--skip-preview", "--debug", "--logtostderr", "-v=8"]);
    delete project.env.IM_DEBUG;
    expect(text).toMatch(/im: tencent im_open_login_svc\/kick made attempt 1: HTTP 200, \d+ ms/);
    await expectNothingReadable();
    // What stands there of the account's own is told by the SDK, as of any output.
    expect(sigsIn(text).every(({ whose, line }) => whose === "made" && isOfSdk(line))).toBe(true);
  });

  test("a refresh with drift and a destroy show none", async () => {
    const params = { From_Account: "made", ProfileItem: [{ Tag: "Tag_Profile_IM_Nick", Value: "Drifted" }] };
    await emulator.control("POST", "/control/call", { vendor: "tencent", call: "profile/portrait_set", params });
    await project.refresh();
    const { made } = await project.resources();
    expect(made.inputs.Nick).toBe("Drifted");
    expect(made.outputs.userSig).toMatchObject({ ciphertext: expect.anything() });
    await project.destroy();
    await expectNothingReadable();
  });

  test("a secretKey in clear in the configuration is refused, with the command to use", async () => {
    const clear = new Project("tencent-secrets", {}, { ownProcesses: true });
    try {
      await clear.ok(["stack", "init", "dev"]);
      const settings = Object.entries({ ...emulator.tencent.connection, secretKey });
      const pairs = settings.flatMap(([key, value]) => ["--plaintext", `im:connections.default.${key}=${value}`]);
      await clear.ok(["config", "set-all", "--path", ...pairs]);
      clear.step("1-create");
      const { code, text } = await clear.run(["preview"]);
      expect(code).not.toBe(0);
      expect(text).toContain("`pulumi config set --secret --path im:connections.NAME.secretKey`");
      expect(text).not.toContain(secretKey);
      expect(await clear.ok(["stack", "export"])).not.toContain(secretKey);
    } finally {
      clear.dispose();
    }
  });
});
