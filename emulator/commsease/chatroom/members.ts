import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { accid, accids, boolean, flags, integer, required } from "../parameters";
import type { CommsEaseSettings } from "../settings";
import type { RoomMember } from "../state";
import { notifyExt, roomid } from "./parameters";
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
      opt: required(integer({ oneOf: [1, 2, -1, -2] })),
      optvalue: required(boolean),
      notifyExt,
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
      type: required(integer({ oneOf: [0, 1, 2] })),
      endtime: required(integer({ min: 0 })),
      limit: required(integer({ min: 1, max: 100 })),
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
      roles: required(flags(...["creator", "manager", "blacklist", "mute"])),
    },
    handle(args, context) {
      const { roles } = args;
      const room = findRoom(context, args.roomid);
      const found = roomMembers(
        room,
        (member) =>
          (roles.has("creator") && member.role === "creator") ||
          (roles.has("manager") && member.role === "manager") ||
          (roles.has("blacklist") && member.blocked) ||
          (roles.has("mute") && member.muted),
      );
      return { desc: { data: found.map(([who, member]) => roomMember(room, who, member, context)) } };
    },
  }),
  endpoint({
    call: "chatroom/queryMembers",
    reads: true,
    parameters: { roomid, accids: required(accids({ max: 200, nonEmpty: true })) },
    handle(args, context) {
      const everyone = context.settings.queryMembersScope === "all";
      const room = findRoom(context, args.roomid);
      const found = roomMembers(room, (member, who) => args.accids.includes(who) && (everyone || member.online));
      return { desc: { data: found.map(([who, member]) => roomMember(room, who, member, context)) } };
    },
  }),
];
