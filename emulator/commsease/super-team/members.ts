import { registered } from "../account/rules";
import { type Endpoint, endpoint } from "../endpoint";
import { accid, optional, required, text } from "../parameters";
import { demandPowerOver, kick, leave, patchMember, setManagers } from "../team/member-rules";
import { fewPeople, msg, nick, people, tid, toggle } from "../team/parameters";
import { administrators, demandRole, failedPayload, findMember, judgeInvitees, newcomers } from "../team/rules";
import { findSuperTeam, invite, magree } from "./rules";

/** Who is in a super team, as what, and under which restrictions. */
export const superTeamMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "superteam/invite",
    parameters: { tid, owner: accid, inviteAccids: people, msg, magree },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      const everyone = team.invitemode === 1;
      demandRole(context, team, args.owner, ["owner", "manager", ...(everyone ? (["member"] as const) : [])]);
      const fresh = newcomers(context, team, args.inviteAccids);
      const invitation = judgeInvitees(context, context.state.superTeams, fresh, team.members.size, team.tlevel);
      invite(team, invitation.admitted, args.magree, context);
      return failedPayload(invitation.failed, "team count exceed");
    },
  }),
  endpoint({
    call: "superteam/kick",
    parameters: { tid, owner: accid, kickAccids: people },
    handle: (args, context) => kick(context, findSuperTeam(context, args.tid), args.owner, args.kickAccids),
  }),
  endpoint({
    call: "superteam/leave",
    parameters: { tid, accid },
    handle(args, context) {
      registered(context, args.accid);
      leave(context, findSuperTeam(context, args.tid), args.accid);
      return {};
    },
  }),
  endpoint({
    call: "superteam/addManager",
    parameters: { tid, owner: accid, managerAccids: fewPeople },
    handle: (args, context) =>
      setManagers(context, findSuperTeam(context, args.tid), args.owner, args.managerAccids, true),
  }),
  endpoint({
    call: "superteam/removeManager",
    parameters: { tid, owner: accid, managerAccids: fewPeople },
    handle: (args, context) =>
      setManagers(context, findSuperTeam(context, args.tid), args.owner, args.managerAccids, false),
  }),
  endpoint({
    call: "superteam/muteTlist",
    parameters: { tid, owner: accid, muteAccids: fewPeople, mute: required(toggle) },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      demandPowerOver(context, team, args.owner, args.muteAccids);
      for (const member of args.muteAccids.map((one) => findMember(context, team, one))) {
        member.mute = args.mute === 1;
        member.updatetime = context.now;
      }
      return {};
    },
  }),
  endpoint({
    call: "superteam/updateTlist",
    parameters: {
      tid,
      accid,
      silentType: optional(toggle),
      nick,
      custom: optional(text({ max: 32 })),
    },
    handle(args, context) {
      registered(context, args.accid);
      const member = findMember(context, findSuperTeam(context, args.tid), args.accid);
      if (args.silentType !== undefined) member.pushEnable = args.silentType === 0;
      patchMember(context, member, args);
      return {};
    },
  }),
  endpoint({
    call: "superteam/updateTeamNick",
    parameters: { tid, owner: accid, accid, nick },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      demandRole(context, team, args.owner, administrators(context));
      patchMember(context, findMember(context, team, args.accid), args);
      return {};
    },
  }),
];
