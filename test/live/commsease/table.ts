import { account } from "../../engine/life-commsease/account";
import { chatroom } from "../../engine/life-commsease/chatroom";
import { chatroomQueue } from "../../engine/life-commsease/chatroom-queue";
import { chatroomRoles } from "../../engine/life-commsease/chatroom-roles";
import { superTeam } from "../../engine/life-commsease/super-team";
import { team } from "../../engine/life-commsease/team";
import { teamMembers } from "../../engine/life-commsease/team-members";
import { inHoursSharp } from "../../support/in-hours";
import type { Cloud } from "../cloud";
import type { LiveRow, LiveTable } from "../row";
import { byId } from "../seen";
import { objects } from "./objects";

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
type Json = any;

/** `desc` is an object, or the same as JSON text: clients of the vendor read it either way. */
const descOf = ({ desc }: Json) => (typeof desc === "string" ? JSON.parse(desc) : desc);

const told = (role: string, { nick, mute }: Json) =>
  [role, nick, Number(mute ?? 0) === 1 && "mute"].filter(Boolean).join(" ");

async function accountOf(cloud: Cloud, accid: string) {
  return (await cloud.ask("user/getUinfos", { accids: [accid] })).uinfos?.[0];
}

async function teamOf(cloud: Cloud, tid: string) {
  const { tinfo } = await cloud.ask("team/queryDetail", { tid });
  if (!tinfo) return undefined;
  const as = (role: string) => (member: Json) => told(role, member);
  const people = {
    ...byId(tinfo.members, "accid", as("member")),
    ...byId(tinfo.admins, "accid", as("manager")),
    ...byId(tinfo.owner, "accid", as("owner")),
  };
  return { ...tinfo, people };
}

const types: Record<string, string> = { 0: "member", 1: "owner", 2: "manager" };

async function superTeamOf(cloud: Cloud, tid: string) {
  const { tinfos } = await cloud.ask("superteam/getTinfos", { tids: [tid] });
  if (!tinfos?.[0]) return undefined;
  const { tlists } = await cloud.ask("superteam/getTlists", { tid, timetag: 0, limit: 100 });
  const people = byId(tlists, "accid", (member) => told(types[member.type] ?? member.type, member));
  const { owner, creator } = tinfos[0];
  return { ...tinfos[0], owner: owner ?? creator, people };
}

async function roomOf(cloud: Cloud, roomid: string) {
  return (await cloud.ask("chatroom/get", { roomid })).chatroom;
}

async function queueOf(cloud: Cloud, roomid: string) {
  const list: Record<string, string>[] = descOf(await cloud.ask("chatroom/queueList", { roomid }))?.list ?? [];
  const elements = Object.assign({}, ...list);
  return { ...elements, order: list.flatMap(Object.keys).join() };
}

async function peopleIn(cloud: Cloud, roomid: string) {
  const answer = await cloud.ask("chatroom/membersByPage", { roomid, type: 0, endtime: 0, limit: 100 });
  return byId(descOf(answer)?.data, "accid", ({ type, nick }) => [type, nick].filter(Boolean).join(" "));
}

const rows: LiveRow[] = [
  {
    row: account,
    ids: ["full.one", "made", "another"],
    look: (cloud, { isReplaced }) => accountOf(cloud, isReplaced ? "another" : "full.one"),
    created: {
      ...{ name: "Full", icon: "https://example.com/1.png", sign: "hello", email: "one@example.com" },
      ...{ birth: "1990-01-01", mobile: "+65-81234567", gender: 1, valid: true },
    },
    changed: {
      ...{ name: "Full, changed", icon: "", sign: "bye", email: "two@example.com" },
      ...{ birth: "1991-02-02", mobile: "+65-87654321", gender: 2, valid: false },
    },
    replaced: { name: "Another", valid: true },
    // The vendor deletes none.
    destroyed: { name: "Another", valid: false },
  },
  {
    row: team,
    ids: [],
    look: (cloud, { outputs }) => teamOf(cloud, outputs.tid),
    created: {
      ...{ tname: "First", announcement: "first announcement", intro: "first intro", joinmode: 0, maxusers: 10 },
      people: { olga: "owner", ann: "member", ben: "manager", cat: "member Cat", dan: "member" },
    },
    changed: {
      ...{ tname: "Second", announcement: "", intro: "second intro", joinmode: 2, maxusers: 6, muteType: 1 },
      // Nobody accepts for eve, who was asked.
      people: {
        cat: "owner Cat",
        ann: "manager",
        ben: "member Ben mute",
        olga: "manager",
        eve: undefined,
        fay: undefined,
      },
    },
    replaced: { tname: "Third", people: { cat: "owner", ann: "member" } },
  },
  {
    row: superTeam,
    ids: [],
    needs: { superTeamFeature: [true], superTeamConsent: ["never"] },
    look: (cloud, { outputs }) => superTeamOf(cloud, outputs.tid),
    created: {
      ...{ tname: "First", owner: "olga", announcement: "first announcement", joinmode: 0, tlevel: 500 },
      people: { olga: "owner", ann: "member", ben: "manager", cat: "member Cat", dan: "member" },
    },
    changed: {
      ...{ tname: "Second", owner: "cat", announcement: "", joinmode: 2, tlevel: 6, muteType: 1 },
      people: {
        cat: "owner Cat",
        ann: "manager",
        ben: "member Ben mute",
        eve: "member",
        olga: "manager",
        fay: undefined,
      },
    },
  },
  {
    row: teamMembers,
    ids: [],
    adapt: (source) => `${source}export const { tid } = staff;\n`,
    look: async (cloud, { outputs }) => (await teamOf(cloud, outputs.tid))?.people,
    created: { olga: "owner", ann: "member", ben: "manager", cat: "member Cat", dan: "member", fay: "member" },
    changed: { olga: "owner", ann: "manager", ben: undefined, cat: "member Kat mute", eve: undefined },
    replaced: { olga: "owner", ann: "member", cat: "member" },
    destroyed: { olga: "owner", ann: undefined, cat: "member" },
  },
  {
    row: chatroom,
    ids: [],
    needs: { chatroomFeature: [true], delayCloseFeature: [true] },
    look: (cloud, { outputs }) => roomOf(cloud, outputs.roomid),
    created: { creator: "rita", name: "First", announcement: "first announcement", valid: true, muted: false },
    changed: { creator: "rita", name: "Second", announcement: "", queuelevel: 1, valid: false, muted: true },
    replaced: { creator: "sam", name: "Third", valid: true },
    // The vendor deletes none.
    destroyed: { valid: false },
  },
  {
    row: chatroomRoles,
    ids: [],
    needs: { chatroomFeature: [true] },
    // Nobody enters, and tags wait for that.
    adapt: (source) => source.replace(' tags: ["blue"], notifyTargetTags: "blue"', ""),
    async drift({ emulator, outputs: { roomid } }) {
      const byOlga = { roomid, operator: "olga" };
      for (const [target, opt, optvalue] of [
        ["ben", 2, true],
        ["cid", -2, false],
        ["fay", -1, true],
        ["zoe", 1, true],
      ] as const) {
        await emulator.mustVendor("chatroom/setMemberRole", { ...byOlga, target, opt, optvalue });
      }
      await emulator.mustVendor("chatroom/temporaryMute", { ...byOlga, target: "dan", muteDuration: 0 });
    },
    look: (cloud, { outputs, isReplaced }) => peopleIn(cloud, isReplaced ? outputs.replacement : outputs.roomid),
    created: { ann: "MANAGER Moderator", ben: "LIMITED", cid: "LIMITED", dan: "COMMON", eve: "COMMON" },
    changed: {
      ann: "COMMON",
      ben: "MANAGER",
      cid: "LIMITED",
      dan: "COMMON",
      eve: undefined,
      fay: "COMMON",
      zoe: undefined,
    },
    replaced: { ann: "MANAGER" },
    destroyed: { ann: undefined },
  },
  {
    row: chatroomQueue,
    ids: [],
    needs: { chatroomFeature: [true] },
    look: (cloud, { outputs, isReplaced }) => queueOf(cloud, isReplaced ? outputs.otherRoomid : outputs.roomid),
    created: { 10: "ten", 9: "nine", "mod.a b": "Stage", order: "10,9,mod.a b" },
    changed: { 10: "ten", new: "n", "mod.a b": "another", order: "mod.a b,new,10" },
    replaced: { order: "10" },
    destroyed: { order: "" },
  },
];

/** The lives of what CommsEase has. */
export const table: LiveTable = {
  vendor: "commsease",
  folder: "life-commsease",
  rows,
  elsewhere: { "commsease:ChatroomClientOptions": "it makes and changes nothing" },
  people: ["olga", "ann", "ben", "cat", "cid", "dan", "eve", "fay", "zoe", "rita", "sam"],
  makePerson: (cloud, accid) => cloud.mustVendor("user/create", { accid }),
  env: { SOON: inHoursSharp(2), LATER: inHoursSharp(5) },
  objects,
};
