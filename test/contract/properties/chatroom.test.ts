import fc from "fast-check";
import { chatroom } from "../../../provider/commsease/chatroom/resource";
import { chatroomFields, runs } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const life = fc.array(
  chatroomFields.map((fields) => ({ ...fields, creator: "Olga" })),
  { minLength: 2, maxLength: 3 },
);

test("a chat room reads back as it was declared", async () => {
  await holds(chatroom, life, runs(26, 1000), async (declarations, settings) => {
    await estate.empty(settings, ["olga"]);
    const { id, state } = await estate.follow(chatroom, declarations);
    await estate.remove(chatroom, id, state);
    expect(await estate.emulator.chatroom(id)).toMatchObject({ valid: false });
    await estate.expectCleanLog();
  });
});
