import { parseArgs } from "node:util";
import type { App } from "./cloud/vendor";
import type { EmulatorOptions } from "./emulator";
import { InputError } from "./input-error";

/** Secrets come by the environment: process arguments are visible to everybody on the machine. */
const SECRET_VARIABLE = /^PULUMI_IM_EMULATOR_([A-Z]+)_SECRET$/;
/** The ports that the vendors take after the console's. */
const VENDOR_PORTS = 4;

export const HELP = `pulumi-im-emulator: instant-messaging clouds on loopback

  --port PORT             console and control; vendors take the ports after it (default 4700, 0 = free ports)
  --host HOST             where to listen (default 127.0.0.1; the control port asks nobody who they are)
  --tls                   serve https with a certificate made for this run
  --data FILE             keep the state across restarts
  --rate-limit vendor|off (default vendor)
  --app VENDOR=KEY        the key or id of the app at a vendor (default: a fixed one); repeatable
  --settings FILE         open behaviours of vendors, in JSON: {"VENDOR": {"NAME": value}}
  --setting VENDOR.NAME=VALUE
                          one open behaviour of a vendor, whatever the file says; repeatable
  --help

PULUMI_IM_EMULATOR_<VENDOR>_SECRET in the environment sets the secret of the app at a vendor.

pulumi-im-emulator probe finds out how a real app behaves, and writes the settings: see pulumi-im-emulator probe --help
`;

/** What the command line asks for. */
export type Command = { readonly help: true } | { readonly help: false; readonly options: EmulatorOptions };

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535 - VENDOR_PORTS) {
    throw new InputError(`--port is 0 to ${65_535 - VENDOR_PORTS}, not ${text}`);
  }
  return port;
}

function parseAssignment(text: string, form: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new InputError(`${form}, not ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function parseApps(
  keys: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, Partial<App>> {
  const apps: Record<string, Partial<App>> = {};
  for (const text of keys) {
    const [vendor, id] = parseAssignment(text, "--app is VENDOR=KEY");
    if (id === "") throw new InputError(`--app ${text} has no key`);
    apps[vendor] = { id };
  }
  for (const [name, secret] of Object.entries(environment)) {
    const vendor = SECRET_VARIABLE.exec(name)?.[1]?.toLowerCase();
    if (vendor && secret) apps[vendor] = { ...apps[vendor], secret };
  }
  return apps;
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
      apps: parseApps(values.app, environment),
      settingsFile: values.settings,
      settings: Object.fromEntries(
        values.setting.map((text) => parseAssignment(text, "--setting is VENDOR.NAME=VALUE")),
      ),
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
      app: { type: "string", multiple: true, default: [] },
      settings: { type: "string" },
      setting: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  }).values;
}
