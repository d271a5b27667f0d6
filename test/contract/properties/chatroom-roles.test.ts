import fc from "fast-check";
import { chatroomRoles } from "../../../provider/commsease/chatroom-roles/resource";
import { membersOf, roleFields, roomRole, runs } from "../../support/arbitraries";
import { Estate } from "./estate";
import { holds } from "./mixture/mixture";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const pool = ["Ann", "bo", "C@1", "constructor"];

/** Declarations that all have members, or none: who was not managed before is released by no change. */
const declarations = (members: object) =>
  fc.array(
    fc.tuple(roleFields, fc.record(members)).map((parts) => Object.assign({}, ...parts)),
    { minLength: 2, maxLength: 3 },
  );
const life = fc.oneof(
  { weight: 4, arbitrary: declarations({ members: membersOf(pool, roomRole) }) },
  { weight: 1, arbitrary: declarations({}) },
);

test("roles in a room read back as they were declared, and leave a room without any", async () => {
  await holds(chatroomRoles, life, runs(26, 1000), async (declarations, settings) => {
    const accids = ["olga", ...pool.map((accid) => accid.toLowerCase())];
    await estate.empty(settings, accids);
    const { chatroom } = await estate.emulator.mustVendor("chatroom/create", { creator: "olga", name: "Lobby" });
    const roomid = String(chatroom.roomid);
    const { id, state } = await estate.follow(
      chatroomRoles,
      declarations.map((one) => ({ ...one, roomid })),
    );
    await estate.remove(chatroomRoles, id, state);
    await estate.expectCleanLog();
    expect(Object.keys((await estate.emulator.chatroom(roomid)).members)).toEqual(["olga"]);
  });
});
