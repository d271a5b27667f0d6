import type { Context } from "./endpoint";
import { operator } from "./lookup";
import { refuse } from "./refusal";
import type { Room, RoomMember, RoomRole } from "./state";

/** Seven days, the most and the default. */
export const DELAY_MAXIMUM = 604_800;

function isEmpty(room: Room): boolean {
  return ![...room.members.values()].some((member) => member.online);
}

/** Puts everybody out; guests leave nothing behind. */
export function emptyRoom(room: Room): void {
  for (const [accid, member] of room.members) {
    member.online = false;
    if (!isFixed(member)) room.members.delete(accid);
  }
}

/** One person is no longer inside. False if they were not. */
export function putOut(room: Room, accid: string, now: number): boolean {
  const member = room.members.get(accid);
  if (!member?.online) return false;
  member.online = false;
  if (!isFixed(member)) room.members.delete(accid);
  occupancyChanged(room, now);
  return true;
}

/** Starts or waits, by policy. Policy 0 cancels whatever was counting. */
export function setDelayClose(room: Room, policy: number, seconds: number | undefined, now: number): void {
  if (policy === 0) {
    if (room.delay) room.delay = { ...room.delay, policy: 0, status: 4 };
    return;
  }
  const waiting = policy === 2 && !isEmpty(room);
  room.delay = {
    policy,
    seconds: seconds ?? DELAY_MAXIMUM,
    status: waiting ? 2 : 1,
    startTime: waiting ? 0 : now,
  };
}

/** Has policy 2 notice that somebody entered or that the last one left. */
export function occupancyChanged(room: Room, now: number): void {
  if (room.delay?.policy !== 2 || room.delay.status > 2) return;
  const empty = isEmpty(room);
  if (empty && room.delay.status === 2) Object.assign(room.delay, { status: 1, startTime: now });
  if (!empty && room.delay.status === 1) Object.assign(room.delay, { status: 2, startTime: 0 });
}

/** Lets time do what it has done since the room was last looked at. */
export function settleRoom(room: Room, now: number): Room {
  const { delay } = room;
  if (room.valid && delay?.status === 1 && now >= delay.startTime + delay.seconds * 1000) {
    room.valid = false;
    delay.status = 3;
    emptyRoom(room);
  }
  return room;
}

export function findRoom({ state, settings, now }: Context, roomid: number): Room {
  const room = state.rooms.get(roomid) ?? refuse(settings.unknownRoom, "chatroom not exist");
  return settleRoom(room, now);
}

/** Refuses an operator who is not the creator, or a manager where managers may. */
export function demandRoomRole(context: Context, room: Room, accid: string, allowed: readonly RoomRole[]): RoomRole {
  operator(context, accid, 404);
  const member = room.members.get(accid);
  const restricted = member && (member.blacklisted || member.muted);
  const role = member && (!restricted || member.role === "creator") ? member.role : "guest";
  return allowed.includes(role) ? role : refuse(403, "no permission");
}

/** Fixed members stay listed when they are not inside. */
export function isFixed(member: RoomMember): boolean {
  return member.role !== "guest" || member.blacklisted || member.muted;
}

/** A time later than any other in the room, so that paging by time loses nobody. */
export function nextEnterTime(room: Room, now: number): number {
  return Math.max(now, ...[...room.members.values()].map((member) => member.enterTime + 1));
}

export function newRoomMember(role: RoomRole, enterTime: number): RoomMember {
  return { role, blacklisted: false, muted: false, tempMutedUntil: 0, online: false, enterTime };
}

/** The vendor's word for what a member is. */
export function memberType(member: RoomMember): string {
  if (member.blacklisted || member.muted) return "LIMITED";
  switch (member.role) {
    case "creator":
      return "CREATOR";
    case "manager":
      return "MANAGER";
    case "common":
      return "COMMON";
    case "guest":
      return "TEMPORARY";
  }
}
