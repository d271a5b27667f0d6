import { ImError, refusal } from "../../errors";
import { makeChosen } from "../../ownership/chosen-id";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import { pickDefined } from "../../values/objects";
import { codes, type TencentClient } from "../client";
import { vendor } from "../vendor";
import { type AccountInputs, type AccountState, type LiveAccount, schema } from "./fields";
import { canonicalMute, globalMutesOf, muteFields, syncGlobalMutes } from "./global-mute";
import { guide } from "./guide";
import { markWord, profileOf, setProfile, temporary } from "./profile";
import { profileFields } from "./tags";
import { syncUserSig, withExpiry } from "./user-sig-life";

/** The definition of `tencent.Account`. */
export const account = define<TencentClient, AccountInputs, AccountState>({
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
  guide,

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
    is: temporary.isIn,
    // To delete it would close its id for three months on the paid plans.
    async end(client, UserID, current) {
      await setProfile(client, UserID, { FaceUrl: "" });
      current.FaceUrl = "";
      return false;
    },
  },

  withTime: (inputs, olds, client) => withExpiry(inputs, olds, Date.now(), client?.keyPrint),

  observe: observeAccount,

  async ensure(client, inputs) {
    const { UserID, mark } = inputs;
    const { found, wasThere } = await makeChosen<LiveAccount, void>({
      what: `tencent account ${UserID}`,
      idKey: "UserID",
      facts: { vendor: "tencent", call: "im_open_login_svc/account_import", object: UserID },
      mark,
      adopt: inputs.adopt === true,
      look: () => observeAccount(client, UserID, inputs),
      create: () => importAccount(client, inputs),
      // An import of what is there is no error.
      saysExists: () => false,
    });
    return { id: UserID, current: found ?? justImported(inputs), wasThere };
  },

  async sync(client, UserID, current: LiveAccount, inputs) {
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
});

async function observeAccount(
  client: TencentClient,
  UserID: string,
  prior: Partial<AccountInputs>,
): Promise<LiveAccount | undefined> {
  const words = [...Object.keys(prior.Custom ?? {}), ...(prior.mark === undefined ? [] : [markWord])];
  const profile = await profileOf(client, UserID, words);
  if (!profile) return undefined;
  const { custom, ...fields } = profile;
  return {
    ...fields,
    UserID,
    ...(prior.Custom !== undefined && { Custom: custom }),
    ...(await globalMutesOf(client, UserID, prior)),
  } as LiveAccount;
}

/** What a program gives to an {@link Account}: each value now, or as an output of another resource. */
export type AccountArgs = ArgsOf<AccountInputs, "userSigExpires" | "userSigKey">;

/** A Tencent IM account: its profile, its global mute, and a UserSig for its client. */
export class Account extends resourceClass<AccountArgs, AccountState>(account) {}

/** With marks on, the avatar comes last: until then its URL says whose account this is. The name is judged at once. */
async function importAccount(client: TencentClient, { UserID, Nick, FaceUrl, mark }: AccountInputs): Promise<void> {
  const url = temporary.first(mark, FaceUrl);
  const parameters = { UserID, ...(Nick && { Nick }), ...(url && { FaceUrl: url }) };
  try {
    await client.call("im_open_login_svc/account_import", parameters, { object: UserID });
  } catch (error) {
    throw refusal(error)?.vendorCode === codes.accountTombstone ? tombstone(UserID, error) : error;
  }
}

function justImported({ UserID, Nick = "", FaceUrl = "", mark }: AccountInputs): LiveAccount {
  return {
    UserID,
    Nick,
    FaceUrl: temporary.first(mark, FaceUrl),
    Location: "",
    SelfSignature: "",
    ...(mark !== undefined && { mark }),
  };
}

async function syncProfile(
  client: TencentClient,
  UserID: string,
  current: LiveAccount,
  inputs: AccountInputs,
): Promise<void> {
  const fields = pickDefined(
    // A URL that only says whose account it is does not stay.
    temporary.isIn(current) ? { FaceUrl: "", ...pickDefined(inputs, profileFields) } : inputs,
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
    const [item] = ResultItem;
    if (!item) throw client.silentAbout(call, UserID);
    client.confirm(call, "ResultItem[0].UserID", UserID, item.UserID);
    if (!item.isDone) throw client.itemRefused(call, UserID, item.ResultCode, item.ResultInfo);
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
