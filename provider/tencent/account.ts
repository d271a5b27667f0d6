import { z } from "zod";
import { pickDefined, records } from "../answers";
import { makeChosen } from "../chosen-id";
import { birthday } from "../days";
import type { Current, Definition } from "../definition";
import { ImError, refusal } from "../errors";
import {
  bytes,
  connectionField,
  flag,
  group,
  integer,
  markField,
  nameBesideMark,
  type Shape,
  setByClass,
  word,
} from "../fields";
import { keyPrintField } from "../key-print";
import { type ArgsOf, resourceClass } from "../resource";
import { markInUrl, temporaryUrl } from "../temporary-name";
import { codes, type TencentClient } from "./client";
import { canonicalMute, globalMuteField, globalMutesOf, muteFields, syncGlobalMutes } from "./global-mute";
import { markWord, profileFields, profileOf, setProfile } from "./profile";
import { userIdField } from "./user-id";
import { maxUserSigDays, syncUserSig, withExpiry } from "./user-sig-life";
import { vendor } from "./vendor";

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
   * The line a user says about himself.
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

const schema = z.strictObject({
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
  Custom: group(
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
interface Live extends Current<AccountState> {
  /** The mark in its own field, which comes later than that in the avatar's URL. */
  writtenMark?: string;
}

/** The definition of `tencent.Account`. */
export const account: Definition<TencentClient, AccountInputs, AccountState> = {
  kind: "tencent:Account",
  vendor,
  schema,
  outputs: ["userSig", "appId"],
  identities: [{ object: "account", by: "UserID" }],
  secrets: ["userSig"],
  replaceOn: ["UserID"],
  writeOnly: ["userSigDays", "userSigVersion", "userSigExpires", "userSigKey", "onDestroy", "adopt"],
  calls: [
    { call: "im_open_login_svc/account_check", when: "before each create, update and delete, and on refresh" },
    { call: "profile/portrait_get", when: "the same, where the account exists" },
    { call: "openconfigsvr/getnospeaking", when: "the same, where one of the mutes is in the state" },
    { call: "im_open_login_svc/account_import", when: "on create" },
    {
      call: "profile/portrait_set",
      when: "where the profile differs; on create once for the ownership mark and once for the rest",
    },
    { call: "openconfigsvr/setnospeaking", when: "where one of the mutes differs" },
    { call: "im_open_login_svc/kick", when: "where `userSigVersion` differs" },
    { call: "im_open_login_svc/account_delete", when: 'on delete, unless `onDestroy` is `"forget"`' },
  ],
  replacement: "create",
  onDelete:
    'Deletes the account with its profile, friends, conversations and places in groups. Where the app\'s plan or console forbids that (code 71000), it fails, and `onDestroy: "forget"` is the way on: the account stays at the vendor as it is, and its UserSig stays good until it ends.',

  normalise(raw) {
    const mutes = pickDefined(raw, muteFields);
    const canonical = Object.fromEntries(Object.entries(mutes).map(([field, mute]) => [field, canonicalMute(mute)]));
    return { inputs: { ...raw, ...canonical }, problems: [] };
  },

  conflicts: () => [],

  upholds: {
    field: "UserID",
    idOf: (client) => client.admin,
    what: "tencent account",
    words: "the admin in whose name the connection makes its calls",
    spared: { onDestroy: "forget" },
  },

  halfMade: {
    is: isHalfMade,
    // To delete it would close its id for three months on the paid plans.
    async end(client, UserID, current) {
      await setProfile(client, UserID, { FaceUrl: "" });
      current.FaceUrl = "";
      return false;
    },
  },

  withTime: (inputs, olds, client) => withExpiry(inputs, olds, Date.now(), client?.keyPrint),

  async observe(client, UserID, state): Promise<Live | undefined> {
    const words = [...Object.keys(state.Custom ?? {}), ...(state.mark === undefined ? [] : [markWord])];
    const profile = await profileOf(client, UserID, words);
    if (!profile) return undefined;
    const { custom, ...fields } = profile;
    return {
      ...fields,
      UserID,
      ...(state.Custom !== undefined && { Custom: custom }),
      ...(await globalMutesOf(client, UserID, state)),
    } as Live;
  },

  async ensure(client, inputs) {
    const { UserID, mark } = inputs;
    const { found, wasThere } = await makeChosen<Live>({
      what: `tencent account ${UserID}`,
      idKey: "UserID",
      facts: { vendor: "tencent", call: "im_open_login_svc/account_import", object: UserID },
      mark,
      adopt: inputs.adopt === true,
      look: () => account.observe(client, UserID, inputs),
      create: () => importAccount(client, inputs),
      // An import of what is there is no error.
      saysExists: () => false,
    });
    return { id: UserID, current: found ?? justImported(inputs), wasThere };
  },

  async sync(client, UserID, current: Live, inputs) {
    const { mark, onDestroy, adopt, connection } = inputs;
    // At once: what is kept half made has to be spared by a delete too, if that is declared.
    Object.assign(current, { onDestroy, adopt, connection });
    if (mark !== undefined && mark !== current.writtenMark) {
      await setProfile(client, UserID, {}, { [markWord]: mark });
      Object.assign(current, { writtenMark: mark, mark });
    }
    await syncProfile(client, UserID, current, inputs);
    await syncGlobalMutes(client, UserID, current, inputs);
    await syncUserSig(client, UserID, current, inputs);
  },

  forgets: ({ onDestroy }) => onDestroy === "forget",

  async remove(client, UserID) {
    await deleteAccount(client, UserID);
  },
};

/** What a program gives to an {@link Account}: each value now, or as an output of another resource. */
export type AccountArgs = ArgsOf<AccountInputs, "userSigExpires" | "userSigKey">;

/** A Tencent IM account: its profile, its global mute, and a UserSig for its client. */
export class Account extends resourceClass<AccountArgs, AccountState>(account) {}

function customWord() {
  const schema = z
    .string()
    .regex(/^[A-Za-z]{1,8}$/)
    .refine((word) => word !== markWord);
  return group(schema, `a word of 1 to 8 letters other than ${markWord}`, "Name the field as the console does.");
}

/** With marks on, the avatar comes last: until then its URL says whose account this is. The name is judged at once. */
async function importAccount(client: TencentClient, { UserID, Nick, FaceUrl, mark }: AccountInputs): Promise<void> {
  const url = mark === undefined ? FaceUrl : temporaryUrl(mark);
  const parameters = { UserID, ...(Nick && { Nick }), ...(url && { FaceUrl: url }) };
  try {
    await client.call("im_open_login_svc/account_import", parameters, { object: UserID });
  } catch (error) {
    throw refusal(error)?.vendorCode === codes.accountTombstone ? tombstone(UserID, error) : error;
  }
}

function isHalfMade({ FaceUrl }: Partial<AccountState>): boolean {
  return markInUrl(FaceUrl) !== undefined;
}

function justImported({ UserID, Nick = "", FaceUrl = "", mark }: AccountInputs): Live {
  const url = mark === undefined ? FaceUrl : temporaryUrl(mark);
  return { UserID, Nick, FaceUrl: url, Location: "", SelfSignature: "", ...(mark !== undefined && { mark }) };
}

async function syncProfile(client: TencentClient, UserID: string, current: Live, inputs: AccountInputs): Promise<void> {
  const fields = pickDefined(
    // A URL that only says whose account it is does not stay.
    isHalfMade(current) ? { FaceUrl: "", ...pickDefined(inputs, profileFields) } : inputs,
    profileFields,
  );
  const differing = profileFields.filter((field) => field in fields && fields[field] !== current[field]);
  const changed = pickDefined(fields, differing);
  const custom = changedCustom(current.Custom, inputs.Custom);
  await setProfile(client, UserID, changed, custom);
  Object.assign(current, changed, { Custom: inputs.Custom });
}

/** The fields to set; one that is no longer declared is emptied. */
function changedCustom(
  live: Record<string, string> = {},
  declared: Record<string, string> | undefined,
): Record<string, string> {
  if (declared === undefined) return {};
  const emptied = Object.fromEntries(Object.keys(live).map((word) => [word, ""]));
  const held = new Map(Object.entries(live));
  return Object.fromEntries(
    Object.entries({ ...emptied, ...declared }).filter(([word, value]) => value !== held.get(word)),
  );
}

async function deleteAccount(client: TencentClient, UserID: string): Promise<void> {
  const call = "im_open_login_svc/account_delete";
  try {
    const { ResultItem } = await client.call(call, { DeleteItem: [{ UserID }] }, { object: UserID });
    const { ResultCode, ResultInfo } = records(ResultItem)[0] ?? {};
    if (ResultCode !== 0) throw client.itemRefused(call, UserID, ResultCode, ResultInfo);
  } catch (error) {
    const code = refusal(error)?.vendorCode;
    if (code === codes.accountUnknown) return;
    throw code === codes.deletionForbidden ? undeletable(UserID, error) : error;
  }
}

function undeletable(UserID: string, cause: unknown): ImError {
  const call = "im_open_login_svc/account_delete";
  return new ImError(
    "IM_REFUSED",
    `tencent ${call} for ${UserID} was refused with code ${codes.deletionForbidden}: the app's plan or its console does not let accounts be deleted. The account is as it was. Switch deletion on in the vendor's console and run it again; or keep the account: declare \`onDestroy: "forget"\`, run \`pulumi up\`, and then destroy it or take it out of the program.`,
    { vendor: "tencent", call, object: UserID, vendorCode: codes.deletionForbidden },
    { cause },
  );
}

function tombstone(UserID: string, cause: unknown): ImError {
  const call = "im_open_login_svc/account_import";
  return new ImError(
    "IM_REFUSED",
    `tencent ${call} for ${UserID} was refused with code ${codes.accountTombstone}: an account of this UserID was deleted, and on the paid plans the vendor takes it again only three months later. Choose another UserID, or wait. An account that is to come back is better kept, with \`onDestroy: "forget"\`.`,
    { vendor: "tencent", call, object: UserID, vendorCode: codes.accountTombstone },
    { cause },
  );
}
