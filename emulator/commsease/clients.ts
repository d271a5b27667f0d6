import type { ClientOutcome } from "../vendor";
import { newRoomMember, nextEnterTime, occupancyChanged, putOut, settleRoom } from "./room-rules";
import type { State } from "./state";
import { newMember } from "./team-rules";

const done: ClientOutcome = { code: 200 };

/** A client enters a room. */
export function enterRoom(state: State, roomid: number, accid: string, now: number): ClientOutcome {
  const room = state.rooms.get(roomid);
  const account = state.accounts.get(accid);
  if (!room) return { code: 404, desc: "chatroom not exist" };
  if (!account) return { code: 404, desc: `${accid} not register` };
  if (account.blocked) return { code: 422, desc: `${accid} is blocked` };
  if (!settleRoom(room, now).valid) return { code: 13002, desc: "chatroom is closed" };
  const member = room.members.get(accid) ?? newRoomMember("guest", 0);
  if (member.blacklisted) return { code: 13003, desc: `${accid} is in the blocklist` };
  if (!member.online) member.enterTime = nextEnterTime(room, now);
  member.online = true;
  room.members.set(accid, member);
  occupancyChanged(room, now);
  return done;
}

/** A client leaves a room. */
export function leaveRoom(state: State, roomid: number, accid: string, now: number): ClientOutcome {
  const room = state.rooms.get(roomid);
  if (!room) return { code: 404, desc: "chatroom not exist" };
  return putOut(settleRoom(room, now), accid, now) ? done : { code: 404, desc: `${accid} is not inside` };
}

/** Somebody invited to a team accepts. */
export function acceptInvitation(state: State, tid: number, accid: string, now: number): ClientOutcome {
  const team = state.teams.get(tid);
  if (!team) return { code: 803, desc: "team not exist" };
  if (!team.pending.has(accid)) return { code: 414, desc: `${accid} is not invited` };
  if (team.members.size >= team.maxusers) return { code: 801, desc: "team member count limit" };
  team.pending.delete(accid);
  team.members.set(accid, newMember(now));
  team.updatetime = now;
  return done;
}
