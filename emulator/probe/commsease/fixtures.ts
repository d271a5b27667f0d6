import { type Answer, part, raw, textOf } from "../answer";
import { refused } from "../setbacks";
import type { CommsEaseFixture, CommsEaseLab } from "./types";

/** Whom all teams and chatrooms belong to: no experiment gives one away. */
export const OWNER = "p1";

async function makePerson(lab: CommsEaseLab, label: string): Promise<string> {
  const create = async (accid: string) => {
    const created = await lab.call("user/create", { accid, ...profileOf(accid) });
    if (created.ok) return created;
    // An earlier probe made it, and blocked it or was killed before it could.
    const unblocked = await lab.call("user/unblock", { accid });
    return { ...unblocked, ok: unblocked.ok || unblocked.code === 417 };
  };
  return lab.mustMake("account", create, lab.lastingId(label));
}

/** What is said of an account. */
export function profileOf(accid: string) {
  return { name: accid, gender: 1 };
}

function person(label: string): CommsEaseFixture<string> {
  return {
    name: `account ${label}`,
    calls: { "user/create": 1, "user/unblock": 1 },
    objects: { account: 1 },
    make: (lab) => makePerson(lab, label),
  };
}

/** Accounts that all experiments share. They leave them as they were, or set what they look at before they look. */
export const ann = person(OWNER);
export const ben = person("p2");
export const cem = person("p3");
/** In no team and no chatroom. */
export const dan = person("p4");

export const blocked: CommsEaseFixture<string> = {
  name: "a blocked account",
  calls: { "user/create": 1, "user/unblock": 1, "user/block": 1 },
  objects: { account: 1 },
  async make(lab) {
    const accid = await makePerson(lab, "p5");
    await lab.must("user/block", { accid });
    return accid;
  },
};

/** No app's team, and no super team, has such a tid. */
export const NO_TID = "1";

export function tidOf(answer: Answer): string | undefined {
  return answer.ok ? textOf(raw(answer, "tid")) || undefined : undefined;
}

/** Everything that making a team asks for. It has its owner's name, and so the prefix. */
export function teamOf(owner: string, members: readonly string[]) {
  return { tname: owner, owner, members, msg: "probe", magree: 0, joinmode: 0 };
}

/** Makes a team, which goes with the experiment. */
export function newTeam(lab: CommsEaseLab, owner: string, members: readonly string[] = []): Promise<string> {
  return lab.mustMakeAssigned("team", () => lab.call("team/create", teamOf(owner, members)), tidOf);
}

/** A team with a manager and a member, and how its creation was answered. */
export const team: CommsEaseFixture<{ readonly tid: string; readonly created: Answer }> = {
  name: "a team",
  uses: [ann, ben, cem],
  calls: { "team/create": 1, "team/addManager": 1 },
  objects: { team: 1 },
  async make(lab) {
    const owner = await lab.use(ann);
    const [manager, member] = [await lab.use(ben), await lab.use(cem)];
    const order = { ...teamOf(owner, [manager, member]), intro: "probe", custom: "probe" };
    const { id: tid, answer: created } = await lab.makeAssigned("team", () => lab.call("team/create", order), tidOf);
    if (tid === undefined) throw refused(created);
    await lab.must("team/addManager", { tid, owner, members: [manager] });
    return { tid, created };
  },
};

/** Everything that making a super team asks for. Whoever is invited is in at once, and may change it. */
export function superTeamOf(owner: string, inviteAccids: readonly string[]) {
  return { tname: owner, owner, inviteAccids, msg: "probe", joinmode: 0, beinvitemode: 1, uptinfomode: 1 };
}

/** A super team of three, and how its creation was answered. */
export const superTeam: CommsEaseFixture<{ readonly tid: string; readonly created: Answer }> = {
  name: "a super team",
  uses: [ann, ben, cem],
  calls: { "superteam/create": 1 },
  objects: { superTeam: 1 },
  async make(lab) {
    const order = superTeamOf(await lab.use(ann), [await lab.use(ben), await lab.use(cem)]);
    const create = () => lab.call("superteam/create", order);
    const { id: tid, answer: created } = await lab.makeAssigned("superTeam", create, tidOf);
    if (tid === undefined) throw refused(created);
    return { tid, created };
  },
};

/** Where the app has none, no call about chatrooms says anything. */
export const withoutRooms = [{ chatroomFeature: [false] }] as const;

async function newRoom(lab: CommsEaseLab): Promise<string> {
  const creator = await lab.use(ann);
  const order = { creator, name: creator, inOutNotification: 1 };
  return lab.mustMakeAssigned(
    "room",
    () => lab.call("chatroom/create", order),
    (answer) => (answer.ok ? textOf(part(answer, "chatroom", "roomid")) || undefined : undefined),
  );
}

/** A chatroom. It has no queue until an experiment makes one. */
export const room: CommsEaseFixture<string> = {
  name: "a chatroom",
  uses: [ann],
  calls: { "chatroom/create": 1 },
  objects: { room: 1 },
  make: newRoom,
};

/** A closed chatroom, and how it was answered when it was to be closed with a delay, and no policy for that. */
export const closedRoom: CommsEaseFixture<{ readonly roomid: string; readonly delayed: Answer }> = {
  name: "a closed chatroom",
  uses: [ann],
  calls: { "chatroom/create": 1, "chatroom/toggleCloseStat": 2 },
  objects: { room: 1 },
  async make(lab) {
    const roomid = await newRoom(lab);
    const close = { roomid, operator: await lab.use(ann), valid: false };
    const delayed = await lab.call("chatroom/toggleCloseStat", { ...close, delaySeconds: 60 });
    if (!delayed.ok) await lab.must("chatroom/toggleCloseStat", close);
    return { roomid, delayed };
  },
};

/** Room for whatever experiments leave in a queue. */
export const QUEUE_SIZE = 20;

/** A chatroom with a queue of that size. */
export const queueRoom: CommsEaseFixture<string> = {
  name: "a chatroom with a queue",
  uses: [ann],
  calls: { "chatroom/create": 1, "chatroom/queueInit": 1 },
  objects: { room: 1 },
  async make(lab) {
    const roomid = await newRoom(lab);
    await lab.must("chatroom/queueInit", { roomid, sizeLimit: QUEUE_SIZE });
    return roomid;
  },
};
