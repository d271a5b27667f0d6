import { parseArgs } from "node:util";
import { InputError } from "../input-error";
import type { Probed } from "./probed";
import type { ProbedApp } from "./vendor";
import { probedVendors } from "./vendors";

const vendorNames = probedVendors.map(({ name }) => name).join(", ");

export const PROBE_HELP = `pulumi-im-emulator probe: finds out how a real app behaves

  --vendor NAME           ${vendorNames}
  --endpoint URL          where the vendor's server API is; repeatable, the next one is used where one does not answer
  --app ID                what the vendor calls app key or id (or PULUMI_IM_PROBE_APP)
  --admin ACCOUNT         the account that makes calls, where the vendor asks for one (or PULUMI_IM_PROBE_ADMIN)
  --settings FILE         where to write what was found (default NAME.settings.json)
  --only SETTING          one setting, such as unknownUser; repeatable (default: all)
  --prefix TEXT           what the names of all objects begin with: 4 to 16 small letters and digits (default pimprobe)
  --yes                   do it; without it the plan is printed and nothing is sent
  --help

PULUMI_IM_PROBE_SECRET in the environment is the secret of the app. Use an app for tests, which nobody depends on.
`;

/** What is asked for. */
export interface ProbeOrder {
  readonly vendor: Probed;
  readonly names: readonly string[];
  /** Whether some settings were named. */
  readonly some: boolean;
  readonly prefix: string;
  readonly settings: string;
  /** What it takes to do it; absent without `--yes`. */
  readonly access?: { readonly endpoints: readonly string[]; readonly app: ProbedApp };
}

export type ProbeCommand = { readonly help: true } | ({ readonly help: false } & ProbeOrder);

type Environment = Readonly<Record<string, string | undefined>>;

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      vendor: { type: "string" },
      endpoint: { type: "string", multiple: true, default: [] },
      app: { type: "string" },
      admin: { type: "string" },
      settings: { type: "string" },
      only: { type: "string", multiple: true, default: [] },
      prefix: { type: "string", default: "pimprobe" },
      yes: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  }).values;
}

type Values = ReturnType<typeof read>;

function checkSecrecy(args: readonly string[], secret: string | undefined): void {
  const named = args.some((arg) => /^--?[\w-]*(secret|key|password)/i.test(arg));
  if (named || (secret && args.some((arg) => arg.includes(secret)))) {
    throw new InputError(
      "the secret is no argument, since everybody on the machine sees those: put it into PULUMI_IM_PROBE_SECRET",
    );
  }
}

function checkEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== "https:" && !(url?.protocol === "http:" && loopback)) {
    throw new InputError(`--endpoint is an https URL (or http on loopback), not ${text}`);
  }
  return text.replace(/\/+$/, "");
}

function accessOf(values: Values, environment: Environment): NonNullable<ProbeOrder["access"]> {
  const id = values.app ?? environment.PULUMI_IM_PROBE_APP;
  const secret = environment.PULUMI_IM_PROBE_SECRET;
  if (values.endpoint.length === 0) throw new InputError("--endpoint is missing");
  if (!id) throw new InputError("--app is missing (or PULUMI_IM_PROBE_APP)");
  if (!secret) throw new InputError("PULUMI_IM_PROBE_SECRET is missing: the secret of the app");
  const admin = values.admin ?? environment.PULUMI_IM_PROBE_ADMIN ?? "administrator";
  return { endpoints: values.endpoint.map(checkEndpoint), app: { id, secret, admin } };
}

function vendorOf(name: string | undefined): Probed {
  const vendor = probedVendors.find((one) => one.name === name);
  if (!vendor) throw new InputError(`--vendor is one of ${vendorNames}${name === undefined ? "" : `, not ${name}`}`);
  return vendor;
}

/** Reads what stands after `probe` on the command line, and the environment. */
export function parseProbe(args: readonly string[], environment: Environment): ProbeCommand {
  checkSecrecy(args, environment.PULUMI_IM_PROBE_SECRET);
  let values: Values;
  try {
    values = read(args);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return { help: true };
  const vendor = vendorOf(values.vendor);
  const { prefix, only } = values;
  if (!/^[a-z][a-z0-9]{3,15}$/.test(prefix)) {
    throw new InputError(`--prefix is 4 to 16 small letters and digits, a letter first, not ${prefix}`);
  }
  // As in the settings file, the vendor's name may stand in front.
  const named = only.map((name) => name.replace(`${vendor.name}.`, ""));
  vendor.checkNames(named);
  return {
    help: false,
    vendor,
    names: named.length > 0 ? [...new Set(named)] : vendor.settingNames,
    some: named.length > 0,
    prefix,
    settings: values.settings ?? `${vendor.name}.settings.json`,
    ...(values.yes && { access: accessOf(values, environment) }),
  };
}
