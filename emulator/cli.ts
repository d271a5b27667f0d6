#!/usr/bin/env node
import { HELP, parseCommand } from "./arguments";
import { type EmulatorOptions, type ReadyInfo, startEmulator } from "./emulator";
import { probeCommand } from "./probe/command";

/** The ready line. A secret that came from the environment is not repeated: whoever set it has it. */
function readyLine(info: ReadyInfo, { apps = {} }: EmulatorOptions): string {
  const given = Object.values(apps).flatMap(({ secret }) => (secret === undefined ? [] : [secret]));
  return JSON.stringify(info, (_key, value) => (given.includes(value) ? undefined : value));
}

function isLoopback(host = "127.0.0.1"): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Finds out how a real app behaves. What it made is removed after a signal too. */
async function probe(args: readonly string[]): Promise<void> {
  const end = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.abort());
  process.exitCode = await probeCommand(args, {
    environment: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    signal: end.signal,
  });
}

async function main(): Promise<void> {
  if (process.argv[2] === "probe") return probe(process.argv.slice(3));
  const command = parseCommand(process.argv.slice(2), process.env);
  if (command.help) {
    process.stdout.write(HELP);
    return;
  }
  if (!isLoopback(command.options.host)) {
    process.stderr.write("warning: not on loopback; the control port obeys whoever reaches it\n");
  }
  const emulator = await startEmulator(command.options);
  const stop = () => {
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(`${readyLine(emulator.info, command.options)}\n`);
}

function fail(error: unknown): never {
  const mistake = error instanceof Error && "code" in error && error.code === "INVALID_INPUT";
  process.stderr.write(`pulumi-im-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(mistake ? 2 : 1);
}

// Whoever reads may stop early, as `head` does: that is no mistake, and an emulator goes on without a reader.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

main().catch(fail);
