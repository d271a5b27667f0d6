import type { ClientAction, ClientOutcome } from "../cloud/vendor";
import { InputError } from "../input-error";
import { occupancyChanged, putOut, settleRoom } from "./chatroom/presence";
import { newRoomMember, nextEnterTime } from "./chatroom/rules";
import type { Context } from "./endpoint";
import { join } from "./super-team/rules";
import { admit } from "./team/rules";

const done: ClientOutcome = { code: 200 };

/** A client enters a room, with the tags of its connection. */
function enterRoom(
  context: Context,
  roomid: number,
  accid: string,
  tags: readonly string[] | undefined,
): ClientOutcome {
  const { state } = context;
  const room = state.rooms.get(roomid);
  const account = state.accounts.get(accid);
  if (!room) return { code: 404, desc: "chatroom not exist" };
  if (!account) return { code: 404, desc: `${accid} not register` };
  if (account.blocked) return { code: 422, desc: `${accid} is blocked` };
  if (!settleRoom(room, context).valid) return { code: 13002, desc: "chatroom is closed" };
  const member = room.members.get(accid) ?? newRoomMember("guest", 0);
  if (member.blocked) return { code: 13003, desc: `${accid} is in the blocklist` };
  if (!member.online || member.robot) member.enterTime = nextEnterTime(room, context);
  // A person takes the place of a robot of the same account.
  delete member.robot;
  member.online = true;
  if (tags) member.tags = [...new Set(tags)];
  room.members.set(accid, member);
  occupancyChanged(room, context);
  return done;
}

/** A client leaves a room. */
function leaveRoom(context: Context, roomid: number, accid: string): ClientOutcome {
  const room = context.state.rooms.get(roomid);
  if (!room) return { code: 404, desc: "chatroom not exist" };
  return putOut(settleRoom(room, context), accid, context) ? done : { code: 404, desc: `${accid} is not inside` };
}

/** Somebody invited to a team or super team accepts. */
function acceptInvitation(context: Context, tid: number, accid: string): ClientOutcome {
  const { state, now } = context;
  const team = state.teams.get(tid);
  const superTeam = state.superTeams.get(tid);
  const either = team ?? superTeam;
  if (!either) return { code: 803, desc: "team not exist" };
  if (!either.pending.has(accid)) return { code: 414, desc: `${accid} is not invited` };
  if (either.members.size >= (team?.maxusers ?? superTeam?.tlevel ?? 0)) {
    return { code: 801, desc: "team member count limit" };
  }
  if (team) admit(team, [accid], 0, now);
  if (superTeam) join(superTeam, [accid], context);
  return done;
}

const text = { type: "string", minLength: 1 };
/** As a number or as text. */
const id = { anyOf: [{ type: "integer", minimum: 1 }, text] };

interface JoinOrder {
  readonly roomid: number | string;
  readonly accid: string;
  readonly action: "enter" | "leave";
  readonly tags?: readonly string[];
}

interface AcceptOrder {
  readonly tid: number | string;
  readonly accid: string;
}

/** What clients do. `change` gives an act its context and has its result kept. */
export function clientActions(
  change: (act: (context: Context) => ClientOutcome) => ClientOutcome,
): Record<string, ClientAction> {
  return {
    join: {
      required: ["roomid", "accid", "action"],
      properties: {
        roomid: id,
        accid: text,
        action: { enum: ["enter", "leave"] },
        tags: { type: "array", items: text },
      },
      run(order) {
        const { roomid, accid, action, tags } = order as unknown as JoinOrder;
        if (action === "leave" && tags) throw new InputError("tags belong to entering");
        return change((context) =>
          action === "enter"
            ? enterRoom(context, Number(roomid), accid.toLowerCase(), tags)
            : leaveRoom(context, Number(roomid), accid.toLowerCase()),
        );
      },
    },
    accept: {
      required: ["tid", "accid"],
      properties: { tid: id, accid: text },
      run(order) {
        const { tid, accid } = order as unknown as AcceptOrder;
        return change((context) => acceptInvitation(context, Number(tid), accid.toLowerCase()));
      },
    },
  };
}
