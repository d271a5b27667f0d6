import { toldAs } from "../outcome";
import { ann } from "./fixtures";
import type { NexconnExperiment } from "./types";

/** What an app has bought or switched on: a call that looks at nothing says it. */
export const featureExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["managedGroupsFeature"],
    calls: { "group-channel/profile/list": 1 },
    run: async (lab) =>
      toldAs(await lab.call("group-channel/profile/list", { channelIds: [lab.newId()] }), {
        0: true,
        25410: true,
        1009: false,
      }),
  },
  {
    tells: ["hostedProfileFeature"],
    uses: [ann],
    calls: { "user/profile/batch/get": 1 },
    run: async (lab) =>
      toldAs(await lab.call("user/profile/batch/get", { userIds: [await lab.use(ann)] }), { 0: true, 24369: false }),
  },
  {
    tells: ["metadataFeature"],
    calls: { "open-channel/metadata/batch/get": 1 },
    run: async (lab) =>
      toldAs(await lab.call("open-channel/metadata/batch/get", { channelId: lab.newId() }), {
        23410: true,
        23426: false,
      }),
  },
  {
    tells: ["prioritySendersFeature"],
    calls: { "open-channel/priority-sender-list/get": 1 },
    run: async (lab) =>
      toldAs(await lab.call("open-channel/priority-sender-list/get", { channelId: lab.newId() }), {
        23410: true,
        1009: false,
      }),
  },
];
