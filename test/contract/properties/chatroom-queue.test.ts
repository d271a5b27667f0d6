import fc from "fast-check";
import { chatroomQueue } from "../../../provider/commsease/chatroom-queue/resource";
import { queueFields, runs } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const life = fc.array(queueFields, { minLength: 2, maxLength: 4 });

test("a queue reads back as it was declared, and leaves nothing but what others put in", async () => {
  await holds(
    chatroomQueue,
    fc.tuple(life, fc.boolean()),
    runs(39, 1500),
    async ([declarations, hasStranger], settings) => {
      await estate.empty(settings, ["olga"]);
      const { chatroom } = await estate.emulator.mustVendor("chatroom/create", { creator: "olga", name: "Room" });
      const roomid = String(chatroom.roomid);
      await estate.settle();
      const theirs = hasStranger ? [{ key: "theirs", value: "t" }] : [];
      for (const element of theirs) await estate.emulator.mustVendor("chatroom/queueOffer", { roomid, ...element });
      // A refresh brings the elements of others into the state of an authoritative queue.
      const membership = hasStranger ? { membership: "additive" } : {};
      const all = declarations.map((fields) => ({ ...fields, ...membership, roomid }));
      const { state } = await estate.follow(chatroomQueue, all);
      await estate.remove(chatroomQueue, roomid, state);
      const { elements } = (await estate.emulator.chatroom(roomid)).queue;
      expect(elements.map(({ key, value }: { key: string; value: string }) => ({ key, value }))).toEqual(theirs);
      await estate.expectCleanLog();
    },
  );
});
