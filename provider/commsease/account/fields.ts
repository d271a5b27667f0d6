import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { dataBesideMark, markField } from "../../ownership/fields";
import { birthday } from "../../schema/days";
import {
  choice,
  filledText,
  flag,
  formattedText,
  integer,
  jsonObjectText,
  type Shape,
  shownName,
  text,
  url,
} from "../../schema/fields";
import { accidField } from "../accid";

/** What an {@link Account} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface AccountInputs {
  /**
   * The account's id, chosen by you; also the resource's id. Letters are stored in lower case. A change makes a new
   * account.
   * @call user/create
   */
  accid: string;
  /**
   * The password that the account's client logs in with. Left out, the vendor makes one. Kept as a secret.
   * @call user/create, user/update
   */
  token?: string | undefined;
  /**
   * Any number. A change has the vendor make a new token and ends the old one at once. Not together with `token`.
   * @call user/refreshToken
   */
  tokenVersion?: number | undefined;
  /**
   * Display name.
   * @call user/create, user/updateUinfo
   */
  name?: string | undefined;
  /**
   * URL of the avatar.
   * @call user/create, user/updateUinfo
   */
  icon?: string | undefined;
  /**
   * The line that users write about themselves.
   * @call user/create, user/updateUinfo
   */
  sign?: string | undefined;
  /**
   * E-mail address.
   * @call user/create, user/updateUinfo
   */
  email?: string | undefined;
  /**
   * Birthday, such as `1990-12-31`. A day that the calendar does not have is refused.
   * @call user/create, user/updateUinfo
   */
  birth?: string | undefined;
  /**
   * Telephone number; outside mainland China with its country code, as in `+65-81234567`.
   * @call user/create, user/updateUinfo
   */
  mobile?: string | undefined;
  /**
   * Gender.
   * @call user/create, user/updateUinfo
   */
  gender?: 0 | 1 | 2 | undefined;
  /**
   * Your own data, readable by clients: a text, or an object that is sent as JSON. The ownership mark stands beside it.
   * @call user/create, user/updateUinfo
   */
  ex?: string | Record<string, unknown> | undefined;
  /**
   * Properties of the older SDK.
   * @deprecated by the vendor; use `ex`
   * @call user/create, user/update
   */
  props?: string | undefined;
  /**
   * The content filters to check texts with: JSON text. Sent with the next change of the profile.
   * @call user/updateUinfo
   */
  bid?: string | undefined;
  /**
   * Whether the account is blocked: it cannot log in, and still counts to the app's quota.
   * @call user/block, user/unblock
   */
  block?: boolean | undefined;
  /**
   * Whether a block throws out the account's clients that are online. Sent with the next block; only together with `block`.
   * @default false, by the vendor
   * @call user/block
   */
  needkick?: boolean | undefined;
  /**
   * What clients thrown out by a block are told. Sent with the next block; only together with `block`.
   * @call user/block
   */
  kickNotifyExt?: string | undefined;
  /**
   * Whether a block also unbinds the account's push token. Sent with the next block; only together with `block`.
   * @call user/block
   */
  needUnbindPushToken?: boolean | undefined;
  /**
   * Whether the account may not send anything, anywhere in the app.
   * @call user/mute
   */
  mute?: boolean | undefined;
  /**
   * Whether the account may not send one-to-one messages.
   * @call user/muteModule
   */
  muteP2P?: boolean | undefined;
  /**
   * Whether the account may not send in teams.
   * @call user/muteModule
   */
  muteTeam?: boolean | undefined;
  /**
   * Whether the account may not send in chat rooms.
   * @call user/muteModule
   */
  muteRoom?: boolean | undefined;
  /**
   * Whether the account may not send in QChat channels.
   * @call user/muteModule
   */
  muteQChat?: boolean | undefined;
  /**
   * Whether mobile push stays silent while the account is online on a desktop. The vendor says that it works only after
   * the account has logged in once.
   * @call user/setDonnop
   */
  donnopOpen?: boolean | undefined;
  /**
   * Whether to take over an account that exists already and is not ours. Its token stays; it is not known before
   * `tokenVersion` is raised. Without it, such an account is refused.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new account there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: `ex` as text. */
export interface AccountDeclaration extends AccountInputs {
  ex?: string | undefined;
}

/** What the program can read of an {@link Account}. */
export interface AccountState extends AccountDeclaration {
  /** The password that clients log in with, as declared or as the vendor made it. A secret. */
  token?: string | undefined;
  /** Whether `token` is declared; otherwise the vendor made it. */
  tokenDeclared: boolean;
  /** The App Key of the app that the account is in. */
  appId: string;
}

export const longestEx = 1024;

export const schema = z.strictObject({
  accid: accidField(),
  token: filledText(128).optional(),
  tokenVersion: integer(0).optional(),
  name: shownName(text(64)).optional(),
  // A change of it is counted in bytes, though a create is not.
  icon: url(1024, "bytes").optional(),
  sign: text(256).optional(),
  email: formattedText(
    64,
    /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
    "an e-mail address",
    "Write it as name@example.com.",
  ).optional(),
  birth: birthday(text(16)).optional(),
  mobile: formattedText(32, /^\+?[\d-]+$/, "a telephone number, as in +65-81234567", "Give digits only.").optional(),
  gender: choice({ 0: "unknown", 1: "male", 2: "female" }).optional(),
  ex: dataBesideMark(text(longestEx)).optional(),
  props: text(1024).optional(),
  bid: jsonObjectText(1024).optional(),
  block: flag().optional(),
  needkick: flag().optional(),
  kickNotifyExt: text(2048).optional(),
  needUnbindPushToken: flag().optional(),
  mute: flag().optional(),
  muteP2P: flag().optional(),
  muteTeam: flag().optional(),
  muteRoom: flag().optional(),
  muteQChat: flag().optional(),
  donnopOpen: flag().optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<AccountDeclaration>);

export const profileFields = ["name", "icon", "sign", "email", "birth", "mobile", "gender", "ex"] as const;

export const moduleMutes = ["muteP2P", "muteTeam", "muteRoom", "muteQChat"] as const;
