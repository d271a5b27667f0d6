import { type Body, type Running, useEmulator } from "./harness";
import { type Case as CaseOf, testRules, valuesOf } from "./spelling-cases";

const emulator = useEmulator();

/** What the answers are about. */
interface Scene {
  tid: string;
  superTid: string;
  roomid: number;
}

let scene: Scene;

beforeEach(async () => {
  await emulator().accounts("owner", "ann", "bob", "loner");
  const tid = await emulator().team("owner", ["ann"], { custom: "c" });
  const superTid = await emulator().superTeam("owner", ["ann"]);
  const roomid = await emulator().room("owner");
  await emulator().join(roomid, "ann", "enter", ["red"]);
  for (const [key, value] of Object.entries({ a: "1", b: "2" })) {
    await emulator().ok("chatroom/queueOffer", { roomid, key, value });
  }
  scene = { tid, superTid, roomid };
});

/** One call, and what is to be looked at in its answer. */
type Look = (emulator: Running, scene: Scene) => Promise<unknown>;

function look(call: string, params: (scene: Scene) => Record<string, unknown>, at: (answer: Body) => unknown): Look {
  return async (running, where) => at(await running.ok(call, params(where)));
}

type Case = CaseOf<Look>;

const theTeam = ({ tid }: Scene) => ({ tid });
const theTeams = ({ tid }: Scene) => ({ tids: [tid], ope: 1 });
const theRoom = ({ roomid }: Scene) => ({ roomid });
const members = ({ roomid }: Scene) => ({ roomid, type: 0, endtime: 0, limit: 9 });
const inside = ({ roomid }: Scene) => ({ roomid, type: 1, endtime: 0, limit: 9 });
const superMembers = ({ superTid }: Scene) => ({ tid: superTid, timetag: 0, limit: 9 });
const tidText = ({ tid }: Scene) => tid;
const tidNumber = ({ tid }: Scene) => Number(tid);
const superTidText = ({ superTid }: Scene) => superTid;
const superTidNumber = ({ superTid }: Scene) => Number(superTid);
const roomidText = ({ roomid }: Scene) => String(roomid);
const roomidNumber = ({ roomid }: Scene) => roomid;
const typeOf = (value: unknown) => typeof value;
const newTeam = () => ({ tname: "x", owner: "bob", members: [], msg: "m", magree: 0, joinmode: 0 });
const newSuperTeam = () => ({ tname: "x", owner: "bob", inviteAccids: [], msg: "m", joinmode: 0 });
const operator = ({ roomid }: Scene) => ({ roomid, operator: "owner" });
const parsed = (value: unknown) => (typeof value === "string" ? { text: JSON.parse(value) } : { object: value });

/** Calls that show members of a super team, with the key of their list. */
const SUPER_LISTS = [
  ["superteam/getTlists", "tlists"],
  ["superteam/getMuteTlists", "muteTlists"],
] as const;

/** Calls that show people of a chatroom. */
const PEOPLE_READS = [
  ["chatroom/membersByPage", members],
  ["chatroom/queryMembersByRole", ({ roomid }: Scene) => ({ roomid, roles: { creator: true } })],
  ["chatroom/queryMembers", ({ roomid }: Scene) => ({ roomid, accids: ["owner"] })],
  ["chatroom/tagMembersQuery", ({ roomid }: Scene) => ({ roomid, tag: "red", endTime: 0, limit: 9 })],
] as const;

/** Members of a super team of whom one is muted. */
function lookAtMuted(call: string, at: (answer: Body) => unknown): Look {
  return async (running, where) => {
    const mute = { tid: where.superTid, owner: "owner", muteAccids: ["ann"], mute: 1 };
    await running.ok("superteam/muteTlist", mute);
    return at(await running.ok(call, superMembers(where)));
  };
}

const cases: Case[] = [
  ["tidInCreate", look("team/create", newTeam, ({ tid }) => typeof tid), { text: "string", number: "number" }],
  [
    "superTidInCreate",
    look("superteam/create", newSuperTeam, ({ tid }) => typeof tid),
    { text: "string", number: "number" },
  ],
  ["tidOnRead", look("team/query", theTeams, (a) => a.tinfos[0].tid), { number: tidNumber, text: tidText }],
  ...["invalidTids", "invalid", "ignoredTids"].map(
    (key): Case => [
      "tidOnRead",
      async (running) => {
        await running.set({ invalidTidsKey: key });
        return (await running.ok("team/query", { tids: [5], ope: 0, ignoreInvalid: true }))[key];
      },
      { number: [5], text: ["5"] },
    ],
  ),
  ["tidOnRead", look("team/queryDetail", theTeam, (a) => a.tinfo.tid), { number: tidNumber, text: tidText }],
  [
    "tidOnRead",
    look(
      "team/joinTeams",
      () => ({ accid: "ann" }),
      (a) => a.infos[0].tid,
    ),
    { number: tidNumber, text: tidText },
  ],
  [
    "tidOnRead",
    look(
      "team/listMemberInfo",
      () => ({ accid: "ann" }),
      (a) => a.data[0].tid,
    ),
    { number: tidNumber, text: tidText },
  ],
  [
    "tidOnRead",
    async (running, { tid }) => {
      await running.ok("team/muteTlist", { tid, owner: "owner", accid: "ann", mute: 1 });
      return (await running.ok("team/listTeamMute", { tid, owner: "owner" })).mutes[0].tid;
    },
    { number: tidNumber, text: tidText },
  ],
  [
    "tidOnRead",
    look(
      "superteam/getTinfos",
      ({ superTid }) => ({ tids: [superTid] }),
      (a) => a.tinfos[0].tid,
    ),
    { number: superTidNumber, text: superTidText },
  ],
  ...["tinfos", "tlists"].flatMap((key): Case[] => [
    [
      "tidOnRead",
      async (running) => {
        await running.set({ superJoinTeamsKey: key });
        return (await running.ok("superteam/joinTeams", { accid: "ann" }))[key][0].tid;
      },
      { number: superTidNumber, text: superTidText },
    ],
    [
      "emptyJoinTeams",
      async (running) => {
        await running.set({ superJoinTeamsKey: key });
        return (await running.ok("superteam/joinTeams", { accid: "loner" }))[key];
      },
      { omit: undefined, empty: [] },
    ],
  ]),
  [
    "roomidForm",
    look(
      "chatroom/create",
      () => ({ creator: "bob", name: "n" }),
      (a) => typeof a.chatroom.roomid,
    ),
    { number: "number", text: "string" },
  ],
  ...["chatroom/get", "chatroom/update"].map(
    (call): Case => [
      "roomidForm",
      look(call, theRoom, (a) => a.chatroom.roomid),
      { number: roomidNumber, text: roomidText },
    ],
  ),
  [
    "roomidForm",
    look(
      "chatroom/updateDelayClosePolicy",
      ({ roomid }) => ({ roomid, delayClosePolicy: 1 }),
      (a) => a.chatroom.roomid,
    ),
    { number: roomidNumber, text: roomidText },
  ],
  [
    "roomidForm",
    look(
      "chatroom/toggleCloseStat",
      (s) => ({ ...operator(s), valid: false }),
      (a) => a.desc.roomid,
    ),
    { number: roomidNumber, text: roomidText },
  ],
  [
    "roomidForm",
    look(
      "chatroom/setMemberRole",
      (s) => ({ ...operator(s), target: "ann", opt: 1, optvalue: true }),
      (a) => a.desc.roomid,
    ),
    { number: roomidNumber, text: roomidText },
  ],
  [
    "roomidForm",
    look(
      "chatroom/getBatch",
      ({ roomid }) => ({ roomids: [roomid, 5] }),
      ({ succRooms, noExistRooms }) => [succRooms[0].roomid, ...noExistRooms],
    ),
    { number: ({ roomid }: Scene) => [roomid, 5], text: ({ roomid }: Scene) => [String(roomid), "5"] },
  ],
  [
    "roomidForm",
    look(
      "chatroom/queryUserRoomIds",
      () => ({ creator: "owner" }),
      (a) => JSON.parse(a.desc.roomids),
    ),
    { number: ({ roomid }: Scene) => [roomid], text: ({ roomid }: Scene) => [String(roomid)] },
  ],
  ...PEOPLE_READS.map(
    ([call, params]): Case => [
      "roomidForm",
      look(call, params, (a) => a.desc.data[0].roomid),
      { number: roomidNumber, text: roomidText },
    ],
  ),
  [
    "creatorRoomIds",
    look(
      "chatroom/queryUserRoomIds",
      () => ({ creator: "owner" }),
      (a) => a.desc.roomids,
    ),
    { text: ({ roomid }: Scene) => JSON.stringify([roomid]), list: ({ roomid }: Scene) => [roomid] },
  ],
  [
    "getBatchLists",
    look(
      "chatroom/getBatch",
      ({ roomid }) => ({ roomids: [roomid, 5] }),
      ({ succRooms, noExistRooms, failRooms }) => [typeof succRooms, noExistRooms, failRooms],
    ),
    { list: ["object", [5], []], text: ["string", "[5]", "[]"] },
  ],
  ...["team/query", "team/queryDetail"].map(
    (call): Case => [
      "teamNoticeSwitches",
      look(
        call,
        (s) => ({ ...theTeam(s), ...theTeams(s) }),
        ({ tinfo, tinfos }) => [(tinfo ?? tinfos[0]).isNotifyCloseOnline, (tinfo ?? tinfos[0]).isNotifyClosePersistent],
      ),
      { number: [0, 0], boolean: [false, false] },
    ],
  ),
  [
    "joinTeamsExtension",
    look(
      "team/joinTeams",
      () => ({ accid: "ann" }),
      ({ infos: [{ custom, clientCustom }] }) => [custom, clientCustom],
    ),
    { custom: ["c", undefined], clientCustom: [undefined, "c"] },
  ],
  ...SUPER_LISTS.flatMap(([call, list]): Case[] => [
    ["tidOnRead", lookAtMuted(call, (a) => a[list][0].tid), { number: superTidNumber, text: superTidText }],
    [
      "superMemberTimes",
      lookAtMuted(call, ({ [list]: [one] }) => [one.jointime, one.createtime, one.updatetime].map(typeOf)),
      { number: ["number", "number", "number"], text: ["string", "string", "string"] },
    ],
    ["superMemberMute", lookAtMuted(call, (a) => a[list].at(-1).mute), { number: 1, boolean: true }],
  ]),
  ...PEOPLE_READS.map(
    ([call, params]): Case => [
      "roomMembersDesc",
      look(call, params, (a) => Object.keys(parsed(a.desc))),
      { object: ["object"], text: ["text"] },
    ],
  ),
  [
    "memberTags",
    look(
      "chatroom/tagMembersQuery",
      ({ roomid }) => ({ roomid, tag: "red", endTime: 0, limit: 9 }),
      (a) => a.desc.data[0].tags,
    ),
    { text: '["red"]', array: ["red"] },
  ],
  [
    "queueDesc",
    look("chatroom/queueList", theRoom, (a) => parsed(a.desc)),
    { object: { object: { list: [{ a: "1" }, { b: "2" }] } }, text: { text: { list: [{ a: "1" }, { b: "2" }] } } },
  ],
  [
    "queueDesc",
    look(
      "chatroom/queueMultiGet",
      ({ roomid }) => ({ roomid, keys: ["b"] }),
      (a) => parsed(a.desc),
    ),
    { object: { object: { list: [{ b: "2" }] } }, text: { text: { list: [{ b: "2" }] } } },
  ],
  [
    "queueDesc",
    look(
      "chatroom/queueBatchUpdateElements",
      (s) => ({ ...operator(s), elements: { z: "9" } }),
      (a) => parsed(a.desc),
    ),
    { object: { object: { noExistElementKey: ["z"] } }, text: { text: { noExistElementKey: ["z"] } } },
  ],
  [
    "queueDesc",
    look(
      "chatroom/queuePoll",
      ({ roomid }) => ({ roomid, key: "a" }),
      (a) => parsed(a.desc),
    ),
    { object: { object: { key: "a", value: "1" } }, text: { text: { key: "a", value: "1" } } },
  ],
  [
    "robotLists",
    look(
      "chatroom/addRobot",
      ({ roomid }) => ({ roomid, accids: ["bob"] }),
      (a) => a.desc,
    ),
    {
      text: { failAccids: "[]", successAccids: '["bob"]', oldAccids: "[]" },
      list: { failAccids: [], successAccids: ["bob"], oldAccids: [] },
    },
  ],
  [
    "robotLists",
    look(
      "chatroom/removeRobot",
      ({ roomid }) => ({ roomid, accids: ["bob"] }),
      (a) => a.desc,
    ),
    { text: { failAccids: '["bob"]', successAccids: "[]" }, list: { failAccids: ["bob"], successAccids: [] } },
  ],
  [
    "falseMemberFlags",
    look("chatroom/membersByPage", inside, ({ desc: { data } }) => data[0].blacklisted),
    { omit: undefined, false: false },
  ],
  [
    "falseMemberFlags",
    look("chatroom/membersByPage", members, ({ desc: { data } }) => {
      const { onlineStat, blacklisted, muted, tempMuted, isRobot } = data[0];
      return [onlineStat, blacklisted, muted, tempMuted, isRobot];
    }),
    { omit: Array(5).fill(undefined), false: Array(5).fill(false) },
  ],
  [
    "unsetMemberTexts",
    look("chatroom/membersByPage", members, ({ desc: { data } }) => [data[0].nick, data[0].avator, data[0].ext]),
    { omit: Array(3).fill(undefined), empty: ["", "", ""], null: [null, null, null] },
  ],
  [
    "unsetRoomText",
    look("chatroom/get", theRoom, ({ chatroom }) => [chatroom.broadcasturl, chatroom.ext]),
    { empty: ["", ""], null: [null, null], omit: [undefined, undefined] },
  ],
  [
    "unsetTeamFields",
    look("team/queryDetail", theTeam, ({ tinfo }) => [tinfo.intro, tinfo.owner.nick]),
    { omit: [undefined, undefined], empty: ["", ""], null: [null, null] },
  ],
  [
    "unsetTeamFields",
    look("superteam/getTlists", superMembers, (a) => a.tlists[0].nick),
    { omit: undefined, empty: "", null: null },
  ],
  [
    "unsetProfileField",
    look(
      "user/getUinfos",
      () => ({ accids: ["ann"] }),
      (a) => a.uinfos[0].sign,
    ),
    { omit: undefined, empty: "", null: null },
  ],
  [
    "clearedProfileField",
    async (running) => {
      await running.ok("user/updateUinfo", { accid: "ann", sign: "" });
      return (await running.ok("user/getUinfos", { accids: ["ann"] })).uinfos[0].sign;
    },
    { omit: undefined, empty: "", null: null },
  ],
  [
    "emptyJoinTeams",
    look(
      "team/joinTeams",
      () => ({ accid: "loner" }),
      (a) => a.infos,
    ),
    { omit: undefined, empty: [] },
  ],
  [
    "answerNumbers",
    look("team/query", theTeams, ({ code, tinfos: [{ size, createtime }] }) => [code, size, typeof createtime]),
    { number: [200, 2, "number"], text: [200, "2", "string"] },
  ],
  [
    "answerFlags",
    look("chatroom/get", theRoom, ({ chatroom: { valid, muted } }) => [valid, muted]),
    { boolean: [true, false], number: [1, 0], text: ["true", "false"] },
  ],
  [
    "emptyLists",
    look("team/query", theTeams, ({ tinfos: [{ admins, members: people }] }) => [admins, people]),
    { empty: [[], ["ann"]], omit: [undefined, ["ann"]], null: [null, ["ann"]] },
  ],
  [
    "emptyLists",
    async (running, { roomid }) => {
      await running.ok("chatroom/queueDrop", { roomid });
      return (await running.ok("chatroom/queueList", { roomid })).desc;
    },
    { empty: { list: [] }, omit: {}, null: { list: null } },
  ],
];

testRules("commsease", cases);

test.each(valuesOf(cases))("$setting: $value", async ({ setting, value, see, expected }) => {
  await emulator().set({ [setting]: value });
  expect(await see(emulator(), scene)).toEqual(typeof expected === "function" ? expected(scene) : expected);
});

test("what one setting writes, another does not write again", async () => {
  await emulator().set({ answerNumbers: "text", answerFlags: "number", emptyLists: "omit", roomMembersDesc: "text" });
  const { tinfos } = await emulator().ok("team/query", { tids: [scene.tid], ope: 1 });
  expect(tinfos[0]).toMatchObject({ tid: Number(scene.tid), isNotifyCloseOnline: 0, size: "2", mute: 0 });
  const { desc } = await emulator().ok("chatroom/membersByPage", members(scene));
  expect(JSON.parse(desc).data[0]).toMatchObject({ roomid: scene.roomid, enterTime: expect.any(String) });
  expect((await emulator().ok("chatroom/getBatch", { roomids: [5] })).failRooms).toEqual([]);
});

test("a payload that is text is no error text in the log", async () => {
  await emulator().set({ queueDesc: "text" });
  await emulator().ok("chatroom/queueList", { roomid: scene.roomid });
  const [entry] = (await emulator().control("GET", "calls?call=chatroom/queueList")).body;
  expect(entry).not.toHaveProperty("desc");
});

describe("superMagree:", () => {
  const order = { tname: "x", owner: "owner", inviteAccids: ["bob"], msg: "m", joinmode: 0, beinvitemode: 1 };
  const membersOf = async (tid: string) => Object.keys((await emulator().state()).superTeams[tid].members);

  test("ignored, and reported as unknown, where the documents hold", async () => {
    const { tid } = await emulator().ok("superteam/create", { ...order, magree: 1 });
    expect(await membersOf(tid)).toEqual(["owner", "bob"]);
    await emulator().ok("superteam/invite", { tid, owner: "owner", inviteAccids: ["ann"], msg: "m", magree: "x" });
    expect(await membersOf(tid)).toEqual(["owner", "bob", "ann"]);
    const logged = (await emulator().control("GET", "calls")).body.slice(-2);
    expect(logged.map(({ unknownParams }: Body) => unknownParams)).toEqual([["magree"], ["magree"]]);
  });

  test("taken, it says whether the invited must accept, whatever beinvitemode says", async () => {
    await emulator().set({ superMagree: "take" });
    const { tid } = await emulator().ok("superteam/create", { ...order, magree: 1 });
    expect(await membersOf(tid)).toEqual(["owner"]);
    const { tid: other } = await emulator().ok("superteam/create", { ...order, beinvitemode: 0, magree: 0 });
    expect(await membersOf(other)).toEqual(["owner", "bob"]);
    const invitation = { tid, owner: "owner", inviteAccids: ["ann"], msg: "m" };
    await emulator().ok("superteam/invite", { ...invitation, magree: 0 });
    expect(await membersOf(tid)).toEqual(["owner", "ann"]);
    expect(await emulator().call("superteam/invite", { ...invitation, magree: 2 })).toMatchObject({ code: 414 });
    const logged = (await emulator().control("GET", "calls?call=superteam/create")).body;
    expect(logged.at(-1).unknownParams).toEqual([]);
  });

  test("not sent, beinvitemode says it", async () => {
    await emulator().set({ superMagree: "take" });
    const { tid } = await emulator().ok("superteam/create", { ...order, beinvitemode: 0 });
    expect(await membersOf(tid)).toEqual(["owner"]);
  });
});
