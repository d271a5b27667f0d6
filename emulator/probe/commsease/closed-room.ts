import { toldAs } from "../outcome";
import { ann, ben, closedRoom, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab, Name } from "./types";

/** A call on a closed chatroom that is done, or refused because the room is closed. */
function onClosed(
  name: Name,
  call: string,
  values: Parameters<typeof toldAs>[1],
  paramsOf: (lab: CommsEaseLab) => Promise<Readonly<Record<string, unknown>>> = async () => ({}),
): CommsEaseExperiment {
  return {
    tells: [name],
    hiddenBy: withoutRooms,
    uses: [closedRoom, ann, ben],
    calls: { [call]: 1 },
    async run(lab) {
      const { roomid } = await lab.use(closedRoom);
      return toldAs(await lab.call(call, { roomid, ...(await paramsOf(lab)) }), values);
    },
  };
}

const REFUSED = 13002;

export const closedRoomExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["delaySecondsWithoutPolicy"],
    hiddenBy: withoutRooms,
    uses: [closedRoom],
    calls: {},
    run: async (lab) => toldAs((await lab.use(closedRoom)).delayed, { 200: "ignore", 414: 414 }),
  },
  onClosed("closedRoomUpdatable", "chatroom/update", { 200: true, [REFUSED]: false }, async () => ({ name: "probe" })),
  onClosed("closedRoomRoles", "chatroom/setMemberRole", { 200: true, [REFUSED]: false }, async (lab) => ({
    operator: await lab.use(ann),
    target: await lab.use(ben),
    opt: 2,
    optvalue: true,
  })),
  onClosed(
    "closedRoomAddresses",
    "chatroom/requestAddr",
    { 200: "allow", 404: 404, [REFUSED]: REFUSED },
    async (lab) => ({
      accid: await lab.use(ann),
    }),
  ),
  onClosed("closedRoomRobots", "chatroom/addRobot", { 200: "allow", [REFUSED]: REFUSED }, async (lab) => ({
    accids: [await lab.use(ben)],
  })),
  onClosed("closedRoomQueue", "chatroom/queueInit", { 200: true, [REFUSED]: false }, async () => ({ sizeLimit: 10 })),
];
