import type { Values } from "../../../provider/values/values";
import { type Cloud, chatroomQueue, type Scenario, useCloud, useWarnings } from "./harness";
import { describeFaults } from "./table";

/** The id of the first room of an emulator that was just emptied. */
const roomid = "1605000001";

const elements = (keys: string, value = "v") => [...keys].map((key) => ({ key, value: `${value}-${key}` }));

async function room(cloud: Cloud): Promise<void> {
  await cloud.byHand("chatroom/create", { creator: "host", name: "Lobby" });
}

async function roomWithStranger(cloud: Cloud): Promise<void> {
  await room(cloud);
  await cloud.byHand("chatroom/queueOffer", { roomid, key: "x", value: "theirs" });
}

// That others have elements in the queue is told each time.
useWarnings();

const stranger = { key: "x", value: "theirs" };

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return {
    call,
    at: "create",
    definition: chatroomQueue,
    accounts: ["host"],
    prepare: room,
    inputs: { roomid, ...inputs },
    holds: { queue: holds },
    ...more,
  };
}

function updates(call: string, before: Values, inputs: Values, holds: Values): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { roomid, ...before } };
}

/** The size of a queue is not told, so no look shows whether it was set. */
const unseen = { isSentAgain: true };

const ab = { elements: elements("ab") };
const abc = { elements: elements("abc") };

describeFaults(useCloud("--rate-limit", "off"), [
  creates("chatroom/queueList", ab, { elements: ab.elements }, { comesFirst: true }),
  creates("chatroom/queueInit", { sizeLimit: 5 }, { sizeLimit: 5 }, unseen),
  creates("chatroom/queueOffer", ab, { elements: ab.elements }),
  creates("chatroom/queueOffer", ab, { elements: [stranger, ...ab.elements] }, { prepare: roomWithStranger }),
  {
    ...updates("chatroom/queueList", ab, { elements: elements("ab", "w") }, { elements: elements("ab", "w") }),
    comesFirst: true,
  },
  updates("chatroom/getBatch", ab, { elements: elements("ab", "w") }, { elements: elements("ab", "w") }),
  updates(
    "chatroom/queueBatchUpdateElements",
    ab,
    { elements: elements("ab", "w") },
    { elements: elements("ab", "w") },
  ),
  updates("chatroom/queuePoll", abc, { elements: elements("ac") }, { elements: elements("ac") }),
  updates("chatroom/queuePoll", abc, { elements: elements("bca") }, { elements: elements("bca") }),
  updates("chatroom/queueOffer", abc, { elements: elements("bca") }, { elements: elements("bca") }),
  {
    ...updates("chatroom/queueInit", { ...ab, sizeLimit: 5 }, { ...abc, sizeLimit: 3 }, { ...abc, sizeLimit: 3 }),
    ...unseen,
  },
  { ...updates("chatroom/queueList", ab, ab, ab), at: "read" },
  { ...updates("chatroom/queueList", ab, ab, { elements: [] }), at: "remove" },
  { ...updates("chatroom/queueDrop", ab, ab, { elements: [] }), at: "remove" },
  {
    ...updates("chatroom/queuePoll", ab, ab, { elements: [stranger] }),
    at: "remove",
    prepare: roomWithStranger,
  },
]);

describe("where queueInit empties the queue", () => {
  const cloud = useCloud("--rate-limit", "off", "--setting", "commsease.queueInitExisting=clear");
  describeFaults(cloud, [
    {
      ...updates(
        "chatroom/queueInit",
        { ...ab, sizeLimit: 5 },
        { elements: elements("bca"), sizeLimit: 6 },
        { sizeLimit: 6, elements: [stranger, ...elements("bca")] },
      ),
      prepare: roomWithStranger,
      ...unseen,
    },
  ]);
});

describe("where queueInit refuses a queue that is there", () => {
  const cloud = useCloud("--rate-limit", "off", "--setting", "commsease.queueInitExisting=417");
  describeFaults(cloud, [creates("chatroom/queueInit", { ...ab, sizeLimit: 5 }, { ...ab, sizeLimit: 5 }, unseen)]);
});
