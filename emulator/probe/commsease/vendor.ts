import { commseaseSettings } from "../../commsease/settings";
import type { ProbedVendor } from "../vendor";
import { accountExperiments } from "./account";
import { answer, charges, overRateMs, reads, request } from "./client";
import { kinds } from "./kinds";
import { lagExperiments } from "./lag";
import { PLAIN, protocolExperiments } from "./protocol";
import { superTeamExperiments } from "./super-team";
import { teamExperiments } from "./team";
import { teamPeopleExperiments } from "./team-people";
import type { Name, Options } from "./types";
import { untellable } from "./untellable";

export const commseaseProbe: ProbedVendor<Options, Name> = {
  name: "commsease",
  title: "CommsEase",
  settings: commseaseSettings,
  first: ["readAfterWriteDelayMs", "lagSeenBy"],
  experiments: [
    ...protocolExperiments,
    ...lagExperiments,
    ...accountExperiments,
    ...teamExperiments,
    ...teamPeopleExperiments,
    ...superTeamExperiments,
  ],
  untellable,
  kinds,
  greeting: { call: PLAIN, params: { accids: ["nobody"] } },
  lag: { ms: "readAfterWriteDelayMs", seenBy: "lagSeenBy" },
  reads,
  charges,
  request,
  answer,
  overRateMs,
};
