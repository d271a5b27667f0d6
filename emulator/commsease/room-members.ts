import { type Context, type Endpoint, endpoint } from "./endpoint";
import { operator } from "./lookup";
import { refuse } from "./refusal";
import { demandRoomRole, findRoom, isFixed, memberType, newRoomMember, nextEnterTime, putOut } from "./room-rules";
import { roomMember } from "./room-shapes";
import type { Room, RoomMember } from "./state";

const roomid = { type: "integer", required: true, min: 1 } as const;
const accid = { type: "accid", required: true } as const;
const notifyExt = { type: "text", max: 2048 } as const;

function list(room: Room, context: Context, wanted: (member: RoomMember, who: string) => boolean) {
  return [...room.members]
    .filter(([who, member]) => wanted(member, who))
    .sort(([, a], [, b]) => b.enterTime - a.enterTime)
    .map(([who, member]) => roomMember(room, who, member, context));
}

/** Applies one `opt` of setMemberRole. Taking anything away makes a guest, unless another restriction remains. */
function applyRole(member: RoomMember, opt: number, on: boolean): void {
  if (opt === 1 || opt === 2) member.role = on ? (opt === 1 ? "manager" : "common") : "guest";
  if (opt === -1) member.blacklisted = on;
  if (opt === -2) member.muted = on;
  if (opt < 0 && !on && !member.blacklisted && !member.muted) member.role = "guest";
}

/** Who is in a chatroom, as what, and under which restrictions. */
export const roomMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/setMemberRole",
    parameters: {
      roomid,
      operator: accid,
      target: accid,
      opt: { type: "integer", required: true, oneOf: [1, 2, -1, -2] },
      optvalue: { type: "boolean", required: true },
      notifyExt,
    },
    handle(args, context) {
      const { settings, now } = context;
      const room = findRoom(context, args.roomid);
      const role = demandRoomRole(context, room, args.operator, args.opt === 1 ? ["creator"] : ["creator", "manager"]);
      operator(context, args.target, 404);
      if (!room.valid && !settings.closedRoomRoles) return refuse(13002, "chatroom is closed");
      const present = room.members.get(args.target);
      // Nobody acts on the creator or on himself, and only the creator acts on managers.
      if (args.target === room.creator || args.target === args.operator) return refuse(403, "no permission");
      if (present?.role === "manager" && role !== "creator") return refuse(403, "no permission");

      const member = present ?? newRoomMember("guest", nextEnterTime(room, now));
      const fixed = [...room.members.values()].filter(isFixed).length;
      if (args.optvalue && !isFixed(member) && fixed >= settings.fixedMemberLimit) {
        return refuse(419, "fixed member count limit");
      }
      applyRole(member, args.opt, args.optvalue);
      if (isFixed(member) || member.online) room.members.set(args.target, member);
      else room.members.delete(args.target);
      if (member.blacklisted) putOut(room, args.target, now);
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
      const before = args.endtime === 0 ? Number.POSITIVE_INFINITY : args.endtime;
      const data = list(
        room,
        context,
        (member) =>
          isFixed(member) === (args.type !== 1) && (args.type !== 2 || member.online) && member.enterTime < before,
      );
      return { desc: { data: data.slice(0, args.limit) } };
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
      const data = list(
        findRoom(context, args.roomid),
        context,
        (member) =>
          (creator && member.role === "creator") ||
          (manager && member.role === "manager") ||
          (blacklist && member.blacklisted) ||
          (mute && member.muted) ||
          false,
      );
      return { desc: { data } };
    },
  }),
  endpoint({
    call: "chatroom/queryMembers",
    reads: true,
    parameters: { roomid, accids: { type: "accids", required: true, max: 200, nonEmpty: true } },
    handle(args, context) {
      const everyone = context.settings.queryMembersScope === "all";
      const data = list(
        findRoom(context, args.roomid),
        context,
        (member, who) => args.accids.includes(who) && (everyone || member.online),
      );
      return { desc: { data } };
    },
  }),
  endpoint({
    call: "chatroom/temporaryMute",
    parameters: {
      roomid,
      operator: accid,
      target: accid,
      muteDuration: { type: "integer", required: true, min: 0, max: 2_592_000 },
      needNotify: { type: "boolean" },
      notifyExt,
    },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      const role = demandRoomRole(context, room, args.operator, ["creator", "manager"]);
      operator(context, args.target, 404);
      if (args.target === room.creator || args.target === args.operator) return refuse(403, "no permission");
      const member = room.members.get(args.target);
      if (!member && context.settings.temporaryMuteAbsent === 404) return refuse(404, `${args.target} not in chatroom`);
      if (member?.role === "manager" && role !== "creator") return refuse(403, "no permission");
      if (member) member.tempMutedUntil = args.muteDuration === 0 ? 0 : context.now + args.muteDuration * 1000;
      return { desc: { muteDuration: args.muteDuration } };
    },
  }),
];
