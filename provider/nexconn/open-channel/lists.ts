import { asEntries, EntriesChange, type EntriesChangeStart } from "../../collections/entries";
import { namingUnknown } from "../../collections/unknown-people";
import { chunks } from "../../values/chunks";
import { caps } from "../calls";
import type { NexconnClient } from "../client";
import { byMinutes, type EndKey, isSameEnd, type Restrictions, readRestrictions, unended } from "../ends";
import { usersOf } from "../people";

/** The lists of people of an open channel, as they stand in the path of their calls. */
type PeopleList = "allowed-sender-list" | "mute-list" | "ban-list";

/** What differs between mutes and bans. */
const restrictions = {
  mutes: {
    path: "mute-list",
    endKey: "muteExpiresAt",
    async list(client: NexconnClient, channelId: string) {
      const call = "open-channel/participant/mute-list/get";
      const { mutedParticipants } = await client.call(call, { channelId }, { object: channelId });
      return mutedParticipants.map(({ participantId, muteExpiresAt }) => [participantId, muteExpiresAt] as const);
    },
  },
  bans: {
    path: "ban-list",
    endKey: "banExpiresAt",
    async list(client: NexconnClient, channelId: string) {
      const call = "open-channel/participant/ban-list/get";
      const { bannedParticipants } = await client.call(call, { channelId }, { object: channelId });
      return bannedParticipants.map(({ participantId, banExpiresAt }) => [participantId, banExpiresAt] as const);
    },
  },
} as const satisfies Record<string, { path: PeopleList; endKey: EndKey; list: unknown }>;

export type RestrictionKind = keyof typeof restrictions;

/** Makes a call about several people, in pieces that the vendor takes. */
async function inPieces(
  client: NexconnClient,
  call: `open-channel/participant/${PeopleList}/${"add" | "remove"}`,
  channelId: string,
  ids: readonly string[],
  done: (ids: readonly string[]) => void,
): Promise<void> {
  for (const participantIds of chunks(ids, caps.openChannelPeoplePerCall)) {
    const change = client.call(call, { channelId, participantIds }, { object: channelId });
    await namingUnknown(usersOf(client), participantIds, change);
    done(participantIds);
  }
}

export async function readAllowedSenders(client: NexconnClient, channelId: string): Promise<string[]> {
  const call = "open-channel/participant/allowed-sender-list/get";
  const { participantIds } = await client.call(call, { channelId }, { object: channelId });
  return participantIds.toSorted();
}

/** @param declared in whose words to tell ends */
export async function readRestricted(
  client: NexconnClient,
  channelId: string,
  kind: RestrictionKind,
  declared: Restrictions = {},
): Promise<Restrictions> {
  const { list, endKey } = restrictions[kind];
  return readRestrictions(await list(client, channelId), endKey, declared, client.now());
}

export function allowedSendersChange(
  client: NexconnClient,
  channelId: string,
  start: EntriesChangeStart<true>,
  record: (ids: string[]) => void,
): EntriesChange<true> {
  const path = "open-channel/participant/allowed-sender-list";
  return new EntriesChange<true>(
    {
      what: `allowed senders of nexconn open channel ${channelId}`,
      isSame: () => true,
      read: async () => asEntries(await readAllowedSenders(client, channelId)) ?? {},
      put: (entries, accepted) => inPieces(client, `${path}/add`, channelId, Object.keys(entries), accepted),
      drop: (ids, gone) => inPieces(client, `${path}/remove`, channelId, ids, gone),
      record: (entries) => record(Object.keys(entries).sort()),
    },
    start,
  );
}

export function restrictionsChange(
  client: NexconnClient,
  channelId: string,
  kind: RestrictionKind,
  { declared, live, prior }: EntriesChangeStart<Restrictions[string]>,
  record: (restricted: Restrictions) => void,
): EntriesChange<Restrictions[string]> {
  const now = client.now();
  const path = `open-channel/participant/${restrictions[kind].path}` as const;
  return new EntriesChange(
    {
      what: `${kind} in nexconn open channel ${channelId}`,
      isSame: isSameEnd,
      read: async () => unended(await readRestricted(client, channelId, kind, declared), client.now()),
      put: async (restricted, accepted) => {
        for (const { ids, minutes } of byMinutes(restricted, client.now(), caps.openChannelPeoplePerCall)) {
          const parameters = { channelId, participantIds: ids, durationMinutes: minutes };
          await namingUnknown(usersOf(client), ids, client.call(`${path}/add`, parameters, { object: channelId }));
          accepted(ids);
        }
      },
      drop: (ids, gone) => inPieces(client, `${path}/remove`, channelId, ids, gone),
      record,
    },
    {
      declared: declared && unended(declared, now),
      live: live && unended(live, now),
      prior: prior && unended(prior as Restrictions, now),
    },
  );
}
