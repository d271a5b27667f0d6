import type { Guide } from "../../resource/guide";
import type { LiveUser } from "./change";
import type { UserInputs, UserState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<UserInputs, UserState & LiveUser> = {
  import: {
    title: "A Nexconn user",
    idIs: "the userId",
    advice:
      "The token is not given back by the vendor: `accessToken` is empty until the program sets `tokenVersion`, which has the vendor issue one more and leaves the others valid.",
    name: "desk",
    id: "svc-desk",
    inputs: {
      userId: "svc-desk",
      name: "Desk",
      tags: ["service"],
      userExtProfile: { ext_desk: "billing" },
      connection: "nexconn",
    },
    outputs: { appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: [
    "**Users are deleted softly.** Name, avatar, tokens and the rest go within about 15 minutes, memberships of groups stay, and the id stays taken; only the vendor's console deletes for good, and in the development environment alone. Declared again, a user is restored, which the vendor refuses for an hour after the delete without saying when that was. A restore takes up to 15 minutes: where it is not done in a few seconds, the `up` ends with `IM_PARTIAL`, and the next one finishes. See the [decision](decisions/0014-soft-deleted-users.md).",
    "**A user whom somebody has deleted by hand** counts as gone from that moment on, although the vendor shows the user for up to 15 minutes more. The `up` after a refresh has the user restored, which the vendor refuses for the first hour.",
    "**Tokens cannot be read back.** One is issued at the create, when a user is taken over or restored, when `tokenVersion` changes, and after a change of the app's secret, which ends all tokens, and at no other time. A change of it ends the tokens issued before; the vendor closes no connection for that. Tokens of the very second of the change may stay valid.",
    "**Until a marked user is finished they have a temporary name**, `pulumi-im:` and the mark; see the [decision](decisions/0013-users-are-named-last.md). Where the vendor refuses the declared name, the user is called by the userId until the next `up`. Marks of users need the hosted profiles of the app, and its console may demand that the key `ext_pulumi_im` is made known first. The error says so; `im:ownershipMark: false` does without. Then a user whose create was interrupted is refused as existing in the next run, and needs `adopt: true`.",
    "**`userProfile` is managed key by key**: keys that are not declared are left alone, and one that is no longer declared stays as it was written last.",
    "**A map of a profile is sent as a whole** where it differs, with what others keep in it: whether the vendor keeps keys that are left out is not documented. What somebody else writes in that moment can be lost. A removed key may stay with an empty value.",
    "**Whether an empty `avatarUrl` clears the avatar is not documented.** Where it does not, a refresh shows the old one again.",
  ],
};
