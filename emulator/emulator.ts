import type { FastifyInstance } from "fastify";
import { CallLog } from "./call-log";
import { type Certificate, makeCertificate } from "./certificate";
import { Clock } from "./clock";
import { CommsEase } from "./commsease/vendor";
import { serveControl } from "./control";
import { DataFile } from "./data-file";
import { Faults } from "./faults";
import { InputError } from "./input-error";
import { RateLimiter } from "./rate-limit";
import { listen, makeServer } from "./server";
import type { Vendor } from "./vendor";

/** The app that the emulator has unless told otherwise. Both values are public. */
export const DEFAULT_APP = {
  appKey: "0123456789abcdef0123456789abcdef",
  appSecret: "emulator-app-secret",
} as const;

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
  readonly appKey?: string;
  readonly appSecret?: string;
  /** Values of settings by `vendor.name`, as text. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Where a started emulator is and how to sign for it. */
export interface ReadyInfo {
  readonly console: string;
  readonly commsease: { readonly endpoint: string; readonly appKey: string; readonly appSecret: string };
  /** The certificate to trust, as a PEM file; only with `tls`. */
  readonly ca?: string;
}

/** A running emulator. */
export interface Emulator {
  readonly info: ReadyInfo;
  close(): Promise<void>;
}

function applySettings(vendors: readonly Vendor[], settings: Readonly<Record<string, string>>): void {
  for (const [path, value] of Object.entries(settings)) {
    const [vendorName, name, ...rest] = path.split(".");
    const vendor = vendors.find((one) => one.name === vendorName);
    if (!vendor || !name || rest.length > 0) throw new InputError(`unknown setting ${path}`);
    vendor.settings.setAtStart(name, value);
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
  const app = { appKey: options.appKey ?? DEFAULT_APP.appKey, appSecret: options.appSecret ?? DEFAULT_APP.appSecret };
  const clock = new Clock();
  let data: DataFile | undefined;
  const around = {
    clock,
    calls: new CallLog(),
    faults: new Faults(),
    limiter: new RateLimiter(clock, options.rateLimit !== "off"),
    changed: () => data?.changed(),
  };
  const commsease = new CommsEase(app, around);
  const vendors: readonly Vendor[] = [commsease];
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
  const serve = async (offset: number, add: (server: FastifyInstance) => void): Promise<string> => {
    const server = makeServer(clock, certificate);
    servers.push(server);
    add(server);
    return listen(server, { host, port: port === 0 ? 0 : port + offset, tls });
  };

  try {
    if (tls) certificate = await makeCertificate(host);
    const consoleUrl = await serve(0, (server) => serveControl(server, { around, vendors }));
    const commseaseUrl = await serve(1, (server) => commsease.routes(server));
    const info: ReadyInfo = {
      console: consoleUrl,
      commsease: commsease.readyInfo(commseaseUrl),
      ...(certificate && { ca: certificate.caFile }),
    };
    return { info, close };
  } catch (error) {
    data = undefined;
    await close();
    throw error;
  }
}
