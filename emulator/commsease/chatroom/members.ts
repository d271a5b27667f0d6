import { type Endpoint, endpoint } from "../endpoint";
import { refuse } from "../refusal";
import type { CommsEaseSettings } from "../settings";
import type { RoomMember } from "../state";
import { isFixed, putOut } from "./presence";
import {
  demandOpen,
  demandPowerOver,
  demandRoomRole,
  findRoom,
  memberType,
  newRoomMember,
  nextEnterTime,
} from "./rules";
import { isOnPage, roomMember, roomMembers } from "./shapes";

const roomid = { type: "integer", required: true, min: 1 } as const;
const accid = { type: "accid", required: true } as const;

function holds(member: RoomMember, opt: number): boolean {
  if (opt === -1) return member.blocked;
  if (opt === -2) return member.muted;
  return member.role === (opt === 1 ? "manager" : "common");
}

/** Applies one `opt` of setMemberRole. Taking anything away makes a guest, unless another restriction remains. */
function applyRole(member: RoomMember, opt: number, on: boolean, settings: Readonly<CommsEaseSettings>): void {
  if (opt > 0) member.role = on ? (opt === 1 ? "manager" : "common") : "guest";
  if (opt === -1) member.blocked = on;
  if (opt === -2) member.muted = on;
  const released = opt < 0 && !on && !member.blocked && !member.muted;
  if (released && settings.releasedMember === "guest") member.role = "guest";
}

/** Who is in a chatroom, and as what. */
export const roomMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/setMemberRole",
    parameters: {
      roomid,
      operator: accid,
      target: accid,
      opt: { type: "integer", required: true, oneOf: [1, 2, -1, -2] },
      optvalue: { type: "boolean", required: true },
      notifyExt: { type: "text", max: 2048 },
    },
    handle(args, context) {
      const { settings } = context;
      const room = findRoom(context, args.roomid);
      if (args.opt === 1) demandRoomRole(context, room, args.operator, ["creator"]);
      demandPowerOver(context, room, args.operator, args.target);
      demandOpen(room, settings.closedRoomRoles);

      const member = room.members.get(args.target) ?? newRoomMember("guest", nextEnterTime(room, context));
      if (holds(member, args.opt) === args.optvalue && settings.sameStateRole === 417) {
        return refuse(417, "repeated operation");
      }
      const fixed = [...room.members.values()].filter(isFixed).length;
      if (args.optvalue && !isFixed(member) && fixed >= settings.fixedMemberLimit) {
        return refuse(419, "fixed member count limit");
      }
      applyRole(member, args.opt, args.optvalue, settings);
      if (isFixed(member) || member.online) room.members.set(args.target, member);
      else room.members.delete(args.target);
      if (member.blocked) putOut(room, args.target, context);
      return { desc: { roomid: room.roomid, level: 0, accid: args.target, type: memberType(member) } };
    },
  }),
  endpoint({
    call: "chatroom/membersByPage",
    reads: true,
    parameters: {
      roomid,
      type: { type: "integer", required: true, oneOf: [0, 1, 2] },
      endtime: { type: "integer", required: true, min: 0 },
      limit: { type: "integer", required: true, min: 1, max: 100 },
    },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      const page = roomMembers(
        room,
        (member) =>
          isFixed(member) === (args.type !== 1) &&
          (args.type !== 2 || member.online) &&
          isOnPage(member, args.endtime, context),
      ).slice(0, args.limit);
      return { desc: { data: page.map(([who, member]) => roomMember(room, who, member, context)) } };
    },
  }),
  endpoint({
    call: "chatroom/queryMembersByRole",
    reads: true,
    parameters: {
      roomid,
      roles: { type: "flags", required: true, keys: ["creator", "manager", "blacklist", "mute"] },
    },
    handle(args, context) {
      const { creator, manager, blacklist, mute } = args.roles;
      const room = findRoom(context, args.roomid);
      const found = roomMembers(
        room,
        (member) =>
          (creator && member.role === "creator") ||
          (manager && member.role === "manager") ||
          (blacklist && member.blocked) ||
          (mute && member.muted) ||
          false,
      );
      return { desc: { data: found.map(([who, member]) => roomMember(room, who, member, context)) } };
    },
  }),
  endpoint({
    call: "chatroom/queryMembers",
    reads: true,
    parameters: { roomid, accids: { type: "accids", required: true, max: 200, nonEmpty: true } },
    handle(args, context) {
      const everyone = context.settings.queryMembersScope === "all";
      const room = findRoom(context, args.roomid);
      const found = roomMembers(room, (member, who) => args.accids.includes(who) && (everyone || member.online));
      return { desc: { data: found.map(([who, member]) => roomMember(room, who, member, context)) } };
    },
  }),
];
