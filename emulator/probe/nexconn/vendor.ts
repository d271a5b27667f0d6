import { nexconnSettings } from "../../nexconn/settings";
import type { ProbedVendor } from "../vendor";
import { answer, charges, overRateMs, reads, request } from "./client";
import { featureExperiments } from "./features";
import { groupExperiments } from "./group";
import { kinds } from "./kinds";
import { protocolExperiments } from "./protocol";
import type { Name, Options } from "./types";
import { untellable } from "./untellable";
import { userExperiments } from "./user";
import { wordExperiments } from "./word";

export const nexconnProbe: ProbedVendor<Options, Name> = {
  name: "nexconn",
  title: "Nexconn",
  settings: nexconnSettings,
  first: ["timestampUnit", "acceptedNames"],
  experiments: [
    ...protocolExperiments,
    ...featureExperiments,
    ...userExperiments,
    ...groupExperiments,
    ...wordExperiments,
  ],
  untellable,
  kinds,
  greeting: { call: "user/soft-deleted/list", params: { pageSize: 1 } },
  reads,
  charges,
  request,
  answer,
  overRateMs,
};
