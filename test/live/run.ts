import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../provider/dynamic";
import { CommsEaseCalls } from "../support/commsease";
import { NexconnCalls } from "../support/nexconn";
import { TencentCalls } from "../support/tencent";

/** A call made by hand, and what the vendor answered; each of the three signs in its own way. */
export type Calls = CommsEaseCalls | NexconnCalls | TencentCalls;

/** The values of open behaviours, as the probe wrote them; the emulator's names. */
export type Settings = Readonly<Record<string, unknown>>;

/** A run as the environment asks for it. */
export interface Run {
  vendor: string;
  /** The app's public id. */
  app: string;
  /** In the prefix of every object. */
  name: string;
  calls: Calls;
  settings: Settings;
  maxCalls: number;
  maxObjects: number;
  /** The kinds whose lives are gone through; by default all. */
  kinds: readonly string[] | undefined;
  /** The folder of the journals. */
  journals: string;
}

type Environment = NodeJS.ProcessEnv;

/** The first address of each data centre, from the vendors' documents. */
const regions: Record<string, Record<string, string>> = {
  commsease: { cn: "https://api.yunxinapi.com/nimserver", sg: "https://api-sg.yunxinapi.com/nimserver" },
  nexconn: {
    sg: "https://api.sg-light-api.com",
    us: "https://api.us-light-api.com",
    sau: "https://api.sau-light-api.com",
  },
  tencent: {
    cn: "https://console.tim.qq.com",
    sgp: "https://adminapisgp.im.qcloud.com",
    kr: "https://adminapikr.im.qcloud.com",
    jp: "https://adminapijpn.im.qcloud.com",
    ger: "https://adminapiger.im.qcloud.com",
    usa: "https://adminapiusa.im.qcloud.com",
    idn: "https://adminapiidn.im.qcloud.com",
  },
};

/** The variables that a vendor's calls cannot do without. */
const needed: Record<string, readonly string[]> = {
  commsease: ["IM_APP_KEY", "IM_APP_SECRET"],
  nexconn: ["IM_APP_KEY", "IM_APP_SECRET"],
  tencent: ["IM_SDK_APP_ID", "IM_SECRET_KEY", "IM_ADMIN"],
};

/** Enough for all kinds of any vendor, and little enough for a trial app. */
const defaults = { calls: 1500, objects: 60 };

/** What the environment asks for, or why there is nothing to do. */
export function runOf(env: Environment): Run | { skipped: string } {
  const { IM_LIVE_VENDOR: vendor = "" } = env;
  const names = Object.keys(needed);
  if (vendor === "") {
    return { skipped: `IM_LIVE_VENDOR names no vendor (${names.join(", ")}); see CONTRIBUTING.md, "On a real app"` };
  }
  const variables = needed[vendor];
  if (variables === undefined) throw new Error(`IM_LIVE_VENDOR is none of ${names.join(", ")}.`);
  const missing = variables.filter((variable) => !env[variable]);
  if (missing.length > 0) return { skipped: `no credentials of ${vendor}: ${missing.join(", ")} not set` };
  return {
    vendor,
    app: definitionsVendor(vendor).appId(settingsOf(vendor, env)),
    name: runName(env.IM_LIVE_RUN),
    calls: callsOf(vendor, env),
    settings: settingsIn(env.IM_LIVE_SETTINGS, vendor),
    maxCalls: limit(env, "IM_LIVE_CALLS", defaults.calls),
    maxObjects: limit(env, "IM_LIVE_OBJECTS", defaults.objects),
    kinds: env.IM_LIVE_KINDS?.split(","),
    journals: env.IM_LIVE_JOURNALS || join(__dirname, "../../.cache/live"),
  };
}

function definitionsVendor(name: string) {
  const found = definitions.find(({ vendor }) => vendor.name === name);
  if (!found) throw new Error(`There is no vendor ${name}.`);
  return found.vendor;
}

/** The connection that the provider will take from the same variables, checked as it checks it. */
function settingsOf(name: string, env: Environment): Record<string, unknown> {
  const { environment, listsInEnvironment, connection } = definitionsVendor(name);
  const given = Object.entries(environment).flatMap(([key, variable]): [string, unknown][] => {
    const value = env[variable];
    return value ? [[key, listsInEnvironment?.includes(key) ? value.split(",") : value]] : [];
  });
  const checked = connection.safeParse({ vendor: name, ...Object.fromEntries(given) });
  if (checked.success) return checked.data;
  // Without the values: one of them is the secret.
  const wrong = checked.error.issues.map(({ path }) => environment[String(path[0])] ?? path.join("."));
  throw new Error(`The connection to ${name} cannot be used: see ${[...new Set(wrong)].join(", ")}.`);
}

function runName(given: string | undefined): string {
  if (!given) return randomBytes(2).toString("hex");
  if (!/^[a-z0-9]{1,8}$/.test(given)) throw new Error("IM_LIVE_RUN is not 1 to 8 small letters and digits.");
  return given;
}

function limit(env: Environment, variable: string, otherwise: number): number {
  const given = env[variable];
  if (!given) return otherwise;
  if (!/^[1-9]\d{0,6}$/.test(given)) throw new Error(`${variable} is not a whole number from 1 on.`);
  return Number(given);
}

function settingsIn(path: string | undefined, vendor: string): Settings {
  if (!path) return {};
  return JSON.parse(readFileSync(path, "utf8"))[vendor] ?? {};
}

function callsOf(vendor: string, env: Environment): Calls {
  const { IM_REGION: region, IM_ENDPOINT: given } = env;
  const known = regions[vendor] ?? {};
  const endpoint = (given?.split(",")[0] || known[region || "cn"] || known.sg || "").replace(/\/+$/, "");
  const { IM_APP_KEY: appKey = "", IM_APP_SECRET: appSecret = "" } = env;
  switch (vendor) {
    case "commsease":
      return new CommsEaseCalls(() => ({ endpoint, appKey, appSecret }), Date.now);
    case "nexconn":
      return new NexconnCalls(() => ({ endpoints: [endpoint], appKey, appSecret }), Date.now);
    default: {
      const { IM_SDK_APP_ID: sdkAppId, IM_SECRET_KEY: secretKey = "", IM_ADMIN: admin = "" } = env;
      return new TencentCalls(() => ({ endpoint, sdkAppId: Number(sdkAppId), secretKey, admin }), Date.now);
    }
  }
}
