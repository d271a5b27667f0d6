import fc from "fast-check";
import { chatroomRoles } from "../../../provider/commsease/chatroom-roles/resource";
import { membersOf, roleFields, roomRole, runs } from "../../support/arbitraries";
import { behaviours, Estate, holds } from "./estate";

let estate: Estate;
beforeAll(async () => {
  estate = await Estate.open();
});
afterAll(() => estate.close());

const pool = ["Ann", "bo", "C@1", "constructor"];

// The vendor takes tags of fixed members outside here, so that whatever is declared can be carried out.
const roles = { roleTagScope: "fixed" };
const otherRoles = {
  ...roles,
  releasedMember: "role",
  sameStateRole: 417,
  pageStart: "inclusive",
  memberTimes: "clock",
  tagTemporaryMuteKey: "data",
  memberTags: "array",
};

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

describe.each([
  { ...behaviours[0], settings: roles },
  { ...behaviours[1], settings: { ...behaviours[1]?.settings, ...otherRoles } },
])("roles in a room $behaviour", ({ settings }) => {
  test("read back as they were declared, and leave a room without any", async () => {
    await holds(life, runs(13, 500), async (declarations) => {
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
});
