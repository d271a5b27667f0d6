import { refuse } from "../../cloud/refusal";
import { registered } from "../account/rules";
import { type Endpoint, endpoint } from "../endpoint";
import { accid, accountId, boolean, integer, optional, required, text } from "../parameters";
import { kick, leave, patchMember, setManagers } from "./member-rules";
import { attach, fewPeople, msg, muteType, nick, people, somePeople, tid, toggle } from "./parameters";
import {
  administrators,
  admit,
  demandRole,
  failedPayload,
  findMember,
  findTeam,
  judgeInvitees,
  newcomers,
} from "./rules";

/** Who is in a team, as what, and under which restrictions. */
export const teamMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "team/add",
    parameters: {
      tid,
      owner: accid,
      members: people,
      magree: required(toggle),
      msg,
      attach,
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, [
        "owner",
        "manager",
        ...(team.invitemode === 1 ? (["member"] as const) : []),
      ]);
      const fresh = newcomers(context, team, args.members);
      const invitation = judgeInvitees(context, context.state.teams, fresh, team.members.size, team.maxusers);
      admit(team, invitation.admitted, args.magree, context.now);
      return failedPayload(invitation.failed, "team count exceed");
    },
  }),
  endpoint({
    call: "team/kick",
    parameters: {
      tid,
      owner: accid,
      member: optional(accountId),
      members: somePeople,
      attach,
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      const kicked = args.member === undefined ? args.members : [args.member];
      return kick(context, team, args.owner, kicked ?? []);
    },
  }),
  endpoint({
    call: "team/leave",
    parameters: { tid, accid, attach },
    handle(args, context) {
      registered(context, args.accid);
      leave(context, findTeam(context, args.tid), args.accid);
      return {};
    },
  }),
  endpoint({
    call: "team/addManager",
    parameters: { tid, owner: accid, members: fewPeople, attach },
    handle: (args, context) => setManagers(context, findTeam(context, args.tid), args.owner, args.members, true),
  }),
  endpoint({
    call: "team/removeManager",
    parameters: { tid, owner: accid, members: fewPeople, attach },
    handle: (args, context) => setManagers(context, findTeam(context, args.tid), args.owner, args.members, false),
  }),
  endpoint({
    call: "team/updateTeamNick",
    parameters: {
      tid,
      owner: accid,
      accid,
      nick,
      custom: optional(text({ max: 1024, unit: "bytes" })),
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, administrators(context));
      const member = findMember(context, team, args.accid);
      patchMember(context, member, args);
      return {};
    },
  }),
  endpoint({
    call: "team/muteTeam",
    parameters: { tid, accid, ope: required(integer({ oneOf: [1, 2] })) },
    handle(args, context) {
      registered(context, args.accid);
      const member = findMember(context, findTeam(context, args.tid), args.accid);
      member.pushEnable = args.ope === 2;
      member.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "team/muteTlist",
    parameters: { tid, owner: accid, accid, mute: required(toggle), attach },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, administrators(context));
      const member = findMember(context, team, args.accid);
      if (args.accid === team.owner) return refuse(context.settings.noTeamRight, "no permission");
      member.mute = args.mute === 1;
      member.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "team/muteTlistAll",
    parameters: {
      tid,
      owner: accid,
      mute: optional(boolean),
      muteType: optional(muteType),
      attach,
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, administrators(context));
      // `mute` wins over `muteType` where both are sent.
      const muteType = args.mute === undefined ? args.muteType : args.mute ? 1 : 0;
      if (muteType === undefined) return refuse(414, "mute is empty");
      team.muteType = muteType;
      team.updatetime = context.now;
      return {};
    },
  }),
];
