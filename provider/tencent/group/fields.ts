import { z } from "zod";
import type { MembershipMode } from "../../collections/membership";
import { connectionField } from "../../connection/fields";
import { markField, nameBesideMark } from "../../ownership/fields";
import { bytes, flag, described as groupField, integer, type Shape, url, word } from "../../schema/fields";
import { type CustomData, customDataField } from "../custom-data";
import type { Banned, Muted } from "../ends";
import { userIdField } from "../user-id";
import { type GroupMember, type GroupMembers, memberListField } from "./members";
import { type Restrictions, restrictionsField } from "./restrictions";
import { doubtfulLimits } from "./text-limits";
import { type GroupType, groupIdField, groupTypeField } from "./types";

/** People as a program may write them: a map by UserID, or a list. */
export type PeopleInput<P> = Record<string, P> | (string | (P & { Member_Account: string }))[];

/** What a {@link Group} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface GroupInputs {
  /**
   * The kind of group, which says what it can have; `Work` and `Meeting` are other names of `Private` and `ChatRoom`.
   * A change makes a new group.
   * @call group_open_http_svc/create_group
   */
  Type: "Private" | "Work" | "Public" | "ChatRoom" | "Meeting" | "AVChatRoom" | "Community";
  /**
   * The group's id, where you choose it; also the resource's id. Left out, the server assigns one. That of a community
   * begins with `@TGS#_`, no other begins with `@TGS#`. A change makes a new group.
   * @call group_open_http_svc/create_group
   */
  GroupId?: string | undefined;
  /**
   * The group's name. Some of the vendor's pages allow 100 bytes, others 30: beyond 30 the provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  Name: string;
  /**
   * The UserID of the owner, who is no part of `MemberList`. A change hands the group over; the owner before leaves it
   * unless it is declared in `MemberList`, the members are not managed, or `membership` is `additive`. A change makes a
   * new group where its type is AVChatRoom. A group can be without an owner.
   * @call group_open_http_svc/create_group, group_open_http_svc/change_group_owner
   */
  Owner_Account?: string | undefined;
  /**
   * Introduction of the group. Some of the vendor's pages allow 400 bytes, others 240: beyond 240 the provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  Introduction?: string | undefined;
  /**
   * Announcement to the people of the group. Some of the vendor's pages allow 400 bytes, others 300: beyond 300 the
   * provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  Notification?: string | undefined;
  /**
   * URL of the group's picture. Some of the vendor's pages allow 500 bytes, others 100: beyond 100 the provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  FaceUrl?: string | undefined;
  /**
   * How many may be in the group, the owner included. The plan's own ceiling applies as well. The vendor reads it back as
   * `MaxMemberNum`, and begins with the plan's ceiling. Not for an AVChatRoom, which takes any number.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  MaxMemberCount?: number | undefined;
  /**
   * What becomes of those who apply to join. For Public groups only.
   * @default "NeedPermission", by the vendor
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  ApplyJoinOption?: "FreeAccess" | "NeedPermission" | "DisableApply" | undefined;
  /**
   * What becomes of those whom members invite. For Private, Public and ChatRoom.
   * @default "FreeAccess" for Private, "DisableInvite" for the others, by the vendor
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  InviteJoinOption?: "FreeAccess" | "NeedPermission" | "DisableInvite" | undefined;
  /**
   * Whether only owner, admins and the app's admin may send.
   * @default "Off", by the vendor
   * @call group_open_http_svc/modify_group_base_info
   */
  MuteAllMember?: "On" | "Off" | undefined;
  /**
   * Whether who joins sees what was said before. The vendor does not give it back. For Private, Public and ChatRoom.
   * @default "Off", by the vendor
   * @call group_open_http_svc/modify_group_base_info
   */
  HistoryMsgBeforeJoin?: "On" | "Off" | undefined;
  /**
   * Your own data, readable by clients: texts by key. The app's console has to know the keys. Keys that are not declared
   * are not managed; one that is taken out is removed.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  AppDefinedData?: CustomData | undefined;
  /**
   * Whether a community has topics. A change makes a new group: the vendor has no call for it.
   * @default 0, by the vendor
   * @call group_open_http_svc/create_group
   */
  SupportTopic?: 0 | 1 | undefined;
  /**
   * The members beside the owner: a map by UserID, or a list of UserIDs and of objects with a `Member_Account`. Who is no
   * longer declared is removed, provided that the state knew them. Who was added by hand since stays, with a warning, until
   * a refresh brings them into the preview; see `membership`. Left out, members are not managed. Not for an AVChatRoom.
   * @call group_open_http_svc/add_group_member, group_open_http_svc/delete_group_member, group_open_http_svc/modify_group_member_info
   */
  MemberList?: PeopleInput<GroupMember> | undefined;
  /**
   * Who may not send: a map by UserID, or a list, each with the end of the mute in `MutedUntil`; without one, for ever. It
   * outlives leaving the group. Left out, mutes are not managed. Not for Private.
   * @call group_open_http_svc/forbid_send_msg
   */
  MutedAccountList?: PeopleInput<Muted> | undefined;
  /**
   * Who may not be in the group: a map by UserID, or a list, each with the end of the ban in `BannedUntil`; without one,
   * for ever. Left out, bans are not managed. Needs the vendor's largest plan and a switch in its console.
   * @call group_open_http_svc/ban_group_member, group_open_http_svc/unban_group_member
   */
  BannedAccountList?: PeopleInput<Banned> | undefined;
  /**
   * Whether `MemberList`, `MutedAccountList` and `BannedAccountList` are all that there is, or a part. With `additive`
   * only those named are managed: a refresh brings in nobody else, and others are neither removed nor changed.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * Whether to take over a group that is there already and is not ours: the one of the declared `GroupId`, or without one
   * that of the type, owner and name. Several of the name are an error. Who is in the group stays until a refresh has
   * brought them into the preview.
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

/** Inputs after normalisation: the vendor's name of the type, and lists as maps. */
export interface GroupDeclaration
  extends Omit<GroupInputs, "Type" | "MemberList" | "MutedAccountList" | "BannedAccountList"> {
  Type: GroupType;
  MemberList?: GroupMembers | undefined;
  MutedAccountList?: Restrictions | undefined;
  BannedAccountList?: Restrictions | undefined;
}

/** What the program can read of a {@link Group}. */
export interface GroupState extends GroupDeclaration {
  /** The group's id, as it was chosen or assigned; also the resource's id. */
  GroupId: string;
  /** Whether `GroupId` is declared; otherwise the server assigned it. */
  GroupIdDeclared: boolean;
  /** Those of the declared members who were added and have to accept before they are in. */
  invited?: string[] | undefined;
  /** The SDKAppID of the app that the group is in. */
  appId: string;
}

export const schema = z.strictObject({
  Type: groupTypeField(),
  GroupId: groupIdField().optional(),
  Name: nameBesideMark(
    groupField(
      bytes(doubtfulLimits.Name.atMost).refine((name) => name !== ""),
      `a text of 1 to ${doubtfulLimits.Name.atMost} bytes in UTF-8`,
      "Shorten it, or give it a value.",
    ),
  ),
  Owner_Account: userIdField().optional(),
  Introduction: bytes(doubtfulLimits.Introduction.atMost).optional(),
  Notification: bytes(doubtfulLimits.Notification.atMost).optional(),
  FaceUrl: url(doubtfulLimits.FaceUrl.atMost, "bytes").optional(),
  MaxMemberCount: integer(1, 1_000_000).optional(),
  ApplyJoinOption: word({
    FreeAccess: "they are in",
    NeedPermission: "owner or admins decide",
    DisableApply: "nobody can apply",
  }).optional(),
  InviteJoinOption: word({
    FreeAccess: "they are in",
    NeedPermission: "owner or admins decide",
    DisableInvite: "nobody can invite",
  }).optional(),
  MuteAllMember: word({ On: "ordinary members may not send", Off: "everybody may send" }).optional(),
  HistoryMsgBeforeJoin: word({ On: "they see it", Off: "they do not" }).optional(),
  AppDefinedData: customDataField(512).optional(),
  SupportTopic: groupField(z.literal([0, 1]), "0 (no topics) or 1 (topics)", "Give one of these numbers.").optional(),
  MemberList: memberListField().optional(),
  MutedAccountList: restrictionsField("MutedAccountList").optional(),
  BannedAccountList: restrictionsField("BannedAccountList").optional(),
  membership: word({
    authoritative: "the lists are all that there is",
    additive: "only those named are managed",
  }).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<GroupDeclaration>);
