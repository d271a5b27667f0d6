import type { Guide } from "../../resource/guide";
import type { AccountDeclaration, AccountState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<AccountDeclaration, AccountState> = {
  import: {
    title: "An account",
    idIs: "the accid",
    advice:
      "Leave the token out: the vendor does not give it back, and the file would hold it in clear. After the import, `token` is empty until the program declares one or sets `tokenVersion`, which has the vendor make a new one.",
    name: "helpdesk",
    id: "svc-helpdesk",
    inputs: { accid: "svc-helpdesk", name: "Help desk" },
    outputs: { tokenDeclared: false, appId: "YOUR_APP_KEY" },
  },
  limits: ["**An account cannot be deleted.** A delete blocks it, and it still counts to the app's quota."],
};
