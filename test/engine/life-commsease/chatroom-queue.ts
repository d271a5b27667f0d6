import type { LoggedCall } from "../../support/control";
import type { Emulator } from "../../support/emulator";
import type { ByHand, Row } from "../../support/life-cycle";

let roomid: string;
let other: string;

export async function elements(emulator: Emulator, of: string): Promise<[string, string][]> {
  const { queue } = await emulator.chatroom(of);
  return queue.elements.map(({ key, value }: { key: string; value: string }) => [key, value]);
}

/** The writes about the queue, each with its key. */
export function sent(calls: LoggedCall[]): string[] {
  const writes = calls.filter(({ call }) => /queue/i.test(call) && !/queueList|getBatch|queryUser/.test(call));
  return writes.map(({ call, params }) => [call.replace("chatroom/", ""), params.key].filter(Boolean).join(" "));
}

const offer = (emulator: ByHand, key: string, value: string) =>
  emulator.mustVendor("chatroom/queueOffer", { roomid, key, value });

export const chatroomQueue: Row = {
  kind: "commsease:ChatroomQueue",
  folder: "chatroom-queue",
  resource: "seats",
  // Every mode is gone through in test/engine/membership-modes.test.ts.
  fixed: ["membership"],
  isOwn: ({ call, params }) => call.startsWith("chatroom/queue") && [roomid, other].includes(String(params.roomid)),
  previewed: [/value: "nine"/],

  note(outputs) {
    roomid = outputs.roomid;
  },

  async created({ emulator, outputs }) {
    expect(await elements(emulator, roomid)).toEqual([
      ["10", "ten"],
      ["9", "nine"],
      ["mod.a b", "Stage"],
    ]);
    expect((await emulator.chatroom(roomid)).queue.sizeLimit).toBe(5);
    const calls = (await emulator.calls()).filter(({ params }) => String(params.roomid) === roomid);
    expect(sent(calls)).toEqual(["queueInit", "queueOffer 10", "queueOffer 9", "queueOffer mod.a b"]);
    expect(outputs.elements).toEqual({
      10: { value: "ten" },
      9: { value: "nine", after: "10" },
      "mod.a b": { value: "Stage", after: "9" },
    });
  },

  async changed({ emulator, shown, calls }) {
    expect(shown).toMatch(/~ sizeLimit *: 5 => 4/);
    expect(shown).toMatch(/\+ operator *: "rita"/);
    expect(shown).toMatch(/\+ new *: \{/);
    expect(shown).toMatch(/- 9 *: \{/);
    expect(shown).toMatch(/~ value: "Stage" => "another"/);
    expect(shown).toMatch(/\+ after: "new"/);
    expect(await elements(emulator, roomid)).toEqual([
      ["mod.a b", "another"],
      ["new", "n"],
      ["10", "ten"],
    ]);
    expect((await emulator.chatroom(roomid)).queue.sizeLimit).toBe(4);
    expect(sent(calls)).toEqual([
      "queuePoll 9",
      "queueInit",
      "queueBatchUpdateElements",
      "queueOffer new",
      "queuePoll 10",
      "queueOffer 10",
    ]);
  },

  async drift({ emulator }) {
    await emulator.mustVendor("chatroom/queuePoll", { roomid, key: "new" });
    await offer(emulator, "mod.a b", "by hand");
    await offer(emulator, "x", "theirs");
  },

  // With as little as it takes.
  async mended({ emulator, shown, calls }) {
    expect(shown).toMatch(/- x *: \{/);
    expect(shown).toMatch(/\+ new *: \{/);
    expect(shown).toMatch(/~ value: "by hand" => "another"/);
    expect(await elements(emulator, roomid)).toEqual([
      ["mod.a b", "another"],
      ["new", "n"],
      ["10", "ten"],
    ]);
    expect(sent(calls)).toEqual([
      "queuePoll x",
      "queueBatchUpdateElements",
      "queueOffer new",
      "queuePoll 10",
      "queueOffer 10",
    ]);
  },

  async beforeReplace({ emulator }) {
    await offer(emulator, "y", "theirs");
  },

  // Ours go out of the old one.
  async replaced({ emulator, outputs }) {
    other = outputs.otherRoomid;
    expect(await elements(emulator, other)).toEqual([["10", "ten"]]);
    expect(await elements(emulator, roomid)).toEqual([["y", "theirs"]]);
  },

  async destroyed({ emulator, calls }) {
    expect(await elements(emulator, other)).toEqual([]);
    expect(sent(calls)).toEqual(["queueDrop"]);
    expect(await elements(emulator, roomid)).toEqual([["y", "theirs"]]);
  },
};
