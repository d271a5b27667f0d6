import { shownText } from "../../cloud/objects";
import type { Context } from "../endpoint";
import type { Room, RoomMember } from "../state";
import { countedOnline } from "./presence";
import { memberType } from "./rules";

/** What every answer about a room shows. */
export function roomBasics(room: Room, { settings }: Context): Record<string, unknown> {
  const cleared = settings.clearedAnnouncement === "null" ? null : "";
  return {
    roomid: room.roomid,
    valid: room.valid,
    announcement: room.announcement === undefined ? null : room.announcement || cleared,
    name: room.name,
    ...shownText("broadcasturl", room.broadcasturl, settings.unsetRoomText),
    ...shownText("ext", room.ext, settings.unsetRoomText),
    creator: room.creator,
  };
}

function delayInfo({ delay }: Room): Record<string, unknown> {
  if (!delay) return { delayCloseEnable: false, delayClosePolicy: 0 };
  return {
    delayCloseEnable: delay.policy !== 0,
    delayClosePolicy: delay.policy,
    delaySeconds: delay.seconds,
    status: delay.status,
    ...(delay.startTime > 0 && { startTime: delay.startTime }),
  };
}

/** A room as create, toggleCloseStat and updateDelayClosePolicy show it. */
export function roomWithDelay(room: Room, context: Context): Record<string, unknown> {
  return {
    ...roomBasics(room, context),
    queuelevel: room.queuelevel,
    muted: room.muted,
    delayInfo: delayInfo(room),
  };
}

/** A room as get shows it. */
export function roomOnRead(room: Room, withCount: boolean, context: Context): Record<string, unknown> {
  return {
    ...roomBasics(room, context),
    queuelevel: room.queuelevel,
    muted: room.muted,
    ...(withCount && { onlineusercount: countedOnline(room, context) }),
    ...(context.settings.ionotifyOnRead && { ionotify: room.ionotify }),
    ...(context.settings.delayInfoOnGet && { delayInfo: delayInfo(room) }),
  };
}

/** A room as getBatch shows it. */
export function roomInBatch(room: Room, withCount: boolean, context: Context): Record<string, unknown> {
  if (context.settings.getBatchRoomObject === "asGet") return roomOnRead(room, withCount, context);
  return { ...roomBasics(room, context), ...(withCount && { onlineusercount: countedOnline(room, context) }) };
}

/** Until when a member is muted for a time; 0 if not. */
function mutedUntil(room: Room, accid: string, member: RoomMember, { settings }: Context): number {
  const byTag = settings.tagMuteOnMembers ? member.tags.map((tag) => room.tagMutes.get(tag) ?? 0) : [];
  return Math.max(room.tempMutes.get(accid) ?? 0, ...byTag);
}

/** A person in a room; by the setting, flags that are false are left out. */
export function roomMember(room: Room, accid: string, member: RoomMember, context: Context): Record<string, unknown> {
  const { settings, now } = context;
  const { nick, avator, ext } = { ...member, ...member.session };
  const flag = (name: string, on: boolean) => (on || settings.falseMemberFlags === "false" ? { [name]: on } : {});
  const text = (name: string, value: string | undefined) => shownText(name, value, settings.unsetMemberTexts);
  const until = mutedUntil(room, accid, member, context);
  const expiry = (member.robot?.until ?? 0) / (settings.robotExpirAtUnit === "seconds" ? 1000 : 1);
  return {
    roomid: room.roomid,
    accid,
    ...text("nick", nick),
    ...text("avator", avator),
    ...text("ext", ext),
    type: memberType(member),
    ...flag("onlineStat", member.online),
    enterTime: member.enterTime,
    ...flag("blacklisted", member.blocked),
    ...flag("muted", member.muted),
    ...flag("tempMuted", until > now),
    ...(until > now && { tempMuteTtl: Math.ceil((until - now) / 1000) }),
    ...flag("isRobot", member.robot !== undefined),
    ...(member.robot && { robotExpirAt: Math.floor(expiry) }),
  };
}

/** Some of a room's people, newest first. */
export function roomMembers(
  room: Room,
  wanted: (member: RoomMember, accid: string) => boolean,
): [string, RoomMember][] {
  return [...room.members]
    .filter(([accid, member]) => wanted(member, accid))
    .sort(([, a], [, b]) => b.enterTime - a.enterTime);
}

/** Whether a member's time lies before that of a page. */
export function isOnPage(member: RoomMember, endtime: number, { settings }: Context): boolean {
  if (endtime === 0) return true;
  return settings.pageStart === "inclusive" ? member.enterTime <= endtime : member.enterTime < endtime;
}
