import { join } from "node:path";

/** A setting as the emulator's own table has it. */
export interface Setting {
  values?: readonly unknown[];
  range?: readonly [number, number];
  fallback: unknown;
}

const tableOf = (vendor: string): Readonly<Record<string, Setting>> =>
  require(join(__dirname, `../../../../emulator/dist/${vendor}/settings.js`))[`${vendor}Settings`];

/** The settings of the emulator, by vendor and name. */
export const settingTables = {
  commsease: tableOf("commsease"),
  nexconn: tableOf("nexconn"),
  tencent: tableOf("tencent"),
};

export type Vendor = keyof typeof settingTables;

export function vendorOf(kind: string): Vendor {
  const vendor = kind.split(":")[0] ?? "";
  if (vendor in settingTables) return vendor as Vendor;
  throw new Error(`${kind} is of no vendor that the emulator has.`);
}
