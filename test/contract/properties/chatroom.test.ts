import fc from "fast-check";
import { chatroom } from "../../../provider/commsease/chatroom/resource";
import { chatroomFields, runs } from "../../support/arbitraries";
import { behaviours, Estate, holds } from "./estate";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const life = fc.array(
  chatroomFields.map((fields) => ({ ...fields, creator: "Olga" })),
  { minLength: 2, maxLength: 3 },
);

describe.each(behaviours)("a chat room $behaviour", ({ settings }) => {
  test("reads back as it was declared", async () => {
    await holds(life, runs(13, 500), async (declarations) => {
      await estate.empty(settings, ["olga"]);
      const { id, state } = await estate.follow(chatroom, declarations);
      await estate.remove(chatroom, id, state);
      expect(await estate.emulator.chatroom(id)).toMatchObject({ valid: false });
      await estate.expectCleanLog();
    });
  });
});
