import type { Emulator } from "../../support/emulator";

const day = 24 * 3600;

/** What the apps' consoles have set, which the data of a cloud does not hold. */
export const settings = ["profileCustomTags", "groupCustomKeys", "memberCustomKeys"].flatMap((name) => [
  "--setting",
  `tencent.${name}=*`,
]);

export function connectionsOf({ connection, nexconn, tencent }: Emulator) {
  return { default: connection, nexconn: nexconn.connection, tencent: tencent.connection };
}

/** The addresses of the clouds, by what stands for them in the files that are checked in. */
export function addressesOf({ ready }: Emulator): Record<string, string> {
  const [primary = "", backup = ""] = ready.nexconn.endpoints;
  return { COMMSEASE: ready.commsease.endpoint, PRIMARY: primary, BACKUP: backup, TENCENT: ready.tencent.endpoint };
}

/** The values that stand in no file of the project: instants near to when the stack was made, and an id that was assigned. */
export function environment(madeAtMs: number, crew: string): Record<string, string> {
  const ahead = (days: number) => new Date(madeAtMs + days * day * 1000).toISOString();
  return { SOON: ahead(20), LATER: ahead(25), CREW: crew };
}

/** What is in the clouds before the stack: gives the id of the team that the stack puts people into, and no more. */
export async function byHand(emulator: Emulator): Promise<string> {
  await foundAtNexconn(emulator);
  await foundAtTencent(emulator);
  return foundAtCommsease(emulator);
}

const people = ["ann", "ben", "cat", "cid", "dan", "eve", "adopted"];

async function foundAtCommsease(emulator: Emulator): Promise<string> {
  const make = (call: string, params: object) => emulator.mustVendor(call, { ...params });
  for (const accid of [...people, "olga"]) await make("user/create", { accid });
  const team = { owner: "olga", msg: "x", joinmode: 0, beinvitemode: 1 };
  await make("team/create", { ...team, magree: 0, tname: "Found", members: ["dan"] });
  const { tid } = await make("team/create", { ...team, magree: 0, tname: "Crew", members: ["ann"] });
  await make("superteam/create", { ...team, tname: "Found hall", inviteAccids: ["dan"] });
  const { chatroom } = await make("chatroom/create", { creator: "olga", name: "Annex" });
  const { roomid } = chatroom;
  await make("chatroom/setMemberRole", { roomid, operator: "olga", target: "ann", opt: 1, optvalue: true });
  await make("chatroom/queueOffer", { roomid, key: "theirs", value: "x" });
  return String(tid);
}

async function foundAtNexconn({ nexconn }: Emulator): Promise<void> {
  for (const userId of [...people, "olga"])
    await nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
  for (const channelId of ["plaza", "found"]) {
    const group = { channelId, name: "Found", owner: "olga", userIds: ["ann"] };
    await nexconn.mustVendor("group-channel/create", group);
  }
  await nexconn.mustVendor("open-channel/create", { channelId: "found" });
}

async function foundAtTencent({ tencent }: Emulator): Promise<void> {
  for (const UserID of people) await tencent.mustVendor("im_open_login_svc/account_import", { UserID });
  const make = (GroupId: string, Type: string, more: object) => {
    const group = { GroupId, Type, Name: "Found", Owner_Account: "dan", ...more };
    return tencent.mustVendor("group_open_http_svc/create_group", group);
  };
  await make("square", "Public", { MemberList: [{ Member_Account: "ann" }] });
  await make("found", "Private", { MemberList: [{ Member_Account: "ben" }] });
  await make("@TGS#_found", "Community", { SupportTopic: 1 });
  const topic = { GroupId: "@TGS#_found", TopicId: "@TGS#_found@TOPIC#_found", TopicName: "Found" };
  await tencent.mustVendor("million_group_open_http_svc/create_topic", topic);
}
