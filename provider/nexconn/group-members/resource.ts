import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { membersElsewhere } from "../../resource/members-elsewhere";
import type { NexconnClient } from "../client";
import {
  adminFlag,
  adminsConflicts,
  type GroupMember,
  groupMemberChange,
  membersOf,
  mostMembers,
  whatLetsThemJoin,
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
export const groupMembers = membersElsewhere<NexconnClient, GroupMember, GroupMembersDeclaration, GroupMembersLive>({
  kind: "nexconn:GroupMembers",
  vendor,
  schema,
  object: "group channel",
  by: "channelId",
  members: { key: "members", idKey: "userId", flag: adminFlag },
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
    { call: "user/get", when: "where somebody could not join because some user does not exist, to name them" },
  ],
  onDelete:
    "Removes those whom this resource added. Who was in the group before stays, as an admin where it made them one, and so does everybody else.",
  guide,

  adding: { call: "group-channel/join", fix: whatLetsThemJoin },
  declaredIn: ({ members }) => members,
  peopleOf: (prior) => prior,

  conflicts({ members = {} }) {
    const count = Object.keys(members).length;
    if (count <= mostMembers) return adminsConflicts(members);
    const allowed = `${mostMembers}, whoever else is in the group`;
    return [{ path: ["members"], seen: `${count} members`, allowed, fix: "Declare fewer members." }];
  },

  async look(client, channelId) {
    const group = await client.groups.load(channelId);
    if (!group) return undefined;
    const { owner } = group;
    return { channelId, owner, members: await membersOf(client, channelId, owner) };
  },

  change(client, channelId, { current, members, prior, noting }) {
    const { owner = "" } = current;
    const goal = { channelId, owner, members, membership: "additive" } as const;
    return groupMemberChange(client, goal, current, prior, () => {}, noting);
  },

  settle(current, { connection }) {
    current.connection = connection;
  },
});

/** What a program gives to {@link GroupMembers}: each value now, or as an output of another resource. */
export type GroupMembersArgs = ArgsOf<GroupMembersInputs>;

/** Members of a Nexconn group channel that is made elsewhere: those named, and nobody else. */
export class GroupMembers extends resourceClass<GroupMembersArgs, GroupMembersState>(groupMembers) {}
