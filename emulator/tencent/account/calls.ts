import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { leaveAllGroups } from "../group/leaving";
import { account, list, object, optional, required, text } from "../parameters";
import type { TencentSettings } from "../settings";
import { checkWord, demandAccounts, importCode, isUserId, newAccount } from "./rules";

const batch = {
  nonEmpty: true,
  max: 100,
  maxCode: (settings: Readonly<TencentSettings>) => settings.accountBatch,
} as const;
const profileText = optional(text({ max: 500, codes: { "too long": 40601 } }));
const userIds = list(object({ UserID: required(account) }), batch);

interface Imported {
  readonly UserID: string;
  readonly Nick?: string;
  readonly FaceUrl?: string;
}

/** Makes the account, or takes over what is new about one that exists. */
function importOne({ UserID, Nick, FaceUrl }: Imported, { state, settings }: Context): void {
  const existing = state.accounts.get(UserID);
  if (existing && settings.importOfExisting === "keep") return;
  const one = existing ?? newAccount(UserID);
  const offered = { Tag_Profile_IM_Nick: Nick, Tag_Profile_IM_Image: FaceUrl };
  for (const [tag, value] of Object.entries(offered)) {
    if (value === undefined || (value === "" && settings.emptyTextInImport === "ignore")) continue;
    one.profile.set(tag, value);
  }
  state.accounts.set(UserID, one);
}

/** The calls that make, find and remove accounts. */
export const accountEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "im_open_login_svc/account_import",
    parameters: { UserID: required(account, { alias: "Identifier" }), Nick: profileText, FaceUrl: profileText },
    handle(args, context) {
      if (!isUserId(args.UserID, context)) return refuse(70402, "UserID is invalid");
      checkWord(args.Nick ?? "", context.settings.antispamProfileCode, context);
      const code = importCode(args.UserID, context);
      if (code !== 0) return refuse(code, `${args.UserID} cannot be imported`);
      importOne(args, context);
      return {};
    },
  }),
  endpoint({
    call: "im_open_login_svc/multiaccount_import",
    parameters: {
      Accounts: optional(list(account, batch)),
      AccountList: optional(
        list(object({ UserID: required(account), Nick: profileText, FaceUrl: profileText }), batch),
      ),
    },
    handle({ Accounts = [], AccountList = [] }, context) {
      const { settings } = context;
      const offered: Imported[] = [...Accounts.map((UserID) => ({ UserID })), ...AccountList];
      if (offered.length === 0) return refuse(70402, "AccountList is missing");
      if (settings.invalidIdInImport === 70402 && !offered.every((one) => isUserId(one.UserID, context))) {
        return refuse(70402, "UserID is invalid");
      }
      const failed = new Set<string>();
      for (const one of offered) {
        if (isUserId(one.UserID, context) && importCode(one.UserID, context) === 0) importOne(one, context);
        else failed.add(one.UserID);
      }
      return { FailAccounts: [...failed] };
    },
  }),
  endpoint({
    call: "im_open_login_svc/account_check",
    reads: true,
    parameters: { CheckItem: required(userIds) },
    handle: ({ CheckItem }, { state }) => ({
      ResultItem: CheckItem.map(({ UserID }) => ({
        UserID,
        ResultCode: 0,
        ResultInfo: "",
        AccountStatus: state.accounts.has(UserID) ? "Imported" : "NotImported",
      })),
    }),
  }),
  endpoint({
    call: "im_open_login_svc/account_delete",
    parameters: { DeleteItem: required(userIds) },
    handle({ DeleteItem }, context) {
      const { state, settings, nowSeconds } = context;
      if (!settings.accountDeletion) return refuse(71000, "account deletion is not permitted");
      return {
        ResultItem: DeleteItem.map(({ UserID }) => {
          const existed = state.accounts.delete(UserID);
          if (!existed) {
            return { UserID, ResultCode: 70107, ResultInfo: "Err_TLS_PT_Open_Login_Account_Not_Exist" };
          }
          state.deletedAccounts.set(UserID, nowSeconds);
          leaveAllGroups(UserID, context);
          return { UserID, ResultCode: 0, ResultInfo: "" };
        }),
      };
    },
  }),
  endpoint({
    call: "im_open_login_svc/kick",
    parameters: { UserID: required(account, { alias: "Identifier" }) },
    handle({ UserID }, context) {
      demandAccounts([UserID], context, 70107);
      context.state.kicked.set(UserID, context.nowSeconds);
      return {};
    },
  }),
];
