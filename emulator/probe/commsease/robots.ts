import { numberOf, part, raw } from "../answer";
import { told, toldByForm, toldFrom } from "../outcome";
import { ben, room, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** More than one second, in which the end of a stay may be told. */
const WHILE_MS = 2000;
/** In seconds, no time of our days is as large as this; in milliseconds all are larger. */
const MILLISECONDS_FROM = 1e11;

async function endOfStay(lab: CommsEaseLab, order: { readonly roomid: string; readonly accids: readonly string[] }) {
  const answer = await lab.must("chatroom/queryMembers", order);
  return { answer, end: numberOf(part(answer, "desc", "data", 0, "robotExpirAt")) };
}

export const robotExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["robotLists", "robotExpirAtUnit", "oldRobotStay", "robotsCountAsOnline"],
    hiddenBy: withoutRooms,
    uses: [room, ben],
    calls: {
      "chatroom/addRobot": 2,
      "chatroom/removeRobot": 1,
      "chatroom/queryMembers": 2,
      "chatroom/get": 1,
    },
    async run(lab) {
      const roomid = await lab.use(room);
      const order = { roomid, accids: [await lab.use(ben)] };
      lab.afterwards("chatroom/removeRobot", order);
      const added = await lab.must("chatroom/addRobot", order);
      const counted = await lab.must("chatroom/get", { roomid, needOnlineUserCount: true });
      const first = await endOfStay(lab, order);
      await lab.sleep(WHILE_MS);
      await lab.must("chatroom/addRobot", order);
      const second = await endOfStay(lab, order);
      const isKnown = first.end > 0 && second.end > 0;
      return {
        robotLists: toldByForm(added, raw(added, "desc", "successAccids"), { text: "text", list: "list" }),
        robotExpirAtUnit: isKnown ? told(first.end < MILLISECONDS_FROM ? "seconds" : "ms") : { strange: first.answer },
        oldRobotStay: isKnown ? told(second.end > first.end ? "renews" : "keeps") : { strange: second.answer },
        robotsCountAsOnline: toldFrom(counted, numberOf(part(counted, "chatroom", "onlineusercount")), [
          [1, true],
          [0, false],
        ]),
      };
    },
  },
];
