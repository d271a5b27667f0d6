import type { AddedPeople } from "../../collections/added-members";
import { MembershipChange } from "../../collections/membership-change";
import { nameList } from "../../collections/unmanaged";
import { ImError } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import { type AdditiveChange, membersElsewhere } from "../../resource/members-elsewhere";
import { own, pickDefined } from "../../values/objects";
import type { TencentClient } from "../client";
import { adminFlag, type GroupMember, groupOperations, type GroupMembers as Members } from "../group/members";
import { readMembers } from "../group/membership";
import { liveFields } from "../group/profile";
import { nameOf, whyNoAdmins, whyNoMembers } from "../group/types";
import { vendor } from "../vendor";
import {
  type GroupMembersDeclaration,
  type GroupMembersInputs,
  type GroupMembersLive,
  type GroupMembersState,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `tencent.GroupMembers`. */
export const groupMembers = membersElsewhere<TencentClient, GroupMember, GroupMembersDeclaration, GroupMembersLive>({
  kind: "tencent:GroupMembers",
  vendor,
  schema,
  object: "group",
  by: "GroupId",
  members: { key: "MemberList", idKey: "Member_Account", flag: adminFlag },
  outputs: ["invited"],
  calls: [
    {
      call: "group_open_http_svc/get_group_info",
      when: "before each create, update and delete, and on refresh; shared by up to 50 groups",
    },
    { call: "group_open_http_svc/get_group_member_info", when: "the same, page by page" },
    { call: "group_open_http_svc/add_group_member", when: "for declared members who are not there" },
    { call: "group_open_http_svc/modify_group_member_info", when: "for each member who differs" },
    {
      call: "group_open_http_svc/delete_group_member",
      when: "for members whom this resource added and who are no longer declared, and on delete",
    },
    { call: "im_open_login_svc/account_check", when: "where the vendor refuses people, to tell who does not exist" },
  ],
  onDelete:
    "Removes those whom this resource added. Who was in the group before stays, as an admin where it made them one, and so does everybody else. The last people of a group without an owner stay too, with a warning: the vendor ends the group with them.",
  guide,

  adding: { call: "group_open_http_svc/add_group_member" },
  addsInPart: true,
  declaredIn: ({ MemberList }) => MemberList,
  peopleOf,
  look: liveGroup,
  refuse: refuseForType,
  change: memberChange,

  settle(current, { connection }) {
    const { members = {} } = peopleOf(current);
    current.invited = (current.invited ?? []).filter((id) => own(members, id)?.pending);
    current.connection = connection;
  },

  mustStay: (GroupId, live, { added }) => areTheLast(GroupId, live, added),
});

/** What a program gives to {@link GroupMembers}: each value now, or as an output of another resource. */
export type GroupMembersArgs = ArgsOf<GroupMembersInputs>;

/** Members of a Tencent IM group that is made elsewhere: those named, and nobody else. */
export class GroupMembers extends resourceClass<GroupMembersArgs, GroupMembersState>(groupMembers) {}

/** The people of the group, and what a change has to know of it. */
async function liveGroup(
  client: TencentClient,
  GroupId: string,
  wanted: Members,
  { invited }: Partial<GroupMembersLive>,
): Promise<Partial<GroupMembersLive> | undefined> {
  const found = await client.group(GroupId);
  if (!found) return undefined;
  const fields = pickDefined(liveFields(found), ["GroupId", "Type", "Owner_Account", "MaxMemberCount"]);
  if (fields.Type !== undefined && whyNoMembers(fields.Type)) return { ...fields, MemberList: {}, invited: [] };
  return { ...fields, ...(await readMembers(client, fields, { MemberList: wanted, invited })) };
}

/** The people as every vendor's sets have them; what is written into this is written into the state. */
function peopleOf(prior: Partial<GroupMembersLive>): AddedPeople<GroupMember> {
  return {
    owner: prior.Owner_Account,
    get members() {
      return prior.MemberList;
    },
    set members(members) {
      prior.MemberList = members;
    },
    get added() {
      return prior.added;
    },
    set added(added) {
      prior.added = added;
    },
  };
}

/** The additive change of the people in `current`. */
function memberChange(
  client: TencentClient,
  GroupId: string,
  { current, members, prior, noting }: AdditiveChange<GroupMembersDeclaration, GroupMembersLive, GroupMember>,
): MembershipChange<GroupMember> {
  const people = peopleOf(current);
  const isOurs = (id: string) => Object.hasOwn(members, id) || Object.hasOwn(prior.members ?? {}, id);
  const others = Object.keys(current.MemberList ?? {}).filter((id) => !isOurs(id)).length;
  const onInvited = (ids: readonly string[]) => {
    current.invited = [...new Set([...(current.invited ?? []), ...ids])];
  };
  return new MembershipChange(
    noting(groupOperations(client, GroupId, people, () => others, onInvited)),
    {
      what: `tencent group ${GroupId}`,
      owner: current.Owner_Account ?? "",
      members,
      mode: "additive",
      limit: current.MaxMemberCount,
    },
    people,
    prior,
  );
}

/** Whether those whom the set has added are all that a group without an owner has. Then they stay: without them it ends. */
function areTheLast(
  GroupId: string,
  { Owner_Account, MemberList = {} }: Partial<GroupMembersLive>,
  added: readonly string[] = [],
) {
  const staying = Object.keys(MemberList);
  if (Owner_Account || staying.length === 0 || !staying.every((id) => added.includes(id))) return false;
  warn(
    `tencent group ${GroupId} has no owner, and ${nameList(staying)} are the last in it, with whom the vendor would end it. They stay, and are no longer managed.`,
  );
  return true;
}

/** Only a look tells the type of a group that is made elsewhere. */
function refuseForType(
  GroupId: string,
  { Type: type }: Partial<GroupMembersLive>,
  { MemberList: declared }: GroupMembersDeclaration,
): void {
  if (type === undefined) return;
  const admins = Object.keys(declared).filter((id) => declared[id]?.Role !== undefined);
  const noMembers = whyNoMembers(type);
  const noAdmins = admins.length > 0 ? whyNoAdmins(type) : undefined;
  const reason = noMembers ?? (noAdmins && `${noAdmins}, and Role is declared of ${admins.join(", ")}`);
  if (reason === undefined) return;
  const fix = noMembers ? "Give the GroupId of a group of another type" : "Leave Role out";
  throw new ImError(
    "IM_INVALID_INPUT",
    `tencent group ${GroupId} is of type ${nameOf(type)}. ${reason}. Nobody was added or removed. ${fix}, or take these GroupMembers out of the program.`,
    { vendor: "tencent", object: GroupId },
  );
}
