import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { described, filledText, flag, type Shape, shownName, text, url } from "../../schema/fields";
import { timestamp } from "../../schema/timestamps";
import { accidField } from "../accid";
import type { Person } from "./people";
import type { RoleFlags } from "./steps";

/** A fixed member of a room; `{}` is an ordinary one. */
export interface RoomRole {
  /** Whether the person is a manager. */
  manager?: boolean | undefined;
  /** Whether the person is on the block list, and cannot enter. */
  blocked?: boolean | undefined;
  /** Whether the person is on the mute list, and may not send. A manager who is muted has no rights until released. */
  muted?: boolean | undefined;
  /**
   * Until when the person may not send. Once past, it is no longer part of what is declared: it shows no difference and
   * makes no call. Left out, a mute for a time is not managed; taken away before its end, it is lifted.
   */
  mutedUntil?: string | undefined;
  /** The person's name in the room. Left out, it is the person's own business. */
  nick?: string | undefined;
  /** URL of the person's picture in the room; the vendor's spelling. */
  avator?: string | undefined;
  /** Your own data about the person, readable by clients. */
  ext?: string | undefined;
  /** The person's tags. The vendor takes and shows those of people inside the room only; see the known limits. */
  tags?: string[] | undefined;
  /** The tags whose holders are told when the person enters or leaves. Sent together with `tags`. */
  notifyTargetTags?: string | undefined;
}

/** What {@link ChatroomRoles} are declared with. A field that is left out is not managed. */
export interface ChatroomRolesInputs {
  /**
   * The room's id. A change takes the roles from the people of the one room and gives those of the other theirs.
   * @call chatroom/getBatch
   */
  roomid: string;
  /**
   * The fixed members beside the room's creator: a map by accid, or a list of accids and of objects with an accid. Who
   * was given a role by hand since stays, with a warning, until a refresh brings them into the preview. Left out, fixed
   * members are not managed.
   * @call chatroom/setMemberRole, chatroom/temporaryMute, chatroom/updateMyRoomRole, chatroom/updateChatRoomRoleTag
   */
  members?: Record<string, RoomRole> | (string | (RoomRole & { accid: string }))[] | undefined;
  /**
   * Whether `members` are all that the room has, so that others are released once a preview has shown them
   * (`authoritative`), or some beside whom others may have roles (`additive`).
   * @default "authoritative"
   */
  membership?: "authoritative" | "additive" | undefined;
  /**
   * Until when the holders of a tag may not send: instants by tag. Once past, one is no longer part of what is declared.
   * @call chatroom/tagTemporaryMute
   */
  tagMutes?: Record<string, string> | undefined;
  /**
   * Whether those in the room are told of mutes for a time and of changed members. Sent with each.
   * @default true, by the vendor, for mutes, and false for members' own data
   * @call chatroom/temporaryMute, chatroom/tagTemporaryMute, chatroom/updateMyRoomRole
   */
  needNotify?: boolean | undefined;
  /**
   * What these notices carry along. Sent with each change.
   * @call chatroom/setMemberRole, chatroom/temporaryMute, chatroom/tagTemporaryMute, chatroom/updateMyRoomRole
   */
  notifyExt?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app gives the roles there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: members as a map. */
export interface RolesDeclaration extends Omit<ChatroomRolesInputs, "members"> {
  members?: Record<string, RoomRole> | undefined;
}

/** What the program can read of {@link ChatroomRoles}. */
export interface ChatroomRolesState extends RolesDeclaration {
  /** The accid of the room's creator, in whose name the calls are made. */
  creator: string;
  /** With `additive`: what people were before they were declared here. They are that again when they no longer are. */
  priorRoles?: Record<string, RoleFlags> | undefined;
  /** The App Key of the app that the room is in. */
  appId: string;
}

/** The state, and the room's people as a change sees them. */
export interface ChatroomRolesLive extends ChatroomRolesState {
  /** Those that the state is about. */
  members?: Record<string, Person>;
  /** Every fixed member but the creator. Not kept. */
  everybody: Record<string, Person>;
}

const maxMuteDays = 30;

/** Fixed members of a room, the creator included. */
export const maxFixedMembers = 1000;

export const role = described(
  z.strictObject({
    manager: flag().optional(),
    blocked: flag().optional(),
    muted: flag().optional(),
    mutedUntil: timestamp(maxMuteDays).optional(),
    nick: shownName(text(64)).optional(),
    avator: url(1024).optional(),
    ext: text(4096).optional(),
    tags: described(
      z.array(filledText(128)),
      "a list of texts of 1 to 128 characters",
      "Write { tags: [] } for none.",
    ).optional(),
    notifyTargetTags: text(128).optional(),
  } satisfies Shape<RoomRole>),
  "an object with manager, blocked, muted, mutedUntil, nick, avator, ext, tags, notifyTargetTags",
  "Write {} for an ordinary fixed member.",
);

export const schema = z.strictObject({
  roomid: described(
    z.string().regex(/^[1-9]\d{0,18}$/),
    "a room's id: digits, as text",
    "Give the roomid of a Chatroom, or the id that the vendor gave the room.",
  ),
  members: described(
    z.record(accidField(), role),
    "a map by accid, or a list of accids and of objects with an accid",
    'Write { alice: { manager: true }, bob: {} } or ["alice", { accid: "bob", muted: true }].',
  ).optional(),
  membership: described(
    z.enum(["authoritative", "additive"]),
    '"authoritative" (nobody else has a role) or "additive" (others may have one)',
    "Give one of these words.",
  ).optional(),
  tagMutes: described(
    z.record(filledText(128), timestamp(maxMuteDays)),
    "a map of instants by tag",
    'Write { vip: "2026-12-24T18:00:00Z" }.',
  ).optional(),
  needNotify: flag().optional(),
  notifyExt: text(2048).optional(),
  connection: connectionField(),
} satisfies Shape<RolesDeclaration>);
