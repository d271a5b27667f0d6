import { entryOf, listAt, numberOf, part } from "../answer";
import { told, toldAs, toldByCode, toldFrom } from "../outcome";
import { ben, hall, newOpenChannel } from "./fixtures";
import type { NexconnExperiment } from "./types";

export const openChannelExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["unregisteredUsers"],
    uses: [hall],
    calls: { "open-channel/participant/allowed-sender-list/add": 1 },
    async run(lab) {
      const order = { channelId: await lab.use(hall), participantIds: [lab.newId()] };
      const answer = await lab.call("open-channel/participant/allowed-sender-list/add", order);
      return toldAs(answer, { 24366: "refuse", 0: "accept" });
    },
  },
  {
    tells: ["createExistingOpenChannel"],
    calls: { "open-channel/create": 2, "open-channel/get": 1 },
    objects: { openChannel: 1 },
    async run(lab) {
      const channelId = await newOpenChannel(lab);
      const again = await lab.call("open-channel/create", { channelId, ttlMinutes: 700 });
      if (!again.ok) return toldByCode(again);
      const answer = await lab.must("open-channel/get", { channelId });
      return toldFrom(answer, numberOf(part(answer, "result", "ttlMinutes")), [
        [600, "ignore"],
        [700, "update"],
      ]);
    },
  },
  {
    tells: ["destroyUnknownOpenChannel"],
    calls: { "open-channel/destroy": 1 },
    run: async (lab) => toldByCode(await lab.call("open-channel/destroy", { channelIds: [lab.newId()] })),
  },
  {
    tells: ["participantListsSurviveDestroy"],
    uses: [ben],
    calls: {
      "open-channel/create": 2,
      "open-channel/destroy": 1,
      "open-channel/participant/mute-list/add": 1,
      "open-channel/participant/mute-list/get": 1,
      "open-channel/participant/mute-list/remove": 1,
    },
    objects: { openChannel: 1 },
    async run(lab) {
      const participantIds = [await lab.use(ben)];
      const channelId = await newOpenChannel(lab);
      lab.afterwards("open-channel/participant/mute-list/remove", { channelId, participantIds });
      await lab.must("open-channel/participant/mute-list/add", { channelId, participantIds, durationMinutes: 60 });
      await lab.must("open-channel/destroy", { channelIds: [channelId] });
      await lab.must("open-channel/create", { channelId, ttlMinutes: 600 });
      const answer = await lab.must("open-channel/participant/mute-list/get", { channelId });
      const mute = entryOf(listAt(answer, "result", "mutedParticipants"), "participantId", participantIds[0]);
      return told(mute.participantId !== undefined, answer);
    },
  },
];
