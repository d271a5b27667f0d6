import { nexconnSettings } from "../../nexconn/settings";
import type { ProbedVendor } from "../vendor";
import { answer, charges, overRateMs, reads, request } from "./client";
import { featureExperiments } from "./features";
import { groupExperiments } from "./group";
import { keepAliveExperiments } from "./keep-alive";
import { kinds } from "./kinds";
import { lagExperiments } from "./lag";
import { memberExperiments } from "./member";
import { metadataExperiments } from "./metadata";
import { moderationExperiments } from "./moderation";
import { openChannelExperiments } from "./open-channel";
import { profileExperiments } from "./profile";
import { protocolExperiments } from "./protocol";
import { softDeleteExperiments } from "./soft-delete";
import { spellingExperiments } from "./spelling";
import type { Name, Options } from "./types";
import { untellable } from "./untellable";
import { userExperiments } from "./user";
import { wordExperiments } from "./word";

export const nexconnProbe: ProbedVendor<Options, Name> = {
  name: "nexconn",
  title: "Nexconn",
  settings: nexconnSettings,
  first: ["timestampUnit", "acceptedNames", "readAfterWriteDelayMs", "lagSeenBy"],
  experiments: [
    ...protocolExperiments,
    ...spellingExperiments,
    ...lagExperiments,
    ...featureExperiments,
    ...userExperiments,
    ...softDeleteExperiments,
    ...profileExperiments,
    ...groupExperiments,
    ...memberExperiments,
    ...moderationExperiments,
    ...openChannelExperiments,
    ...metadataExperiments,
    ...keepAliveExperiments,
    ...wordExperiments,
  ],
  untellable,
  kinds,
  greeting: { call: "user/soft-deleted/list", params: { pageSize: 1 } },
  lag: { ms: "readAfterWriteDelayMs", seenBy: "lagSeenBy" },
  reads,
  charges,
  request,
  answer,
  overRateMs,
};
