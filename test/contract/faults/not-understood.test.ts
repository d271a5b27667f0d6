import { chatroomRoles } from "../../../provider/commsease/chatroom-roles/resource";
import { messageOf } from "../../../provider/errors";
import type { AnyDefinition } from "../../../provider/resource/definition";
import type { Settled } from "../../../provider/resource/lifecycle";
import type { Values } from "../../../provider/values/values";
import { ours as mark } from "../../support/marks";
import { rewritten } from "../../support/rewritten";
import {
  account,
  chatroom,
  chatroomQueue,
  failureOf,
  superTeam,
  team,
  teamMembers,
  useCloud,
  useWarnings,
} from "./harness";

const cloud = useCloud("--rate-limit", "off");
useWarnings();

// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes.
type Json = any;

const roomid = "1605000001";
const tid = "18500000001";

beforeEach(async () => {
  await cloud().accounts("olga", "ann", "ben");
  await cloud().byHand("chatroom/create", { creator: "olga", name: "Lobby" });
  await cloud().byHand("team/create", { tname: "O", owner: "olga", members: [], msg: "m", magree: 0, joinmode: 0 });
});

/** An object, the call by which it is read, and the ways in which that call may answer what nobody understands. */
interface Unread {
  definition: AnyDefinition;
  inputs: Values;
  call: string;
  ways: Record<string, (answer: Json) => unknown>;
}

const without = (object: Json, key: string) => {
  const { [key]: _, ...rest } = object;
  return rest;
};
const inDesc = (change: (desc: Json) => unknown) => (answer: Json) => ({ ...answer, desc: change(answer.desc) });

const unread: Record<string, Unread> = {
  "an account": {
    definition: account,
    inputs: { accid: "svc", mark, name: "Desk" },
    call: "user/getUinfos",
    ways: {
      "no list": (answer) => without(answer, "uinfos"),
      "a list under another name": ({ uinfos, ...answer }) => ({ ...answer, users: uinfos }),
      "another account": (answer) => ({ ...answer, uinfos: [{ ...answer.uinfos[0], accid: "ann" }] }),
      "an account without an id": (answer) => ({ ...answer, uinfos: [without(answer.uinfos[0], "accid")] }),
    },
  },
  "a team": {
    definition: team,
    inputs: { tname: "T", owner: "olga", mark, members: ["ann", { accid: "ben", manager: true }] },
    call: "team/queryDetail",
    ways: {
      nothing: (answer) => without(answer, "tinfo"),
      "no members": (answer) => ({ ...answer, tinfo: without(answer.tinfo, "members") }),
      "fewer members than it counts": (answer) => ({ ...answer, tinfo: { ...answer.tinfo, members: [] } }),
      "managers under another name": (answer) => ({
        ...answer,
        tinfo: { ...without(answer.tinfo, "admins"), managers: answer.tinfo.admins },
      }),
      "no owner": (answer) => ({ ...answer, tinfo: { ...answer.tinfo, owner: null } }),
      "another team": (answer) => ({ ...answer, tinfo: { ...answer.tinfo, tid: 7 } }),
    },
  },
  "a super team": {
    definition: superTeam,
    inputs: { tname: "S", owner: "olga", mark, beinvitemode: 1, members: ["ann"] },
    call: "superteam/getTinfos",
    ways: {
      "no list": (answer) => without(answer, "tinfos"),
      "null in place of a list": (answer) => ({ ...answer, tinfos: null }),
      "another team": (answer) => ({ ...answer, tinfos: [{ ...answer.tinfos[0], tid: 7 }] }),
      "no owner": (answer) => ({ ...answer, tinfos: [without(without(answer.tinfos[0], "owner"), "creator")] }),
    },
  },
  "a room": {
    definition: chatroom,
    inputs: { creator: "olga", name: "R", mark },
    call: "chatroom/getBatch",
    ways: {
      "no list": (answer) => ({ code: answer.code }),
      "empty lists": (answer) => ({ ...answer, succRooms: [], noExistRooms: [] }),
      "another room": (answer) => ({ ...answer, succRooms: [{ ...answer.succRooms[0], roomid: 7 }] }),
      "a room that is neither open nor closed": (answer) => ({
        ...answer,
        succRooms: [without(answer.succRooms[0], "valid")],
      }),
    },
  },
  "a queue": {
    definition: chatroomQueue,
    inputs: { roomid, elements: [{ key: "a", value: "1" }] },
    call: "chatroom/queueList",
    ways: {
      "no list": inDesc(() => ({})),
      "a list under another name": inDesc(({ list }) => ({ elements: list })),
      "a list of keys and values": inDesc(() => ({ list: [{ key: "a", value: "1" }] })),
      "a text that is no JSON": inDesc(() => "[object Object]"),
      "nothing under `desc`": (answer) => without(answer, "desc"),
    },
  },
  "roles in a room": {
    definition: chatroomRoles,
    inputs: { roomid, members: { ann: { manager: true }, ben: { muted: true } } },
    call: "chatroom/membersByPage",
    ways: {
      "no list": inDesc(() => ({})),
      "a list under another name": inDesc(({ data }) => ({ members: data })),
      "people without a standing": inDesc(({ data }) => ({ data: data.map((one: Json) => without(one, "type")) })),
      "a standing that is not known": inDesc(({ data }) => ({
        data: data.map((one: Json) => ({ ...one, type: "OWNER" })),
      })),
    },
  },
};

const cases = Object.entries(unread).flatMap(([what, { ways, ...rest }]) =>
  Object.entries(ways).map(([way, change]) => [what, way, { ...rest, change }] as const),
);

describe.each(cases)("%s that is answered with %s", (_what, _way, { definition, inputs, call, change }) => {
  let settled: Settled;
  let before: unknown;

  beforeEach(async () => {
    settled = await cloud().createdEarlier(definition, inputs);
    before = await cloud().world();
  });

  async function notUnderstood(work: () => Promise<unknown>) {
    const error = await rewritten(`${call}.action`, change, () => failureOf(work()));
    expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
    expect(error.facts).toMatchObject({ vendor: "commsease", call });
    expect(messageOf(error)).toContain("Nothing is concluded from it.");
    // No write is sent by what could not see.
    expect((await cloud().log()).filter((one) => !cloud().vendor.looks.has(one.call)).map((one) => one.call)).toEqual(
      definition === chatroomRoles ? ["chatroom/membersByPage"] : [],
    );
    expect(await cloud().world()).toEqual(before);
  }

  test("is not read", () => notUnderstood(() => cloud().read(definition, settled)));

  test("is not gone after a delete that could not see it", () =>
    notUnderstood(() => cloud().remove(definition, settled)));
});

describe("a create whose answer nobody understands", () => {
  test.each<[string, AnyDefinition, Values, (answer: Json) => unknown]>([
    ["user/create", account, { accid: "svc", mark, name: "D" }, ({ code }) => ({ code })],
    ["user/create", account, { accid: "svc", mark, token: "secret" }, ({ code }) => ({ code })],
    [
      "user/create",
      account,
      { accid: "svc" },
      ({ info, ...rest }) => ({ ...rest, info: { ...info, accid: "other", token: "theirs" } }),
    ],
    ["team/create", team, { tname: "T", owner: "olga", mark, members: ["ann"] }, (answer) => without(answer, "tid")],
    ["team/create", team, { tname: "T", owner: "olga" }, (answer) => ({ ...answer, tid: { id: answer.tid } })],
    ["team/create", team, { tname: "T", owner: "olga", mark }, (answer) => ({ ...answer, faccid: ["ann"] })],
    ["superteam/create", superTeam, { tname: "S", owner: "olga", mark }, (answer) => ({ ...answer, tid: null })],
    ["chatroom/create", chatroom, { creator: "olga", name: "R", mark }, ({ code }) => ({ code })],
    ["chatroom/create", chatroom, { creator: "olga", name: "R" }, (answer) => ({ ...answer, chatroom: [] })],
  ])("has made one object, which is found: %s, case %#", async (call, definition, inputs, change) => {
    const settled = await rewritten(`${call}.action`, change, () => cloud().create(definition, inputs));
    expect(settled.failure).toBeUndefined();
    expect(await cloud().sent(call)).toBe(1);
    expect(await cloud().object(settled.id)).toBeDefined();
    cloud().expectToken(settled.state, await cloud().object(settled.id));
    await cloud().newRun();
    expect((await cloud().read(definition, settled))?.state).toEqual(settled.state);
    const { teams, superTeams, chatrooms } = await cloud().emulator.state();
    expect(Object.keys({ ...teams, ...superTeams, ...chatrooms })).toHaveLength("accid" in inputs ? 2 : 3);
  });
});

describe("a change whose answer nobody understands", () => {
  const sayNothing = inDesc(() => ({ accid: "ann" }));
  const tellOfAnother = inDesc((desc) => ({ ...desc, accid: "ben" }));

  test.each<[string, (answer: Json) => unknown]>([
    ["that does not tell what they are now", sayNothing],
    ["that tells of somebody else", tellOfAnother],
  ])("of a role, %s, is looked at, and not made again", async (_, change) => {
    const inputs = { roomid, members: { ann: { manager: true } } };
    const settled = await rewritten("chatroom/setMemberRole.action", change, () =>
      cloud().create(chatroomRoles, inputs),
    );
    expect(settled.failure).toBeUndefined();
    expect(await cloud().sent("chatroom/membersByPage")).toBe(2);
    expect(await cloud().sent("chatroom/setMemberRole")).toBe(1);
  });

  test("of more roles than are looked at leaves in the state who has one, so that a destroy takes it back", async () => {
    const people = await cloud().crowd(5);
    const settled = await rewritten("chatroom/setMemberRole.action", sayNothing, () =>
      cloud().create(chatroomRoles, { roomid, members: people }),
    );
    expect(settled.failure).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts: { wasCarriedOut: true } });
    const there = Object.keys((await cloud().emulator.chatroom(roomid)).members).filter((accid) => accid !== "olga");
    expect(there).toHaveLength(3);
    expect(Object.keys(settled.state.members as Values).sort()).toEqual(there.sort());
    await cloud().remove(chatroomRoles, settled);
    expect(Object.keys((await cloud().emulator.chatroom(roomid)).members)).toEqual(["olga"]);
  });

  test.each<[string, (answer: Json) => unknown]>([
    ["has none", ({ code }) => ({ code })],
    ["is about another account", (answer) => ({ ...answer, info: { ...answer.info, accid: "ann" } })],
  ])("of a token that %s fails, and the next change makes another", async (_, change) => {
    const before = await cloud().createdEarlier(account, { accid: "svc", mark, tokenVersion: 1 });
    const inputs = { accid: "svc", mark, tokenVersion: 2 };
    const failed = await rewritten("user/refreshToken.action", change, () => cloud().update(account, before, inputs));
    expect(failed.failure).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts: { wasCarriedOut: true } });
    expect(failed.state).toMatchObject({ tokenVersion: 1, token: before.state.token });
    const after = await cloud().updated(account, failed, inputs);
    expect(after.state.tokenVersion).toBe(2);
    cloud().expectToken(after.state, await cloud().object("svc"));
  });

  test.each<[string, AnyDefinition, Values, Values]>([
    ["team/add", team, { tname: "T", owner: "olga", mark }, { members: ["ann", "ben"] }],
    ["team/add", teamMembers, { tid, members: {} }, { members: ["ann", "ben"] }],
    ["superteam/invite", superTeam, { tname: "S", owner: "olga", mark, beinvitemode: 1 }, { members: ["ann"] }],
  ])("of members (%s) is looked at, and not made again", async (call, definition, inputs, change) => {
    const before = await cloud().createdEarlier(definition, inputs);
    const after = await rewritten(
      `${call}.action`,
      (answer) => ({ ...answer, faccid: "nobody" }),
      () => cloud().update(definition, before, { ...inputs, ...change }),
    );
    expect(after.failure).toBeUndefined();
    expect(Object.keys(after.state.members as Values)).toEqual(change.members);
    expect(await cloud().sent(call)).toBe(1);
  });

  test("of a queue's values is looked at, and not taken for one that missed some", async () => {
    const inputs = { roomid, elements: [{ key: "a", value: "1" }] };
    const before = await cloud().createdEarlier(chatroomQueue, inputs);
    const after = await rewritten(
      "chatroom/queueBatchUpdateElements.action",
      inDesc(() => ({})),
      () => cloud().update(chatroomQueue, before, { roomid, elements: [{ key: "a", value: "2" }] }),
    );
    expect(after.failure).toBeUndefined();
    expect(after.state.elements).toEqual({ a: { value: "2" } });
    expect(await cloud().sent("chatroom/queueBatchUpdateElements")).toBe(1);
  });
});

test("a team is gone only where both looks agree, and the second is about it", async () => {
  const settled = await cloud().createdEarlier(team, { tname: "T", owner: "olga", mark });
  await cloud().byHand("team/remove", { tid: settled.id, owner: "olga" });
  const error = await rewritten(
    "team/query.action",
    (answer) => ({ ...answer, tinfos: [{ tid: 7 }] }),
    () => failureOf(cloud().read(team, settled)),
  );
  expect(error).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts: { call: "team/query" } });
  expect(await cloud().read(team, settled)).toBeUndefined();
});

test("a full page of a super team's people without their times is not understood", async () => {
  const settled = await cloud().createdEarlier(superTeam, { tname: "S", owner: "olga", mark });
  const tlists = Array.from({ length: 100 }, (_, i) => ({ accid: `p${i}`, type: 0 }));
  const error = await rewritten(
    "superteam/getTlists.action",
    (answer) => ({ ...answer, tlists }),
    () => failureOf(cloud().read(superTeam, settled)),
  );
  expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
  expect(error.message).toContain("members without a time");
});

test("an account that is imported in capitals is found", async () => {
  const found = await cloud().read(account, { id: "ANN", state: { accid: "ann", name: "" } });
  expect(found?.state).toMatchObject({ accid: "ann" });
});

test("a room that could not be read is another matter: trying again may help", async () => {
  const settled = await cloud().createdEarlier(chatroom, { creator: "olga", name: "R", mark });
  const error = await rewritten(
    "chatroom/getBatch.action",
    (answer) => ({ ...answer, succRooms: [], failRooms: [settled.id] }),
    () => failureOf(cloud().read(chatroom, settled)),
  );
  expect(error.code).toBe("IM_UNAVAILABLE");
});

test("where `user/getUinfos` fails for one unknown account, two hundred are read in some twenty calls", async () => {
  const accids = await cloud().crowd(199);
  await cloud().emulator.settings({ unknownAccountInGetUinfos: "fail414" });
  await cloud().newRun();
  const profiles = await cloud().client.profiles.loadMany([...accids.slice(0, 77), "nobody", ...accids.slice(77)]);
  expect(profiles.filter(Boolean)).toHaveLength(199);
  expect(profiles[77]).toBeUndefined();
  expect(await cloud().sent("user/getUinfos")).toBeLessThanOrEqual(20);
});

describe.each(["omit", "null"])("where an empty list is not there (%s)", (emptyLists) => {
  beforeEach(() => cloud().emulator.settings({ emptyLists }));

  test("rooms are read all the same, each of which is in one of three lists", async () => {
    const settled = await cloud().create(chatroom, { creator: "olga", name: "R", mark });
    expect(settled.failure).toBeUndefined();
    expect((await cloud().read(chatroom, settled))?.state).toEqual(settled.state);
    await cloud().remove(chatroom, settled);
    expect(await cloud().object(settled.id)).toMatchObject({ valid: false });
  });

  test.each<[string, AnyDefinition, Values, string]>([
    ["accounts", account, { accid: "svc", mark }, "uinfos"],
    ["members", team, { tname: "T", owner: "olga", mark }, "tinfo.admins"],
    ["elements", chatroomQueue, { roomid }, "desc.list"],
  ])("%s that are not there are none that are understood", async (_, definition, inputs, place) => {
    await cloud().emulator.settings({ emptyLists: "empty" });
    const made = definition === account ? undefined : await cloud().createdEarlier(definition, inputs);
    await cloud().emulator.settings({ emptyLists });
    const before = await cloud().world();
    const work = made ? cloud().read(definition, made) : cloud().create(definition, inputs);
    const error = await failureOf(work);
    expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
    expect(error.message).toContain(
      `\`${place}\` should be a list and is ${emptyLists === "null" ? "null" : "missing"}`,
    );
    expect(await cloud().world()).toEqual(before);
  });
});
