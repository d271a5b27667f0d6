import { byId } from "../cloud/objects";
import { FOREVER, isRunning } from "./account/rules";
import type { Context } from "./endpoint";
import { roleIn } from "./group/rules";
import { memberNum } from "./group/shapes";
import type { Account, Group, Period, Topic } from "./state";

/** When a period ends: Unix seconds, 4294967295 for never, 0 where there is none. */
function until(period: Period | undefined, nowSeconds: number): number {
  if (!isRunning(period, nowSeconds)) return 0;
  return period.seconds === FOREVER ? FOREVER : period.from + period.seconds;
}

function ends(periods: ReadonlyMap<string, Period>, nowSeconds: number): Record<string, number> {
  const running = [...periods].filter(([, period]) => isRunning(period, nowSeconds));
  return Object.fromEntries(running.map(([id, period]) => [id, until(period, nowSeconds)]));
}

function account(one: Account, nowSeconds: number) {
  return {
    UserID: one.UserID,
    profile: Object.fromEntries(one.profile),
    C2CmsgNospeakingUntil: until(one.c2cMute, nowSeconds),
    GroupmsgNospeakingUntil: until(one.groupMute, nowSeconds),
  };
}

function topic({ mutes, ...rest }: Topic, nowSeconds: number) {
  return { ...rest, mutes: ends(mutes, nowSeconds) };
}

function group(one: Group, context: Context) {
  const { nowSeconds } = context;
  const bans = [...one.bans].filter(([, ban]) => isRunning(ban, nowSeconds));
  return {
    ...one,
    MemberNum: memberNum(one, context),
    AppDefinedData: Object.fromEntries(one.AppDefinedData),
    members: byId(one.members, ({ admin: _, AppMemberDefinedData, ...member }, id) => ({
      Role: roleIn(one, id),
      ...member,
      MuteUntil: until(one.mutes.get(id), nowSeconds),
      AppMemberDefinedData: Object.fromEntries(AppMemberDefinedData),
    })),
    mutes: ends(one.mutes, nowSeconds),
    bans: Object.fromEntries(
      bans.map(([id, ban]) => [id, { BannedUntil: until(ban, nowSeconds), Description: ban.Description }]),
    ),
    attributes: Object.fromEntries(one.attributes),
    counters: Object.fromEntries(one.counters),
    audience: Object.fromEntries(one.audience),
    topics: byId(one.topics, (each) => topic(each, nowSeconds)),
  };
}

/** Everything, every field present. */
export function stateView(context: Context): Record<string, unknown> {
  const { state, nowSeconds } = context;
  return {
    accounts: byId(state.accounts, (one) => account(one, nowSeconds)),
    deletedAccounts: Object.fromEntries(state.deletedAccounts),
    kicked: Object.fromEntries(state.kicked),
    groups: byId(state.groups, (one) => group(one, context)),
    destroyedGroups: Object.fromEntries(state.destroyedGroups),
  };
}
