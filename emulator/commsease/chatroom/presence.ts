import { forgetEnded } from "../../cloud/objects";
import type { Context } from "../endpoint";
import type { Room, RoomMember } from "../state";

/** What time and settings say, without a state. */
export type Moment = Pick<Context, "settings" | "now">;

/** Fixed members stay listed when they are not inside. */
export function isFixed(member: RoomMember): boolean {
  return member.role !== "guest" || member.blocked || member.muted;
}

/** Everybody whom the vendor counts as online. */
export function countedOnline(room: Room, { settings }: Moment): number {
  return [...room.members.values()].filter((one) => one.online && (!one.robot || settings.robotsCountAsOnline)).length;
}

/** Takes an account off line; a guest leaves nothing behind, and nobody leaves transient elements. */
function disconnect(room: Room, accid: string, member: RoomMember, { settings }: Moment): void {
  member.online = false;
  delete member.session;
  delete member.robot;
  if (settings.roleTagScope === "inside") {
    member.tags = [];
    delete member.notifyTargetTags;
  }
  for (const [key, element] of room.queue.elements) {
    if (element.transient && element.owner === accid) room.queue.elements.delete(key);
  }
  if (isFixed(member)) return;
  room.members.delete(accid);
  if (settings.temporaryMuteOfLeaver === "ends") room.tempMutes.delete(accid);
}

/** Puts everybody out. */
export function emptyRoom(room: Room, moment: Moment): void {
  for (const [accid, member] of room.members) if (member.online) disconnect(room, accid, member, moment);
}

/** One person is no longer inside. False if they were not. */
export function putOut(room: Room, accid: string, moment: Moment): boolean {
  const member = room.members.get(accid);
  if (!member?.online) return false;
  disconnect(room, accid, member, moment);
  occupancyChanged(room, moment);
  return true;
}

/** Has policy 2 notice that somebody entered or that the last one left. */
export function occupancyChanged(room: Room, moment: Moment): void {
  if (room.delay?.policy !== 2 || room.delay.status > 2) return;
  const empty = countedOnline(room, moment) === 0;
  if (empty && room.delay.status === 2) Object.assign(room.delay, { status: 1, startTime: moment.now });
  if (!empty && room.delay.status === 1) Object.assign(room.delay, { status: 2, startTime: 0 });
}

/** Robots leave one after the other, each when its time was up. */
function settleRobots(room: Room, { settings, now }: Moment): void {
  const ended = [...room.members].flatMap(([accid, { robot }]) =>
    robot && robot.until <= now ? [{ accid, until: robot.until }] : [],
  );
  for (const { accid, until } of ended.sort((a, b) => a.until - b.until)) putOut(room, accid, { settings, now: until });
}

/** Lets time do what it has done since the last call. */
export function settleRoom(room: Room, moment: Moment): Room {
  const { now } = moment;
  forgetEnded(room.tempMutes, now);
  forgetEnded(room.tagMutes, now);
  settleRobots(room, moment);
  const { delay } = room;
  if (room.valid && delay?.status === 1 && now >= delay.startTime + delay.seconds * 1000) {
    room.valid = false;
    delay.status = 3;
    emptyRoom(room, moment);
  }
  return room;
}
