import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import { type Endpoint, endpoint } from "../endpoint";
import { accid, accountId, boolean, integer, jsonText, optional, required, text } from "../parameters";
import { needNotify, notifyExt, roomid } from "./parameters";
import { isFixed, putOut } from "./presence";
import { demandOpen, demandPowerOver, findRoom, MUTE_MAXIMUM } from "./rules";

/** What is done to one person in a chatroom, beyond roles. */
export const roomPeopleEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/updateMyRoomRole",
    parameters: {
      roomid,
      accid,
      save: optional(boolean),
      needNotify,
      notifyExt,
      nick: optional(text({ max: 64 })),
      avator: optional(text()),
      ext: optional(text()),
      bid: optional(jsonText),
    },
    handle(args, context) {
      const { settings } = context;
      const room = findRoom(context, args.roomid);
      operator(context, args.accid, 404);
      demandOpen(room, settings.closedRoomRoles);
      const member = room.members.get(args.accid);
      const lasting = member !== undefined && args.save === true && isFixed(member);
      if (!member || (!member.online && !lasting)) {
        return refuse(settings.roleInfoAbsent, `${args.accid} not in chatroom`);
      }
      member.session ??= {};
      for (const field of ["nick", "avator", "ext"] as const) {
        const value = args[field];
        if (value === undefined || (value === "" && !settings.roomEmptyStringClears)) continue;
        if (lasting) member[field] = value;
        if (lasting) delete member.session[field];
        else member.session[field] = value;
      }
      return {};
    },
  }),
  endpoint({
    call: "chatroom/kickMember",
    parameters: { roomid, accid: optional(accountId), targetAccid: accid, notifyExt },
    handle(args, context) {
      const { kickWithoutOperator, kickAbsent } = context.settings;
      const room = findRoom(context, args.roomid);
      if (args.accid === undefined && kickWithoutOperator === 414) return refuse(414, "accid is empty");
      demandPowerOver(context, room, args.accid ?? room.creator, args.targetAccid);
      const done = putOut(room, args.targetAccid, context);
      if (!done && kickAbsent === 404) return refuse(404, `${args.targetAccid} not in chatroom`);
      return {};
    },
  }),
  endpoint({
    call: "chatroom/temporaryMute",
    parameters: {
      roomid,
      operator: accid,
      target: accid,
      muteDuration: required(integer({ min: 0, max: MUTE_MAXIMUM })),
      needNotify,
      notifyExt,
    },
    handle(args, context) {
      const { settings, now } = context;
      const room = findRoom(context, args.roomid);
      demandPowerOver(context, room, args.operator, args.target);
      demandOpen(room, settings.closedRoomRoles);
      if (!room.members.has(args.target) && settings.temporaryMuteAbsent === 404) {
        return refuse(404, `${args.target} not in chatroom`);
      }
      if (args.muteDuration === 0) room.tempMutes.delete(args.target);
      else room.tempMutes.set(args.target, now + args.muteDuration * 1000);
      return { desc: { muteDuration: args.muteDuration } };
    },
  }),
];
