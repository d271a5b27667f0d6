import { PROBE_HELP, parseProbe } from "./arguments";
import { type ProbeClock, systemClock } from "./clock";
import { Journal } from "./journal";
import type { Finding } from "./outcome";
import type { ProbeResult } from "./probe";
import { writeSettings } from "./settings-file";
import { counted } from "./words";

type Findings = ReadonlyMap<string, Finding>;

/** What the command is run in. */
export interface ProbeProcess {
  readonly environment: Readonly<Record<string, string | undefined>>;
  out(text: string): unknown;
  err(text: string): unknown;
  /** Comes when somebody ends the probe. */
  readonly signal?: AbortSignal;
  /** @default the machine's */
  readonly clock?: ProbeClock;
}

/** Where a probe notes what it made, until it is removed: beside the settings file. */
export function journalOf(settings: string): string {
  return `${settings}.objects`;
}

function report(findings: Findings, { sent, remaining }: ProbeResult<string>, settings: string): string {
  const found = [...findings.values()].filter((one) => "value" in one).length;
  const calls = [...sent.values()].reduce((sum, one) => sum + one, 0);
  const values = `${settings} has ${counted(found, ["value", "values"])}`;
  return [
    `${counted(calls, ["call", "calls"])}; ${values}, and says of ${findings.size - found} why they are untold`,
    ...remaining.map((one) => `not removed: ${one}`),
    "",
  ].join("\n");
}

/** `pulumi-im-emulator probe …`: the exit code. */
export async function probeCommand(args: readonly string[], around: ProbeProcess): Promise<number> {
  const order = parseProbe(args, around.environment);
  if (order.help) {
    around.out(PROBE_HELP);
    return 0;
  }
  const { vendor, names, prefix, settings, access } = order;
  around.out(vendor.planText(names, prefix));
  if (!access) {
    around.out("Nothing was sent. With --yes it is done.\n");
    return 0;
  }
  const result = await vendor.probe({
    ...access,
    names,
    prefix,
    journal: new Journal(journalOf(settings)),
    clock: around.clock ?? systemClock,
    progress: (text) => around.err(`${text}\n`),
    ...(around.signal && { signal: around.signal }),
  });
  // What had to be known for that is not written where it was not asked for.
  const findings = new Map([...result.findings].filter(([name]) => names.includes(name)));
  writeSettings(settings, vendor.name, findings, { keep: order.some });
  around.out(report(findings, result, settings));
  return result.remaining.length > 0 ? 1 : 0;
}
