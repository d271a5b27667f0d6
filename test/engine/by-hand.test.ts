import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

/** What a program declares of the objects that somebody will block, close or delete by hand. */
interface Declared {
  /** A field that every object gets, so that all are updated. */
  text: string;
  account?: string;
  room?: string;
  portableAccount?: string;
  portableRoom?: string;
  /** The name of the Nexconn user. */
  user?: string;
}

const program = ({ text, account, room, portableAccount, portableRoom, user = "User" }: Declared) => `
import { Account, Chatroom, commsease, nexconn, tencent } from "pulumi-im";

new commsease.Account("native", { accid: "native", sign: "${text}", ${account ?? ""} });
const nativeRoom = new commsease.Chatroom("native-room", { creator: "rita", name: "Native", announcement: "${text}", ${room ?? ""} });
new Account("portable", { accountId: "portable", signature: "${text}", ${portableAccount ?? ""} });
const room = new Chatroom("room", { owner: "rita", name: "Portable", announcement: "${text}", ${portableRoom ?? ""} });
new nexconn.User("user", { userId: "user", name: "${user}", connection: "nex" });
new tencent.Account("admin", { UserID: "administrator", Nick: "${text}", adopt: true, onDestroy: "forget", connection: "ten" });

export const nativeId = nativeRoom.roomid;
export const portableId = room.chatroomId;
`;

describe("what a delete would do, done by hand", () => {
  let emulator: Emulator;
  let project: Project;

  useStack(
    "by-hand",
    async (stack) => {
      ({ emulator, project } = stack);
      await emulator.mustVendor("user/create", { accid: "rita" });
    },
    {
      // As long as the vendor says at most, so that no test is too slow to see a user who is being deleted.
      args: [
        "--setting",
        "tencent.profileCustomTags=PulumiIm",
        "--setting",
        "nexconn.softDeleteSeconds=900",
        "--setting",
        "nexconn.restoreSeconds=0",
      ],
      connections: ({ connection, nexconn, tencent }) => ({
        default: connection,
        nex: nexconn.connection,
        ten: tencent.connection,
      }),
    },
  );

  const rooms = async () => {
    const { nativeId, portableId } = await project.outputs();
    return [nativeId, portableId] as [string, string];
  };
  const isOpen = async (roomid: string) => (await emulator.chatroom(roomid)).valid;
  const isBlocked = async (accid: string) => (await emulator.account(accid)).blocked;
  const user = async () => (await emulator.nexconn.state()).users.user;

  /** Each thing that is left, with the words that undo it in what the program wrote. */
  const expectTold = async (text: string) => {
    const [nativeId, portableId] = await rooms();
    for (const [what, field, advice] of [
      ["commsease account native is blocked", "block", "block: false"],
      [`commsease chat room ${nativeId} is closed`, "valid", "valid: true"],
      ["commsease account portable is blocked", "disabled", "disabled: false"],
      [`commsease chat room ${portableId} is closed`, "commsease.valid", "commsease: { valid: true }"],
    ]) {
      expect(text).toMatch(new RegExp(`warning: ${what}.*\`${field}\` is not declared.*declare \`${advice}\` and run`));
    }
  };

  test("half a character in an output is refused at a preview, by the name of its property", async () => {
    project.program(`
      import * as pulumi from "@pulumi/pulumi";
      import { commsease } from "pulumi-im";
      const cut = pulumi.secret("0123456789 \\u{1f44d}").apply((text) => text.slice(0, 12));
      new commsease.Account("cut", { accid: "cut", name: cut });
    `);
    const { code, text } = await project.run(["preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain(
      'commsease.Account "cut": name: got a text with half a character in it (a lone surrogate); allowed: texts of whole characters.',
    );
    expect(text).not.toMatch(/0123456789|INTERNAL|invalid UTF-8|at \w+ \(/);
  });

  test("is not told of what is in use", async () => {
    project.program(program({ text: "one" }));
    expect(await project.up()).not.toContain("warning: commsease");
  });

  test("is told by a refresh, with what to declare in the program's own words", async () => {
    const [nativeId, portableId] = await rooms();
    for (const accid of ["native", "portable"]) await emulator.mustVendor("user/block", { accid });
    for (const roomid of [nativeId, portableId]) {
      await emulator.mustVendor("chatroom/toggleCloseStat", { roomid, operator: "rita", valid: false });
    }
    await expectTold(await project.refresh());
    await project.expectClean();
  });

  test("is told by an update, which leaves it as it is", async () => {
    project.program(program({ text: "two" }));
    await expectTold(await project.up());
    const [nativeId, portableId] = await rooms();
    expect([await isBlocked("native"), await isBlocked("portable")]).toEqual([true, true]);
    expect([await isOpen(nativeId), await isOpen(portableId)]).toEqual([false, false]);
  });

  test("is undone by what the warning says, and silent then", async () => {
    project.program(
      program({
        text: "two",
        account: "block: false",
        room: "valid: true",
        portableAccount: "disabled: false",
        portableRoom: "commsease: { valid: true }",
      }),
    );
    expect(await project.up()).not.toContain("warning: commsease");
    const [nativeId, portableId] = await rooms();
    expect([await isBlocked("native"), await isBlocked("portable")]).toEqual([false, false]);
    expect([await isOpen(nativeId), await isOpen(portableId)]).toEqual([true, true]);
    await project.expectClean();
  });

  test("a user whom the vendor is still deleting is gone for an update and for a refresh", async () => {
    await emulator.nexconn.mustVendor("user/soft-delete", { userIds: ["user"] });
    expect(await user()).toMatchObject({ name: "User" });
    project.program(program({ text: "two", user: "Renamed" }));
    const updated = await project.run(["up", "--yes", "--skip-preview"]);
    expect(updated.code).not.toBe(0);
    expect(updated.text).toContain("nexconn user user has been soft-deleted.");
    expect(updated.text).toContain("Run `pulumi refresh`; the next `pulumi up` then makes it anew.");
    expect(await user()).toMatchObject({ name: "User" });

    expect(await project.refresh()).toContain("nexconn user user has been soft-deleted.");
    expect(Object.keys(await project.resources())).not.toContain("user");
  });

  test("and comes back as they say", async () => {
    await emulator.advanceClock(3_700);
    await project.up();
    expect(await user()).toMatchObject({ name: "Renamed", deletion: null });
  });

  test("the connection's own admin is managed as the error says, and a destroy leaves it", async () => {
    expect(await emulator.tencent.account("administrator")).toMatchObject({ profile: { Tag_Profile_IM_Nick: "two" } });
    await project.destroy();
    expect(await emulator.tencent.account("administrator")).toMatchObject({ profile: { Tag_Profile_IM_Nick: "two" } });
  });
});
