import { withCanonicalEnds } from "../../collections/ends";
import { asEntries, type Entries } from "../../collections/entries";
import { keepDeclared, managedOf, normaliseMembers } from "../../collections/membership";
import { namingUnknown } from "../../collections/unknown-people";
import { refusal } from "../../errors";
import { makeChosen } from "../../ownership/chosen-id";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import { define } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import { ownValue } from "../../values/paths";
import type { Values } from "../../values/values";
import { foundUnless } from "../absent";
import type { GroupAnswer } from "../answers";
import { caps } from "../calls";
import { codes, type NexconnClient } from "../client";
import { sortedIds } from "../ids";
import { usersOf } from "../people";
import { vendor } from "../vendor";
import {
  type GroupChannelDeclaration,
  type GroupChannelInputs,
  type GroupChannelState,
  type LiveGroupChannel,
  partlyDeclared,
  schema,
} from "./fields";
import { guide } from "./guide";
import { allowedSendersChange, mutesChange, readAllowedSenders, readMutes } from "./lists";
import {
  adminFlag,
  adminsConflicts,
  type GroupMembers,
  groupMemberChange,
  membersOf,
  mostMembers,
  notJoined,
  untouchedMember,
} from "./members";
import { extProfileConflicts, fieldsAtCreate, fieldsMade, fieldsOf, spareExtKeys, syncFields } from "./profile";

const keepMembers = keepDeclared("members", adminFlag);

/** The definition of `nexconn.GroupChannel`. */
export const groupChannel = define<NexconnClient, GroupChannelDeclaration, GroupChannelState>({
  kind: "nexconn:GroupChannel",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [
    { object: "group channel", by: "channelId" },
    { object: "group channel", part: "members", by: "channelId", keys: "members" },
  ],
  secrets: [],
  sets: ["members"],
  replaceOn: ["channelId"],
  writeOnly: ["shouldDeleteMute", "shouldDeleteAllowedSendersList", "shouldDeleteFavorites", "adopt"],
  calls: [
    { call: "group-channel/profile/list", when: "before each create, update and delete, and on refresh" },
    { call: "group-channel/member/list", when: "the same, once for each 100 members, where `members` is declared" },
    {
      call: "group-channel/allowed-sender-list/get",
      when: "the same, where `allowedSendersList` is declared; after each create",
    },
    { call: "group-channel/user/mute-list/get", when: "the same, where `mutedMembers` is declared" },
    { call: "group-channel/freeze-list/get", when: "the same, where `isFrozen` is declared; after each create" },
    { call: "group-channel/create", when: "on create" },
    { call: "group-channel/profile/update", when: "where name, profile, permissions or own data differ" },
    { call: "group-channel/join", when: "for declared members who are not there" },
    { call: "group-channel/admin/add", when: "for members to become admins" },
    { call: "group-channel/transfer/owner", when: "where `owner` differs" },
    { call: "group-channel/admin/remove", when: "for admins to become ordinary members" },
    { call: "group-channel/leave", when: "for members who are no longer declared" },
    { call: "group-channel/member/set", when: "for each member whose `nickname` or `extra` differs" },
    { call: "group-channel/allowed-sender-list/add", when: "for declared senders who are not on the list" },
    { call: "group-channel/allowed-sender-list/remove", when: "for senders who are no longer declared" },
    { call: "group-channel/user/mute-list/add", when: "for mutes that differ and have not passed" },
    { call: "group-channel/user/mute-list/remove", when: "for mutes that are no longer declared" },
    { call: "group-channel/freeze-list/add", when: "where `isFrozen` differs" },
    { call: "group-channel/freeze-list/remove", when: "where `isFrozen` differs" },
    { call: "user/get", when: "where a call was refused because some user does not exist, to name them" },
    { call: "group-channel/dismiss", when: "on delete" },
  ],
  onDelete:
    "Dismisses the group: everybody leaves it. At the vendor its freeze and its allowed senders stay under the id, and apply to the next group of that id.",
  guide,

  normalise(raw) {
    const { members, problems } = normaliseMembers(raw.members, "userId", (id) => id, adminFlag);
    const inputs: Values = { ...raw };
    if (raw.members !== undefined) inputs.members = members;
    if ("allowedSendersList" in raw) inputs.allowedSendersList = sortedIds(raw.allowedSendersList);
    if ("mutedMembers" in raw) inputs.mutedMembers = withCanonicalEnds(raw.mutedMembers, "muteExpiresAt");
    return { inputs, problems };
  },

  conflicts: ({ owner, members, groupExtProfile, mark }) => [
    ...membersConflicts(owner, members ?? {}),
    ...extProfileConflicts(groupExtProfile, mark),
  ],

  keep(key, value, declared) {
    const fields = partlyDeclared[key]?.filter((field) => ownValue(declared, field) !== undefined);
    if (!fields) return keepMembers(key, value, declared);
    return Object.fromEntries(fields.map((field) => [field, ownValue(value, field)]));
  },

  managed: (live, { members, membership }) =>
    live.members ? { ...live, members: managedOf(live.members, members, membership) } : live,

  replacement: (prior, inputs) => prior.channelId === inputs.channelId && prior.connection === inputs.connection,

  observe: observeGroup,

  async ensure(client, inputs) {
    const { channelId, mark, adopt = false, members = {} } = inputs;
    const invited = Object.keys(members).slice(0, caps.membersPerCreate);
    const { found, wasThere } = await makeChosen({
      what: `nexconn group channel ${channelId}`,
      idKey: "channelId",
      facts: { vendor: "nexconn", call: "group-channel/create", object: channelId },
      mark,
      adopt,
      look: () => observeGroup(client, channelId, inputs),
      create: () => createGroup(client, inputs, invited),
      saysExists: (error) => refusal(error)?.vendorCode === codes.groupExists,
    });
    const made = {
      ...fieldsMade(inputs),
      owner: inputs.owner,
      members: Object.fromEntries(invited.map((userId) => [userId, { ...untouchedMember }])),
    };
    const current: LiveGroupChannel = { channelId, ...(found ?? made), isNew: !wasThere };
    return { id: channelId, current, wasThere };
  },

  async sync(client, channelId, current: LiveGroupChannel, inputs, prior) {
    // A state that knew people, keys or list entries of others would let the next change remove them unseen, so they are
    // taken out of what is current before anything can fail.
    const { senders, mutes } = listChanges(client, channelId, current, inputs, prior);
    const knownExt = prior.groupExtProfile ?? {};
    spareExtKeys(channelId, current, inputs, knownExt);
    const people = () =>
      groupMemberChange(client, { ...inputs, members: inputs.members }, current, prior, () => {
        senders.forget();
        mutes.forget();
      });
    let change = current.members && people();
    change?.spareUnmanaged();
    current.membership = inputs.membership;

    await syncFields(client, channelId, current, inputs, knownExt);
    // Before anybody leaves: of who is no member the vendor may refuse it.
    await senders.drop();
    await mutes.drop();
    if (!change && (inputs.members || inputs.owner !== current.owner)) {
      const { owner = "" } = current;
      current.members = await membersOf(client, channelId, owner);
      change = people();
      change.spareUnmanaged();
    }
    const refused = change && notJoined(channelId, await change.run());
    await senders.put();
    await mutes.put();
    await syncFreeze(client, channelId, current, inputs);
    if (current.isNew) await tellOfLeftovers(client, channelId, inputs);
    const { shouldDeleteMute, shouldDeleteAllowedSendersList, shouldDeleteFavorites, adopt, connection } = inputs;
    Object.assign(current, {
      mutedMembers: inputs.mutedMembers,
      ...{ shouldDeleteMute, shouldDeleteAllowedSendersList, shouldDeleteFavorites, adopt, connection },
    });
    if (refused) throw refused;
  },

  async remove(client, channelId) {
    await foundUnless(codes.groupUnknown, client.call("group-channel/dismiss", { channelId }, { object: channelId }));
  },
});

async function observeGroup(client: NexconnClient, channelId: string, prior: Partial<GroupChannelState>) {
  const group = await client.groups.load(channelId);
  // Somebody may have dismissed it since.
  return group && foundUnless(codes.groupUnknown, liveGroup(client, channelId, group, prior));
}

/** What a program gives to a {@link GroupChannel}: each value now, or as an output of another resource. */
export type GroupChannelArgs = ArgsOf<GroupChannelInputs>;

/** A Nexconn group channel: its profile, its owner, its members, and who may send in it. */
export class GroupChannel extends resourceClass<GroupChannelArgs, GroupChannelState>(groupChannel) {}

/** A group, with those of its lists that the state or the declaration has. */
async function liveGroup(
  client: NexconnClient,
  channelId: string,
  group: GroupAnswer,
  { members, allowedSendersList, mutedMembers, isFrozen, mark }: Partial<GroupChannelState>,
): Promise<LiveGroupChannel> {
  const { owner } = group;
  const live: LiveGroupChannel = { channelId, owner, ...fieldsOf(group, mark) };
  const reads = [
    members && membersOf(client, channelId, owner).then((read) => ({ members: read })),
    allowedSendersList && readAllowedSenders(client, channelId).then((read) => ({ allowedSendersList: read })),
    mutedMembers && readMutes(client, channelId, mutedMembers).then((read) => ({ mutedMembers: read })),
    isFrozen !== undefined && client.frozenGroups.load(channelId).then((read) => ({ isFrozen: read === true })),
  ];
  return Object.assign(live, ...(await Promise.all(reads)));
}

async function createGroup(client: NexconnClient, inputs: GroupChannelDeclaration, userIds: string[]): Promise<void> {
  const { channelId, owner } = inputs;
  const parameters = { channelId, owner, ...(userIds.length > 0 && { userIds }), ...fieldsAtCreate(inputs) };
  const create = client.call("group-channel/create", parameters, { object: channelId });
  await namingUnknown(usersOf(client), [owner, ...userIds], create);
}

/** The changes of the lists of people. In a new group all that there is may go, being left of a former one of the id. */
function listChanges(
  client: NexconnClient,
  channelId: string,
  current: LiveGroupChannel,
  inputs: GroupChannelDeclaration,
  prior: Partial<GroupChannelState>,
) {
  const known = <V>(entries: Entries<V> = {}) => (current.isNew ? undefined : entries);
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
  const mutes = mutesChange(
    client,
    channelId,
    { declared: inputs.mutedMembers, live: current.mutedMembers, prior: known(prior.mutedMembers) },
    (muted) => {
      current.mutedMembers = muted;
    },
  );
  return { senders, mutes };
}

async function syncFreeze(
  client: NexconnClient,
  channelId: string,
  current: LiveGroupChannel,
  { isFrozen }: GroupChannelDeclaration,
): Promise<void> {
  if (isFrozen === undefined) return;
  current.isFrozen ??= (await client.frozenGroups.load(channelId)) === true;
  if (isFrozen === current.isFrozen) return;
  const call = isFrozen ? "group-channel/freeze-list/add" : "group-channel/freeze-list/remove";
  await client.call(call, { channelIds: [channelId] }, { object: channelId });
  current.isFrozen = isFrozen;
}

/** Nobody declared what a former group of the same id has left, so it stays; but it should surprise nobody. */
async function tellOfLeftovers(
  client: NexconnClient,
  channelId: string,
  { isFrozen, allowedSendersList }: GroupChannelDeclaration,
): Promise<void> {
  const isLeftFrozen = isFrozen === undefined && (await client.frozenGroups.load(channelId)) === true;
  const left = allowedSendersList === undefined ? await readAllowedSenders(client, channelId) : [];
  const what = [
    ...(isLeftFrozen ? ["is frozen (declare `isFrozen: false` to open it)"] : []),
    ...(left.length > 0
      ? [`has the allowed senders ${left.join(", ")} (declare \`allowedSendersList: []\` to have none)`]
      : []),
  ];
  if (what.length === 0) return;
  warn(`nexconn group channel ${channelId} ${what.join(", and ")}: that is left of a former group with the same id.`);
}

function membersConflicts(owner: string | undefined, members: GroupMembers): Problem[] {
  const problems: Problem[] = [];
  if (owner !== undefined && Object.hasOwn(members, owner)) {
    problems.push({
      path: ["members", owner],
      seen: "the owner",
      allowed: "everybody but the owner, who is always in the group",
      fix: `Remove "${owner}" from members.`,
    });
  }
  const count = Object.keys(members).length;
  if (count + 1 > mostMembers) {
    problems.push({
      path: ["members"],
      seen: `${count} members and the owner`,
      allowed: `${mostMembers} in all`,
      fix: "Declare fewer members.",
    });
  }
  return [...problems, ...adminsConflicts(members)];
}
