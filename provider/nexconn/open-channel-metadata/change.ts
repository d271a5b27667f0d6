import { z } from "zod";
import { type Entries, EntriesChange } from "../../collections/entries";
import { refusal, withMore } from "../../errors";
import { described, text } from "../../schema/fields";
import type { Problem } from "../../schema/problems";
import { chunks } from "../../values/chunks";
import { pickDefined } from "../../values/objects";
import { caps } from "../calls";
import { codes, type NexconnClient } from "../client";

/** The key of the metadata that holds the ownership mark. */
const markKey = "pulumi-im";

/** Whose the metadata is where the program does not say. */
const ownOwner = "pulumi-im";

/** Keys of a channel, the mark included. */
export const mostKeys = 100;

/** A value, and whose it is. */
interface Entry {
  value: string;
  /** Left out, it is nobody's business. */
  owner?: string | undefined;
}

export function metadataField() {
  const key = described(
    z.string().regex(/^[A-Za-z0-9+=_-]{1,128}$/),
    "a key of 1 to 128 letters, digits, +, =, - and _",
    'Write it as in "topic".',
  );
  return described(z.record(key, text(4096)), "a map of texts by key", 'Write { topic: "games" }.');
}

/** What is wrong with the keys together. */
export function metadataConflicts(metadata: Entries<string> | undefined, mark: string | undefined): Problem[] {
  if (!metadata) return [];
  if (Object.hasOwn(metadata, markKey)) {
    return [
      {
        path: ["metadata", markKey],
        seen: "the key of the ownership mark",
        allowed: "any other key",
        fix: "Choose another key.",
        isAboutKey: true,
      },
    ];
  }
  const room = mark === undefined ? mostKeys : mostKeys - 1;
  const count = Object.keys(metadata).length;
  if (count <= room) return [];
  const beside = mark === undefined ? "" : " beside the ownership mark";
  return [{ path: ["metadata"], seen: `${count} keys`, allowed: `${room} keys${beside}`, fix: "Declare fewer." }];
}

/** What is declared of an open channel's metadata, or was. */
export interface Metadata {
  metadata?: Entries<string> | undefined;
  metadataOwnerId?: string | undefined;
  mark?: string | undefined;
}

/** The metadata as a change sees it. */
export interface LiveMetadata extends Metadata {
  /** Every key with its owner, the mark's and those of others too; undefined where it has not been read. Not kept. */
  everyEntry?: Entries<Entry> | undefined;
}

/** What a create sends: as much as fits into it. */
export function metadataAtCreate(inputs: Metadata) {
  const first = Object.entries(wanted(inputs)).slice(0, caps.metadataPerCall);
  if (first.length === 0) return {};
  const metadata = Object.fromEntries(first.map(([key, { value }]) => [key, value]));
  return { metadataOwnerId: inputs.metadataOwnerId ?? ownOwner, metadata };
}

/** What is there right after a create. */
export function metadataMade(inputs: Metadata): LiveMetadata {
  const { metadata = {}, metadataOwnerId } = metadataAtCreate(inputs);
  const entries = Object.entries(metadata).map(([key, value]) => [key, { value, owner: metadataOwnerId }]);
  return shown(Object.fromEntries(entries), inputs);
}

/** Reads the metadata; nothing where neither it nor a mark is of any interest. */
export async function readMetadata(client: NexconnClient, channelId: string, prior: Metadata): Promise<LiveMetadata> {
  if (prior.metadata === undefined && prior.mark === undefined) return {};
  return shown(await readEntries(client, channelId, prior), prior);
}

async function readEntries(client: NexconnClient, channelId: string, prior: Metadata): Promise<Entries<Entry>> {
  const metadataKeys = prior.metadata ? undefined : [markKey];
  const { metadata } = await client.call(
    "open-channel/metadata/batch/get",
    { channelId, metadataKeys },
    { object: channelId },
  );
  return Object.fromEntries(
    metadata.map(({ key, value, metadataOwnerId }) => [key, { value, owner: metadataOwnerId }]),
  );
}

/** Entries as the state shows them. An owner who is not the declared one stands in its place, so that a refresh shows it. */
function shown(everyEntry: Entries<Entry>, { metadata: known, metadataOwnerId }: Metadata): LiveMetadata {
  const { [markKey]: mark, ...others } = everyEntry;
  const owners = Object.keys(known ?? {}).map((key) => (Object.hasOwn(others, key) ? others[key]?.owner : undefined));
  const strange = owners.find((owner) => owner !== undefined && owner !== metadataOwnerId);
  return {
    everyEntry,
    mark: mark?.value ?? "",
    ...(known && { metadata: values(others) }),
    ...(metadataOwnerId !== undefined && { metadataOwnerId: strange ?? metadataOwnerId }),
  };
}

/**
 * The change of an open channel's metadata, the mark among it.
 * @param othersExpected whether there may be keys that nobody declares here, so that they are no news
 */
export function metadataChange(
  client: NexconnClient,
  channelId: string,
  current: LiveMetadata,
  inputs: Metadata,
  prior: Entries<unknown> | undefined,
  othersExpected = false,
): EntriesChange<Entry> {
  const { metadataOwnerId = ownOwner } = inputs;
  // Where only the mark was of interest so far, the rest has not been read.
  const isRead = inputs.metadata === undefined || current.metadata !== undefined;
  const ofInterest = (entries: Entries<Entry>) => {
    const isOfInterest = (key: string) => (key === markKey ? inputs.mark !== undefined : inputs.metadata !== undefined);
    return Object.fromEntries(Object.entries(entries).filter(([key]) => isOfInterest(key)));
  };
  return new EntriesChange<Entry>(
    {
      what: `metadata keys of nexconn open channel ${channelId}`,
      othersExpected,
      isSame: (declared, live) =>
        declared.value === live.value && (declared.owner === undefined || declared.owner === live.owner),
      read: async () => ofInterest(await readEntries(client, channelId, inputs)),
      put: async (entries, accepted) => {
        for (const keys of chunks(Object.keys(entries), caps.metadataPerCall)) {
          const metadata = values(pickDefined(entries, keys) as Entries<Entry>);
          const parameters = { channelId, metadataOwnerId, metadata };
          const set = client.call("open-channel/metadata/batch/set", parameters, about(channelId, keys));
          await tellingOfOwner(inputs, set);
          accepted(keys);
        }
      },
      drop: async (names, gone) => {
        for (const metadataKeys of chunks(names, caps.metadataPerCall)) {
          await remove(client, channelId, metadataOwnerId, metadataKeys);
          gone(metadataKeys);
        }
      },
      record: ({ [markKey]: mark, ...others }) => {
        if (inputs.mark !== undefined) current.mark = mark?.value ?? "";
        if (inputs.metadata) current.metadata = values(others);
      },
    },
    {
      declared: inputs.metadata || inputs.mark !== undefined ? wanted(inputs) : undefined,
      live: isRead && current.everyEntry ? ofInterest(current.everyEntry) : undefined,
      prior: prior,
    },
  );
}

/** A call that carries metadata, whose refusal says what to do where it may be because of whose the metadata is. */
export async function tellingOfOwner<T>({ metadataOwnerId }: Metadata, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const isOurs = metadataOwnerId === undefined && refusal(error)?.vendorCode === codes.noSuchUser;
    if (!isOurs) throw error;
    throw withMore(
      error,
      `Where metadataOwnerId is not declared, the metadata (the ownership mark is one of it) is of \`${ownOwner}\`: if that is the user who is missing, declare metadataOwnerId, a user of this app.`,
    );
  }
}

/** Removes keys. A key that is gone already, by an attempt whose answer was lost, may have the vendor refuse all. */
async function remove(client: NexconnClient, channelId: string, metadataOwnerId: string, metadataKeys: string[]) {
  try {
    await client.call(
      "open-channel/metadata/batch/remove",
      { channelId, metadataOwnerId, metadataKeys },
      about(channelId, metadataKeys),
    );
  } catch (error) {
    if (refusal(error)?.vendorCode !== codes.metadataKeyMissing) throw error;
    const live = await readEntries(client, channelId, { metadata: {} });
    const left = metadataKeys.filter((key) => Object.hasOwn(live, key));
    if (left.length === metadataKeys.length) throw error;
    if (left.length > 0) await remove(client, channelId, metadataOwnerId, left);
  }
}

/** The vendor's rate limit counts keys. */
function about(channelId: string, keys: readonly string[]) {
  return { object: channelId, units: keys.length };
}

/** What is declared, the mark among it. */
function wanted({ metadata, metadataOwnerId: owner, mark }: Metadata): Entries<Entry> {
  const declared = Object.entries(metadata ?? {}).map(([key, value]): [string, Entry] => [key, { value, owner }]);
  // First, so that a create carries it. Whose it is does not matter.
  return { ...(mark !== undefined && { [markKey]: { value: mark } }), ...Object.fromEntries(declared) };
}

function values(entries: Entries<Entry>): Entries<string> {
  return Object.fromEntries(Object.entries(entries).map(([key, { value }]) => [key, value]));
}
