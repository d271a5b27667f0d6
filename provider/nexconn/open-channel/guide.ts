import type { Guide } from "../../resource/guide";
import type { OpenChannelInputs, OpenChannelState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<OpenChannelInputs, OpenChannelState> = {
  import: {
    title: "An open channel",
    idIs: "the channelId",
    advice: "One that has ended in the meantime is made anew by the `up` after the refresh.",
    name: "event",
    id: "event-1",
    inputs: {
      channelId: "event-1",
      destroyType: 0,
      ttlMinutes: 600,
      metadataOwnerId: "svc-desk",
      metadata: { topic: "launch" },
      connection: "nexconn",
    },
    outputs: { appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: [
    '**There is no "for ever" for an open channel** without the keep-alive service, which an app has for 5 channels by default. The longest time is 7 days, counted anew by what clients do (type 0) or not at all (type 1). It comes back with the next `up`; people inside have to enter again.',
    "**A change of `destroyType` from 1 to 0** may end the channel at once: the vendor has counted the idle time all along.",
    "**Marks of open channels need the metadata service** of the app, and take one of 100 keys. Without marks (see below) a channel whose create was interrupted is refused as existing in the next run, and needs `adopt: true`. The same holds for groups.",
    "**Metadata keys that go with their owner** (`shouldAutoDelete`) are not set here; one set so by others keeps that until it is written again.",
  ],
};
