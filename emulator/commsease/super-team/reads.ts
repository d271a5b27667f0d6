import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accid, ids, integer, optional, required } from "../parameters";
import type { SuperTeam, TeamMember } from "../state";
import { tid } from "../team/parameters";
import { teamsOf } from "../team/rules";
import { teamTexts } from "../team/shapes";
import { findSuperTeam } from "./rules";
import { superTeamInfo, superTeamMember } from "./shapes";

const paging = {
  timetag: required(integer({ min: 0 })),
  limit: required(integer({ min: 1 })),
  reverse: optional(integer({ oneOf: [1, 2] })),
} as const;

interface Page {
  readonly timetag: number;
  readonly limit: number;
  readonly reverse: number | undefined;
}

/** Members by the time they joined: upwards from the given time, or with `reverse` 2 downwards. */
function page(
  team: SuperTeam,
  { timetag, limit, reverse }: Page,
  context: Context,
  wanted: (member: TeamMember) => boolean,
): Record<string, unknown>[] {
  const { superPageMaximum, superPageFromZero, pageStart } = context.settings;
  if (limit > superPageMaximum) return refuse(414, "limit is invalid");
  const direction = reverse === 2 ? -1 : 1;
  const start = direction < 0 && timetag === 0 && superPageFromZero === "now" ? Number.POSITIVE_INFINITY : timetag;
  const distance = (member: TeamMember) => (member.createtime - start) * direction;
  return [...team.members]
    .filter(
      ([, member]) => wanted(member) && (pageStart === "inclusive" ? distance(member) >= 0 : distance(member) > 0),
    )
    .sort(([, a], [, b]) => (a.createtime - b.createtime) * direction)
    .slice(0, limit)
    .map(([accid, member]) => superTeamMember(team, accid, member, context));
}

function shortInfo(team: SuperTeam, context: Context): Record<string, unknown> {
  const { owner, tname, tlevel, tid, members, serverCustom } = team;
  return { owner, tname, maxusers: tlevel, tid, size: members.size, ...teamTexts({ custom: serverCustom }, context) };
}

/** What can be read of super teams. */
export const superTeamReadEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "superteam/getTinfos",
    reads: true,
    parameters: { tids: required(ids({ max: 20 })) },
    handle(args, context) {
      const omits = context.settings.unknownSuperTeamInGetTinfos === "omit";
      const wanted = omits ? args.tids.filter((one) => context.state.superTeams.has(one)) : args.tids;
      return { tinfos: wanted.map((one) => superTeamInfo(findSuperTeam(context, one), context)) };
    },
  }),
  endpoint({
    call: "superteam/getTlists",
    reads: true,
    parameters: { tid, ...paging },
    handle: (args, context) => ({ tlists: page(findSuperTeam(context, args.tid), args, context, () => true) }),
  }),
  endpoint({
    call: "superteam/getMuteTlists",
    reads: true,
    parameters: { tid, ...paging },
    handle: (args, context) => ({
      muteTlists: page(findSuperTeam(context, args.tid), args, context, (member) => member.mute),
    }),
  }),
  endpoint({
    call: "superteam/joinTeams",
    reads: true,
    parameters: { accid },
    handle(args, context) {
      const { superJoinTeamsKey, superJoinTeamsObject } = context.settings;
      const show = superJoinTeamsObject === "short" ? shortInfo : superTeamInfo;
      const joined = teamsOf(context, context.state.superTeams, args.accid);
      return { [superJoinTeamsKey]: joined.map((team) => show(team, context)) };
    },
  }),
];
