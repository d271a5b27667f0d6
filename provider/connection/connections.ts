import { z } from "zod";
import { ImError } from "../errors";
import { described, filledText } from "../schema/fields";
import { nearest, type Problem, problemsIn, render, seen } from "../schema/problems";
import { isObject } from "../values/values";
import type { Session, Vendor } from "./vendor";

/** Where the connections are in the stack configuration. */
export const connectionsKey = "im:connections";

/** The connection of resources that name none. */
export const defaultConnection = "default";

const theEnvironment = "the environment";

/** The keys that a connection of any vendor may hold beside the vendor's own. */
const anyVendor = z.looseObject({
  vendor: described(
    filledText(32),
    "the name of a vendor: commsease, nexconn, tencent",
    "Say which cloud the app belongs to.",
  ),
});

/** Open clients of this process: whatever names the same app shares its rate budgets and its kept-alive connections. */
const clients = new Map<string, unknown>();

/** Reads the stack configuration and the environment, and opens each connection once. */
export class Connections {
  readonly #configured: string | undefined;
  #parsed: Record<string, unknown> | undefined;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #open = new Map<string, Session<unknown>>();

  /**
   * @param configured the JSON text of `im:connections`, where the stack has it
   */
  constructor(configured: string | undefined, environment: NodeJS.ProcessEnv = process.env) {
    this.#configured = configured;
    this.#environment = environment;
  }

  /**
   * The session of a named connection.
   * @throws ImError `IM_CONNECTION` with every problem in its text
   */
  session<Client>(name: string | undefined, vendor: Vendor<Client>): Session<Client> {
    const wanted = name ?? defaultConnection;
    const key = `${vendor.name} ${wanted}`;
    const known = this.#open.get(key);
    if (known) return known as Session<Client>;
    const settings = this.#settings(wanted, vendor);
    const session = { name: wanted, appId: vendor.appId(settings), client: clientOf(vendor, settings) };
    this.#open.set(key, session);
    return session;
  }

  /**
   * Whether a connection is that of the environment, and which variables there hold something else than what the
   * configuration says and counts.
   */
  origin(name: string | undefined, vendor: Vendor): { isEnvironment: boolean; otherwise: string[] } {
    const wanted = name ?? defaultConnection;
    const environment = this.#fromEnvironment(vendor);
    if (wanted !== defaultConnection || !environment) return { isEnvironment: false, otherwise: [] };
    const { value: settings, where } = this.#all(vendor).get(wanted) ?? {};
    if (!isObject(settings) || where === theEnvironment) return { isEnvironment: true, otherwise: [] };
    const variables = Object.entries(vendor.environment).filter(
      ([key]) => environment[key] !== undefined && String(environment[key]) !== String(settings[key]),
    );
    return { isEnvironment: false, otherwise: variables.map(([, variable]) => variable) };
  }

  /**
   * Which of some vendors a connection is of.
   * @throws ImError `IM_CONNECTION` where there is no such connection, or it is of another
   */
  vendorOf(name: string | undefined, vendors: readonly Vendor[]): string {
    const wanted = name ?? defaultConnection;
    const found = vendors.map((vendor) => this.#all(vendor).get(wanted)?.value).find((value) => value !== undefined);
    const named = isObject(found) ? found.vendor : undefined;
    const vendor = vendors.find((one) => one.name === named) ?? vendors[0];
    if (vendor === undefined) throw new Error("A kind of resource has no vendor.");
    if (vendors.length > 1 && vendor.name !== named && typeof named === "string" && named !== "") {
      const known = vendors.map((one) => `"${one.name}"`).join(", ");
      throw unusable(`The connection \`${wanted}\` is for vendor "${named}", and this resource knows ${known}.`);
    }
    // Where it says no vendor, the first one's session says what is wrong.
    if (vendor.name !== named) this.session(name, vendor);
    return vendor.name;
  }

  #settings(name: string, vendor: Vendor): Record<string, unknown> {
    const all = this.#all(vendor);
    const settings = all.get(name);
    const where = settings?.where ?? `${connectionsKey}.${name}`;
    if (settings === undefined) throw unusable(missing(name, [...all.keys()], vendor));
    if (!isObject(settings.value)) {
      throw unusable(
        `The connection \`${name}\` cannot be used. ${where}: got ${seen(settings.value, true)}; allowed: an object with \`vendor\` and the keys of that vendor. Set each with \`pulumi config set --path ${where}.KEY\`.`,
      );
    }
    const inner = problemsIn(anyVendor, settings.value);
    if (inner.length > 0) throw unusable(`The connection \`${name}\` cannot be used. ${rendered(where, inner)}`);
    const named = settings.value.vendor;
    if (named !== vendor.name) {
      throw unusable(
        `The connection \`${name}\` is for vendor "${named}", and this resource needs "${vendor.name}". Set \`connection\` to one of vendor "${vendor.name}".`,
      );
    }
    const problems = problemsIn(vendor.connection, settings.value, vendor.secrets);
    if (problems.length > 0) throw unusable(`The connection \`${name}\` cannot be used. ${rendered(where, problems)}`);
    return vendor.connection.parse(settings.value) as Record<string, unknown>;
  }

  #all(vendor: Vendor): Map<string, { value: unknown; where: string }> {
    const all = new Map<string, { value: unknown; where: string }>();
    const fromEnvironment = this.#fromEnvironment(vendor);
    if (fromEnvironment) all.set(defaultConnection, { value: fromEnvironment, where: theEnvironment });
    if (this.#configured !== undefined) {
      this.#parsed ??= parsed(this.#configured);
      for (const [name, value] of Object.entries(this.#parsed)) {
        all.set(name, { value, where: `${connectionsKey}.${name}` });
      }
    }
    return all;
  }

  #fromEnvironment(vendor: Vendor): Record<string, unknown> | undefined {
    const found: Record<string, unknown> = {};
    for (const [key, variable] of Object.entries({ vendor: "IM_VENDOR", ...vendor.environment })) {
      const value = this.#environment[variable];
      if (!value) continue;
      found[key] = vendor.listsInEnvironment?.includes(key) ? value.split(",").map((item) => item.trim()) : value;
    }
    return Object.keys(found).length > 0 ? found : undefined;
  }
}

function clientOf<Client>(vendor: Vendor<Client>, settings: Record<string, unknown>): Client {
  const key = JSON.stringify(settings);
  const client = clients.get(key) ?? vendor.connect(settings);
  clients.set(key, client);
  return client as Client;
}

function parsed(configured: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(configured);
  } catch {
    // The text is not repeated: it may hold a secret.
    value = undefined;
  }
  if (!isObject(value)) {
    throw unusable(
      `${connectionsKey}: got ${seen(value, true)}; allowed: a map of connections by name. Set one with \`pulumi config set --path ${connectionsKey}.default.vendor commsease\`.`,
    );
  }
  return value;
}

function missing(name: string, known: string[], vendor: Vendor): string {
  const near = nearest(name, known);
  const environment = ["IM_VENDOR", ...Object.values(vendor.environment)].join(", ");
  const hint = near ? ` Did you mean \`${near}\`?` : known.length > 0 ? ` There are: ${known.join(", ")}.` : "";
  const fix =
    name === defaultConnection
      ? `Set ${connectionsKey}.${name} in the stack's configuration, or the environment variables ${environment}.`
      : `Set ${connectionsKey}.${name} in the stack's configuration.`;
  return `There is no connection \`${name}\`.${hint} ${fix}`;
}

function rendered(where: string, problems: Problem[]): string {
  return problems.map((problem) => `${where}.${render(problem)}`).join(" ");
}

function unusable(text: string): ImError {
  return new ImError("IM_CONNECTION", text);
}
