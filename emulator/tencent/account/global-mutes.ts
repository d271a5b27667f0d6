import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { account, optional, required, seconds } from "../parameters";
import type { Account, Period } from "../state";
import { FOREVER, isRunning } from "./rules";

function find(id: string, code: number, { state, settings }: Context): Account | undefined {
  const found = state.accounts.get(id);
  if (found || settings.unknownAccountInGlobalMute === "accept") return found;
  return refuse(code, `account ${id} does not exist`);
}

/** Seconds still to run: they count down, unless the mute is for ever. */
function remaining(period: Period | undefined, nowSeconds: number): number {
  if (!isRunning(period, nowSeconds)) return 0;
  return period.seconds === FOREVER ? FOREVER : period.from + period.seconds - nowSeconds;
}

/** Mutes of an account everywhere. */
export const globalMuteEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "openconfigsvr/setnospeaking",
    parameters: {
      Set_Account: required(account, { missing: 130004 }),
      C2CmsgNospeakingTime: optional(seconds),
      GroupmsgNospeakingTime: optional(seconds),
    },
    handle({ Set_Account, C2CmsgNospeakingTime: c2c, GroupmsgNospeakingTime: group }, context) {
      if (c2c === undefined && group === undefined) return refuse(130008, "no mute time is given");
      const target = find(Set_Account, 130005, context);
      if (target && c2c !== undefined) target.c2cMute = { from: context.nowSeconds, seconds: c2c };
      if (target && group !== undefined) target.groupMute = { from: context.nowSeconds, seconds: group };
      return {};
    },
  }),
  endpoint({
    call: "openconfigsvr/getnospeaking",
    reads: true,
    parameterCode: 130003,
    parameters: { Get_Account: required(account, { missing: 130002 }) },
    handle({ Get_Account }, context) {
      const target = find(Get_Account, 130003, context);
      return {
        C2CmsgNospeakingTime: remaining(target?.c2cMute, context.nowSeconds),
        GroupmsgNospeakingTime: remaining(target?.groupMute, context.nowSeconds),
      };
    },
  }),
];
