import { listAt } from "../answer";
import { told, toldAs, toldByCode } from "../outcome";
import { QUEUE_SIZE, queueRoom, room, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** Elements that one call takes. */
const BATCH = 20;
/** The largest size of a queue that has one. */
const LARGEST = 1000;
const FULL_BATCHES = Math.floor(LARGEST / BATCH) + 1;

const NO_ROOM = { 419: "nothing", 414: "nothing", 403: "nothing" } as const;

/** Offers elements with new keys, and says how many were taken. */
async function taken(lab: CommsEaseLab, roomid: string, number = BATCH): Promise<number> {
  const elements = Array.from({ length: number }, () => ({ key: lab.newId(), value: "probe" }));
  const answer = await lab.must("chatroom/queueBatchOffer", { roomid, elements });
  const failed = Math.max(listAt(answer, "desc", "failedKeys").length, listAt(answer, "failedKeys").length);
  return number - failed;
}

/** The queue is empty afterwards, and as large as it was. */
function tidy(lab: CommsEaseLab, roomid: string): void {
  lab.afterwards("chatroom/queueInit", { roomid, sizeLimit: QUEUE_SIZE });
  lab.afterwards("chatroom/queueDrop", { roomid });
}

async function list(lab: CommsEaseLab, roomid: string): Promise<number> {
  return listAt(await lab.must("chatroom/queueList", { roomid }), "desc", "list").length;
}

/** How much a queue holds, and what becomes of that. */
export const queueSizeExperiments: readonly CommsEaseExperiment[] = [
  {
    // The only one that does anything to the queue of this room.
    tells: ["queueWithoutInit", "queueSizeZero"],
    hiddenBy: withoutRooms,
    uses: [room],
    calls: {
      "chatroom/queueBatchOffer": FULL_BATCHES,
      "chatroom/queueDrop": 1,
      "chatroom/queueInit": 1,
      "chatroom/queueOffer": 1,
    },
    async run(lab) {
      const roomid = await lab.use(room);
      let size = 0;
      for (let batch = 0; batch < FULL_BATCHES; batch += 1) {
        const more = await taken(lab, roomid);
        size += more;
        if (more < BATCH) break;
      }
      await lab.must("chatroom/queueDrop", { roomid });
      await lab.must("chatroom/queueInit", { roomid, sizeLimit: 0 });
      const offered = await lab.call("chatroom/queueOffer", { roomid, key: "one", value: "probe" });
      return {
        // What takes more than the largest size has no size.
        queueWithoutInit: told(size > LARGEST ? 0 : size),
        queueSizeZero: toldAs(offered, { 200: "unlimited", ...NO_ROOM }),
      };
    },
  },
  {
    tells: ["queueOverflow", "queueInitExisting"],
    hiddenBy: withoutRooms,
    uses: [queueRoom],
    calls: {
      "chatroom/queueBatchOffer": 1,
      "chatroom/queueOffer": 1,
      "chatroom/queueInit": 2,
      "chatroom/queueList": 1,
      "chatroom/queueDrop": 1,
    },
    async run(lab) {
      const roomid = await lab.use(queueRoom);
      tidy(lab, roomid);
      await taken(lab, roomid, QUEUE_SIZE);
      const offered = await lab.call("chatroom/queueOffer", { roomid, key: "beyond", value: "probe" });
      const again = await lab.call("chatroom/queueInit", { roomid, sizeLimit: QUEUE_SIZE });
      return {
        queueOverflow: toldByCode(offered),
        queueInitExisting: again.ok ? told((await list(lab, roomid)) > 0 ? "resize" : "clear") : toldByCode(again),
      };
    },
  },
  {
    tells: ["queueShrink"],
    hiddenBy: [...withoutRooms, { queueInitExisting: ["clear", 417] }],
    uses: [queueRoom],
    calls: {
      "chatroom/queueBatchOffer": 1,
      "chatroom/queueInit": 2,
      "chatroom/queueList": 1,
      "chatroom/queueDrop": 1,
    },
    async run(lab) {
      const roomid = await lab.use(queueRoom);
      tidy(lab, roomid);
      await taken(lab, roomid, 2);
      await lab.must("chatroom/queueInit", { roomid, sizeLimit: 1 });
      return told((await list(lab, roomid)) > 1 ? "keep" : "truncate");
    },
  },
  {
    tells: ["queueDropSize"],
    needs: ["queueInitExisting", "queueWithoutInit"],
    hiddenBy: withoutRooms,
    uses: [queueRoom],
    calls: { "chatroom/queueBatchOffer": 1, "chatroom/queueInit": 2, "chatroom/queueDrop": 2 },
    async run(lab) {
      const roomid = await lab.use(queueRoom);
      tidy(lab, roomid);
      if (lab.value("queueInitExisting") === 417) {
        // A queue that forgot its size can be given one again.
        await lab.must("chatroom/queueDrop", { roomid });
        const again = await lab.call("chatroom/queueInit", { roomid, sizeLimit: QUEUE_SIZE });
        return toldAs(again, { 200: "forget", 417: "keep" });
      }
      // Another size than it would have without one.
      const sizeLimit = lab.value("queueWithoutInit") === 1 ? 2 : 1;
      await lab.must("chatroom/queueInit", { roomid, sizeLimit });
      await lab.must("chatroom/queueDrop", { roomid });
      return told((await taken(lab, roomid, 3)) === sizeLimit ? "keep" : "forget");
    },
  },
];
