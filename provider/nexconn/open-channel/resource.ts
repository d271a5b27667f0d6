import { withCanonicalEnds } from "../../collections/ends";
import { asEntries, type Entries } from "../../collections/entries";
import { namingUnknown } from "../../collections/unknown-people";
import { refusal } from "../../errors";
import { demandAsked } from "../../http/answers";
import { makeChosen } from "../../ownership/chosen-id";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import { define } from "../../resource/definition";
import { pickDefined } from "../../values/objects";
import type { Values } from "../../values/values";
import { foundUnless } from "../absent";
import type { OpenChannelAnswer } from "../answers";
import { caps } from "../calls";
import { codes, type NexconnClient } from "../client";
import { sortedIds } from "../ids";
import {
  metadataAtCreate,
  metadataChange,
  metadataConflicts,
  metadataMade,
  readMetadata,
  tellingOfOwner,
} from "../open-channel-metadata/change";
import { usersOf } from "../people";
import { vendor } from "../vendor";
import { type LiveOpenChannel, type OpenChannelInputs, type OpenChannelState, schema } from "./fields";
import { guide } from "./guide";
import { allowedSendersChange, readAllowedSenders, readRestricted, restrictionsChange } from "./lists";

/** The definition of `nexconn.OpenChannel`. */
export const openChannel = define<NexconnClient, OpenChannelInputs, OpenChannelState>({
  kind: "nexconn:OpenChannel",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [{ object: "open channel", by: "channelId" }],
  secrets: [],
  replaceOn: ["channelId"],
  writeOnly: ["adopt"],
  endsByItself: true,
  calls: [
    { call: "open-channel/get", when: "before each create and update, and on refresh" },
    {
      call: "open-channel/metadata/batch/get",
      when: "the same and before each delete, where `metadata` is declared or marks are on",
    },
    {
      call: "open-channel/participant/allowed-sender-list/get",
      when: "before each update and on refresh, where `allowedSendersList` is declared",
    },
    {
      call: "open-channel/participant/mute-list/get",
      when: "the same and after a create, where `mutedParticipants` is declared",
    },
    {
      call: "open-channel/participant/ban-list/get",
      when: "the same and after a create, where `bannedParticipants` is declared",
    },
    { call: "chatroom/keepalive/query.json", when: "the same and after a create, where `keepAlive` is declared" },
    { call: "open-channel/create", when: "on create, and where it has ended by itself" },
    { call: "open-channel/destroy-type/set", when: "where `destroyType` or `ttlMinutes` differs" },
    { call: "chatroom/keepalive/add.json", when: "where `keepAlive` differs" },
    { call: "chatroom/keepalive/remove.json", when: "where `keepAlive` differs, and on delete" },
    { call: "open-channel/freeze-list/add", when: "where `isFrozen` differs" },
    { call: "open-channel/freeze-list/remove", when: "where `isFrozen` differs" },
    {
      call: "open-channel/participant/allowed-sender-list/add",
      when: "for declared senders who are not on the list",
    },
    {
      call: "open-channel/participant/allowed-sender-list/remove",
      when: "for senders who are no longer declared",
    },
    { call: "open-channel/participant/mute-list/add", when: "for mutes that differ and have not passed" },
    { call: "open-channel/participant/mute-list/remove", when: "for mutes that are no longer declared" },
    { call: "open-channel/participant/ban-list/add", when: "for bans that differ and have not passed" },
    { call: "open-channel/participant/ban-list/remove", when: "for bans that are no longer declared" },
    { call: "open-channel/metadata/batch/set", when: "for keys that differ, in value or owner" },
    { call: "open-channel/metadata/batch/remove", when: "for keys that are no longer declared" },
    { call: "user/get", when: "where a call was refused because some user does not exist, to name them" },
    { call: "open-channel/destroy", when: "on delete" },
  ],
  onDelete: "Destroys the channel with its metadata. One that was kept alive is given up for that first.",
  guide,

  normalise(raw) {
    const inputs: Values = { ...raw };
    if ("allowedSendersList" in raw) inputs.allowedSendersList = sortedIds(raw.allowedSendersList);
    if ("mutedParticipants" in raw) {
      inputs.mutedParticipants = withCanonicalEnds(raw.mutedParticipants, "muteExpiresAt");
    }
    if ("bannedParticipants" in raw) {
      inputs.bannedParticipants = withCanonicalEnds(raw.bannedParticipants, "banExpiresAt");
    }
    return { inputs, problems: [] };
  },

  conflicts: ({ metadata, mark }) => metadataConflicts(metadata, mark),

  replacement: (prior, inputs) => prior.channelId === inputs.channelId && prior.connection === inputs.connection,

  observe: observeChannel,

  async ensure(client, inputs) {
    const { channelId, mark, adopt = false } = inputs;
    const { found, wasThere } = await makeChosen({
      what: `nexconn open channel ${channelId}`,
      idKey: "channelId",
      facts: { vendor: "nexconn", call: "open-channel/create", object: channelId },
      mark,
      adopt,
      look: () => observeChannel(client, channelId, inputs),
      create: () => createChannel(client, inputs),
      // What the vendor answers for an id that exists is not documented; this code stands for any bad parameter.
      saysExists: (error) => refusal(error)?.vendorCode === codes.openChannelParameter,
    });
    const current: LiveOpenChannel = { channelId, ...(found ?? made(inputs)), isNew: !wasThere };
    return { id: channelId, current, wasThere };
  },

  async sync(client, channelId, current: LiveOpenChannel, inputs, prior) {
    // First of all: each takes what belongs to others out of what is current. A state that knew it, after a failure, would let
    // the next change remove it unseen.
    const changes = entriesChanges(client, channelId, current, inputs, prior);
    // What ends the channel comes last, what keeps it first.
    if (inputs.keepAlive === true) await syncKeepAlive(client, channelId, current, inputs);
    for (const change of changes) {
      await change.drop();
      await change.put();
    }
    await syncFreeze(client, channelId, current, inputs);
    if (inputs.keepAlive === false) await syncKeepAlive(client, channelId, current, inputs);
    await syncDestroyType(client, channelId, current, inputs);
    const { mutedParticipants, bannedParticipants, metadataOwnerId, adopt, connection } = inputs;
    Object.assign(current, { mutedParticipants, bannedParticipants, metadataOwnerId, adopt, connection });
  },

  async remove(client, channelId, prior) {
    const end = async () => {
      if (prior.keepAlive) await giveUp(client, channelId);
      await client.call("open-channel/destroy", { channelIds: [channelId] }, { object: channelId });
    };
    await foundUnless(codes.openChannelUnknown, end());
  },
});

async function observeChannel(client: NexconnClient, channelId: string, prior: Partial<OpenChannelState>) {
  const channel = await channelOf(client, channelId);
  // It may have ended since.
  return channel && foundUnless(codes.openChannelUnknown, liveChannel(client, channelId, channel, prior));
}

/** What a program gives to an {@link OpenChannel}: each value now, or as an output of another resource. */
export type OpenChannelArgs = ArgsOf<OpenChannelInputs>;

/** A Nexconn open channel: when it ends, its metadata, and who may send in it or enter it. */
export class OpenChannel extends resourceClass<OpenChannelArgs, OpenChannelState>(openChannel) {}

async function channelOf(client: NexconnClient, channelId: string): Promise<OpenChannelAnswer | undefined> {
  const call = "open-channel/get";
  const get = client.call(call, { channelId }, { object: channelId });
  const channel = await foundUnless(codes.openChannelUnknown, get);
  if (channel) {
    demandAsked({ vendor: "nexconn", call, object: channelId }, "channelId", [channel.channelId], [channelId]);
  }
  return channel;
}

/** A channel, with those of its lists that the state or the declaration has. */
async function liveChannel(
  client: NexconnClient,
  channelId: string,
  channel: OpenChannelAnswer,
  prior: Partial<OpenChannelState>,
): Promise<LiveOpenChannel> {
  const { allowedSendersList, mutedParticipants, bannedParticipants, keepAlive } = prior;
  const live: LiveOpenChannel = { ...channel };
  const reads = [
    readMetadata(client, channelId, prior),
    allowedSendersList && readAllowedSenders(client, channelId).then((read) => ({ allowedSendersList: read })),
    mutedParticipants &&
      readRestricted(client, channelId, "mutes", mutedParticipants).then((read) => ({ mutedParticipants: read })),
    bannedParticipants &&
      readRestricted(client, channelId, "bans", bannedParticipants).then((read) => ({ bannedParticipants: read })),
    keepAlive !== undefined && client.keptAlive.load(channelId).then((read) => ({ keepAlive: read === true })),
  ];
  return Object.assign(live, ...(await Promise.all(reads)));
}

async function createChannel(client: NexconnClient, inputs: OpenChannelInputs): Promise<void> {
  const { channelId, isFrozen, allowedSendersList } = inputs;
  const first = allowedSendersList?.slice(0, caps.openChannelPeoplePerCall);
  const create = client.call(
    "open-channel/create",
    {
      ...pickDefined(inputs, ["channelId", "destroyType", "ttlMinutes"]),
      shouldFreeze: isFrozen,
      ...(first?.length && { allowedSendersList: first }),
      ...metadataAtCreate(inputs),
    },
    { object: channelId },
  );
  await namingUnknown(usersOf(client), first ?? [], tellingOfOwner(inputs, create));
}

/** What a channel has right after its create. Mutes and bans of a former one of the id may be left, so they are looked at. */
function made(inputs: OpenChannelInputs): LiveOpenChannel {
  const { destroyType = 0, ttlMinutes = 60, isFrozen = false, allowedSendersList = [] } = inputs;
  return {
    destroyType,
    ttlMinutes,
    isFrozen,
    allowedSendersList: allowedSendersList.slice(0, caps.openChannelPeoplePerCall),
    ...metadataMade(inputs),
  };
}

/** The changes of metadata and lists. In a new channel all that there is may go, being left of a former one of the id. */
function entriesChanges(
  client: NexconnClient,
  channelId: string,
  current: LiveOpenChannel,
  inputs: OpenChannelInputs,
  prior: Partial<OpenChannelState>,
) {
  const known = <V>(entries: Entries<V> = {}) => (current.isNew ? undefined : entries);
  const metadata = metadataChange(client, channelId, current, inputs, known(prior.metadata));
  const senders = allowedSendersChange(
    client,
    channelId,
    {
      declared: asEntries(inputs.allowedSendersList),
      live: asEntries(current.allowedSendersList),
      prior: known(asEntries(prior.allowedSendersList)),
    },
    (ids) => {
      current.allowedSendersList = ids;
    },
  );
  const mutes = restrictionsChange(
    client,
    channelId,
    "mutes",
    {
      declared: inputs.mutedParticipants,
      live: current.mutedParticipants,
      prior: known(prior.mutedParticipants),
    },
    (muted) => {
      current.mutedParticipants = muted as LiveOpenChannel["mutedParticipants"];
    },
  );
  const bans = restrictionsChange(
    client,
    channelId,
    "bans",
    {
      declared: inputs.bannedParticipants,
      live: current.bannedParticipants,
      prior: known(prior.bannedParticipants),
    },
    (banned) => {
      current.bannedParticipants = banned as LiveOpenChannel["bannedParticipants"];
    },
  );
  return [metadata, senders, mutes, bans];
}

async function syncDestroyType(
  client: NexconnClient,
  channelId: string,
  current: LiveOpenChannel,
  inputs: OpenChannelInputs,
): Promise<void> {
  const destroyType = inputs.destroyType ?? current.destroyType;
  const ttlMinutes = inputs.ttlMinutes ?? current.ttlMinutes;
  if (destroyType === current.destroyType && ttlMinutes === current.ttlMinutes) return;
  if (current.destroyType === 1 && destroyType === 0) {
    warn(
      `nexconn open channel ${channelId} ends from now on when it is idle for ${ttlMinutes} minutes. The vendor counts the idle time so far, so it may have ended at once: run \`pulumi refresh\` to see.`,
    );
  }
  const parameters = { channelId, destroyType, ttlMinutes };
  await client.call("open-channel/destroy-type/set", parameters, { object: channelId });
  Object.assign(current, { destroyType, ttlMinutes });
}

async function syncFreeze(
  client: NexconnClient,
  channelId: string,
  current: LiveOpenChannel,
  { isFrozen }: OpenChannelInputs,
): Promise<void> {
  if (isFrozen === undefined || isFrozen === current.isFrozen) return;
  const call = isFrozen ? "open-channel/freeze-list/add" : "open-channel/freeze-list/remove";
  await client.call(call, { channelId }, { object: channelId });
  current.isFrozen = isFrozen;
}

async function syncKeepAlive(
  client: NexconnClient,
  channelId: string,
  current: LiveOpenChannel,
  { keepAlive }: OpenChannelInputs,
): Promise<void> {
  current.keepAlive ??= (await client.keptAlive.load(channelId)) === true;
  if (keepAlive === current.keepAlive) return;
  if (keepAlive) await client.call("chatroom/keepalive/add.json", { chatroomId: channelId }, { object: channelId });
  else await giveUp(client, channelId);
  current.keepAlive = keepAlive;
}

/** Lets a channel end by itself again. */
async function giveUp(client: NexconnClient, channelId: string): Promise<void> {
  await client.call("chatroom/keepalive/remove.json", { chatroomId: channelId }, { object: channelId });
}
