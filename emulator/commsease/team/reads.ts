import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { accid, boolean, ids, integer, optional, required } from "../parameters";
import { tid } from "./parameters";
import { administrators, demandRole, findTeam, teamsOf } from "./rules";
import { teamDetail, teamInfo, teamTexts } from "./shapes";

/** What can be read of teams. */
export const teamReadEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "team/query",
    reads: true,
    parameters: {
      tids: required(ids()),
      ope: required(integer({ oneOf: [0, 1] })),
      ignoreInvalid: optional(boolean),
    },
    handle(args, context) {
      if (args.tids.length > context.settings.teamQueryMaximum) return refuse(414, "tids too many");
      const invalid = args.tids.filter((one) => !context.state.teams.has(one));
      const wanted = args.ignoreInvalid ? args.tids.filter((one) => !invalid.includes(one)) : args.tids;
      const tinfos = wanted.map((one) => teamInfo(findTeam(context, one), args.ope === 1, context));
      return { tinfos, ...(invalid.length > 0 && { [context.settings.invalidTidsKey]: invalid }) };
    },
  }),
  endpoint({
    call: "team/queryDetail",
    reads: true,
    parameters: { tid },
    handle: (args, context) => ({ tinfo: teamDetail(findTeam(context, args.tid), context) }),
  }),
  endpoint({
    call: "team/joinTeams",
    reads: true,
    parameters: { accid },
    handle(args, context) {
      const infos = teamsOf(context, context.state.teams, args.accid).map((team) => ({
        owner: team.owner,
        tname: team.tname,
        maxusers: team.maxusers,
        tid: team.tid,
        size: team.members.size,
        ...teamTexts({ custom: team.custom }, context),
      }));
      return { count: infos.length, infos };
    },
  }),
  endpoint({
    call: "team/listMemberInfo",
    reads: true,
    parameters: { accid },
    handle(args, context) {
      const data = teamsOf(context, context.state.teams, args.accid).flatMap((team) => {
        const member = team.members.get(args.accid);
        if (!member) return [];
        return {
          tid: team.tid,
          accid: args.accid,
          ...teamTexts({ nick: member.nick }, context),
          mute: member.mute,
          managerPushEnable: true,
          pushEnable: member.pushEnable,
          createtime: member.createtime,
          updatetime: member.updatetime,
        };
      });
      return { data };
    },
  }),
  endpoint({
    call: "team/listTeamMute",
    reads: true,
    parameters: { tid, owner: accid },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, administrators(context));
      const mutes = [...team.members]
        .filter(([, member]) => member.mute)
        .map(([who, member]) => ({ nick: member.nick ?? "", accid: who, tid: team.tid, type: member.manager ? 2 : 0 }));
      return { mutes };
    },
  }),
  endpoint({
    call: "team/listOnlineUsers",
    reads: true,
    parameters: { tid },
    handle(args, context) {
      if (!context.settings.onlineCountFeature) return refuse(403, "not support");
      findTeam(context, args.tid);
      // No client logs in to the emulator, so nobody is online.
      return { data: { count: 0, status: {} } };
    },
  }),
];
