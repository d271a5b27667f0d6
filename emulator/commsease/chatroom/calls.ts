import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accid, boolean, ids, integer, jsonText, optional, required, text } from "../parameters";
import type { Room } from "../state";
import { notice, roomid } from "./parameters";
import { emptyRoom, settleRoom } from "./presence";
import {
  DELAY_MAXIMUM,
  demandOpen,
  demandRoomRole,
  findRoom,
  newRoomContents,
  newRoomMember,
  setDelayClose,
} from "./rules";
import { roomBasics, roomInBatch, roomOnRead, roomWithDelay } from "./shapes";

const flag = required(boolean);
const policy = integer({ oneOf: [0, 1, 2] });
const delaySeconds = optional(integer({ min: 1, max: DELAY_MAXIMUM }));

const descriptive = {
  announcement: optional(text({ max: 4096 })),
  broadcasturl: optional(text({ max: 1024 })),
  ext: optional(text({ max: 4096 })),
  queuelevel: optional(integer({ oneOf: [0, 1] })),
  bid: optional(jsonText),
};

const ROOM_TEXTS = ["announcement", "broadcasturl", "ext"] as const;

/** What `delaySeconds` may be beside a policy, and whether the app has the feature at all. */
function checkDelay(chosen: number | undefined, seconds: number | undefined, { settings }: Context): void {
  if (chosen !== undefined && chosen > 0 && !settings.delayCloseFeature) refuse(403, "not support");
  if (seconds !== undefined && !chosen && settings.delaySecondsWithoutPolicy === 414) {
    refuse(414, "delaySeconds is invalid");
  }
}

/** Making, changing, opening, closing and reading chatrooms. */
export const roomEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/create",
    parameters: {
      creator: accid,
      name: required(text({ max: 128 })),
      ...descriptive,
      delayClosePolicy: optional(policy),
      delaySeconds,
      inOutNotification: optional(integer({ oneOf: [0, 1] })),
    },
    handle(args, context) {
      const { state, settings, now } = context;
      operator(context, args.creator, settings.unknownRoomCreator);
      checkDelay(args.delayClosePolicy, args.delaySeconds, context);

      state.lastRoomid += 1;
      const room: Room = {
        roomid: state.lastRoomid,
        creator: args.creator,
        name: args.name,
        announcement: args.announcement,
        broadcasturl: args.broadcasturl,
        ext: args.ext,
        queuelevel: args.queuelevel ?? 0,
        valid: true,
        muted: false,
        ionotify: args.inOutNotification === undefined || args.inOutNotification === settings.inOutNotificationOn,
        members: new Map([[args.creator, newRoomMember("creator", now)]]),
        ...newRoomContents(),
        createtime: now,
        updatetime: now,
      };
      if (args.delayClosePolicy) setDelayClose(room, args.delayClosePolicy, args.delaySeconds, context);
      state.rooms.set(room.roomid, room);
      return { chatroom: roomWithDelay(room, context) };
    },
  }),
  endpoint({
    call: "chatroom/get",
    reads: true,
    parameters: { roomid, needOnlineUserCount: optional(boolean) },
    handle: (args, context) => ({
      chatroom: roomOnRead(findRoom(context, args.roomid), args.needOnlineUserCount ?? false, context),
    }),
  }),
  endpoint({
    call: "chatroom/getBatch",
    reads: true,
    parameters: { roomids: required(ids({ max: 20 })), needOnlineUserCount: optional(boolean) },
    handle(args, context) {
      const existing = args.roomids.filter((one) => context.state.rooms.has(one));
      return {
        succRooms: existing.map((one) =>
          roomInBatch(findRoom(context, one), args.needOnlineUserCount ?? false, context),
        ),
        noExistRooms: args.roomids.filter((one) => !existing.includes(one)),
        failRooms: [],
      };
    },
  }),
  endpoint({
    call: "chatroom/update",
    parameters: { roomid, name: optional(text({ max: 128 })), ...descriptive, ...notice },
    handle(args, context) {
      const { settings } = context;
      const room = findRoom(context, args.roomid);
      demandOpen(room, settings.closedRoomUpdatable);
      if (args.name === "" && settings.emptyNameInUpdate === "fail414") return refuse(414, "name is empty");
      if (args.name) room.name = args.name;
      for (const field of ROOM_TEXTS) {
        const value = args[field];
        if (value !== undefined && (value !== "" || settings.roomEmptyStringClears)) room[field] = value;
      }
      room.queuelevel = args.queuelevel ?? room.queuelevel;
      room.updatetime = context.now;
      return { chatroom: roomBasics(room, context) };
    },
  }),
  endpoint({
    call: "chatroom/toggleCloseStat",
    parameters: { roomid, operator: accid, valid: flag, delayClosePolicy: optional(policy), delaySeconds },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      demandRoomRole(context, room, args.operator, ["creator"]);
      if (room.valid === args.valid && context.settings.sameStateToggle === 417) {
        return refuse(417, "repeated operation");
      }
      checkDelay(args.delayClosePolicy, args.delaySeconds, context);
      room.valid = args.valid;
      if (!room.valid) {
        emptyRoom(room, context);
        setDelayClose(room, 0, undefined, context);
      }
      if (args.delayClosePolicy !== undefined) {
        setDelayClose(room, args.delayClosePolicy, args.delaySeconds, context);
      }
      room.updatetime = context.now;
      return { desc: roomWithDelay(room, context) };
    },
  }),
  endpoint({
    call: "chatroom/updateDelayClosePolicy",
    parameters: { roomid, delayClosePolicy: required(policy), delaySeconds },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      if (!context.settings.delayCloseFeature) return refuse(403, "not support");
      demandOpen(room, context.settings.closedRoomUpdatable);
      checkDelay(args.delayClosePolicy, args.delaySeconds, context);
      setDelayClose(room, args.delayClosePolicy, args.delaySeconds, context);
      room.updatetime = context.now;
      return { chatroom: roomWithDelay(room, context) };
    },
  }),
  endpoint({
    call: "chatroom/updateInOutNotification",
    parameters: { roomid, close: flag },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      demandOpen(room, context.settings.closedRoomUpdatable);
      room.ionotify = !args.close;
      room.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "chatroom/queryUserRoomIds",
    reads: true,
    parameters: { creator: accid },
    handle(args, context) {
      const { state, settings } = context;
      if (settings.unknownCreatorInQueryUserRoomIds === 404) operator(context, args.creator, 404);
      const open = [...state.rooms.values()].filter(
        (room) => room.creator === args.creator && settleRoom(room, context).valid,
      );
      return { desc: { roomids: open.map((room) => room.roomid) } };
    },
  }),
  endpoint({
    call: "chatroom/requestAddr",
    reads: true,
    parameters: {
      roomid,
      accid,
      clienttype: optional(integer({ oneOf: [1, 2, 3] })),
      clientip: optional(text({ max: 64 })),
    },
    handle(args, context) {
      const { closedRoomAddresses } = context.settings;
      const room = findRoom(context, args.roomid);
      operator(context, args.accid, 404);
      if (!room.valid && closedRoomAddresses !== "allow") return refuse(closedRoomAddresses, "chatroom is closed");
      // A reserved name: nobody is to reach a real link server by mistake.
      return { addr: ["chatroom-1.emulator.invalid:443", "chatroom-2.emulator.invalid:443"] };
    },
  }),
  endpoint({
    call: "chatroom/muteRoom",
    parameters: { roomid, operator: accid, mute: flag, ...notice },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      demandRoomRole(context, room, args.operator, ["creator", "manager"]);
      demandOpen(room, context.settings.closedRoomUpdatable);
      if (room.muted === args.mute && context.settings.sameStateMuteRoom === 417)
        return refuse(417, "repeated operation");
      room.muted = args.mute;
      room.updatetime = context.now;
      return { desc: { success: true } };
    },
  }),
];
