import type { Guide } from "../../resource/guide";
import type { AccountInputs, AccountState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<AccountInputs, AccountState> = {
  import: {
    title: "A Tencent account",
    idIs: "the UserID",
    advice:
      'Leave `userSig`, `userSigExpires` and `userSigKey` out: after the import the first preview shows the last two, and the `up` makes a `userSig` without a call that changes anything; `"userSigDays": 0` in file and program has none made. A mute until an instant stands here as the program writes it.',
    name: "helpdesk",
    id: "svc-helpdesk",
    inputs: { UserID: "svc-helpdesk", Nick: "Help desk", AllowType: "AllowType_Type_DenyAny", C2CmsgNospeakingTime: 0 },
    outputs: { appId: "YOUR_SDK_APP_ID" },
  },
  limits: [
    '**Whether accounts can be deleted is up to the app\'s plan and console** (code 71000 where not). `onDestroy: "forget"` leaves an account as it is; it counts to the quota, and its UserSig stays good until it ends. On the paid plans a deleted UserID cannot come back for three months (code 70399), so `pulumi up --replace` takes an account over instead of deleting it.',
    "**There is no list of accounts**, so nothing here finds those that no stack knows of.",
    "**Accounts bear their mark in the custom profile field `PulumiIm`**, which the app's console has to declare, as it has to declare each field of `Custom`; the vendor takes up to five minutes to know it. The error (code 40009) says so, and the account is finished by the next `up`. `im:ownershipMark: false` does without; then an account whose create was interrupted is refused as existing in the next run, and needs `adopt: true`.",
    "**Until a marked account is finished its avatar has a temporary URL**, of the host `pulumi-im.invalid`, which does not exist, for three calls at most. The declared name is there from the first call on, so that one which the vendor refuses leaves no account behind.",
    "**Profile fields have no delete.** A field that is no longer declared stays as it was written last; a key that is taken out of `Custom` is emptied. Custom fields that the program does not name are not seen: the vendor gives back only what is asked for.",
    "**A UserSig is made by the provider**, not by the vendor, and cannot be looked up. It is renewed by the first `up` after less than a third of its life is left, by this machine's clock: run one at least that often. After the app's key was changed in the console, every UserSig made before is void, and the next `up` makes new ones; see [the guide](rotate-secrets.md).",
    "**A new `userSigVersion` logs the account out everywhere** and ends every UserSig of the account, those of your own servers too.",
    "**Global mutes** read back as seconds that are left. An instant is compared to the minute; a mute of more than 100 years counts as one without end. A declared instant that has passed shows no difference.",
  ],
};
