import { Emulator } from "../support/emulator";
import { type Ended, Project } from "../support/project";
import {
  type BadInput,
  badConnections,
  badInputs,
  connections,
  inputsOf,
  nexconnApp,
  wrongKeys,
} from "./bad-input/table";

/** What one preview has to refuse: the engine tells all problems of a resource, and stops at the first resource with any. */
interface Batch {
  kind: BadInput["kind"];
  rows: BadInput[];
}

/** As few resources as can hold every wrong field. */
function batched(rows: readonly BadInput[]): Batch[] {
  const batches: Batch[] = [];
  for (const row of rows) {
    const fits = ({ kind, rows: others }: Batch) =>
      kind === row.kind && others.every((other) => !other.isConflict && !clash(other, row));
    const batch = row.isConflict ? undefined : batches.find(fits);
    if (batch) batch.rows.push(row);
    else batches.push({ kind: row.kind, rows: [row] });
  }
  return batches;
}

function isConflict({ rows }: Batch): boolean {
  return rows.some((row) => row.isConflict);
}

function clash(one: BadInput, other: BadInput): boolean {
  const overlap = (a: string, b: string) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
  return wrongKeys(one).some((key) => wrongKeys(other).some((taken) => overlap(key, taken)));
}

/**
 * The unit tier checks every row. Through the engine go, of each kind, as many fields as one resource can have wrong, one
 * conflict, and whatever could show a secret.
 */
const batches = batched(badInputs).filter(
  ({ kind, rows }, i, all) =>
    rows.some(({ secret }) => secret) ||
    all.findIndex((other) => other.kind === kind && isConflict(other) === isConflict({ kind, rows })) === i,
);
const rows = batches.flatMap((batch) => batch.rows);
// A connection is told beside the fields, so that each rides along with a batch of them.
const riders = batches.filter(({ rows }) => rows.every(({ inputs }) => !("connection" in inputs)));
const logicalName = (batch: Batch | undefined) => `broken-${batch ? batches.indexOf(batch) : "none"}`;

const program = `
import * as im from "pulumi-im";
const { name, kind, inputs } = JSON.parse(process.env.BAD_INPUT ?? "");
const [vendor, className] = kind.split(":");
new im[vendor][className](name, inputs);
`;

/** Previews in turn, each of one resource. */
class Lane {
  readonly project = new Project("bad-input");

  async open(configured: string): Promise<void> {
    this.project.program(program);
    await this.project.ok(["stack", "init", "dev"]);
    await this.configure(configured);
  }

  /** Sets `im:connections` as a whole, as one secret text. */
  async configure(configured: string): Promise<void> {
    const set = await this.project.run(["config", "set", "--secret", "im:connections"], configured);
    if (set.code !== 0) throw new Error(set.text);
  }

  preview(name: string, kind: string, inputs: object): Promise<Ended> {
    this.project.env.BAD_INPUT = JSON.stringify({ name, kind, inputs });
    return this.project.run(["preview"]);
  }
}

let emulator: Emulator;
const lanes = [new Lane(), new Lane()];
const previews = new Map<Batch, Ended>();

beforeAll(async () => {
  emulator = await Emulator.start();
  const configured = JSON.stringify({
    ...connections,
    default: emulator.connection,
    [nexconnApp]: emulator.nexconn.connection,
  });
  const waiting = [...batches];
  await Promise.all(
    lanes.map(async (lane) => {
      await lane.open(configured);
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        const connection = badConnections[riders.indexOf(batch)]?.connection;
        const inputs = { ...inputsOf(batch.kind, batch.rows), ...(connection && { connection }) };
        previews.set(batch, await lane.preview(logicalName(batch), batch.kind, inputs));
      }
    }),
  );
}, 400_000);

afterAll(async () => {
  for (const { project } of lanes) project.dispose();
  await emulator.stop();
});

/** The lines that a preview printed about a resource. */
function linesAbout(batch: Batch | undefined): string[] {
  const { code, text } = (batch && previews.get(batch)) ?? { code: 0, text: "There was no preview." };
  if (code === 0) throw new Error(`The preview did not fail: ${text}`);
  return text.split("\n").filter((line) => line.includes(`resource '${logicalName(batch)}'`));
}

describe("a preview refuses, and tells resource, property, what was seen, what is allowed and what to do", () => {
  test.each(rows)("$kind: $name", (row) => {
    const lines = linesAbout(batches.find((batch) => batch.rows.includes(row)));
    const [line] = lines.filter((one) => one.includes(`problem: IM_INVALID_INPUT: ${row.property}: got ${row.seen}`));
    expect(line ?? lines).toContain(`; allowed: ${row.allowed}`);
    expect(line).toContain(row.fix);
  });

  test.each(badConnections.map((row, i) => ({ ...row, batch: riders[i] })))(
    "a connection: $name",
    ({ says, batch }) => {
      const [line] = linesAbout(batch).filter((one) => one.includes(says[0] ?? ""));
      for (const words of says) expect(line).toContain(words);
    },
  );

  test("no more than what is wrong", () => {
    for (const [i, batch] of batches.entries()) {
      const said = new Set(linesAbout(batch).map((line) => line.slice(line.indexOf("error: "))));
      const hasBadConnection = riders.indexOf(batch) >= 0 && riders.indexOf(batch) < badConnections.length;
      expect({ i, said: said.size }).toEqual({ i, said: batch.rows.length + (hasBadConnection ? 1 : 0) });
    }
  });
});

test("no preview prints a secret", () => {
  for (const { text } of previews.values()) {
    expect(text).not.toContain("s3cr3t");
    expect(text).not.toContain(emulator.connection.appSecret);
  }
});

test("no preview calls the vendor", async () => {
  expect(await emulator.calls()).toEqual([]);
});

describe("where the configuration as a whole is of no use", () => {
  const lane = new Lane();
  const account = { accid: "svc" };
  beforeAll(() => lane.open("s3cr3t: {"));
  afterAll(() => lane.project.dispose());

  test("a preview tells that it is no map of connections, without repeating it", async () => {
    const { code, text } = await lane.preview("svc", "commsease:Account", account);
    expect(code).not.toBe(0);
    expect(text).toContain("resource 'svc' has a problem: IM_CONNECTION: im:connections: got ");
    expect(text).toContain("allowed: a map of connections by name. Set one with `pulumi config set --path");
    expect(text).not.toContain("s3cr3t");
  });

  test("a preview tells where credentials can come from", async () => {
    await lane.project.ok(["config", "rm", "im:connections"]);
    const { code, text } = await lane.preview("svc", "commsease:Account", account);
    expect(code).not.toBe(0);
    expect(text).toContain(
      "resource 'svc' has a problem: IM_CONNECTION: There is no connection `default`. Set im:connections.default in the stack's configuration",
    );
    expect(text).toContain("IM_VENDOR, IM_APP_KEY, IM_APP_SECRET, IM_REGION, IM_ENDPOINT");
  });
});

describe("values that are not known before the change", () => {
  const project = new Project("bad-input");
  beforeAll(async () => {
    await emulator.forgetCalls();
    project.step("unknowns");
    await project.init({ default: emulator.connection });
  });
  afterAll(() => project.dispose());

  test("pass a preview in every field, without a call", async () => {
    await project.preview();
    expect(project.counts).toEqual({ create: 10 });
    expect(await emulator.calls()).toEqual([]);
  });

  test("are there at the change, and leave nothing to do", async () => {
    await project.up();
    await project.expectSettled();
  });

  test("pass a preview of a change in every field", async () => {
    await emulator.forgetCalls();
    project.env.REPLACE = "1";
    const text = await project.preview();
    expect(text).toContain("+-pulumi-nodejs:dynamic/im/commsease:Team");
    expect(await emulator.calls()).toEqual([]);
  });
});
