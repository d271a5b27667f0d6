import { choice, count } from "../../cloud/settings";

/** What is left open about open channels. */
export const openChannelSettings = {
  createExistingOpenChannel: choice(
    ["ignore", "update", 23412],
    "ignore",
    "open-channel/create with an id that exists: nothing happens, it takes what was sent, or the call fails.",
  ),
  destroyUnknownOpenChannel: choice(
    [23410, 0],
    23410,
    "open-channel/destroy with an id that does not exist; those that do are destroyed either way.",
  ),
  participantListsSurviveDestroy: choice(
    [false, true],
    false,
    "Whether an open channel made anew with a former one's id still has its mutes and bans.",
  ),
  metadataFeature: choice([true, false], true, "Whether the app has open channel metadata; without it 23426."),
  metadataOwner: choice(
    ["anybody", "registered"],
    "anybody",
    "metadataOwnerId: any id, or that of a registered user only, else 24366.",
  ),
  metadataBatchOverflow: choice([1002, 23429], 1002, "Code for more than 20 pairs in one call."),
  metadataOverflow: choice(
    ["none", "partial"],
    "none",
    "metadata/batch/set beyond 100 keys: 23423 and nothing is set, or 23428 and what fits is set.",
  ),
  removeMissingMetadata: choice(
    [23427, 0],
    23427,
    "metadata/batch/remove of a key that is not there: refused and nothing is removed, or fine.",
  ),
  keepAliveFeature: choice([true, false], true, "Whether the app has keep-alive open channels; without them 1009."),
  keepAliveMaximum: count([0, 1000], 5, "Open channels that may be kept alive; beyond it 1016."),
  prioritySendersFeature: choice([true, false], true, "Whether the app has priority senders; without them 1009."),
};
