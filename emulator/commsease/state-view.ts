import { sha256 } from "./lookup";
import { memberType, settleRoom } from "./room-rules";
import type { Account, Room, State, Team } from "./state";
import { roleIn } from "./team-rules";

function byId<K, V, R>(map: ReadonlyMap<K, V>, show: (value: V, key: K) => R): Record<string, R> {
  return Object.fromEntries([...map].map(([key, value]) => [String(key), show(value, key)]));
}

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

function team(one: Team): Record<string, unknown> {
  return {
    ...one,
    announcement: one.announcement ?? null,
    intro: one.intro ?? null,
    custom: one.custom ?? null,
    icon: one.icon ?? null,
    members: byId(one.members, ({ manager: _, ...member }, accid) => ({
      role: roleIn(one, accid),
      ...member,
      nick: member.nick ?? null,
      custom: member.custom ?? null,
    })),
    pending: [...one.pending.keys()],
  };
}

function chatroom(one: Room): Record<string, unknown> {
  return {
    ...one,
    announcement: one.announcement ?? null,
    broadcasturl: one.broadcasturl ?? null,
    ext: one.ext ?? null,
    delay: one.delay ?? null,
    members: byId(one.members, (member) => ({
      ...member,
      type: memberType(member),
      nick: member.nick ?? null,
      avator: member.avator ?? null,
      ext: member.ext ?? null,
    })),
  };
}

/** Everything, every field present, texts never set as null, and of tokens only their hash. */
export function stateView(state: State, now: number): Record<string, unknown> {
  return {
    accounts: byId(state.accounts, account),
    teams: byId(state.teams, team),
    chatrooms: byId(state.rooms, (room) => chatroom(settleRoom(room, now))),
  };
}
