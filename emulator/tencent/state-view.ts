import { FOREVER, isRunning } from "./account/rules";
import type { Context } from "./endpoint";
import { roleIn } from "./group/rules";
import { memberNum } from "./group/shapes";
import type { Account, Group, Period, Topic } from "./state";

function byId<V, R>(map: ReadonlyMap<string, V>, show: (value: V, key: string) => R): Record<string, R> {
  return Object.fromEntries([...map].map(([key, value]) => [key, show(value, key)]));
}

/** When a period ends: Unix seconds, 4294967295 for never, 0 where there is none. */
function until(period: Period | undefined, now: number): number {
  if (!isRunning(period, now)) return 0;
  return period.seconds === FOREVER ? FOREVER : period.from + period.seconds;
}

function ends(periods: ReadonlyMap<string, Period>, now: number): Record<string, number> {
  const running = [...periods].filter(([, period]) => isRunning(period, now));
  return Object.fromEntries(running.map(([id, period]) => [id, until(period, now)]));
}

function account(one: Account, now: number) {
  return {
    UserID: one.UserID,
    profile: Object.fromEntries(one.profile),
    C2CmsgNospeakingUntil: until(one.c2cMute, now),
    GroupmsgNospeakingUntil: until(one.groupMute, now),
  };
}

function topic({ mutes, ...rest }: Topic, now: number) {
  return { ...rest, mutes: ends(mutes, now) };
}

function group(one: Group, context: Context) {
  const { now } = context;
  const bans = [...one.bans].filter(([, ban]) => isRunning(ban, now));
  return {
    ...one,
    MemberNum: memberNum(one, context),
    AppDefinedData: Object.fromEntries(one.AppDefinedData),
    members: byId(one.members, ({ admin: _, AppMemberDefinedData, ...member }, id) => ({
      Role: roleIn(one, id),
      ...member,
      MuteUntil: until(one.mutes.get(id), now),
      AppMemberDefinedData: Object.fromEntries(AppMemberDefinedData),
    })),
    mutes: ends(one.mutes, now),
    bans: Object.fromEntries(
      bans.map(([id, ban]) => [id, { BannedUntil: until(ban, now), Description: ban.Description }]),
    ),
    attributes: Object.fromEntries(one.attributes),
    counters: Object.fromEntries(one.counters),
    audience: Object.fromEntries(one.audience),
    topics: byId(one.topics, (each) => topic(each, now)),
  };
}

/** Everything, every field present. */
export function stateView(context: Context): Record<string, unknown> {
  const { state, now } = context;
  return {
    accounts: byId(state.accounts, (one) => account(one, now)),
    deletedAccounts: Object.fromEntries(state.deletedAccounts),
    kicked: Object.fromEntries(state.kicked),
    groups: byId(state.groups, (one) => group(one, context)),
    destroyedGroups: Object.fromEntries(state.destroyedGroups),
  };
}
