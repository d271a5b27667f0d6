import { tencentSettings } from "../../tencent/settings";
import type { ProbedVendor } from "../vendor";
import { accountExperiments } from "./account";
import { banExperiments } from "./ban";
import { answer, charges, checkApp, overRateMs, reads, request } from "./client";
import { communityExperiments } from "./community";
import { groupExperiments } from "./group";
import { groupIdExperiments } from "./group-ids";
import { kinds } from "./kinds";
import { lagExperiments } from "./lag";
import { limitExperiments } from "./limits";
import { memberExperiments } from "./member";
import { muteExperiments } from "./mute";
import { profileExperiments } from "./profile";
import { protocolExperiments } from "./protocol";
import { roomExperiments } from "./room";
import type { Name, Options } from "./types";
import { untellable } from "./untellable";
import { valueExperiments } from "./values";

export const tencentProbe: ProbedVendor<Options, Name> = {
  name: "tencent",
  title: "Tencent IM",
  settings: tencentSettings,
  first: ["readAfterWriteDelayMs", "lagSeenBy"],
  experiments: [
    ...lagExperiments,
    ...protocolExperiments,
    ...accountExperiments,
    ...profileExperiments,
    ...groupExperiments,
    ...groupIdExperiments,
    ...limitExperiments,
    ...memberExperiments,
    ...muteExperiments,
    ...banExperiments,
    ...roomExperiments,
    ...communityExperiments,
    ...valueExperiments,
  ],
  untellable,
  kinds,
  greeting: { call: "im_open_login_svc/account_check", params: { CheckItem: [{ UserID: "administrator" }] } },
  lag: { ms: "readAfterWriteDelayMs", seenBy: "lagSeenBy" },
  checkApp,
  reads,
  charges,
  request,
  answer,
  overRateMs,
};
