import { table as commsease } from "./commsease/table";
import { table as nexconn } from "./nexconn/table";
import type { LiveTable } from "./row";
import { table as tencent } from "./tencent/table";

/** The lives of every kind, by vendor. */
export const tables: readonly LiveTable[] = [commsease, nexconn, tencent];
