import { commseaseProbe } from "./commsease/vendor";
import { nexconnProbe } from "./nexconn/vendor";
import { type Probed, probed } from "./probed";

/** The vendors whose behaviour can be found out. */
export const probedVendors: readonly Probed[] = [probed(commseaseProbe), probed(nexconnProbe)];
