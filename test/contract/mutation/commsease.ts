import { ours } from "../../support/marks";
import type { Cloud } from "../faults/cloud";
import { later, type Scene } from "./scenes";

const people = ["olga", "ann", "ben", "cid", "dan", "eve"];
const members = {
  ann: { manager: true, nick: "Ann", custom: "c1" },
  ben: { mute: true, nick: "Ben" },
  cid: {},
  dan: { custom: "c2" },
};
const fields = {
  announcement: "hear",
  intro: "in short",
  icon: "https://example.com/1.png",
  joinmode: 2,
  invitemode: 1,
  uptinfomode: 1,
  upcustommode: 1,
  muteType: 1,
};

async function room(cloud: Cloud) {
  const { chatroom } = await cloud.byHand("chatroom/create", { creator: "olga", name: "Lobby" });
  return { roomid: String((chatroom as { roomid: number }).roomid) };
}

export const scenes: readonly Scene[] = [
  {
    kind: "commsease:Account",
    people: [],
    inputs: {
      accid: "svc",
      name: "Desk",
      icon: "https://example.com/1.png",
      sign: "hello",
      email: "a@b.example",
      birth: "1990-12-31",
      mobile: "+65-81234567",
      gender: 1,
      ex: '{"a":1}',
      props: "p",
      mute: true,
      muteP2P: true,
      muteTeam: true,
      muteRoom: true,
      muteQChat: true,
      donnopOpen: true,
      mark: ours,
    },
    change: { name: "Help desk" },
  },
  {
    kind: "commsease:Team",
    people,
    inputs: {
      tname: "Crew",
      owner: "olga",
      ...fields,
      custom: '{"a":1}',
      beinvitemode: 1,
      teamMemberLimit: 20,
      isNotifyCloseOnline: 1,
      isNotifyClosePersistent: 1,
      members,
      mark: ours,
    },
    change: { intro: "in shorter" },
  },
  {
    kind: "commsease:SuperTeam",
    people,
    inputs: {
      tname: "Hall",
      owner: "olga",
      ...fields,
      serverCustom: '{"a":1}',
      beinvitemode: 1,
      tlevel: 20,
      members,
      mark: ours,
    },
    change: { intro: "in shorter" },
  },
  {
    kind: "commsease:TeamMembers",
    people,
    async prepare(cloud) {
      const team = { tname: "T", owner: "olga", members: ["eve"], msg: "m", magree: 0, joinmode: 0 };
      return { tid: String((await cloud.byHand("team/create", team)).tid) };
    },
    inputs: { members },
    change: { members: { ...members, cid: { nick: "Cid" } } },
  },
  {
    kind: "commsease:Chatroom",
    people,
    inputs: {
      creator: "olga",
      name: "Lobby",
      announcement: "hear",
      broadcasturl: "rtmp://live.example.com/a",
      ext: '{"a":1}',
      queuelevel: 1,
      delayClosePolicy: 1,
      delaySeconds: 3600,
      inOutNotification: false,
      muteRoom: true,
      mark: ours,
    },
    change: { announcement: "hear, hear" },
  },
  {
    kind: "commsease:ChatroomRoles",
    people,
    async prepare(cloud) {
      await cloud.emulator.settings({ roleTagScope: "fixed" });
      return room(cloud);
    },
    inputs: {
      members: {
        ann: { manager: true, nick: "Ann", avator: "https://example.com/1.png", ext: "e" },
        ben: { muted: true, tags: ["red", "blue"], notifyTargetTags: "red" },
        cid: { mutedUntil: later },
        dan: { blocked: true },
      },
      tagMutes: { red: later },
    },
    change: {
      members: {
        ann: { manager: true, nick: "Anna", avator: "https://example.com/1.png", ext: "e" },
        ben: { muted: true, tags: ["red", "blue"], notifyTargetTags: "red" },
        cid: { mutedUntil: later },
        dan: { blocked: true },
      },
    },
  },
  {
    kind: "commsease:ChatroomQueue",
    people,
    prepare: room,
    inputs: {
      sizeLimit: 100,
      elements: [
        { key: "a", value: "1" },
        { key: "b", value: "2" },
        { key: "c", value: "3" },
      ],
      operator: "olga",
    },
    change: {
      elements: [
        { key: "a", value: "1" },
        { key: "b", value: "two" },
        { key: "c", value: "3" },
      ],
    },
  },
  {
    kind: "commsease:ChatroomClientOptions",
    people,
    prepare: room,
    inputs: { accid: "ann", clientType: 1 },
    change: { clientType: 2 },
  },
];
