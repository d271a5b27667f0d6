import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { keyPrintField } from "../../connection/key-print";
import { markField, nameBesideMark } from "../../ownership/fields";
import type { Current } from "../../resource/definition";
import { birthday } from "../../schema/days";
import { bytes, described, flag, integer, type Shape, setByClass, word } from "../../schema/fields";
import { userIdField } from "../user-id";
import { globalMuteField } from "./global-mute";
import { markWord } from "./profile";
import { maxUserSigDays } from "./user-sig-life";

/** What an {@link Account} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface AccountInputs {
  /**
   * The account's id, chosen by you; also the resource's id. A change makes a new account.
   * @call im_open_login_svc/account_import
   */
  UserID: string;
  /**
   * Display name.
   * @call profile/portrait_set
   */
  Nick?: string | undefined;
  /**
   * URL of the avatar: the tag `Tag_Profile_IM_Image`.
   * @call im_open_login_svc/account_import, profile/portrait_set
   */
  FaceUrl?: string | undefined;
  /**
   * Gender.
   * @call profile/portrait_set
   */
  Gender?: "Gender_Type_Unknown" | "Gender_Type_Female" | "Gender_Type_Male" | undefined;
  /**
   * Birthday, which the vendor advises to write as the number yyyymmdd, such as `19901231`. A day that the calendar does not have is refused.
   * @call profile/portrait_set
   */
  BirthDay?: number | undefined;
  /**
   * Place.
   * @call profile/portrait_set
   */
  Location?: string | undefined;
  /**
   * The line that users write about themselves.
   * @call profile/portrait_set
   */
  SelfSignature?: string | undefined;
  /**
   * Who may add the account as a friend.
   * @call profile/portrait_set
   */
  AllowType?: "AllowType_Type_NeedConfirm" | "AllowType_Type_AllowAny" | "AllowType_Type_DenyAny" | undefined;
  /**
   * Language, as a number of your own.
   * @call profile/portrait_set
   */
  Language?: number | undefined;
  /**
   * How messages reach the account, in bits: with bit 0 set it receives none.
   * @call profile/portrait_set
   */
  MsgSettings?: number | undefined;
  /**
   * Whether an admin has forbidden the account to add friends.
   * @call profile/portrait_set
   */
  AdminForbidType?: "AdminForbid_Type_None" | "AdminForbid_Type_SendOut" | undefined;
  /**
   * Level, as a number of your own.
   * @call profile/portrait_set
   */
  Level?: number | undefined;
  /**
   * Role, as a number of your own.
   * @call profile/portrait_set
   */
  Role?: number | undefined;
  /**
   * Your own profile fields, by the word that follows `Tag_Profile_Custom_`. The app's console has to declare each. A key
   * that is taken out of the map is emptied: a field has no delete. Fields that are not in the map are left alone.
   * @call profile/portrait_set
   */
  Custom?: Record<string, string> | undefined;
  /**
   * Whether the account may send one-to-one messages: `0` if so, `4294967295` never again, an instant until then. One that
   * has passed is the same as `0`.
   * @call openconfigsvr/setnospeaking
   */
  C2CmsgNospeakingTime?: 0 | 4294967295 | string | undefined;
  /**
   * The same for messages in groups.
   * @call openconfigsvr/setnospeaking
   */
  GroupmsgNospeakingTime?: 0 | 4294967295 | string | undefined;
  /**
   * How long `userSig` is good for, in days; `0` for none at all. It is renewed by the first `up` after less than a third of
   * that is left, which the preview shows as a change of `userSigExpires`. A change makes a new one.
   * @default 180
   */
  userSigDays?: number | undefined;
  /**
   * Any number. A change logs the account out, ends every UserSig made before, wherever it was made, and makes a new one.
   * @call im_open_login_svc/kick
   */
  userSigVersion?: number | undefined;
  /** Set by the resource class: when `userSig` ends, in UTC. */
  userSigExpires?: string | undefined;
  /** Set by the resource class: tells the app's key that `userSig` was made with from others, and nobody what the key is. */
  userSigKey?: string | undefined;
  /**
   * What a delete does: `"delete"` deletes the account at the vendor, which has to be switched on for the app, unless it is
   * on the trial plan; `"forget"` leaves it as it is. On the paid plans a deleted `UserID` cannot be used again for three
   * months. A change counts from the next delete on. The connection's own admin may be declared with `"forget"` alone.
   * @default "delete"
   * @call im_open_login_svc/account_delete
   */
  onDestroy?: "delete" | "forget" | undefined;
  /**
   * Whether to take over an account that exists already and is not ours. Without it, such an account is refused.
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

/** What the program can read of an {@link Account}. */
export interface AccountState extends AccountInputs {
  /**
   * The UserSig that the account's client logs in with, until `userSigExpires`. Made here with the app's key: after that key
   * was changed in the console, the next `up` makes a new one. A secret.
   */
  userSig?: string | undefined;
  /** The SDKAppID of the app that the account is in. */
  appId: string;
}

const uint32 = () => integer(0, 4_294_967_295);

export const schema = z.strictObject({
  UserID: userIdField(),
  Nick: nameBesideMark(bytes(500)).optional(),
  FaceUrl: bytes(500).optional(),
  Gender: word({
    Gender_Type_Unknown: "not said",
    Gender_Type_Female: "female",
    Gender_Type_Male: "male",
  }).optional(),
  BirthDay: birthday(uint32(), "19901231").optional(),
  Location: bytes(16).optional(),
  SelfSignature: bytes(500).optional(),
  AllowType: word({
    AllowType_Type_NeedConfirm: "whom the account accepts",
    AllowType_Type_AllowAny: "anybody",
    AllowType_Type_DenyAny: "nobody",
  }).optional(),
  Language: uint32().optional(),
  MsgSettings: uint32().optional(),
  AdminForbidType: word({
    AdminForbid_Type_None: "it may",
    AdminForbid_Type_SendOut: "it may not",
  }).optional(),
  Level: uint32().optional(),
  Role: uint32().optional(),
  Custom: described(
    z.record(customWord(), bytes(500)),
    "a map of texts of at most 500 bytes in UTF-8, by the word that follows Tag_Profile_Custom_",
    'Write { Team: "north" }; a field has a text, whatever it stands for.',
  ).optional(),
  C2CmsgNospeakingTime: globalMuteField().optional(),
  GroupmsgNospeakingTime: globalMuteField().optional(),
  userSigDays: integer(0, maxUserSigDays).optional(),
  userSigVersion: integer(0).optional(),
  userSigExpires: setByClass(z.string(), "an instant").optional(),
  userSigKey: keyPrintField().optional(),
  onDestroy: word({ delete: "deletes the account", forget: "leaves it as it is" }).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<AccountInputs>);

/** What a change knows beside the state. */
export interface LiveAccount extends Current<AccountState> {
  /** The mark in its own field, which comes later than that in the avatar's URL. */
  writtenMark?: string;
}

function customWord() {
  const schema = z
    .string()
    .regex(/^[A-Za-z]{1,8}$/)
    .refine((word) => word !== markWord);
  return described(schema, `a word of 1 to 8 letters other than ${markWord}`, "Name the field as the console does.");
}
