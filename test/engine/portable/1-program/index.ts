import { readFileSync } from "node:fs";
import { Account, Chatroom, ChatroomEntries, Team, TeamMembers } from "pulumi-im";

/** One program for any vendor. What the tests have it declare beside what holds it together is in a file. */
function estate(connection: string) {
  const declared = JSON.parse(readFileSync("declared.json", "utf8"))[connection];
  const named = (name: string) => `${connection}-${name}`;

  const owner = new Account(named("owner"), { accountId: "owner-one", name: "Owner", connection });
  const deputy = new Account(named("deputy"), { accountId: "deputy-one", name: "Deputy", connection });
  const helper = new Account(named("helper"), { accountId: "helper-one", ...declared.account, connection });

  const team = new Team(named("team"), {
    owner: (declared.deputyLeads ? deputy : owner).accountId,
    members: [{ accountId: helper.accountId, ...declared.member }, ...(declared.deputyLeads ? [] : [deputy.accountId])],
    ...declared.team,
    connection,
  });

  const room = new Chatroom(named("room"), { owner: owner.accountId, ...declared.chatroom, connection });

  // Others come and go in this one; the stack cares for its helper.
  const plaza = new Team(named("plaza"), { name: "Plaza", owner: owner.accountId, connection });
  const staff = new TeamMembers(named("staff"), {
    teamId: plaza.teamId,
    members: [{ accountId: helper.accountId, ...declared.member }],
    connection,
  });

  const entries = new ChatroomEntries(named("entries"), {
    chatroomId: room.chatroomId,
    ...declared.entries,
    connection,
  });

  return {
    plazaId: staff.teamId,
    keys: entries.entries.apply(Object.keys),
    teamId: team.teamId,
    chatroomId: room.chatroomId,
    loginToken: helper.loginToken,
  };
}

export const commsease = estate("commsease");
export const nexconn = estate("nexconn");
export const tencent = estate("tencent");
