import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { asId, described, type Shape } from "../../schema/fields";
import type { GroupState, PeopleInput } from "../group/fields";
import { type GroupMember, type GroupMembers as Members, memberListField } from "../group/members";

/** What {@link GroupMembers} are declared with. */
export interface GroupMembersInputs {
  /**
   * The id of the group, which something else has made: a program, a person, another stack. Any type but AVChatRoom, which
   * has no members. A change moves the set to the other group: its people are added there, and those whom it added here are
   * removed.
   * @call group_open_http_svc/get_group_info
   */
  GroupId: string;
  /**
   * The members that are managed here, whoever else is in the group: a map by UserID, or a list of UserIDs and of objects
   * with a `Member_Account`. The group's owner may be among them and stays the owner; what is declared of them is not applied.
   * @call group_open_http_svc/add_group_member, group_open_http_svc/delete_group_member, group_open_http_svc/modify_group_member_info
   */
  MemberList: PeopleInput<GroupMember>;
  /**
   * The name of the connection, that is of the app. A change to another app adds the people to a group there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: members as a map. */
export interface GroupMembersDeclaration extends Omit<GroupMembersInputs, "MemberList"> {
  MemberList: Members;
}

/** What the program can read of {@link GroupMembers}. */
export interface GroupMembersState extends GroupMembersDeclaration {
  /** The members, by UserID. */
  MemberList: Members;
  /** Those of the members who were not in the group before and were added by this resource. Only they are ever removed. */
  added: string[];
  /** Those of the members who were added and have to accept before they are in. */
  invited: string[];
  /** The SDKAppID of the app that the group is in. */
  appId: string;
}

/** The state, and what of the group a change goes by. */
export interface GroupMembersLive
  extends GroupMembersState,
    Pick<GroupState, "Type" | "Owner_Account" | "MaxMemberCount"> {}

export const schema = z.strictObject({
  GroupId: asId(
    described(
      z.string().regex(/^[\x20-\x7e]{1,48}$/),
      "a GroupId: 1 to 48 printable ASCII characters",
      'Write it as in "support", or give the `GroupId` of a group.',
    ),
  ),
  MemberList: memberListField(),
  connection: connectionField(),
} satisfies Shape<GroupMembersDeclaration>);
