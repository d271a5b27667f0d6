import { asEntries, EntriesChange, type EntriesChangeStart } from "../../collections/entries";
import { namingUnknown } from "../../collections/unknown-people";
import { refusal, withMore } from "../../errors";
import { chunks } from "../../values/chunks";
import { type Call, caps } from "../calls";
import { codes, type NexconnClient } from "../client";
import { byMinutes, isSameEnd, type Restrictions, readRestrictions, unended } from "../ends";
import { usersOf } from "../people";
import { everybody } from "./members";

export async function readAllowedSenders(client: NexconnClient, channelId: string): Promise<string[]> {
  const { userIds } = await client.call("group-channel/allowed-sender-list/get", { channelId }, { object: channelId });
  return userIds.toSorted();
}

/** @param declared in whose words to tell ends */
export async function readMutes(
  client: NexconnClient,
  channelId: string,
  declared: Restrictions = {},
): Promise<Restrictions> {
  const { mutedMembers } = await client.call("group-channel/user/mute-list/get", { channelId }, { object: channelId });
  const listed = mutedMembers.map(({ userId, muteExpiresAt }) => [userId, muteExpiresAt] as const);
  return readRestrictions(listed, "muteExpiresAt", declared, client.now());
}

export function allowedSendersChange(
  client: NexconnClient,
  channelId: string,
  start: EntriesChangeStart<true>,
  record: (ids: string[]) => void,
): EntriesChange<true> {
  const send = (call: Call, userIds: readonly string[]) =>
    namingOutsiders(client, channelId, userIds, client.call(call, { channelId, userIds }, { object: channelId }));
  const inPieces = async (call: Call, ids: readonly string[], done: (ids: readonly string[]) => void) => {
    for (const some of chunks(ids, caps.allowedSendersPerCall)) {
      await send(call, some);
      done(some);
    }
  };
  return new EntriesChange<true>(
    {
      what: `allowed senders of nexconn group channel ${channelId}`,
      isSame: () => true,
      read: async () => asEntries(await readAllowedSenders(client, channelId)) ?? {},
      put: (entries, accepted) => inPieces("group-channel/allowed-sender-list/add", Object.keys(entries), accepted),
      drop: (ids, gone) => inPieces("group-channel/allowed-sender-list/remove", ids, gone),
      record: (entries) => record(Object.keys(entries).sort()),
    },
    start,
  );
}

export function mutesChange(
  client: NexconnClient,
  channelId: string,
  { declared, live, prior }: EntriesChangeStart<Restrictions[string]>,
  record: (mutes: Restrictions) => void,
): EntriesChange<Restrictions[string]> {
  const now = client.now();
  const object = { object: channelId };
  return new EntriesChange(
    {
      what: `mutes in nexconn group channel ${channelId}`,
      isSame: isSameEnd,
      read: async () => unended(await readMutes(client, channelId, declared), client.now()),
      put: async (mutes, accepted) => {
        for (const { ids, minutes } of byMinutes(mutes, client.now(), caps.groupMutesPerCall)) {
          const parameters = { channelId, userIds: ids, durationMinutes: minutes };
          const call = client.call("group-channel/user/mute-list/add", parameters, object);
          await namingOutsiders(client, channelId, ids, call);
          accepted(ids);
        }
      },
      drop: async (ids, gone) => {
        for (const userIds of chunks(ids, caps.groupMutesPerCall)) {
          await client.call("group-channel/user/mute-list/remove", { channelId, userIds }, object);
          gone(userIds);
        }
      },
      record,
    },
    {
      declared: declared && unended(declared, now),
      live: live && unended(live, now),
      prior: prior && unended(prior as Restrictions, now),
    },
  );
}

/** Makes a call about members, and names in its refusal those who are none, or do not exist: the vendor does not say of whom. */
async function namingOutsiders<T>(
  client: NexconnClient,
  channelId: string,
  userIds: readonly string[],
  call: Promise<T>,
): Promise<T> {
  try {
    return await namingUnknown(usersOf(client), userIds, call);
  } catch (error) {
    if (refusal(error)?.vendorCode !== codes.notMember) throw error;
    const present = await everybody(client, channelId).catch(() => new Map<string, unknown>());
    const outside = present.size > 0 ? userIds.filter((id) => !present.has(id)) : [];
    throw outside.length > 0 ? withMore(error, `Not in the group: ${outside.join(", ")}.`) : error;
  }
}
