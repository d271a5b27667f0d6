import { commseaseProbe } from "./commsease/vendor";
import { nexconnProbe } from "./nexconn/vendor";
import { type Probed, probed } from "./probed";
import { tencentProbe } from "./tencent/vendor";

/** The vendors whose behaviour can be found out. */
export const probedVendors: readonly Probed[] = [probed(nexconnProbe), probed(commseaseProbe), probed(tencentProbe)];
