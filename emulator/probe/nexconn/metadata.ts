import { toldAs, toldByCode } from "../outcome";
import { ann, hall, newOpenChannel } from "./fixtures";
import type { NexconnExperiment, NexconnLab } from "./types";

/** What the vendor documents: keys of a channel, and of a call. */
const KEYS = 100;
const BATCH = 20;

const withoutMetadata = { metadataFeature: [false] } as const;

async function set(lab: NexconnLab, channelId: string, metadataOwnerId: string, first: number, number: number) {
  const metadata = Object.fromEntries(Array.from({ length: number }, (_, i) => [`key${first + i}`, "probe"]));
  return lab.call("open-channel/metadata/batch/set", { channelId, metadataOwnerId, metadata });
}

export const metadataExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["metadataOwner"],
    // Where ids need not be registered at all, that of an owner need not be either.
    hiddenBy: [withoutMetadata, { unregisteredUsers: ["accept"] }],
    uses: [hall],
    calls: { "open-channel/metadata/batch/set": 1 },
    run: async (lab) =>
      toldAs(await set(lab, await lab.use(hall), lab.newId(), 0, 1), { 0: "anybody", 24366: "registered" }),
  },
  {
    tells: ["metadataBatchOverflow"],
    hiddenBy: [withoutMetadata],
    uses: [hall, ann],
    calls: { "open-channel/metadata/batch/set": 1 },
    run: async (lab) => toldByCode(await set(lab, await lab.use(hall), await lab.use(ann), 0, BATCH + 1)),
  },
  {
    tells: ["metadataOverflow"],
    hiddenBy: [withoutMetadata],
    uses: [ann],
    calls: { "open-channel/create": 1, "open-channel/metadata/batch/set": KEYS / BATCH + 1 },
    objects: { openChannel: 1 },
    async run(lab) {
      const [channelId, owner] = [await newOpenChannel(lab), await lab.use(ann)];
      for (let first = 0; first < KEYS; first += BATCH) await set(lab, channelId, owner, first, BATCH);
      return toldAs(await set(lab, channelId, owner, KEYS, 1), { 23423: "none", 23428: "partial" });
    },
  },
  {
    tells: ["removeMissingMetadata"],
    hiddenBy: [withoutMetadata],
    uses: [hall, ann],
    calls: { "open-channel/metadata/batch/remove": 1 },
    async run(lab) {
      const order = { channelId: await lab.use(hall), metadataOwnerId: await lab.use(ann), metadataKeys: ["missing"] };
      return toldByCode(await lab.call("open-channel/metadata/batch/remove", order));
    },
  },
];
