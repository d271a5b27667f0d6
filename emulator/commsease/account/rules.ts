import { randomBytes } from "node:crypto";
import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import type { Account } from "../state";

/** 32 hex digits, as the vendor makes tokens. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
}

/** The account of a user call. */
export function registered({ state }: Context, accid: string): Account {
  return state.accounts.get(accid) ?? refuse(414, `${accid} not register`);
}

/** The account of a user call that a blocked account is refused. */
export function usable(context: Context, accid: string, what: "profile" | "other"): Account {
  const account = registered(context, accid);
  const { blockedAccountCalls, blockedAccountCode } = context.settings;
  const open = blockedAccountCalls === "allowAll" || (blockedAccountCalls === "allowProfile" && what === "profile");
  return account.blocked && !open ? refuse(blockedAccountCode, `${accid} is blocked`) : account;
}

/** An account named as operator; `code` is what an unknown one gets. */
export function operator(context: Context, accid: string, code: number): Account {
  const account = context.state.accounts.get(accid) ?? refuse(code, `${accid} not register`);
  if (account.blocked && context.settings.blockedAccountAsOperator === "refuse") {
    return refuse(context.settings.blockedAccountCode, `${accid} is blocked`);
  }
  return account;
}
