import { z } from "zod";
import type { MembershipMode } from "../../collections/membership";
import { connectionField } from "../../connection/fields";
import { markField } from "../../ownership/fields";
import { choice, filledText, flag, type Shape, shownName } from "../../schema/fields";
import { endField, restrictionsField } from "../ends";
import { channelIdField, userIdField, userIdsField } from "../ids";
import { type GroupMember, type GroupMembers, membersField, membershipField } from "./members";
import {
  type GroupPermissions,
  type GroupProfile,
  groupExtProfileField,
  groupProfileField,
  type LiveGroupFields,
  permissionFields,
  permissionsField,
  profileFields,
} from "./profile";

/** What a {@link GroupChannel} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface GroupChannelInputs {
  /**
   * The group's id, of your choice. A change makes a new group.
   * @call group-channel/create
   */
  channelId: string;
  /**
   * The group's name.
   * @call group-channel/create, group-channel/profile/update
   */
  name: string;
  /**
   * The userId of the owner, who is no part of `members`. A change hands the group over; the owner before leaves it unless
   * it is declared in `members`, the members are not managed, or `membership` is `additive`.
   * @call group-channel/create, group-channel/transfer/owner
   */
  owner: string;
  /**
   * The members beside the owner: a map by userId, or a list of userIds and of objects with a userId. Who is no longer
   * declared is removed, provided that the state knew them. Who was added by hand since stays, with a warning, until a
   * refresh brings them into the preview; see `membership`. Left out, members are not managed.
   * @call group-channel/create, group-channel/join, group-channel/leave, group-channel/admin/add, group-channel/admin/remove, group-channel/member/set
   */
  members?: Record<string, GroupMember> | (string | (GroupMember & { userId: string }))[] | undefined;
  /**
   * Whether `members` is the whole group or a part of it. With `additive` only those named are managed: a refresh brings
   * in nobody else, and others are neither removed nor changed.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * Introduction, announcement and picture. A field that is left out is not managed.
   * @call group-channel/create, group-channel/profile/update
   */
  groupProfile?: GroupProfile | undefined;
  /**
   * Who may do what from a client. A permission that is left out is not managed.
   * @default 0 for each, by the vendor
   * @call group-channel/create, group-channel/profile/update
   */
  permissions?: GroupPermissions | undefined;
  /**
   * Your own data, readable by clients: texts by keys that begin with `ext_`, at most 10 with the one of the ownership mark.
   * A key is removed by writing an empty value, which reads as removed. Keys of others stay until a refresh has shown them.
   * @call group-channel/create, group-channel/profile/update
   */
  groupExtProfile?: Record<string, string> | undefined;
  /**
   * Who may send while the group is frozen. Others on the list stay until a refresh has shown them. A list outlives its
   * group at the vendor: a new group of the same id is given the declared list and nothing else.
   * @call group-channel/allowed-sender-list/add, group-channel/allowed-sender-list/remove
   */
  allowedSendersList?: string[] | undefined;
  /**
   * Who may not send, by userId: until `muteExpiresAt`, at most 30 days ahead, or `{}` for good. An end that has passed is no
   * longer part of what is declared. Others who are muted stay so until a refresh has shown them.
   * @call group-channel/user/mute-list/add, group-channel/user/mute-list/remove
   */
  mutedMembers?: Record<string, { muteExpiresAt?: string | undefined }> | undefined;
  /**
   * Whether only allowed senders may send. Outlives the group at the vendor, as `allowedSendersList` does.
   * @default false, by the vendor
   * @call group-channel/freeze-list/add, group-channel/freeze-list/remove
   */
  isFrozen?: boolean | undefined;
  /**
   * Whether the mute of a member goes when the change removes them. Sent with each removal.
   * @default 1, by the vendor
   * @call group-channel/leave, group-channel/transfer/owner
   */
  shouldDeleteMute?: 0 | 1 | undefined;
  /**
   * Whether a member stops being an allowed sender when the change removes them. Sent with each removal.
   * @default 1, by the vendor
   * @call group-channel/leave, group-channel/transfer/owner
   */
  shouldDeleteAllowedSendersList?: 0 | 1 | undefined;
  /**
   * Whether the favorites of a member go when the change removes them. Sent with each removal.
   * @default 1, by the vendor
   * @call group-channel/leave, group-channel/transfer/owner
   */
  shouldDeleteFavorites?: 0 | 1 | undefined;
  /**
   * Whether to take over a group of this id that exists already and is not ours. Without it, such a group is refused. Who is
   * in it stays until a refresh has brought them into the preview.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new group there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: members as a map. */
export interface GroupChannelDeclaration extends Omit<GroupChannelInputs, "members"> {
  members?: GroupMembers | undefined;
}

/** What the program can read of a {@link GroupChannel}. */
export interface GroupChannelState extends GroupChannelDeclaration {
  /** The App Key of the app that the group is in. */
  appId: string;
}

/** A group as a change sees it. */
export interface LiveGroupChannel extends Partial<GroupChannelState>, Pick<LiveGroupFields, "everyExtKey"> {
  /** Made in this run: whatever it has is ours, or left over of a former group of the id. */
  isNew?: boolean;
}

const kept = { 0: "stays", 1: "goes" } as const;

export const schema = z.strictObject({
  channelId: channelIdField(),
  name: shownName(filledText(64)),
  owner: userIdField(),
  members: membersField().optional(),
  membership: membershipField().optional(),
  groupProfile: groupProfileField().optional(),
  permissions: permissionsField().optional(),
  groupExtProfile: groupExtProfileField().optional(),
  allowedSendersList: userIdsField().optional(),
  mutedMembers: restrictionsField("muteExpiresAt", endField().optional()).optional(),
  isFrozen: flag().optional(),
  shouldDeleteMute: choice(kept).optional(),
  shouldDeleteAllowedSendersList: choice(kept).optional(),
  shouldDeleteFavorites: choice(kept).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<GroupChannelDeclaration>);

/** What the state keeps of an object of fields: those that are declared. */
export const partlyDeclared: Record<string, readonly string[]> = {
  groupProfile: profileFields,
  permissions: permissionFields,
};
