import { z } from "zod";
import type { AccountInputs as CommsEaseInputs } from "../commsease/account/fields";
import { account as commseaseAccount } from "../commsease/account/resource";
import { connectionField } from "../connection/fields";
import { keyPrintField } from "../connection/key-print";
import type { UserInputs as NexconnInputs } from "../nexconn/user/fields";
import { user as nexconnUser } from "../nexconn/user/resource";
import { markField } from "../ownership/fields";
import { type ArgsOf, classOf } from "../program/resource-class";
import { birthday } from "../schema/days";
import {
  asId,
  dataText,
  described,
  flag,
  formattedText,
  integer,
  type Shape,
  setByClass,
  shownName,
  text,
  word,
} from "../schema/fields";
import type { AccountInputs as TencentInputs } from "../tencent/account/fields";
import { account as tencentAccount } from "../tencent/account/resource";
import { assigned, type Block, either, type Portable, portableKind, sameAs, words } from "./translation";

/** What an {@link Account} is declared with, on any vendor. A field that is left out is not managed; `""` clears a text. */
export interface AccountInputs {
  /** The account's id, chosen by you; also the resource's id. A change makes a new account. */
  accountId: string;
  /** Display name. */
  name?: string | undefined;
  /** URL of the avatar. */
  avatarUrl?: string | undefined;
  /** The line that users write about themselves. */
  signature?: string | undefined;
  /** Gender. */
  gender?: "unknown" | "male" | "female" | undefined;
  /** Birthday, such as `1990-12-31`. A day that the calendar does not have is refused. */
  birthday?: string | undefined;
  /** E-mail address. */
  email?: string | undefined;
  /** Telephone number. */
  mobile?: string | undefined;
  /** Your own data, readable by clients: a text, or an object that is sent as JSON. */
  extension?: string | Record<string, unknown> | undefined;
  /** Whether the account is kept from logging in. */
  disabled?: boolean | undefined;
  /** Whether the account may not send anything. */
  muted?: boolean | undefined;
  /** Any number. A change makes a new login token and ends the old one. */
  tokenVersion?: number | undefined;
  /** Set by the resource class: when `loginToken` ends, where it does. An `up` renews it in time. */
  loginTokenExpires?: string | undefined;
  /** Set by the resource class: tells the app's key that `loginToken` hangs on from others, where it does. An `up` renews it. */
  loginTokenKey?: string | undefined;
  /**
   * Whether to take over an account that exists already and is not ours. Without it, such an account is refused.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, whose vendor says where the account is made. A change to another app makes a new account
   * there, and removes the old one then.
   * @default "default"
   */
  connection?: string | undefined;
  /** Fields of `commsease.Account` under their own names; they count on a connection of that vendor. */
  commsease?: Block<CommsEaseInputs, typeof onCommsEase> | undefined;
  /** Fields of `nexconn.User` under their own names; they count on a connection of that vendor. */
  nexconn?: Block<NexconnInputs, typeof onNexconn> | undefined;
  /** Fields of `tencent.Account` under their own names; they count on a connection of that vendor. */
  tencent?: Block<TencentInputs, typeof onTencent> | undefined;
}

/** What the program can read of an {@link Account}. */
export interface AccountState extends AccountInputs {
  /** What the account's client logs in with. A secret. */
  loginToken?: string | undefined;
  /** The vendor of the connection. */
  vendor: string;
  /** The public id of the app that the account is in. */
  appId: string;
}

const schema = z.strictObject({
  accountId: asId(described(z.string().min(1), "an id of the vendor's form", "Give the account an id.")),
  name: shownName(text(500)).optional(),
  avatarUrl: text(1024).optional(),
  signature: text(500).optional(),
  gender: word({ unknown: "not said", male: "male", female: "female" }).optional(),
  birthday: birthday(formattedText(10, /^\d{4}-\d{2}-\d{2}$/, "a date", "Write it as 1990-12-31.")).optional(),
  email: text(64).optional(),
  mobile: text(32).optional(),
  extension: dataText(4096).optional(),
  disabled: flag().optional(),
  muted: flag().optional(),
  tokenVersion: integer(0).optional(),
  loginTokenExpires: setByClass(z.string(), "an instant").optional(),
  loginTokenKey: keyPrintField().optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<
  Omit<AccountInputs, "extension" | "commsease" | "nexconn" | "tencent"> & { extension?: string | undefined }
>);

const onCommsEase = {
  accountId: sameAs("accid"),
  name: sameAs("name"),
  avatarUrl: sameAs("icon"),
  signature: sameAs("sign"),
  gender: words("gender", { unknown: 0, male: 1, female: 2 }),
  birthday: sameAs("birth"),
  email: sameAs("email"),
  mobile: sameAs("mobile"),
  extension: sameAs("ex"),
  disabled: sameAs("block"),
  muted: sameAs("mute"),
  tokenVersion: sameAs("tokenVersion"),
  loginToken: sameAs("token"),
};

const onNexconn = {
  accountId: sameAs("userId"),
  name: sameAs("name"),
  avatarUrl: sameAs("avatarUrl"),
  gender: words("userProfile.gender", { unknown: 0, male: 1, female: 2 }),
  birthday: sameAs("userProfile.birthday"),
  email: sameAs("userProfile.email"),
  extension: sameAs("userExtProfile.ext_extension"),
  muted: either("mutedChannelTypes", [], ["CHATROOM", "GROUP", "PERSON"]),
  tokenVersion: sameAs("tokenVersion"),
  loginToken: sameAs("accessToken"),
  loginTokenKey: assigned("accessTokenKey"),
};

const onTencent = {
  accountId: sameAs("UserID"),
  name: sameAs("Nick"),
  avatarUrl: sameAs("FaceUrl"),
  signature: sameAs("SelfSignature"),
  gender: words("Gender", { unknown: "Gender_Type_Unknown", male: "Gender_Type_Male", female: "Gender_Type_Female" }),
  birthday: { ...sameAs("BirthDay"), to: dayNumber, from: dayText },
  extension: sameAs("Custom.Ext"),
  muted: { ...either("C2CmsgNospeakingTime", 0, 4_294_967_295), also: ["GroupmsgNospeakingTime"] },
  tokenVersion: sameAs("userSigVersion"),
  loginToken: sameAs("userSig"),
  loginTokenExpires: assigned("userSigExpires"),
  loginTokenKey: assigned("userSigKey"),
};

/** 1990-12-31 as the number 19901231; no day is 0. */
function dayNumber(day: unknown): unknown {
  return typeof day === "string" ? Number(day.replaceAll("-", "")) : day;
}

function dayText(day: unknown): unknown {
  if (day === 0) return "";
  return String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}

/** The portable account. */
export const account: Portable = {
  name: "Account",
  schema,
  id: "accountId",
  outputs: ["loginToken", "appId"],
  secrets: ["loginToken"],
  on: [
    { definition: commseaseAccount, fields: onCommsEase },
    { definition: nexconnUser, fields: onNexconn, things: { "nexconn user": "nexconn account" } },
    { definition: tencentAccount, fields: onTencent },
  ],
};

export const accountKind = portableKind(account);

/** What a program gives to an {@link Account}: each value now, or as an output of another resource. */
export type AccountArgs = ArgsOf<AccountInputs, "loginTokenExpires" | "loginTokenKey">;

/** An account on whichever cloud its connection points to. */
export class Account extends classOf<AccountArgs, AccountState>(accountKind) {}
