import type { FastifyInstance } from "fastify";
import { Cloud } from "./cloud/cloud";
import type { SettingValue } from "./cloud/settings";
import type { App, Vendor } from "./cloud/vendor";
import { commseaseDefinition } from "./commsease/definition";
import { serveControl } from "./control/routes";
import { DataFile } from "./data-file";
import { type Certificate, makeCertificate } from "./http/certificate";
import { listen, makeServer } from "./http/server";
import { InputError } from "./input-error";
import { nexconnDefinition } from "./nexconn/definition";
import { applySettingsFile } from "./settings-file";
import { CallLog } from "./surroundings/call-log";
import { Clock } from "./surroundings/clock";
import { Faults } from "./surroundings/faults";
import type { Gate } from "./surroundings/gate";
import { RateLimiter } from "./surroundings/rate-limit";
import { tencentDefinition } from "./tencent/definition";

/** How an emulator is started. */
export interface EmulatorOptions {
  /**
   * Port of console and control; the vendors take the ports after it. 0 takes free ports.
   * @default 0
   */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** Serve https with a certificate made for this run. */
  readonly tls?: boolean;
  /** A file that keeps the state across restarts. */
  readonly data?: string;
  /** @default "vendor" */
  readonly rateLimit?: "vendor" | "off";
  /** The apps by vendor: what the vendor calls key or id, and the secret. What is left out is as it is by default. */
  readonly apps?: Readonly<Record<string, Partial<App>>>;
  /** A JSON file of settings, `{ vendor: { name: value } }`, as the probe writes it. */
  readonly settingsFile?: string;
  /** Values of settings by `vendor.name`, or texts that stand for them. They come before those of the file. */
  readonly settings?: Readonly<Record<string, SettingValue>>;
}

/** Where a started emulator is and how to sign for it. */
export interface ReadyInfo {
  readonly console: string;
  readonly commsease: { readonly endpoint: string; readonly appKey: string; readonly appSecret: string };
  /** `endpoints` are the primary host and its backup. */
  readonly nexconn: { readonly endpoints: readonly string[]; readonly appKey: string; readonly appSecret: string };
  /** `admin` is the account that may make calls. */
  readonly tencent: {
    readonly endpoint: string;
    readonly sdkAppId: number;
    readonly secretKey: string;
    readonly admin: string;
  };
  /** The certificate to trust, as a PEM file; only with `tls`. */
  readonly ca?: string;
}

/** A running emulator. */
export interface Emulator {
  readonly info: ReadyInfo;
  close(): Promise<void>;
}

function applySettings(vendors: readonly Vendor[], settings: Readonly<Record<string, SettingValue>>): void {
  for (const [path, value] of Object.entries(settings)) {
    const [vendorName, name, ...rest] = path.split(".");
    const vendor = vendors.find((one) => one.name === vendorName);
    if (!vendor || !name || rest.length > 0) throw new InputError(`unknown setting ${path}`);
    vendor.settings.setAtStart(name, typeof value === "string" ? vendor.settings.valueOf(name, value) : value);
  }
}

/**
 * Starts an emulator in this process.
 * @example
 * const emulator = await startEmulator();
 * // ... point a client at emulator.info.commsease ...
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1", tls = false } = options;
  const clock = new Clock();
  let data: DataFile | undefined;
  const around = {
    clock,
    calls: new CallLog(),
    faults: new Faults(),
    limiter: new RateLimiter(clock, options.rateLimit !== "off"),
    changed: () => data?.changed(),
  };
  const { apps = {} } = options;
  const commsease = new Cloud(commseaseDefinition, around, apps.commsease);
  const nexconn = new Cloud(nexconnDefinition, around, apps.nexconn);
  const tencent = new Cloud(tencentDefinition, around, apps.tencent);
  // In the order of their ports.
  const vendors: readonly Vendor[] = [commsease, nexconn, tencent];
  const stranger = Object.keys(apps).find((name) => !vendors.some((one) => one.name === name));
  if (stranger !== undefined) throw new InputError(`unknown vendor ${stranger}`);
  if (options.settingsFile !== undefined) applySettingsFile(options.settingsFile, vendors);
  applySettings(vendors, options.settings ?? {});
  if (options.data !== undefined) {
    data = new DataFile(options.data, vendors);
    data.load();
    // A path that cannot be written is found out now and not when the state is lost.
    data.save();
  }

  const servers: FastifyInstance[] = [];
  let certificate: Certificate | undefined;
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
    data?.save();
    certificate?.remove();
  };
  /** Each server takes the port after the last one's. */
  const serve = async (add: (server: FastifyInstance) => void, gate?: Gate): Promise<string> => {
    const server = makeServer(clock, certificate, gate);
    add(server);
    const offset = servers.push(server) - 1;
    return listen(server, { host, port: port === 0 ? 0 : port + offset, tls });
  };
  const serveVendor = async (vendor: Vendor): Promise<string[]> => {
    const origins: string[] = [];
    for (const name of vendor.hosts) {
      origins.push(await serve((server) => vendor.routes(server, name), around.faults.gate(vendor.name, name)));
    }
    return origins;
  };

  try {
    if (tls) certificate = await makeCertificate(host);
    const info: ReadyInfo = {
      console: await serve((server) => serveControl(server, { around, vendors })),
      commsease: commsease.readyInfo(await serveVendor(commsease)),
      nexconn: nexconn.readyInfo(await serveVendor(nexconn)),
      tencent: tencent.readyInfo(await serveVendor(tencent)),
      ...(certificate && { ca: certificate.caFile }),
    };
    return { info, close };
  } catch (error) {
    data = undefined;
    await close();
    throw error;
  }
}
