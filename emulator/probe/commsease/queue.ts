import { listAt, raw } from "../answer";
import { told, toldAs, toldByCode, toldByForm, toldFrom } from "../outcome";
import { ann, ben, cem, queueRoom, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

async function offer(lab: CommsEaseLab, key: string, more: Readonly<Record<string, unknown>> = {}) {
  return lab.call("chatroom/queueOffer", { roomid: await lab.use(queueRoom), key, value: "probe", ...more });
}

/** What is in a queue and how answers show it. These leave a few elements in a queue that has room for them. */
export const queueExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["queueDesc", "queueMultiGetOrder"],
    hiddenBy: withoutRooms,
    uses: [queueRoom],
    calls: { "chatroom/queueOffer": 2, "chatroom/queueMultiGet": 1 },
    async run(lab) {
      await offer(lab, "first");
      await offer(lab, "second");
      const order = { roomid: await lab.use(queueRoom), keys: ["second", "first"] };
      const answer = await lab.must("chatroom/queueMultiGet", order);
      const keys = listAt(answer, "desc", "list").flatMap((element) => Object.keys(Object(element)));
      return {
        queueDesc: toldByForm(answer, raw(answer, "desc"), { object: "object", text: "text" }),
        queueMultiGetOrder: toldFrom(answer, keys.join(), [
          ["first,second", "queue"],
          ["second,first", "keys"],
        ]),
      };
    },
  },
  {
    tells: ["queuePollAbsent"],
    hiddenBy: withoutRooms,
    uses: [queueRoom],
    calls: { "chatroom/queuePoll": 1 },
    async run(lab) {
      const answer = await lab.call("chatroom/queuePoll", { roomid: await lab.use(queueRoom), key: "absent" });
      return toldAs(answer, { 200: "empty", 404: 404 });
    },
  },
  {
    // Nobody can own an element who does not exist.
    tells: ["queueFailedKeys"],
    hiddenBy: withoutRooms,
    uses: [queueRoom],
    calls: { "chatroom/queueBatchOffer": 1 },
    async run(lab) {
      const elements = [{ key: "nobodys", value: "probe", accid: lab.newId() }];
      const answer = await lab.must("chatroom/queueBatchOffer", { roomid: await lab.use(queueRoom), elements });
      if (raw(answer, "failedKeys") !== undefined)
        return toldByForm(answer, raw(answer, "failedKeys"), { list: "top" });
      return toldByForm(answer, raw(answer, "desc", "failedKeys"), { list: "desc", text: "descText" });
    },
  },
  {
    tells: ["queueOperatorPresence"],
    hiddenBy: withoutRooms,
    uses: [queueRoom, ann, ben],
    calls: { "chatroom/setMemberRole": 2, "chatroom/queueOffer": 1 },
    async run(lab) {
      const target = await lab.use(ben);
      const order = { roomid: await lab.use(queueRoom), operator: await lab.use(ann), target, opt: 2 };
      lab.afterwards("chatroom/setMemberRole", { ...order, optvalue: false });
      await lab.must("chatroom/setMemberRole", { ...order, optvalue: true });
      return toldAs(await offer(lab, "outside", { operator: target }), { 200: "member", 403: "inside" });
    },
  },
  {
    tells: ["transientOperatorAbsent"],
    hiddenBy: withoutRooms,
    uses: [queueRoom, ann],
    calls: { "chatroom/queueOffer": 1 },
    run: async (lab) => toldByCode(await offer(lab, "transient", { operator: await lab.use(ann), transient: true })),
  },
  {
    // A transient element goes with its owner, which shows whose it is.
    tells: ["queueUpdateOwner"],
    hiddenBy: withoutRooms,
    uses: [queueRoom, ann, cem],
    calls: {
      "chatroom/addRobot": 1,
      "chatroom/removeRobot": 2,
      "chatroom/queueOffer": 1,
      "chatroom/queueBatchUpdateElements": 1,
      "chatroom/queueMultiGet": 1,
    },
    async run(lab) {
      const roomid = await lab.use(queueRoom);
      const owner = await lab.use(cem);
      const robots = { roomid, accids: [owner] };
      lab.afterwards("chatroom/removeRobot", robots);
      await lab.must("chatroom/addRobot", robots);
      const offered = await offer(lab, "owned", { operator: owner, transient: true });
      if (!offered.ok) return { strange: offered };
      const update = { roomid, operator: await lab.use(ann), elements: { owned: "changed" } };
      await lab.must("chatroom/queueBatchUpdateElements", update);
      await lab.must("chatroom/removeRobot", robots);
      const answer = await lab.must("chatroom/queueMultiGet", { roomid, keys: ["owned"] });
      return told(listAt(answer, "desc", "list").length > 0 ? "operator" : "keep");
    },
  },
];
