import { type ClientAct, joining, textProperty } from "../cloud/client-actions";
import { refuse } from "../cloud/refusal";
import { InputError } from "../input-error";
import { occupancyChanged, putOut, settleRoom } from "./chatroom/presence";
import { newRoomMember, nextEnterTime } from "./chatroom/rules";
import type { Context } from "./endpoint";
import type { Room } from "./state";
import { join } from "./super-team/rules";
import { admit } from "./team/rules";

/** As a number or as text. */
const idProperty = { anyOf: [{ type: "integer", minimum: 1 }, textProperty] };

function roomOf(context: Context, roomid: string): Room {
  const room = context.state.rooms.get(Number(roomid)) ?? refuse(404, "chatroom not exist");
  return settleRoom(room, context);
}

/** A client enters a room, with the tags of its connection. */
function enterRoom(context: Context, roomid: string, accid: string, tags: unknown): void {
  const room = roomOf(context, roomid);
  const account = context.state.accounts.get(accid) ?? refuse(404, `${accid} not register`);
  if (account.blocked) refuse(422, `${accid} is blocked`);
  if (!room.valid) refuse(13002, "chatroom is closed");
  const member = room.members.get(accid) ?? newRoomMember("guest", 0);
  if (member.blocked) refuse(13003, `${accid} is in the blocklist`);
  if (!member.online || member.robot) member.enterTime = nextEnterTime(room, context);
  // A person takes the place of a robot of the same account.
  delete member.robot;
  member.online = true;
  if (Array.isArray(tags)) member.tags = [...new Set(tags.map(String))];
  room.members.set(accid, member);
  occupancyChanged(room, context);
}

/** Somebody invited to a team or super team accepts. */
function acceptInvitation(context: Context, tid: number, accid: string): void {
  const { state, now } = context;
  const team = state.teams.get(tid);
  const superTeam = state.superTeams.get(tid);
  const either = team ?? superTeam ?? refuse(803, "team not exist");
  if (!either.pending.has(accid)) refuse(414, `${accid} is not invited`);
  if (either.members.size >= (team?.maxusers ?? superTeam?.tlevel ?? 0)) refuse(801, "team member count limit");
  if (team) admit(team, [accid], 0, now);
  if (superTeam) join(superTeam, [accid], context);
}

/** What clients do. */
export const clientActs: Readonly<Record<string, ClientAct<Context>>> = {
  join: joining<Context>({
    place: "roomid",
    person: "accid",
    placeProperty: idProperty,
    more: { tags: { type: "array", items: textProperty } },
    enter: (roomid, accid, context, { tags }) => enterRoom(context, roomid, accid.toLowerCase(), tags),
    leave(roomid, accid, context, { tags }) {
      if (tags !== undefined) throw new InputError("tags belong to entering");
      const wasInside = putOut(roomOf(context, roomid), accid.toLowerCase(), context);
      if (!wasInside) refuse(404, `${accid.toLowerCase()} is not inside`);
    },
  }),
  accept: {
    required: ["tid", "accid"],
    properties: { tid: idProperty, accid: textProperty },
    act: ({ tid, accid }, context) => acceptInvitation(context, Number(tid), String(accid).toLowerCase()),
  },
};
