import { changeAdded, managedAdded, removeAdded } from "../../collections/added-members";
import { asDeclared, normaliseMembers } from "../../collections/membership";
import { ImError } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import type { Definition } from "../../resource/definition";
import type { NexconnClient } from "../client";
import {
  adminFlag,
  adminsConflicts,
  type GroupMember,
  type GroupMembership,
  type GroupPeople,
  groupMemberChange,
  type GroupMembers as MembersById,
  membersOf,
  mostMembers,
  notJoined,
} from "../group-channel/members";
import { vendor } from "../vendor";
import {
  type GroupMembersDeclaration,
  type GroupMembersInputs,
  type GroupMembersLive,
  type GroupMembersState,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `nexconn.GroupMembers`. */
export const groupMembers: Definition<NexconnClient, GroupMembersDeclaration, GroupMembersLive> = {
  kind: "nexconn:GroupMembers",
  vendor,
  schema,
  outputs: ["added", "appId"],
  identities: [{ object: "group channel", part: "members", by: "channelId", keys: "members" }],
  secrets: [],
  replaceOn: ["channelId"],
  writeOnly: [],
  calls: [
    { call: "group-channel/profile/list", when: "before each create, update and delete, and on refresh" },
    { call: "group-channel/member/list", when: "the same, once for each 100 members" },
    { call: "group-channel/join", when: "for declared members who are not there" },
    { call: "group-channel/admin/add", when: "for members to become admins" },
    { call: "group-channel/admin/remove", when: "for admins to become ordinary members" },
    { call: "group-channel/member/set", when: "for each member whose `nickname` or `extra` differs" },
    {
      call: "group-channel/leave",
      when: "for members whom this resource added and who are no longer declared, and on delete",
    },
    { call: "user/get", when: "where somebody could not join because some user does not exist, to name him" },
  ],
  onDelete:
    "Removes those whom this resource added. Who was in the group before stays, as an admin where it made him one, and so does everybody else.",
  guide,

  normalise(raw) {
    const { members, problems } = normaliseMembers(raw.members, "userId", (id) => id, adminFlag);
    return { inputs: raw.members === undefined ? raw : { ...raw, members }, problems };
  },

  conflicts({ members = {} }) {
    const count = Object.keys(members).length;
    if (count <= mostMembers) return adminsConflicts(members);
    const allowed = `${mostMembers}, whoever else is in the group`;
    return [{ path: ["members"], seen: `${count} members`, allowed, fix: "Declare fewer members." }];
  },

  keep: (key, value, declared) =>
    key === "members" ? asDeclared(value as MembersById, declared as MembersById, adminFlag) : value,

  managed: (live, state) => ({ ...live, ...managedAdded(live, state) }),

  // A delete that comes later would remove those of the replacement.
  replacement: "delete",

  async observe(client, channelId) {
    const people = await peopleOf(client, channelId);
    return people && { channelId, ...people };
  },

  async ensure(client, { channelId }) {
    const people = await peopleOf(client, channelId);
    if (people) return { id: channelId, current: { channelId, ...people, added: [] } };
    throw new ImError(
      "IM_GONE",
      `There is no nexconn group channel ${channelId} in this app, so nobody was added to it. Check \`channelId\` and \`connection\`. Where this stack makes it, run \`pulumi refresh\`, and then \`pulumi up\`.`,
      { vendor: "nexconn", object: channelId },
    );
  },

  async sync(client, channelId, current, { members, connection }, prior) {
    const goal: GroupMembership = { channelId, owner: current.owner ?? "", members, membership: "additive" };
    const refused = await changeAdded<GroupMember>(
      `nexconn group channel ${channelId}`,
      current,
      members,
      prior,
      (known, noting) => groupMemberChange(client, goal, current, known, () => {}, noting),
    );
    current.connection = connection;
    const failure = notJoined(channelId, refused);
    if (failure) throw failure;
  },

  remove(client, channelId, state) {
    const look = () => peopleOf(client, channelId);
    return removeAdded<GroupMember, GroupPeople>(state, look, (current, known) => {
      const { owner = "" } = current;
      const goal: GroupMembership = { channelId, owner, members: {}, membership: "additive" };
      return groupMemberChange(client, goal, current, known, () => {});
    });
  },
};

/** What a program gives to {@link GroupMembers}: each value now, or as an output of another resource. */
export type GroupMembersArgs = ArgsOf<GroupMembersInputs>;

/** Members of a Nexconn group channel that is made elsewhere: those named, and nobody else. */
export class GroupMembers extends resourceClass<GroupMembersArgs, GroupMembersState>(groupMembers) {}

/** Everybody in a group; undefined where there is no such group. */
async function peopleOf(client: NexconnClient, channelId: string): Promise<Required<GroupPeople> | undefined> {
  const group = await client.groups.load(channelId);
  if (!group) return undefined;
  const owner = String(group.owner);
  return { owner, members: await membersOf(client, channelId, owner) };
}
