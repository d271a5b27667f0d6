import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulator";
import { InputError } from "./input-error";

/** The environment variable with another app secret: process arguments are visible to everybody on the machine. */
export const SECRET_VARIABLE = "PULUMI_IM_EMULATOR_APP_SECRET";

export const HELP = `pulumi-im-emulator: instant-messaging clouds on loopback

  --port PORT             console and control; vendors take the ports after it (default 4700, 0 = free ports)
  --host HOST             where to listen (default 127.0.0.1; the control port asks nobody who they are)
  --tls                   serve https with a certificate made for this run
  --data FILE             keep the state across restarts
  --rate-limit vendor|off (default vendor)
  --app-key KEY           the app's key (default: a fixed one)
  --setting VENDOR.NAME=VALUE
                          one open behaviour of a vendor; repeatable
  --help

${SECRET_VARIABLE} in the environment sets the app's secret.
`;

/** What the command line asks for. */
export type Command = { readonly help: true } | { readonly help: false; readonly options: EmulatorOptions };

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_534) throw new InputError(`--port is 0 to 65534, not ${text}`);
  return port;
}

function parseSetting(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new InputError(`--setting is VENDOR.NAME=VALUE, not ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Reads the command line and the environment. */
export function parseCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  let values: ReturnType<typeof read>;
  try {
    values = read(args);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return { help: true };
  const rateLimit = values["rate-limit"];
  if (rateLimit !== "vendor" && rateLimit !== "off") {
    throw new InputError(`--rate-limit is vendor or off, not ${rateLimit}`);
  }
  return {
    help: false,
    options: {
      port: parsePort(values.port),
      host: values.host,
      tls: values.tls,
      data: values.data,
      rateLimit,
      appKey: values["app-key"],
      appSecret: environment[SECRET_VARIABLE] || undefined,
      settings: Object.fromEntries(values.setting.map(parseSetting)),
    },
  };
}

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4700" },
      host: { type: "string", default: "127.0.0.1" },
      tls: { type: "boolean", default: false },
      data: { type: "string" },
      "rate-limit": { type: "string", default: "vendor" },
      "app-key": { type: "string" },
      setting: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  }).values;
}
