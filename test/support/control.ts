// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
type Json = any;

/** What the emulator prints when it listens: how to reach each app. */
export interface Ready {
  console: string;
  /** With --tls, the certificate to trust. */
  ca?: string;
  commsease: { endpoint: string; appKey: string; appSecret: string };
  nexconn: { endpoints: string[]; appKey: string; appSecret: string };
  tencent: { endpoint: string; sdkAppId: number; secretKey: string; admin: string };
}

/** A vendor call as the emulator logged it. */
export interface LoggedCall {
  vendor: string;
  /** Which of the vendor's hosts was called, where it has several. */
  host?: string;
  call: string;
  // biome-ignore lint/suspicious/noExplicitAny: texts at one vendor, any JSON at another.
  params: Record<string, any>;
  unknownParams: string[];
  unexpected?: boolean;
  code?: number;
  status: number;
}

/** A fault to inject; see the emulator's README. */
export interface Fault {
  /** By default CommsEase. */
  vendor?: string;
  /** One of the vendor's hosts; by default all. */
  host?: string;
  call: string;
  kind: "status" | "code" | "delay" | "drop-before" | "drop-after" | "rate-limit" | "down";
  value?: number;
  times?: number;
  skip?: number;
  after?: boolean;
}

/** What a vendor's side of an emulator needs of the whole. */
export interface Control {
  readonly ready: Ready;
  /** The emulator's time, in epoch milliseconds. */
  now(): number;
  calls(call?: string): Promise<LoggedCall[]>;
  fault(fault: Fault): Promise<Json>;
  control(method: string, path: string, body?: Json): Promise<Json>;
}
