import type { Guide } from "../../resource/guide";
import type { OpenChannelMetadataInputs, OpenChannelMetadataLive } from "./fields";

/** What the guides say of it. */
export const guide: Guide<OpenChannelMetadataInputs, OpenChannelMetadataLive> = {
  import: {
    title: "Metadata of a channel made elsewhere",
    idIs: "the channelId",
    advice: "A delete removes the keys that the file names.",
    name: "foyer-signs",
    id: "foyer",
    inputs: { channelId: "foyer", metadata: { topic: "arrivals" }, membership: "additive", connection: "nexconn" },
    outputs: { appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: [
    "**Metadata of a channel made elsewhere goes with the channel**, and an open channel may end by itself. A refresh shows the metadata as to be made anew, which is an error until the channel is there again.",
  ],
};
