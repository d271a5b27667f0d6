import { handler } from "../../provider/dynamic";
import { teamKind } from "../../provider/portable/team";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import { ours, replacement } from "../support/marks";

const app = { vendor: "commsease", appKey: "one", appSecret: "s3cr3t-app" };
const abroad = { vendor: "nexconn", appKey: "three", appSecret: "s3cr3t-app", region: "sg" };
const connections = { default: app, other: { ...app, appKey: "two" }, abroad };

function handlerOf(kind: string) {
  const made = handler(kind);
  const config = { get: () => JSON.stringify(connections), require: () => "" };
  void made.configure({ config });
  return made;
}

const check = (kind: string, raw: Values) => handlerOf(kind).check({}, raw);

describe("check", () => {
  test("keeps to what is declared, in the vendor's normal form", async () => {
    const raw = {
      name: "Help",
      owner: "OLGA",
      members: ["Ann", { accountId: "Ben", manager: true }],
      extension: { a: 1 },
    };
    expect(await check("Team", raw)).toEqual({
      inputs: { name: "Help", owner: "olga", members: { ann: {}, ben: { manager: true } }, extension: '{"a":1}' },
      failures: [],
    });
  });

  test("checked twice is checked once", async () => {
    const raw = { name: "Help", owner: "olga", joinPolicy: "approval", muted: true, commsease: { magree: 1 } };
    const { inputs = {} } = await check("Team", raw);
    expect(await check("Team", inputs)).toEqual({ inputs, failures: [] });
    expect(inputs).toEqual(raw);
  });

  test.each([
    ["a field of the wrong form", "Team", { name: "T", owner: "o", joinPolicy: "free" }, "joinPolicy", '"open"'],
    ["an unknown field", "Account", { accountId: "a", nick: "A" }, "nick", "nick: got an unknown key"],
    ["a limit of the vendor", "Account", { accountId: "a", name: "n".repeat(65) }, "name", "at most 64 characters"],
    ["an id that the vendor assigns", "Team", { name: "T", owner: "o", teamId: "t" }, "teamId", "teamId"],
    ["the owner as a member", "Team", { name: "T", owner: "o", members: ["o"] }, "members", "members.o: got the owner"],
    ["a misspelt native field", "Account", { accountId: "a", commsease: { mutep2p: true } }, "commsease", "muteP2P"],
    [
      "a native field of the wrong type",
      "Account",
      { accountId: "a", commsease: { bid: 1 } },
      "commsease",
      "commsease.bid",
    ],
    [
      "a native field that a portable one stands for",
      "Account",
      { accountId: "a", commsease: { icon: "" } },
      "commsease",
      "icon",
    ],
    ["a required field that is missing", "Chatroom", { name: "R" }, "owner", "owner: got nothing"],
  ])("tells of %s", async (_, kind, raw, path, text) => {
    const { failures } = await check(kind, raw);
    expect(failures).toHaveLength(1);
    expect(failures?.[0]).toEqual({ property: "", reason: expect.stringContaining(text) });
    expect(failures?.[0]?.reason).toMatch(new RegExp(`^IM_INVALID_INPUT: ${path}[:.]`));
  });

  test("lets unknown values through", async () => {
    const raw = { name: unknownValue, owner: unknownValue, members: unknownValue, joinPolicy: unknownValue };
    expect(await check("Team", raw)).toEqual({ inputs: raw, failures: [] });
    expect(await check("Team", { ...raw, connection: unknownValue })).toMatchObject({ failures: [] });
  });
});

describe("on Nexconn", () => {
  const connection = "abroad";

  test("a team has the group's limits, under the portable names", async () => {
    const raw = { connection, name: "T", owner: "o", introduction: "i".repeat(513), mark: ours };
    const { failures } = await check("Team", raw);
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining("at most 512 characters") }]);
    expect(failures?.[0]?.reason).toMatch(/^IM_INVALID_INPUT: introduction: got /);
  });

  test.each([
    [{ adopt: true }, true],
    [{ adopt: true, teamId: "crew" }, false],
    [{}, false],
  ])(
    "with %j, that `adopt` finds nothing under an id made from a name is told at the preview: %s",
    async (more, isTold) => {
      const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
      const { failures } = await check("Team", { connection, name: "T", owner: "o", mark: ours, ...more });
      const told = written.mock.calls.join("");
      written.mockRestore();
      expect(failures).toEqual([]);
      expect(told.includes("Team on nexconn: `adopt` finds nothing where `teamId` is left out")).toBe(isTold);
    },
  );

  test("an id is made from the mark, the same for each object of the resource", async () => {
    const declared = { connection, name: "T", owner: "o" };
    const state = {
      ...declared,
      mark: replacement,
      teamId: "team-0123456789abcd",
      vendor: "nexconn",
      appId: "three",
    };
    expect(await check("Team", { ...declared, mark: ours })).toMatchObject({ failures: [] });
    expect(await handlerOf("Team").diff("t", state, { ...declared, mark: replacement })).toMatchObject({
      changes: false,
    });
    const { failures } = await check("Team", declared);
    expect(failures?.[0]?.reason).toMatch(/^IM_INVALID_INPUT: teamId: got /);
  });

  test.each([
    ["Account", { accountId: "a", name: "A", mobile: "+6581234567" }, "mobile", "on a connection of commsease"],
    ["Team", { name: "T", owner: "o", teamId: "t", maxMembers: 3 }, "maxMembers", "nexconn has nothing like it"],
    ["Chatroom", { chatroomId: "r", name: "R" }, "name", "Leave it out, or choose another connection."],
  ])("%s tells what the vendor lacks", async (kind, raw, path, text) => {
    const { failures } = await check(kind, { connection, ...raw });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining(text) }]);
    expect(failures?.[0]?.reason).toMatch(new RegExp(`^IM_INVALID_INPUT: ${path}: got `));
  });

  test("fields at different depths come back as they went", async () => {
    const raw = {
      connection,
      teamId: "t",
      name: "T",
      owner: "o",
      members: { a: { manager: true, nickname: "Al" } },
      introduction: "I",
      joinPolicy: "approval",
      extension: "x",
      nexconn: { permissions: { removePerm: 1 } },
    };
    const { inputs = {} } = await check("Team", raw);
    expect(inputs).toEqual(raw);
    const state = { ...inputs, vendor: "nexconn", appId: "three" };
    expect(await handlerOf("Team").diff("t", state, inputs)).toMatchObject({ changes: false });
  });

  test("a field that is one key of a map leaves the other keys to others", () => {
    const side = teamKind.on("nexconn");
    const native = { channelId: "t", name: "T", owner: "o", groupExtProfile: { ext_extension: "x", ext_others: "y" } };
    const state = side.ownState(native, { teamId: "t", name: "T", owner: "o", extension: "x" });
    expect(state).toEqual({ teamId: "t", name: "T", owner: "o", extension: "x" });
    const block = { groupExtProfile: { ext_mine: "z" } };
    expect(side.ownState(native, { teamId: "t", extension: "x", nexconn: block })).toMatchObject({
      extension: "x",
      nexconn: { groupExtProfile: { ext_others: "y" } },
    });
  });

  test("a move there replaces, whatever else changes", async () => {
    const state = { name: "T", owner: "olga", teamId: "7", vendor: "commsease", appId: "one" };
    const news = { name: "T2", owner: "olga", teamId: "t", connection };
    expect(await handlerOf("Team").diff("7", state, news)).toEqual({
      changes: true,
      replaces: ["connection"],
      deleteBeforeReplace: false,
    });
  });
});

describe("diff", () => {
  const state = {
    name: "T",
    owner: "olga",
    joinPolicy: "open",
    members: { ann: {} },
    commsease: { uptinfomode: 1 },
    teamId: "7",
    vendor: "commsease",
    appId: "one",
    native: { msg: "Welcome", magree: 0 },
  };
  const declared = {
    name: "T",
    owner: "olga",
    joinPolicy: "open",
    members: { ann: {} },
    commsease: { uptinfomode: 1 },
  };
  const diff = (news: Values) => handlerOf("Team").diff("7", state, { ...declared, ...news });

  test("finds nothing where nothing has changed", async () => {
    expect(await diff({})).toEqual({ changes: false, replaces: [], deleteBeforeReplace: false });
  });

  test.each([
    ["a portable field", { joinPolicy: "closed" }],
    ["a member", { members: { ann: { manager: true } } }],
    ["a field of the vendor's block", { commsease: { uptinfomode: 0 } }],
    ["an unknown value", { name: unknownValue }],
  ])("finds a change of %s", async (_, news) => {
    expect(await diff(news)).toMatchObject({ changes: true, replaces: [] });
  });

  test("replaces what moves to another app", async () => {
    expect(await diff({ connection: "other" })).toMatchObject({ changes: true, replaces: ["connection"] });
  });

  test("names the portable field that replaces", async () => {
    const room = { owner: "olga", name: "R", chatroomId: "9", vendor: "commsease", appId: "one" };
    const found = await handlerOf("Chatroom").diff("9", room, { owner: "pia", name: "R" });
    expect(found).toMatchObject({ changes: true, replaces: ["owner"] });
  });
});
