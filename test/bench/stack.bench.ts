import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

/** Resources in each stack. */
const size = Number(process.env.IM_BENCH_SIZE ?? 200);

const ours = `
import { commsease } from "pulumi-im";
for (let i = 0; i < ${size}; i++) {
  new commsease.Account(\`account-\${i}\`, { accid: \`service-\${i}\`, name: \`Service \${i}\` });
}`;

/** The least that a dynamic resource can be: it calls nobody. What ours costs beyond it is ours. */
const bare = `
import * as pulumi from "@pulumi/pulumi";
const provider = {
  create: async (inputs) => ({ id: inputs.accid, outs: inputs }),
  diff: async (_id, olds, news) => ({ changes: olds.name !== news.name }),
  read: async (id, props) => ({ id, props }),
};
for (let i = 0; i < ${size}; i++) {
  new pulumi.dynamic.Resource(provider, \`account-\${i}\`, { accid: \`service-\${i}\`, name: \`Service \${i}\` });
}`;

interface Row {
  seconds: number;
  calls: Record<string, number>;
}

test(`a stack of ${size} accounts beside one of ${size} bare dynamic resources`, async () => {
  const emulator = await Emulator.start(["--rate-limit", "off"]);
  const own = await measured(ours, emulator);
  const base = await measured(bare, emulator);
  const lines = Object.entries(own.rows).map(([command, { seconds, calls }]) => {
    const ratio = seconds / (base.rows[command]?.seconds ?? Number.NaN);
    const told = Object.entries(calls).map(([call, count]) => `${count} ${call}`);
    return `${command.padEnd(18)} ${ratio.toFixed(2).padStart(6)}   ${told.join(", ") || "none"}`;
  });
  const state = `${own.bytes} bytes of state for a resource (bare: ${base.bytes})`;
  process.stdout.write(`\n${"command".padEnd(18)}  ratio   vendor calls\n${lines.join("\n")}\n${state}\n\n`);
  await emulator.stop();
}, 900_000);

async function measured(program: string, emulator: Emulator): Promise<{ rows: Record<string, Row>; bytes: number }> {
  const project = new Project("../bench/stack", {}, { ownProcesses: true });
  await project.init({ default: emulator.connection });
  project.program(program);
  const rows: Record<string, Row> = {};
  const time = async (command: string, run: () => Promise<unknown>) => {
    await emulator.forgetCalls();
    const start = performance.now();
    await run();
    rows[command] = { seconds: (performance.now() - start) / 1000, calls: counted(await emulator.calls()) };
  };
  await time("up, all new", () => project.up());
  const bytes = Math.round(JSON.stringify(JSON.parse(await project.ok(["stack", "export"]))).length / size);
  await time("preview, no change", () => project.expectClean());
  await time("up, no change", () => project.up());
  await time("refresh", () => project.refresh());
  await time("destroy", () => project.destroy());
  project.dispose();
  return { rows, bytes };
}

function counted(calls: { call: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { call } of calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}
