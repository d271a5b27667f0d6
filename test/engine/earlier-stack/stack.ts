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

/** What is in the clouds before the stack, and no part of it: gives the id of the team that it puts people into. */
export async function byHand(emulator: Emulator): Promise<string> {
  const { nexconn, tencent } = emulator;
  const people = ["ann", "ben", "cat", "cid", "dan", "eve", "adopted"];
  for (const accid of [...people, "olga"]) await emulator.mustVendor("user/create", { accid });
  const team = { owner: "olga", members: [] as string[], msg: "x", magree: 0, joinmode: 0 };
  await emulator.mustVendor("team/create", { ...team, tname: "Found", members: ["dan"] });
  const { tid } = await emulator.mustVendor("team/create", { ...team, tname: "Crew", members: ["ann"] });

  for (const userId of [...people, "olga"])
    await nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
  await nexconn.mustVendor("group-channel/create", {
    channelId: "plaza",
    name: "Plaza",
    owner: "olga",
    userIds: ["ann"],
  });

  for (const UserID of people) await tencent.mustVendor("im_open_login_svc/account_import", { UserID });
  const square = { Type: "Public", GroupId: "square", Name: "Square", MemberList: [{ Member_Account: "ann" }] };
  await tencent.mustVendor("group_open_http_svc/create_group", { ...square, Owner_Account: "dan" });
  return String(tid);
}
