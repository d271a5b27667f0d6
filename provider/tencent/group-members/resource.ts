import { type AddedPeople, changeAdded, managedAdded, type Noting, removeAdded } from "../../collections/added-members";
import { named } from "../../collections/entries";
import { asDeclared, normaliseMembers } from "../../collections/membership";
import { type KnownPeople, MembershipChange } from "../../collections/membership-change";
import { ImError } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import type { Definition } from "../../resource/definition";
import { own, pickDefined } from "../../values/objects";
import type { TencentClient } from "../client";
import type { GroupState } from "../group/fields";
import {
  adminFlag,
  type GroupMember,
  groupOperations,
  type LiveGroupMembers,
  type GroupMembers as Members,
  notDone,
} from "../group/members";
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
export const groupMembers: Definition<TencentClient, GroupMembersDeclaration, GroupMembersLive> = {
  kind: "tencent:GroupMembers",
  vendor,
  schema,
  outputs: ["added", "invited", "appId"],
  identities: [{ object: "group", part: "members", by: "GroupId", keys: "MemberList" }],
  secrets: [],
  replaceOn: ["GroupId"],
  writeOnly: [],
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
    "Removes those whom this resource added. Who was in the group before stays, as an admin where it made him one, and so does everybody else. The last people of a group without an owner stay too, with a warning: the vendor ends the group with them.",
  guide,

  normalise(raw) {
    if (raw.MemberList === undefined) return { inputs: raw, problems: [] };
    const { members, problems } = normaliseMembers(
      raw.MemberList,
      "Member_Account",
      (id) => id,
      adminFlag,
      "MemberList",
    );
    return { inputs: { ...raw, MemberList: members }, problems };
  },

  conflicts: () => [],

  // A delete that comes later would take whom the replacement has found there.
  replacement: "delete",

  keep: (key, value, declared) =>
    key === "MemberList" ? asDeclared(value as LiveGroupMembers, declared as Members, adminFlag) : value,

  managed(live, state) {
    const { members, added } = managedAdded(peopleOf(live), peopleOf(state));
    return { ...live, MemberList: members, added };
  },

  observe: look,

  async ensure(client, { GroupId, MemberList }) {
    const live = await look(client, GroupId, { MemberList });
    if (!live) {
      throw new ImError(
        "IM_GONE",
        `There is no tencent group ${GroupId} in this app, so nobody was added to it. Check \`GroupId\` and \`connection\`. Where this stack makes it, run \`pulumi refresh\`, and then \`pulumi up\`.`,
        { vendor: "tencent", object: GroupId },
      );
    }
    refuseForType(GroupId, live.Type, MemberList);
    return { id: GroupId, current: { ...live, added: [] } };
  },

  async sync(client, GroupId, current, inputs, prior) {
    const { MemberList: declared, connection } = inputs;
    const refused = await changeAdded(
      `tencent group ${GroupId}`,
      peopleOf(current),
      declared,
      peopleOf(prior),
      (known, noting) => {
        const change = memberChange(client, GroupId, current, declared, known, noting);
        // Before anything can fail: see there.
        change.spareStrangers();
        refuseForType(GroupId, current.Type, declared);
        return change;
      },
      async () => {
        const live = await look(client, GroupId, current);
        return live && peopleOf(live);
      },
    );
    const { MemberList, invited } = current as { MemberList: LiveGroupMembers; invited?: string[] };
    current.invited = (invited ?? []).filter((id) => own(MemberList, id)?.pending);
    current.connection = connection;
    const failure = notDone(GroupId, { add: refused });
    if (failure) throw failure;
  },

  remove(client, GroupId, state) {
    const lookAtThose = async () => {
      // Who has yet to accept cannot be taken back.
      const live = await look(client, GroupId, { MemberList: state.MemberList });
      if (!live || areTheLast(GroupId, live, state.added)) return undefined;
      return { ...peopleOf(live), live };
    };
    return removeAdded(peopleOf(state), lookAtThose, (people, known) =>
      memberChange(client, GroupId, people.live, {}, known),
    );
  },
};

/** What a program gives to {@link GroupMembers}: each value now, or as an output of another resource. */
export type GroupMembersArgs = ArgsOf<GroupMembersInputs>;

/** Members of a Tencent IM group that is made elsewhere: those named, and nobody else. */
export class GroupMembers extends resourceClass<GroupMembersArgs, GroupMembersState>(groupMembers) {}

/** The people of the group, and what a change has to know of it. */
async function look(
  client: TencentClient,
  GroupId: string,
  { MemberList, invited }: Partial<Pick<GroupMembersState, "MemberList" | "invited">>,
): Promise<Partial<GroupMembersLive> | undefined> {
  const found = await client.group(GroupId);
  if (!found) return undefined;
  const fields = pickDefined(liveFields(found), ["GroupId", "Type", "Owner_Account", "MaxMemberCount"]);
  if (fields.Type !== undefined && whyNoMembers(fields.Type)) return { ...fields, MemberList: {}, invited: [] };
  return { ...fields, ...(await readMembers(client, fields, { MemberList, invited })) };
}

/** The people as every vendor's sets have them; what is written into this is written into the state. */
function peopleOf(state: Partial<GroupMembersLive>): AddedPeople<GroupMember> {
  return {
    owner: state.Owner_Account,
    get members() {
      return state.MemberList;
    },
    set members(members) {
      state.MemberList = members;
    },
    get added() {
      return state.added;
    },
    set added(added) {
      state.added = added;
    },
  };
}

/** The additive change of the people in `current`. */
function memberChange(
  client: TencentClient,
  GroupId: string,
  current: Partial<GroupMembersLive>,
  declared: Members,
  known: KnownPeople,
  noting: Noting<GroupMember> = (operations) => operations,
): MembershipChange<GroupMember> {
  const people = peopleOf(current);
  const isOurs = (id: string) => Object.hasOwn(declared, id) || Object.hasOwn(known.members ?? {}, id);
  const others = Object.keys(current.MemberList ?? {}).filter((id) => !isOurs(id)).length;
  const onInvited = (ids: readonly string[]) => {
    current.invited = [...new Set([...(current.invited ?? []), ...ids])];
  };
  return new MembershipChange(
    noting(groupOperations(client, GroupId, people, () => others, onInvited)),
    {
      what: `tencent group ${GroupId}`,
      owner: current.Owner_Account ?? "",
      members: declared,
      mode: "additive",
      limit: current.MaxMemberCount,
    },
    people,
    known,
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
    `tencent group ${GroupId} has no owner, and ${named(staying)} are the last in it, with whom the vendor would end it. They stay, and are no longer managed.`,
  );
  return true;
}

/** Only a look tells the type of a group that is made elsewhere. */
function refuseForType(GroupId: string, type: GroupState["Type"] | undefined, declared: Members): void {
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
