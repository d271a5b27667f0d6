import fc from "fast-check";
import { chatroomClientOptions } from "../../../provider/commsease/chatroom-client-options/resource";
import { runs } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const life = fc.array(fc.constantFrom({}, { clientType: 1 }, { clientType: 2 }, { clientType: 3 }), {
  minLength: 2,
  maxLength: 3,
});

test("client options have the addresses of an open room", async () => {
  await holds(chatroomClientOptions, life, runs(5, 100), async (declarations, settings) => {
    await estate.empty(settings, ["olga", "ann"]);
    const { chatroom } = await estate.emulator.mustVendor("chatroom/create", { creator: "olga", name: "Room" });
    const room = { roomid: String(chatroom.roomid), accid: "ann" };
    const { id, state } = await estate.follow(
      chatroomClientOptions,
      declarations.map((fields) => ({ ...room, ...fields })),
    );
    expect(state.addresses).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    await estate.remove(chatroomClientOptions, id, state);
    await estate.expectCleanLog();
  });
});
