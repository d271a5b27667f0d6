import { inHoursSharp } from "../support/in-hours";
import { describeLives } from "../support/life-cycle";
import { account } from "./life-commsease/account";
import { chatroom } from "./life-commsease/chatroom";
import { chatroomQueue } from "./life-commsease/chatroom-queue";
import { chatroomRoles } from "./life-commsease/chatroom-roles";
import { superTeam } from "./life-commsease/super-team";
import { team } from "./life-commsease/team";
import { teamMembers } from "./life-commsease/team-members";

describeLives({
  vendor: "commsease",
  folder: "life-commsease",
  rows: [account, team, superTeam, teamMembers, chatroom, chatroomRoles, chatroomQueue],
  // They change nothing, and have a test of their own.
  elsewhere: ["commsease:ChatroomClientOptions"],
  options: {
    // Whether people are asked is open; here nobody is, so that a first up finds everybody there.
    args: ["--setting", "commsease.superTeamConsent=never"],
    env: { SOON: inHoursSharp(2), LATER: inHoursSharp(5) },
  },
  async people({ emulator }) {
    for (const accid of ["olga", "ann", "ben", "cat", "cid", "dan", "eve", "fay", "zoe", "rita", "sam"]) {
      await emulator.mustVendor("user/create", { accid });
    }
  },
});
