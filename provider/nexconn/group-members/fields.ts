import { z } from "zod";
import { connectionField } from "../../connection/fields";
import type { Shape } from "../../schema/fields";
import { type GroupMember, type GroupMembers as MembersById, membersField } from "../group-channel/members";
import { channelIdField } from "../ids";

/** What {@link GroupMembers} are declared with. */
export interface GroupMembersInputs {
  /**
   * The id of the group, which something else has made: a program, a person, another stack. A change moves the set to the
   * other group: its people are added there, and those whom it added here are removed.
   */
  channelId: string;
  /**
   * The members that are managed here, whoever else is in the group: a map by userId, or a list of userIds and of objects
   * with a userId. The group's owner may be among them and stays the owner; what is declared of them is not applied.
   * @call group-channel/join, group-channel/leave, group-channel/admin/add, group-channel/admin/remove, group-channel/member/set
   */
  members: Record<string, GroupMember> | (string | (GroupMember & { userId: string }))[];
  /**
   * The name of the connection, that is of the app. A change to another app adds the people to a group there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: members as a map. */
export interface GroupMembersDeclaration extends Omit<GroupMembersInputs, "members"> {
  members: MembersById;
}

/** What the program can read of {@link GroupMembers}. */
export interface GroupMembersState extends GroupMembersDeclaration {
  /** The members, by userId. */
  members: MembersById;
  /** Those of the members who were not in the group before and were added by this resource. Only they are ever removed. */
  added: string[];
  /** The App Key of the app that the group is in. */
  appId: string;
}

/** The state, and who owns the group. */
export interface GroupMembersLive extends GroupMembersState {
  owner: string;
}

export const schema = z.strictObject({
  channelId: channelIdField(),
  members: membersField(),
  connection: connectionField(),
} satisfies Shape<GroupMembersDeclaration>);
