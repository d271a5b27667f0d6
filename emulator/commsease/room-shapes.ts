import type { Context } from "./endpoint";
import { memberType } from "./room-rules";
import type { Room, RoomMember } from "./state";

/** What every answer about a room shows. */
export function roomBasics(room: Room, { settings }: Context): Record<string, unknown> {
  const cleared = settings.clearedAnnouncement === "null" ? null : "";
  const unset = settings.unsetRoomText === "null" ? null : "";
  return {
    roomid: room.roomid,
    valid: room.valid,
    announcement: room.announcement === undefined ? null : room.announcement || cleared,
    name: room.name,
    broadcasturl: room.broadcasturl ?? unset,
    ext: room.ext ?? unset,
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

function onlineCount(room: Room): number {
  return [...room.members.values()].filter((member) => member.online).length;
}

/** A room as get shows it. */
export function roomOnRead(room: Room, withCount: boolean, context: Context): Record<string, unknown> {
  return {
    ...roomBasics(room, context),
    queuelevel: room.queuelevel,
    muted: room.muted,
    ...(withCount && { onlineusercount: onlineCount(room) }),
    ...(context.settings.ionotifyOnRead && { ionotify: room.ionotify }),
    ...(context.settings.delayInfoOnGet && { delayInfo: delayInfo(room) }),
  };
}

/** A room as getBatch shows it. */
export function roomInBatch(room: Room, withCount: boolean, context: Context): Record<string, unknown> {
  if (context.settings.getBatchRoomObject === "asGet") return roomOnRead(room, withCount, context);
  return { ...roomBasics(room, context), ...(withCount && { onlineusercount: onlineCount(room) }) };
}

/** A person in a room; flags that are false are left out. */
export function roomMember(room: Room, accid: string, member: RoomMember, { now }: Context): Record<string, unknown> {
  const tempMuted = member.tempMutedUntil > now;
  return {
    roomid: room.roomid,
    accid,
    ...(member.nick !== undefined && { nick: member.nick }),
    ...(member.avator !== undefined && { avator: member.avator }),
    ...(member.ext !== undefined && { ext: member.ext }),
    type: memberType(member),
    ...(member.online && { onlineStat: true }),
    enterTime: member.enterTime,
    ...(member.blacklisted && { blacklisted: true }),
    ...(member.muted && { muted: true }),
    ...(tempMuted && { tempMuted: true, tempMuteTtl: Math.ceil((member.tempMutedUntil - now) / 1000) }),
  };
}
