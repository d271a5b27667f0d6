import { chatroomClientOptions } from "../../../provider/commsease/chatroom-client-options/resource";
import { chatroomRoles } from "../../../provider/commsease/chatroom-roles/resource";
import type { AnyDefinition } from "../../../provider/resource/definition";
import type { Values } from "../../../provider/values/values";
import { inHoursSharp } from "../../support/in-hours";
import { ours as mark } from "../../support/marks";
import {
  account,
  chatroom,
  chatroomQueue,
  superTeam,
  team,
  teamMembers,
  useCloud,
  useWarnings,
} from "../faults/harness";

const cloud = useCloud("--rate-limit", "off");
// That an account is taken back, and that the people and elements of others stay, is told on standard error.
useWarnings();

/** A resource with every field in use that can be read, then with other values, and then with as little as there can be. */
interface Life {
  definition: AnyDefinition;
  first: Values;
  second: Values;
  bare: Values;
}

const roomid = "1605000001";
const tid = "18500000001";
const owned = { tname: "T", owner: "olga", mark };
const modes = { joinmode: 2, beinvitemode: 1, invitemode: 1, uptinfomode: 1, upcustommode: 1, muteType: 3 };
const noModes = { joinmode: 0, beinvitemode: 1, invitemode: 0, uptinfomode: 0, upcustommode: 0, muteType: 0 };
const texts = { announcement: "a", intro: "i", icon: "https://a.example/1" };
const noTexts = { announcement: "", intro: "", icon: "" };
const people = {
  first: { ann: { manager: true, nick: "A" }, ben: { custom: "c", mute: true }, cid: {} },
  second: { ann: { nick: "" }, ben: { manager: true, mute: false }, dan: { nick: "D" } },
};
const mutes = ["mute", "muteP2P", "muteTeam", "muteRoom", "muteQChat"];
const allMutes = (is: boolean) => Object.fromEntries(mutes.map((flag) => [flag, is]));

const lives: Record<string, Life> = {
  Account: {
    definition: account,
    first: {
      ...{ accid: "svc", mark, name: "Desk", icon: "https://a.example/1", sign: "s", email: "a@b.example", gender: 2 },
      ...{ birth: "2000-01-01", mobile: "+65-81234567", ex: "x", tokenVersion: 1, ...allMutes(true) },
    },
    second: {
      ...{ accid: "svc", mark, name: "", icon: "", sign: "", email: "", birth: "", mobile: "", ex: "", gender: 0 },
      ...{ tokenVersion: 2, ...allMutes(false), block: true },
    },
    bare: { accid: "svc", mark, name: "New", block: false },
  },
  Team: {
    definition: team,
    first: {
      ...{ ...owned, ...texts, ...modes, custom: "c", teamMemberLimit: 50, members: people.first },
      ...{ isNotifyCloseOnline: 1, isNotifyClosePersistent: 1 },
    },
    second: {
      ...{ ...owned, ...noTexts, ...noModes, tname: "New", owner: "ann", custom: "", teamMemberLimit: 60 },
      ...{ members: { olga: {}, ben: people.second.ben }, isNotifyCloseOnline: 1, isNotifyClosePersistent: 1 },
    },
    bare: { ...owned, owner: "ann", members: {}, isNotifyCloseOnline: 1, isNotifyClosePersistent: 1 },
  },
  TeamMembers: {
    definition: teamMembers,
    first: { tid, members: people.first },
    second: { tid, members: people.second },
    bare: { tid, members: { dan: {} } },
  },
  SuperTeam: {
    definition: superTeam,
    first: { ...owned, ...texts, ...modes, serverCustom: "c", tlevel: 300, members: people.first },
    second: {
      ...{ ...owned, ...noTexts, ...noModes, tname: "New", owner: "ann", serverCustom: "", tlevel: 400 },
      members: { olga: {}, ben: people.second.ben },
    },
    bare: { ...owned, owner: "ann", members: {}, beinvitemode: 1 },
  },
  Chatroom: {
    definition: chatroom,
    first: {
      ...{ creator: "olga", name: "R", announcement: "a", broadcasturl: "https://a.example/1", ext: "x", mark },
      ...{ queuelevel: 1, muteRoom: true, inOutNotification: false, valid: true },
    },
    second: {
      ...{ creator: "olga", name: "New", announcement: "", broadcasturl: "", ext: "", mark },
      ...{ queuelevel: 0, muteRoom: false, inOutNotification: true, valid: true },
    },
    bare: { creator: "olga", name: "New", mark, valid: false },
  },
  ChatroomQueue: {
    definition: chatroomQueue,
    first: {
      roomid,
      sizeLimit: 10,
      elements: [
        { key: "a", value: "1" },
        { key: "b", value: '{"c":[]}' },
        { key: "c", value: "[]" },
      ],
    },
    second: {
      roomid,
      sizeLimit: 10,
      elements: [
        { key: "c", value: "true" },
        { key: "a", value: "2" },
        { key: "d", value: "4" },
      ],
    },
    bare: { roomid, sizeLimit: 10, elements: [] },
  },
  ChatroomRoles: {
    definition: chatroomRoles,
    first: {
      roomid,
      members: {
        ann: { manager: true, nick: "A", ext: "x", tags: ["red", "blue"], notifyTargetTags: "t" },
        ben: { muted: true, avator: "https://a.example/1" },
        cid: { manager: true, blocked: true },
        dan: { mutedUntil: inHoursSharp(5) },
      },
    },
    second: {
      roomid,
      members: { ann: { nick: "", ext: "", tags: ["green"] }, ben: { manager: true }, cid: { muted: true } },
    },
    bare: { roomid, members: {} },
  },
  ChatroomClientOptions: {
    definition: chatroomClientOptions,
    first: { roomid, accid: "ann" },
    second: { roomid, accid: "ann", clientType: 2 },
    bare: { roomid, accid: "ann" },
  },
};

/** Each with the settings that have the cloud answer in another way than it does by itself. */
const spellings: readonly Values[] = [
  { answerNumbers: "text" },
  { answerFlags: "number" },
  { answerFlags: "text" },
  { clearedProfileField: "empty", unsetProfileField: "empty" },
  { clearedProfileField: "null", unsetProfileField: "null" },
  { unsetTeamFields: "empty" },
  { unsetTeamFields: "null" },
  { tidInCreate: "number", superTidInCreate: "number", tidOnRead: "text" },
  { teamNoticeSwitches: "boolean" },
  { muteInQueryDetail: "whenTrue" },
  { superMagree: "take" },
  { superMemberTimes: "text", superMemberMute: "boolean" },
  { superTeamOwnerKeys: "creator" },
  { unsetRoomText: "null" },
  { unsetRoomText: "omit" },
  { roomidForm: "text" },
  { getBatchLists: "text" },
  { getBatchRoomObject: "short" },
  { creatorRoomIds: "list" },
  { roomMembersDesc: "text" },
  { falseMemberFlags: "false" },
  { unsetMemberTexts: "empty" },
  { unsetMemberTexts: "null" },
  { memberTags: "array" },
  { queueDesc: "text" },
  {
    ...{ answerNumbers: "text", answerFlags: "text", clearedProfileField: "null", unsetProfileField: "empty" },
    ...{ unsetTeamFields: "null", tidInCreate: "number", tidOnRead: "text", teamNoticeSwitches: "boolean" },
    ...{ superMemberTimes: "text", superTeamOwnerKeys: "creator", unsetRoomText: "null", roomidForm: "text" },
    ...{ getBatchLists: "text", creatorRoomIds: "list", roomMembersDesc: "text", unsetMemberTexts: "null" },
    ...{ memberTags: "array", queueDesc: "text", joinTeamsExtension: "clientCustom", superJoinTeamsKey: "tlists" },
  },
];

/** Whom and what the lives are about and do not make. */
async function surroundings(): Promise<void> {
  await cloud().accounts("olga", "ann", "ben", "cid", "dan", "eva");
  await cloud().byHand("chatroom/create", { creator: "olga", name: "Lobby" });
  // No call takes the size of a queue back.
  await cloud().byHand("chatroom/queueInit", { roomid, sizeLimit: 10 });
  await cloud().byHand("team/create", {
    tname: "Ops",
    owner: "olga",
    members: ["eva"],
    msg: "m",
    magree: 0,
    joinmode: 0,
  });
  // Tags are of those inside.
  await cloud().emulator.control("POST", "/control/join", {
    ...{ vendor: "commsease", roomid: Number(roomid), accid: "ann", action: "enter" },
  });
}

/** In no order: reads come side by side. */
const callsOfRun = async () => (await cloud().log()).map(({ call }) => call).sort();

/** What there is after each step of a life, and which calls it took. Each refresh has to be clean. */
async function lived({ definition, first, second, bare }: Life): Promise<unknown[]> {
  await surroundings();
  const steps: unknown[] = [await cloud().world()];
  await cloud().newRun();
  let settled = await cloud().create(definition, first);
  for (const next of [second, bare, undefined]) {
    expect(settled.failure).toBeUndefined();
    steps.push(await callsOfRun(), await cloud().world());
    await cloud().newRun();
    expect((await cloud().read(definition, settled))?.state).toEqual(settled.state);
    steps.push(await callsOfRun());
    await cloud().newRun();
    if (next) settled = await cloud().update(definition, settled, next);
  }
  await cloud().remove(definition, settled);
  return [...steps, await callsOfRun(), await cloud().world()];
}

describe.each(Object.entries(lives))("the life of a commsease.%s", (kind, life) => {
  let calm: unknown[];

  beforeAll(async () => {
    await cloud().emulator.reset();
    calm = await lived(life);
    await cloud().close();
  });

  test("leaves nothing but what the vendor keeps", () => {
    const left = calm.at(-1) as Record<string, Record<string, Values>>;
    expect(Object.keys(left.teams ?? {})).toEqual([tid]);
    if (kind === "Account") expect(left.accounts?.svc).toMatchObject({ blocked: true });
    else if (kind === "Chatroom") expect(Object.values(left.chatrooms ?? {})).toMatchObject([{}, { valid: false }]);
    else if (kind !== "ChatroomRoles") expect(left).toEqual(calm[0]);
    else {
      const guest = { role: "guest", muted: false, blocked: false };
      expect(left.chatrooms?.[roomid]?.members).toEqual({
        olga: expect.objectContaining({ role: "creator" }),
        ann: expect.objectContaining(guest),
      });
    }
  });

  test.each(spellings.map((settings) => [JSON.stringify(settings), settings] as const))(
    "is the same, in as many calls, where the cloud answers with %s",
    async (_, settings) => {
      await cloud().emulator.settings(settings);
      expect(await lived(life)).toEqual(calm);
    },
  );
});

describe("what a lost answer left is found, however the cloud lists it", () => {
  test.each<[string, AnyDefinition, Values, Values]>([
    ["team/create", team, owned, { joinTeamsExtension: "clientCustom", tidOnRead: "text" }],
    ["superteam/create", superTeam, owned, { superJoinTeamsKey: "tlists" }],
    ["superteam/create", superTeam, owned, { superJoinTeamsObject: "short", superTeamOwnerKeys: "creator" }],
    ["chatroom/create", chatroom, { creator: "olga", name: "R", mark }, { creatorRoomIds: "list", roomidForm: "text" }],
    ["chatroom/create", chatroom, { creator: "olga", name: "R", mark }, { getBatchLists: "text" }],
  ])("%s, of %#", async (call, definition, inputs, settings) => {
    await cloud().emulator.settings(settings);
    await cloud().accounts("olga");
    await cloud().inject(call, { kind: "drop-after" });
    const settled = await cloud().create(definition, inputs);
    expect(settled.failure).toBeUndefined();
    expect([...(await cloud().tids()), ...(await cloud().roomids())]).toEqual([settled.id]);
    expect(await cloud().sent(call)).toBe(1);
  });
});
