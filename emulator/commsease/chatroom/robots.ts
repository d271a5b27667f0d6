import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accids, boolean, optional, required, text } from "../parameters";
import type { Room } from "../state";
import { notifyExt, roomid } from "./parameters";
import { occupancyChanged, putOut } from "./presence";
import { demandOpen, findRoom, newRoomMember, nextEnterTime } from "./rules";

const robots = required(accids({ max: 100, nonEmpty: true }));

const STAY_MS = 86_400_000;

type Fate = "success" | "fail" | "old";

function addRobot(room: Room, accid: string, roleExt: string | undefined, context: Context): Fate {
  const { state, settings, now } = context;
  const account = state.accounts.get(accid);
  const member = room.members.get(accid);
  if (!account || account.blocked || member?.blocked) return "fail";
  if (member?.online && !member.robot) return settings.robotOfPersonInside;
  const robot = { until: now + STAY_MS, ...(roleExt !== undefined && { roleExt }) };
  if (member?.robot) {
    if (settings.oldRobotStay === "renews") member.robot = robot;
    return "old";
  }
  const enterTime = nextEnterTime(room, context);
  room.members.set(accid, { ...(member ?? newRoomMember("guest", enterTime)), online: true, robot, enterTime });
  return "success";
}

/** Accounts that the server puts into a chatroom. */
export const roomRobotEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/addRobot",
    parameters: {
      roomid,
      accids: robots,
      roleExt: optional(text({ max: 4096 })),
      notifyExt,
    },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      demandOpen(room, context.settings.closedRoomRobots === "allow");
      const fates = new Map(args.accids.map((one) => [one, addRobot(room, one, args.roleExt, context)]));
      occupancyChanged(room, context);
      return {
        desc: {
          failAccids: args.accids.filter((one) => fates.get(one) === "fail"),
          successAccids: args.accids.filter((one) => fates.get(one) === "success"),
          oldAccids: args.accids.filter((one) => fates.get(one) === "old"),
        },
      };
    },
  }),
  endpoint({
    call: "chatroom/removeRobot",
    parameters: { roomid, accids: robots },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      const robots = new Set(args.accids.filter((one) => room.members.get(one)?.robot));
      for (const one of robots) putOut(room, one, context);
      return {
        desc: {
          failAccids: args.accids.filter((one) => !robots.has(one)),
          successAccids: args.accids.filter((one) => robots.has(one)),
        },
      };
    },
  }),
  endpoint({
    call: "chatroom/cleanRobot",
    parameters: { roomid, notify: optional(boolean) },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      const robots = [...room.members].filter(([, member]) => member.robot);
      for (const [one] of robots) putOut(room, one, context);
      return { desc: { size: robots.length } };
    },
  }),
];
