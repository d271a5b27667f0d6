import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { Emulator } from "../support/emulator";
import { type Ended, Project } from "../support/project";
import { sha256 } from "../support/sha256";

const vendors = ["commsease", "nexconn", "tencent"] as const;
type Vendor = (typeof vendors)[number];

const guide = readFileSync(join(__dirname, "../../docs/rotate-secrets.md"), "utf8");

/** An address of the app that can go away, as a vendor's does when the app moves. */
class Forwarder {
  readonly #open = new Set<Socket>();
  readonly #server: Server;

  constructor(target: URL) {
    this.#server = createServer((from) => {
      const to = connect(Number(target.port), target.hostname);
      for (const socket of [from, to]) {
        this.#open.add(socket);
        socket.on("error", () => {});
      }
      from.pipe(to).pipe(from);
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#open) socket.destroy();
  }
}

describe("what changes at the vendor, as the guide on rotation tells it", () => {
  let emulator: Emulator;
  let project: Project;
  let former: Forwarder;
  let rotations = 0;

  /** Sets values of the stack's configuration, all in one command: these secrets are the emulator's. */
  async function configure(values: Record<string, unknown>): Promise<void> {
    const flags = Object.entries(values).flatMap(([path, value]) => {
      return [/(appSecret|secretKey)$/.test(path) ? "--secret" : "--plaintext", `${path}=${value}`];
    });
    await project.ok(["config", "set-all", "--path", ...flags]);
  }

  const at = (vendor: Vendor, key: string) => `im:connections.${vendor === "commsease" ? "default" : vendor}.${key}`;

  /** New secrets at the vendors and in the stack's configuration, beside whatever else changes there. */
  async function rotate(which: readonly Vendor[], more: Record<string, unknown> = {}): Promise<void> {
    rotations += 1;
    const fresh = which.map((vendor) => [vendor, `${vendor}-secret-${rotations}`] as const);
    for (const [vendor, secret] of fresh) await emulator.rotate(vendor, secret);
    const keys = { commsease: "appSecret", nexconn: "appSecret", tencent: "secretKey" };
    const pairs = fresh.map(([vendor, secret]) => [at(vendor, keys[vendor]), secret]);
    await configure({ ...Object.fromEntries(pairs), ...more });
    await emulator.forgetCalls();
  }

  /** Runs a command that the guide names, without its questions. */
  async function asTold(command: string): Promise<Ended> {
    expect(guide.split("\n").map((line) => line.trim())).toContain(command);
    const [, ...args] = command.split(" ");
    return project.run([...args, "--yes", "--skip-preview"]);
  }

  async function asToldWell(command: string): Promise<string> {
    const { code, text } = await asTold(command);
    expect([command, code, code === 0 ? "" : text]).toEqual([command, 0, ""]);
    return text;
  }

  /** A command that goes wrong with the old connections, says so for each resource, and changes nothing. */
  async function expectTold(args: string[], failures: Record<string, string[]>): Promise<void> {
    const { code, text } = await project.run([...args, "--yes", "--skip-preview"]);
    expect([args[0], code]).not.toEqual([args[0], 0]);
    for (const [code, ids] of Object.entries(failures)) {
      for (const id of ids) {
        const told = new RegExp(
          `error: ${code}: \\w+ \\S+ for [^\\n]*\\b${id}\\b[^\\n]*This command took the connection as the last \`pulumi up\` left it in the state[^\\n]*--run-program to this refresh or destroy \\(docs/rotate-secrets\\.md\\)`,
        );
        expect(text).toMatch(told);
      }
    }
    // The keys are right; whoever reads this must not look there first.
    expect(text).not.toMatch(/\. Check the connection's/);
    expect([await emulator.writes(), await emulator.nexconn.writes(), await emulator.tencent.writes()]).toEqual([
      [],
      [],
      [],
    ]);
  }

  /** Whether each token lets its account in. */
  async function valid(): Promise<Record<string, boolean>> {
    const { tokens } = await project.outputs();
    const found: Record<string, boolean> = {};
    for (const id of ["ops", "listed-ops"]) found[id] = (await emulator.account(id)).tokenSha256 === sha256(tokens[id]);
    for (const id of ["desk", "listed-desk"]) {
      const { tokens: issued } = await emulator.nexconn.user(id);
      found[id] = issued.some(
        (one: { sha256: string; valid: boolean }) => one.valid && one.sha256 === sha256(tokens[id]),
      );
    }
    for (const id of ["ana", "listed-ana"]) found[id] = (await emulator.tencent.codeFor(id, tokens[id])) === 60010;
    return found;
  }

  const allValid = { ops: true, "listed-ops": true, desk: true, "listed-desk": true, ana: true, "listed-ana": true };

  beforeAll(async () => {
    emulator = await Emulator.start(["--setting", "tencent.profileCustomTags=PulumiIm"]);
    const endpoint = new URL(emulator.connection.endpoint);
    former = new Forwarder(endpoint);
    project = new Project("rotation");
    await project.init({});
    const { endpoints, ...nexconn } = emulator.nexconn.connection;
    const settings = {
      commsease: { ...emulator.connection, endpoint: `${await former.listen()}${endpoint.pathname}` },
      nexconn: { ...nexconn, "endpoints[0]": endpoints[0], "endpoints[1]": endpoints[1] },
      tencent: emulator.tencent.connection,
    };
    const connections = vendors.flatMap((vendor) =>
      Object.entries(settings[vendor]).map(([key, value]) => [at(vendor, key), value]),
    );
    await configure({
      ...Object.fromEntries(connections),
      "im:accounts.listed-ops.accountId": "listed-ops",
      "im:accounts.listed-desk.accountId": "listed-desk",
      "im:accounts.listed-desk.name": "Desk",
      "im:accounts.listed-desk.connection": "nexconn",
      "im:accounts.listed-ana.accountId": "listed-ana",
      "im:accounts.listed-ana.connection": "tencent",
    });
    project.step("1-estate");
    await project.up();
  });

  afterAll(async () => {
    await emulator?.stop();
    former?.close();
    project?.dispose();
  });

  test("a secret: refresh says that it has the old one, and up brings the new one and renews what died with the old", async () => {
    await rotate(vendors);
    await expectTold(["refresh"], { IM_REFUSED: Object.keys(allValid) });
    expect(await valid()).toEqual({ ...allValid, desk: false, "listed-desk": false, ana: false, "listed-ana": false });

    await emulator.forgetCalls();
    const preview = await project.preview();
    expect(project.counts).toMatchObject({ update: 4 });
    for (const changed of ["accessTokenKey", "userSigKey", "userSigExpires", "loginTokenKey", "loginTokenExpires"]) {
      expect(preview).toMatch(new RegExp(`~ ${changed} *: "[^"]+" => "[^"]+"`));
    }
    expect(await emulator.calls()).toEqual([]);

    await asToldWell("pulumi up");
    expect(await valid()).toEqual(allValid);
    await project.ok(["preview", "--refresh", "--expect-no-changes"]);
  });

  test("an address, an admin, a secret: up --refresh says the same, and refresh --run-program has the new ones", async () => {
    former.close();
    await emulator.tencent.settings({ admins: "chief" });
    await rotate(["nexconn"], {
      [at("commsease", "endpoint")]: emulator.connection.endpoint,
      [at("tencent", "admin")]: "chief",
    });
    await expectTold(["up", "--refresh"], {
      IM_UNREACHABLE: ["ops", "listed-ops"],
      IM_REFUSED: ["desk", "listed-desk", "ana", "listed-ana"],
    });
    await asToldWell("pulumi refresh --run-program");
    expect(await emulator.nexconn.writes()).toEqual([]);
  });

  test("a secret in a pipeline: up --refresh --run-program does all at once", async () => {
    await rotate(vendors);
    // Nothing left in the program brings the new connection along either.
    project.program("export {};\n");
    await expectTold(["up"], { IM_REFUSED: Object.keys(allValid) });
    project.step("1-estate");
    await asToldWell("pulumi up --refresh --run-program");
    expect(await valid()).toEqual(allValid);
  });

  test("a secret before the end: destroy says that it has the old one, and with --run-program removes everything", async () => {
    await rotate(vendors);
    await expectTold(["destroy"], { IM_REFUSED: Object.keys(allValid) });
    await asToldWell("pulumi destroy --run-program");
    const { ops, "listed-ops": listedOps } = (await emulator.state()).accounts;
    expect([ops.blocked, listedOps.blocked]).toEqual([true, true]);
    for (const id of ["desk", "listed-desk"]) expect((await emulator.nexconn.user(id)).deletion).not.toBeNull();
    for (const id of ["ana", "listed-ana"]) expect(await emulator.tencent.account(id)).toBeUndefined();
    expect(Object.keys(await project.resources())).not.toContain("ops");
  });
});
