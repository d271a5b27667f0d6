import { answers } from "../../provider/commsease/answers";
import { calls } from "../../provider/commsease/calls";
import { ImError, wasCarriedOut } from "../../provider/errors";
import { understood } from "../../provider/http/answers";

type Read = keyof typeof answers;

const read = (call: Read, answer: unknown) =>
  understood({ vendor: "commsease", call }, answers[call], answer, calls[call].kind !== "read");

const faccid = { accid: ["ben"], msg: "in too many teams" };
const modes = { joinmode: 2, beinvitemode: 1, invitemode: 1, uptinfomode: 1, upcustommode: 1, muteType: 3 };
const texts = { tname: "T", announcement: "a", intro: "i", icon: "https://a.example" };
const member = (accid: string) => ({ accid, nick: "n", custom: "c", mute: true, createtime: 1, updatetime: 2 });
const detail = {
  ...{ tid: 7, ...texts, ...modes, custom: "c", maxusers: 200, size: 3 },
  ...{ isNotifyCloseOnline: 1, isNotifyClosePersistent: 0, owner: member("olga") },
  ...{ admins: [member("ann")], members: [member("ben")] },
};
const superTeam = {
  tid: 7,
  ...texts,
  ...modes,
  serverCustom: "c",
  owner: "olga",
  tlevel: 200,
  size: 3,
};
const room = {
  ...{ roomid: 66, valid: true, announcement: "a", name: "R", broadcasturl: "u", ext: "e", creator: "olga" },
  ...{ queuelevel: 1, muted: true, ionotify: true },
};
const inRoom = {
  ...{ roomid: 66, accid: "ann", nick: "n", avator: "v", ext: "e", type: "LIMITED", level: 1, onlineStat: true },
  ...{ enterTime: 5, blacklisted: true, muted: true, tempMuted: true, tempMuteTtl: 60 },
};
const profile = {
  ...{ accid: "ana", name: "n", icon: "i", sign: "s", email: "e", birth: "b", mobile: "m", gender: 2, ex: "x" },
  ...{ valid: false, mute: true, muteP2P: true, muteTeam: true, muteRoom: true, muteQChat: true },
};

/** What each call answers in the vendor's documents with everything set, and which keys may be missing or null. */
const documented: Record<Read, { answer: object; mayLack: string[] }> = {
  "user/create": { answer: { info: { token: "t", accid: "ana", name: "" } }, mayLack: ["info.name"] },
  "user/refreshToken": { answer: { info: { token: "t", accid: "ana" } }, mayLack: [] },
  "user/getUinfos": {
    answer: { uinfos: [profile] },
    mayLack: Object.keys(profile)
      .filter((key) => key !== "accid")
      .map((key) => `uinfos.0.${key}`),
  },
  "team/create": { answer: { tid: "7", faccid }, mayLack: ["faccid", "faccid.msg"] },
  "team/add": { answer: { faccid }, mayLack: ["faccid", "faccid.msg"] },
  "team/query": {
    answer: { tinfos: [{ tid: 7, owner: "olga" }], invalidTids: [8] },
    mayLack: ["tinfos.0.owner", "invalidTids", "invalidTids.0"],
  },
  "team/queryDetail": {
    answer: { tinfo: detail },
    mayLack: [
      ...["announcement", "intro", "icon", "custom", ...Object.keys(modes), "maxusers", "size"],
      ...["isNotifyCloseOnline", "isNotifyClosePersistent"],
      ...["owner", "admins.0", "members.0"].flatMap((one) =>
        ["nick", "custom", "mute", "createtime", "updatetime"].map((key) => `${one}.${key}`),
      ),
    ].map((key) => `tinfo.${key}`),
  },
  "team/joinTeams": {
    answer: { count: 1, infos: [{ owner: "olga", tname: "T", maxusers: 200, tid: 7, size: 1, custom: "c" }] },
    mayLack: ["count", "infos.0.maxusers", "infos.0.size", "infos.0.custom"],
  },
  "superteam/create": { answer: { tid: 7, faccid }, mayLack: ["faccid", "faccid.msg"] },
  "superteam/invite": { answer: { faccid }, mayLack: ["faccid", "faccid.msg"] },
  "superteam/getTinfos": {
    answer: { tinfos: [superTeam] },
    mayLack: ["announcement", "intro", "icon", "serverCustom", ...Object.keys(modes), "tlevel"].map(
      (key) => `tinfos.0.${key}`,
    ),
  },
  "superteam/getTlists": {
    answer: { tlists: [{ tid: 7, type: 2, ...member("ann"), jointime: 1 }] },
    mayLack: ["tid", "nick", "custom", "mute", "createtime", "updatetime", "jointime"].map((key) => `tlists.0.${key}`),
  },
  "superteam/getMuteTlists": {
    answer: { muteTlists: [{ tid: 7, type: 2, ...member("ann"), jointime: 1 }] },
    mayLack: ["tid", "type", "nick", "custom", "mute", "createtime", "updatetime", "jointime"].map(
      (key) => `muteTlists.0.${key}`,
    ),
  },
  "superteam/joinTeams": {
    answer: { tinfos: [superTeam] },
    mayLack: [
      "tinfos",
      ...Object.keys(superTeam)
        .filter((key) => !["tid", "tname", "owner"].includes(key))
        .map((key) => `tinfos.0.${key}`),
    ],
  },
  "chatroom/create": {
    answer: { chatroom: room },
    mayLack: ["announcement", "broadcasturl", "ext", "queuelevel", "muted", "ionotify"].map((key) => `chatroom.${key}`),
  },
  "chatroom/getBatch": {
    answer: { succRooms: [room], noExistRooms: [67], failRooms: [68] },
    mayLack: [
      ...["succRooms", "noExistRooms", "failRooms"],
      ...["announcement", "broadcasturl", "ext", "queuelevel", "muted", "ionotify"].map((key) => `succRooms.0.${key}`),
    ],
  },
  "chatroom/queryUserRoomIds": { answer: { desc: { roomids: [66, 67] } }, mayLack: [] },
  "chatroom/requestAddr": { answer: { addr: ["a.example:443", "b.example:443"] }, mayLack: [] },
  "chatroom/membersByPage": {
    answer: { desc: { data: [inRoom] } },
    mayLack: Object.keys(inRoom)
      .filter((key) => !["accid", "type", "tempMuteTtl"].includes(key))
      .map((key) => `desc.data.0.${key}`),
  },
  "chatroom/queryMembersByRole": {
    answer: { desc: { data: [{ accid: "ann", type: "MANAGER" }] } },
    mayLack: ["desc.data.0.type"],
  },
  "chatroom/tagMembersQuery": {
    answer: { desc: { data: [{ accid: "ann", tags: '["red"]', notifyTargetTags: "t", enterTime: 5 }] } },
    mayLack: ["desc.data.0.notifyTargetTags", "desc.data.0.enterTime"],
  },
  "chatroom/setMemberRole": {
    answer: { desc: { roomid: 66, level: 10, accid: "ann", type: "COMMON" } },
    mayLack: ["desc.roomid", "desc.level"],
  },
  "chatroom/queueList": { answer: { desc: { list: [{ a: "1" }, { b: "2" }] } }, mayLack: [] },
  "chatroom/queueBatchUpdateElements": { answer: { desc: { noExistElementKey: ["a"] } }, mayLack: [] },
};

const everyCall = Object.keys(documented) as Read[];

/** Every place in an answer, such as `tinfos.0.tid`. */
function placesIn(value: unknown, above = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [`${above}${key}`, ...placesIn(item, `${above}${key}.`)]);
}

/** The answer with another value in a place, or without it. */
function changedAt(answer: unknown, place: string, change: (value: unknown) => unknown): unknown {
  const [key = "", ...rest] = place.split(".");
  const copy = structuredClone(answer) as Record<string, unknown>;
  const value = rest.length > 0 ? changedAt(copy[key], rest.join("."), change) : change(copy[key]);
  if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

function outcomeOf(call: Read, answer: unknown): "read" | "not understood" {
  try {
    read(call, { code: 200, ...(answer as object) });
    return "read";
  } catch (error) {
    expect((error as ImError).code).toBe("IM_UNEXPECTED_ANSWER");
    expect(wasCarriedOut(error)).toBe(calls[call].kind !== "read");
    return "not understood";
  }
}

/** The places of which a change leaves the answer readable. */
function readableWith(call: Read, change: (value: unknown) => unknown, places = placesIn(documented[call].answer)) {
  return places.filter((place) => outcomeOf(call, changedAt(documented[call].answer, place, change)) === "read");
}

const isInList = (place: string) => /\.\d+$/.test(place);

describe.each(everyCall)("the answer to %s", (call) => {
  const { answer, mayLack } = documented[call];
  const keys = placesIn(answer).filter((place) => !isInList(place));

  test("is read as it is documented", () => expect(outcomeOf(call, answer)).toBe("read"));

  test("may lack what is said here, and nothing else", () => {
    expect(readableWith(call, () => undefined, keys)).toEqual(keys.filter((place) => mayLack.includes(place)));
  });

  test("may have null for that, and for nothing else", () => {
    expect(readableWith(call, () => null, keys)).toEqual(keys.filter((place) => mayLack.includes(place)));
  });

  test("is not understood where something is of another kind, but for what nobody reads", () => {
    const unread = readableWith(call, () => ({ other: [] }));
    expect(mayLack).toEqual(expect.arrayContaining(unread));
    expect(placesIn(answer).length).toBeGreaterThan(unread.length);
  });

  test("is the same as JSON text, wherever it is an object or a list", () => {
    const plain = read(call, { code: 200, ...answer });
    const nested = placesIn(answer).filter((place) => placesIn(valueAt(answer, place)).length > 0);
    for (const place of nested) {
      const spelled = changedAt(answer, place, (value) => JSON.stringify(value));
      expect([place, read(call, { code: 200, ...(spelled as object) })]).toEqual([place, plain]);
    }
  });

  test("is the same with numbers as text, and what is true as 1 or as text", () => {
    const plain = read(call, { code: 200, ...answer });
    for (const yes of [1, "1", "true"]) {
      const spelled = respelled(answer, (value) =>
        typeof value === "number" ? String(value) : value === true ? yes : value === false ? Number(false) : value,
      );
      expect(read(call, { code: 200, ...(spelled as object) })).toEqual(plain);
    }
  });
});

function valueAt(answer: unknown, place: string): unknown {
  return place.split(".").reduce((value, key) => (value as Record<string, unknown>)[key], answer);
}

function respelled(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => respelled(item, change));
  if (typeof value !== "object" || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, respelled(item, change)]));
}

describe("other names", () => {
  test.each<[string, Read, object, unknown]>([
    ["a team's owner as an accid", "team/queryDetail", { tinfo: { ...detail, owner: "olga" } }, { owner: "olga" }],
    [
      "notice switches as booleans",
      "team/queryDetail",
      { tinfo: { ...detail, isNotifyCloseOnline: true } },
      { isNotifyCloseOnline: 1 },
    ],
  ])("%s", (_, call, answer, expected) => {
    expect(read(call, answer)).toMatchObject({ tinfo: expected });
  });

  test("a super team's owner may be its creator", () => {
    const { owner: _, ...created } = { ...superTeam, creator: "ann" };
    expect(read("superteam/getTinfos", { tinfos: [created] })).toMatchObject([{ owner: "ann" }]);
    expect(read("superteam/joinTeams", { tlists: [created] })).toMatchObject([{ owner: "ann" }]);
  });

  test("a list of super teams may show them as it shows teams", () => {
    const short = { owner: "olga", tname: "T", maxusers: 200, tid: 7, size: 3, custom: "c" };
    expect(read("superteam/joinTeams", { tinfos: [short] })).toMatchObject([{ tid: "7", serverCustom: "c" }]);
  });

  test("a team's custom data may be under `clientCustom`", () => {
    const infos = [{ tid: 7, tname: "T", owner: "olga", clientCustom: "c" }];
    expect(read("team/joinTeams", { infos })).toMatchObject([{ custom: "c" }]);
  });

  test("the time of joining may stand for that of the making", () => {
    const tlists = [{ accid: "ann", type: 0, jointime: "1700000000000" }];
    expect(read("superteam/getTlists", { tlists })).toMatchObject([{ createtime: 1_700_000_000_000 }]);
  });
});

describe("an account in no team", () => {
  test.each<[Read, object]>([
    ["team/joinTeams", { count: 0 }],
    ["team/joinTeams", { count: 0, infos: [] }],
    ["team/joinTeams", {}],
    ["superteam/joinTeams", {}],
    ["superteam/joinTeams", { tlists: null }],
  ])("%s may answer %j", (call, answer) => expect(read(call, { code: 200, ...answer })).toEqual([]));

  test.each<[string, Read, object]>([
    ["how many there are says that there are some", "team/joinTeams", { count: 1 }],
    ["there are fewer than it says", "team/joinTeams", { count: 2, infos: [{ tid: 7, tname: "T", owner: "olga" }] }],
    ["they are under another name", "team/joinTeams", { teams: [{ tid: 7 }] }],
    ["they are under another name, as an object", "superteam/joinTeams", { data: { tinfos: [superTeam] } }],
    ["they are under another name, as JSON text", "superteam/joinTeams", { data: JSON.stringify([superTeam]) }],
  ])("is not understood where %s", (_, call, answer) => expect(outcomeOf(call, answer)).toBe("not understood"));
});

describe("what decides on membership", () => {
  test.each<[string, Read, object]>([
    ["fewer people than the team's size says", "team/queryDetail", { tinfo: { ...detail, members: [] } }],
    ["an id that is no id", "team/queryDetail", { tinfo: { ...detail, members: [{ accid: '"ben"' }] } }],
    ["an owner that is none", "superteam/getTinfos", { tinfos: [{ ...superTeam, owner: "" }] }],
    ["a team's id of letters", "team/query", { tinfos: [{ tid: "seven" }] }],
    ["a type of member that is not known", "superteam/getTlists", { tlists: [{ accid: "ann", type: 3 }] }],
    ["a standing that is not known", "chatroom/membersByPage", { desc: { data: [{ accid: "ann", type: "ROBOT" }] } }],
    ["an element of the queue without a key", "chatroom/queueList", { desc: { list: [{}] } }],
    ["an element of two keys", "chatroom/queueList", { desc: { list: [{ key: "a", value: "1" }] } }],
    ["no address", "chatroom/requestAddr", { addr: [] }],
    ["no token", "user/create", { info: { accid: "ana", token: "" } }],
  ])("is not understood with %s", (_, call, answer) => expect(outcomeOf(call, answer)).toBe("not understood"));

  test("may be more people than the size says, who may be in doubt", () => {
    expect(outcomeOf("team/queryDetail", { tinfo: { ...detail, size: 2 } })).toBe("read");
  });
});

test("of a change that was so already, nothing is told", () => {
  const answer = { code: 417, desc: "repeated operation" };
  expect(read("chatroom/setMemberRole", answer)).toBeUndefined();
  expect(read("chatroom/queueBatchUpdateElements", answer)).toBeUndefined();
  expect(() => read("user/refreshToken", answer)).toThrow(ImError);
});

test("nobody was refused where the answer names nobody", () => {
  expect(read("team/add", { code: 200 })).toEqual({ faccid: new Map() });
  const refused = new Map([["ben", "in too many teams"]]);
  expect(read("team/create", { tid: 7, faccid })).toEqual({ tid: "7", faccid: refused });
});
