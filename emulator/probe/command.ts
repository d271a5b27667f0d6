import { PROBE_HELP, type ProbeOrder, parseProbe } from "./arguments";
import { type ProbeClock, systemClock } from "./clock";
import { Journal } from "./journal";
import type { ProbeResult } from "./probe";
import { writeSettings } from "./settings-file";
import { counted } from "./words";

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

function report({ findings, sent, remaining }: ProbeResult<string>, { settings }: ProbeOrder): string {
  const found = [...findings.values()].filter((one) => "value" in one).length;
  const calls = [...sent.values()].reduce((sum, one) => sum + one, 0);
  const untold = findings.size - found;
  return [
    `${counted(calls, ["call", "calls"])}; ${settings} has ${counted(found, ["value", "values"])}, and ${untold} untold with their reasons`,
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
  writeSettings(settings, vendor.name, chosen(result, order), { keep: order.some });
  around.out(report(result, order));
  return result.remaining.length > 0 ? 1 : 0;
}

/** What others needed to know is not written where only some settings were asked for. */
function chosen({ findings }: ProbeResult<string>, { names }: ProbeOrder) {
  return new Map([...findings].filter(([name]) => names.includes(name)));
}
