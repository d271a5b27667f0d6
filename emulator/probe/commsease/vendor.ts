import { commseaseSettings } from "../../commsease/settings";
import type { ProbedVendor } from "../vendor";
import { accountExperiments } from "./account";
import { answer, charges, overRateMs, reads, request } from "./client";
import { closedRoomExperiments } from "./closed-room";
import { kinds } from "./kinds";
import { lagExperiments } from "./lag";
import { pagingExperiments } from "./paging";
import { plainCall, protocolExperiments } from "./protocol";
import { queueExperiments } from "./queue";
import { queueSizeExperiments } from "./queue-sizes";
import { robotExperiments } from "./robots";
import { roomExperiments } from "./room";
import { roomPeopleExperiments } from "./room-people";
import { roomTagExperiments } from "./room-tags";
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
    ...roomExperiments,
    ...closedRoomExperiments,
    ...roomPeopleExperiments,
    ...roomTagExperiments,
    ...robotExperiments,
    ...pagingExperiments,
    ...queueExperiments,
    ...queueSizeExperiments,
  ],
  untellable,
  kinds,
  greeting: plainCall,
  lag: { ms: "readAfterWriteDelayMs", seenBy: "lagSeenBy" },
  reads,
  charges,
  request,
  answer,
  overRateMs,
};
