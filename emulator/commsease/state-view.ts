import { byId, sha256 } from "../cloud/objects";
import { settleRoom } from "./chatroom/presence";
import { memberType } from "./chatroom/rules";
import type { Context } from "./endpoint";
import type { Account, Queue, Room, RoomMember, SuperTeam, Team, TeamCore } from "./state";
import { roleIn } from "./team/rules";

function account(one: Account): Record<string, unknown> {
  const { token, profile, props, ...rest } = one;
  const { name, icon, sign, email, birth, mobile, gender, ex } = profile;
  const texts = { name, icon, sign, email, birth, mobile, gender, ex, props };
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, value ?? null])),
    tokenSha256: sha256(token),
  };
}

function people(one: TeamCore): Record<string, unknown> {
  return {
    members: byId(one.members, ({ manager: _, ...member }, accid) => ({
      role: roleIn(one, accid),
      ...member,
      nick: member.nick ?? null,
      custom: member.custom ?? null,
    })),
    pending: [...one.pending.keys()],
  };
}

function team(one: Team): Record<string, unknown> {
  return {
    ...one,
    announcement: one.announcement ?? null,
    intro: one.intro ?? null,
    custom: one.custom ?? null,
    icon: one.icon ?? null,
    ...people(one),
  };
}

function superTeam(one: SuperTeam): Record<string, unknown> {
  return {
    ...one,
    announcement: one.announcement ?? null,
    intro: one.intro ?? null,
    serverCustom: one.serverCustom ?? null,
    icon: one.icon ?? null,
    ...people(one),
  };
}

function roomMember(member: RoomMember, tempMuteUntil: number): Record<string, unknown> {
  const { session, robot, ...rest } = member;
  const { nick, avator, ext } = { ...member, ...session };
  return {
    ...rest,
    type: memberType(member),
    tempMuteUntil,
    notifyTargetTags: member.notifyTargetTags ?? null,
    robot: robot ? { until: robot.until, roleExt: robot.roleExt ?? null } : null,
    nick: nick ?? null,
    avator: avator ?? null,
    ext: ext ?? null,
  };
}

function queue({ sizeLimit, elements }: Queue): Record<string, unknown> {
  return {
    sizeLimit: sizeLimit ?? null,
    elements: [...elements].map(([key, { value, owner, transient }]) => ({ key, value, owner, transient })),
  };
}

function chatroom(one: Room): Record<string, unknown> {
  return {
    ...one,
    announcement: one.announcement ?? null,
    broadcasturl: one.broadcasturl ?? null,
    ext: one.ext ?? null,
    delay: one.delay ?? null,
    members: byId(one.members, (member, accid) => roomMember(member, one.tempMutes.get(accid) ?? 0)),
    tempMutes: Object.fromEntries(one.tempMutes),
    tagMutes: Object.fromEntries(one.tagMutes),
    queue: queue(one.queue),
  };
}

/** Everything, every field present, texts never set as null, and of tokens only their hash. */
export function stateView(context: Context): Record<string, unknown> {
  const { state } = context;
  return {
    accounts: byId(state.accounts, account),
    teams: byId(state.teams, team),
    superTeams: byId(state.superTeams, superTeam),
    chatrooms: byId(state.rooms, (room) => chatroom(settleRoom(room, context))),
  };
}
