import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { UINT32 } from "../parameters";
import type { Account, Period } from "../state";

/** Three months of 30 days. */
const TOMBSTONE_SECONDS = 90 * 86_400;

export const FOREVER = UINT32;

/** Whether an account may have this id. */
export function isUserId(id: string, { settings }: Context): boolean {
  return (settings.userIdAlphabet === "word" ? /^[\w-]{1,32}$/ : /^[\x20-\x7e]{1,32}$/).test(id);
}

/** Why an id cannot be imported; 0 if it can. */
export function importCode(id: string, { state, settings, nowSeconds }: Context): number {
  if (state.accounts.has(id)) return 0;
  const deleted = state.deletedAccounts.get(id);
  if (settings.deletedAccountId === "tombstone" && deleted !== undefined && nowSeconds < deleted + TOMBSTONE_SECONDS) {
    return 70399;
  }
  return settings.accountQuota > 0 && state.accounts.size >= settings.accountQuota ? 70398 : 0;
}

export function newAccount(UserID: string): Account {
  return { UserID, profile: new Map() };
}

/** Refuses a text with the word that the content filter knows. */
export function checkWord(text: string, code: number, { settings }: Context): void {
  if (settings.antispamWord !== "" && text.includes(settings.antispamWord)) refuse(code, "text hit the content filter");
}

/** Every account exists, or the call fails. */
export function demandAccounts(ids: readonly string[], { state }: Context, code = 10019): void {
  const unknown = ids.find((id) => !state.accounts.has(id));
  if (unknown !== undefined) refuse(code, `account ${unknown} does not exist`);
}

export function isRunning(period: Period | undefined, nowSeconds: number): period is Period {
  return period !== undefined && (period.seconds === FOREVER || period.from + period.seconds > nowSeconds);
}

/** When a period ends, as reads show it; 0 for none and for one that is over. */
export function endOf(period: Period | undefined, { settings, nowSeconds }: Context): number {
  if (!isRunning(period, nowSeconds)) return 0;
  return period.seconds === FOREVER && settings.permanentMuteRead === "maximum"
    ? FOREVER
    : period.from + period.seconds;
}
