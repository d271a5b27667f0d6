import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import type { Context } from "../endpoint";
import type { Room, RoomMember, RoomRole } from "../state";
import { countedOnline, type Moment, settleRoom } from "./presence";

/** Seven days, the most and the default. */
export const DELAY_MAXIMUM = 604_800;

/** Thirty days, the most that a temporary mute lasts. */
export const MUTE_MAXIMUM = 2_592_000;

/** Starts or waits, by policy. Policy 0 cancels whatever was counting. */
export function setDelayClose(room: Room, policy: number, seconds: number | undefined, moment: Moment): void {
  if (policy === 0) {
    if (room.delay) room.delay = { ...room.delay, policy: 0, status: 4 };
    return;
  }
  const waiting = policy === 2 && countedOnline(room, moment) > 0;
  room.delay = {
    policy,
    seconds: seconds ?? DELAY_MAXIMUM,
    status: waiting ? 2 : 1,
    startTime: waiting ? 0 : moment.now,
  };
}

export function findRoom(context: Context, roomid: number): Room {
  const room = context.state.rooms.get(roomid) ?? refuse(context.settings.unknownRoom, "chatroom not exist");
  return settleRoom(room, context);
}

/** Refuses what a closed room does not permit. */
export function demandOpen(room: Room, permitted: boolean): void {
  if (!room.valid && !permitted) refuse(13002, "chatroom is closed");
}

/** Refuses an operator who is not the creator, or a manager where managers may. */
export function demandRoomRole(context: Context, room: Room, accid: string, allowed: readonly RoomRole[]): RoomRole {
  operator(context, accid, 404);
  const member = room.members.get(accid);
  const restricted = member && (member.blocked || member.muted);
  const role = member && (!restricted || member.role === "creator") ? member.role : "guest";
  return allowed.includes(role) ? role : refuse(403, "no permission");
}

/** The creator or a manager acting on an account: never on their own or the creator's, and a manager never on a manager. */
export function demandPowerOver(context: Context, room: Room, accid: string, target: string): void {
  const role = demandRoomRole(context, room, accid, ["creator", "manager"]);
  operator(context, target, 404);
  if (target === room.creator || target === accid) refuse(403, "no permission");
  if (room.members.get(target)?.role === "manager" && role !== "creator") refuse(403, "no permission");
}

/** A member's time: now, or by the setting later than any other in the room, so that paging by time loses nobody. */
export function nextEnterTime(room: Room, { settings, now }: Moment): number {
  if (settings.memberTimes === "clock") return now;
  let latest = now - 1;
  for (const member of room.members.values()) latest = Math.max(latest, member.enterTime);
  return latest + 1;
}

export function newRoomMember(role: RoomRole, enterTime: number): RoomMember {
  return { role, blocked: false, muted: false, online: false, tags: [], enterTime };
}

/** What members were stored with before mutes were the room's. */
interface Older {
  readonly blacklisted?: boolean;
  readonly tempMutedUntil?: number;
}

/** What a room has beside what its creator said. */
export function newRoomContents(): Pick<Room, "tempMutes" | "tagMutes" | "queue"> {
  return { tempMutes: new Map(), tagMutes: new Map(), queue: { elements: new Map() } };
}

/** Brings a room from an older data file to the present form. */
export function modernise(room: Room): void {
  Object.assign(room, { ...newRoomContents(), ...room });
  for (const [accid, member] of room.members) {
    const { blacklisted, tempMutedUntil, ...rest } = member as RoomMember & Older;
    const fresh = newRoomMember(rest.role, rest.enterTime);
    room.members.set(accid, { ...fresh, ...rest, blocked: rest.blocked ?? blacklisted ?? false });
    if (tempMutedUntil) room.tempMutes.set(accid, tempMutedUntil);
  }
}

/** The vendor's word for what a member is. */
export function memberType(member: RoomMember): string {
  if (member.blocked || member.muted) return "LIMITED";
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
