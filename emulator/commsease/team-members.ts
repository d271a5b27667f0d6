import { type Context, type Endpoint, endpoint } from "./endpoint";
import { registered } from "./lookup";
import { refuse } from "./refusal";
import { administrators, admit, demandRole, failedPayload, findMember, findTeam, judgeInvitees } from "./team-rules";

const tid = { type: "integer", required: true, min: 1 } as const;
const accid = { type: "accid", required: true } as const;
const attach = { type: "text", max: 512 } as const;
const managers = {
  type: "accids",
  required: true,
  max: 10,
  maxText: 1024,
  nonEmpty: true,
  bad: "bad members",
} as const;

interface ManagerArguments {
  readonly tid: number;
  readonly owner: string;
  readonly members: readonly string[];
}

function setManagers(args: ManagerArguments, context: Context, manager: boolean): Record<string, never> {
  const team = findTeam(context, args.tid);
  demandRole(context, team, args.owner, ["owner"]);
  if (args.members.includes(team.owner)) return refuse(414, "bad members");
  const members = args.members.map((one) => findMember(context, team, one));
  if (context.settings.sameStateManager === 417 && members.some((member) => member.manager === manager)) {
    return refuse(417, "repeated operation");
  }
  for (const member of members) {
    member.manager = manager;
    member.updatetime = context.now;
  }
  team.updatetime = context.now;
  return {};
}

/** Who is in a team, as what, and under which restrictions. */
export const teamMemberEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "team/add",
    parameters: {
      tid,
      owner: accid,
      members: { type: "accids", required: true, max: 200, nonEmpty: true, bad: "bad members" },
      magree: { type: "integer", required: true, oneOf: [0, 1] },
      msg: { type: "text", required: true, max: 150 },
      attach,
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, [
        "owner",
        "manager",
        ...(team.invitemode === 1 ? (["member"] as const) : []),
      ]);
      const fresh = args.members.filter((one) => !team.members.has(one));
      if (fresh.length < args.members.length && context.settings.presentMember === 809) {
        return refuse(809, "already in team");
      }
      const invitation = judgeInvitees(context, fresh, team.members.size, team.maxusers);
      admit(team, invitation.admitted, args.magree, context.now);
      return failedPayload(invitation.failed, "team count exceed");
    },
  }),
  endpoint({
    call: "team/kick",
    parameters: {
      tid,
      owner: accid,
      member: { type: "accid" },
      members: { type: "accids", max: 200, nonEmpty: true, bad: "bad members" },
      attach,
    },
    handle(args, context) {
      const { kickNonMember, managerKicksManager, noTeamRight } = context.settings;
      const team = findTeam(context, args.tid);
      const role = demandRole(context, team, args.owner, ["owner", "manager"]);
      const named = args.member === undefined ? args.members : [args.member];
      if (!named) return refuse(414, "member is empty");
      if (named.includes(team.owner) || named.includes(args.owner)) return refuse(noTeamRight, "no permission");
      const peers = named.some((one) => team.members.get(one)?.manager);
      if (role === "manager" && peers && managerKicksManager === "refuse") return refuse(noTeamRight, "no permission");
      if (kickNonMember === "fail") for (const one of named) findMember(context, team, one);

      const absent = named.filter((one) => !team.members.delete(one));
      team.updatetime = context.now;
      return kickNonMember === "faccid" ? failedPayload(absent, "not in team") : {};
    },
  }),
  endpoint({
    call: "team/leave",
    parameters: { tid, accid, attach },
    handle(args, context) {
      registered(context, args.accid);
      const team = findTeam(context, args.tid);
      findMember(context, team, args.accid);
      if (team.owner === args.accid) return refuse(context.settings.noTeamRight, "owner cannot leave");
      team.members.delete(args.accid);
      team.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "team/addManager",
    parameters: { tid, owner: accid, members: managers, attach },
    handle: (args, context) => setManagers(args, context, true),
  }),
  endpoint({
    call: "team/removeManager",
    parameters: { tid, owner: accid, members: managers, attach },
    handle: (args, context) => setManagers(args, context, false),
  }),
  endpoint({
    call: "team/updateTeamNick",
    parameters: {
      tid,
      owner: accid,
      accid,
      nick: { type: "text", max: 32 },
      custom: { type: "text", max: 1024, unit: "bytes" },
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, administrators(context));
      const member = findMember(context, team, args.accid);
      for (const field of ["nick", "custom"] as const) {
        const value = args[field];
        if (value !== undefined && (value !== "" || context.settings.teamEmptyStringClears)) member[field] = value;
      }
      member.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "team/muteTeam",
    parameters: { tid, accid, ope: { type: "integer", required: true, oneOf: [1, 2] } },
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
    parameters: { tid, owner: accid, accid, mute: { type: "integer", required: true, oneOf: [0, 1] }, attach },
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
      mute: { type: "boolean" },
      muteType: { type: "integer", oneOf: [0, 1, 3] },
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
