import { ImError, refusal } from "../../errors";
import { demandAsked } from "../../http/answers";
import { makeChosen } from "../../ownership/chosen-id";
import { asText, markedAtCreate, markedChange, readMarked, roomForMark } from "../../ownership/marked-text";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import { pickDefined } from "../../values/objects";
import { asStored } from "../accid";
import type { Profile } from "../answers";
import { type CommsEaseClient, isNotRegistered } from "../client";
import { vendor } from "../vendor";
import {
  type AccountDeclaration,
  type AccountInputs,
  type AccountState,
  longestEx,
  moduleMutes,
  profileFields,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `commsease.Account`. */
export const account = define<CommsEaseClient, AccountDeclaration, AccountState>({
  kind: "commsease:Account",
  vendor,
  schema,
  outputs: ["token", "tokenDeclared", "appId"],
  identities: [{ object: "account", by: "accid" }],
  secrets: ["token"],
  replaceOn: ["accid"],
  writeOnly: [
    "token",
    "tokenVersion",
    "props",
    "bid",
    "needkick",
    "kickNotifyExt",
    "needUnbindPushToken",
    "donnopOpen",
    "adopt",
  ],
  calls: [
    { call: "user/getUinfos", when: "before each create and update, and on refresh" },
    { call: "user/create", when: "on create" },
    { call: "user/updateUinfo", when: "where the profile differs" },
    { call: "user/update", when: "where `token` or `props` differs" },
    { call: "user/refreshToken", when: "where `tokenVersion` differs, or a blocked account is taken back" },
    { call: "user/mute", when: "where `mute` differs" },
    { call: "user/muteModule", when: "where one of the other mutes differs" },
    { call: "user/setDonnop", when: "where `donnopOpen` differs" },
    { call: "user/block", when: "where `block` differs, and on delete" },
    { call: "user/unblock", when: "where `block` differs, or a blocked account is taken back" },
  ],
  onDelete:
    "Blocks the account and throws out its clients: the vendor has no call that deletes an account. It still counts to the app's quota. Declared again by the same resource, it is taken back, unblocked and with a new token.",
  guide,

  normalise(raw) {
    const ex = "ex" in raw && { ex: asText(raw.ex) };
    return { inputs: { ...raw, ...("accid" in raw && { accid: asStored(raw.accid) }), ...ex }, problems: [] };
  },

  conflicts(inputs) {
    const problems: Problem[] = [];
    if (inputs.token !== undefined && inputs.tokenVersion !== undefined) {
      problems.push({
        path: ["tokenVersion"],
        seen: "a tokenVersion beside a token",
        allowed: "one of the two",
        fix: "Leave out tokenVersion and change token, or leave out token and let the vendor make it.",
      });
    }
    return [...problems, ...roomForMark("ex", inputs.ex, longestEx, inputs.mark)];
  },

  sentWith: { needkick: ["block"], kickNotifyExt: ["block"], needUnbindPushToken: ["block"] },

  leftByDelete: {
    field: "block",
    value: true,
    inUse: false,
    what: "commsease account",
    words: "is blocked: its client cannot log in",
  },

  isDeclared: (key, prior) => key !== "token" || prior.tokenDeclared === true,

  // Old and new are the same account here, so the block of the old must not hit the new.
  replacement: (prior, inputs) => prior.accid === inputs.accid && prior.connection === inputs.connection,

  observe: observeAccount,

  async ensure(client, inputs) {
    const { accid, token, tokenVersion, props, mark, adopt = false } = inputs;
    const { found, made, wasThere, isOurs } = await makeChosen({
      what: `commsease account ${accid}`,
      idKey: "accid",
      facts: { vendor: "commsease", call: "user/create", object: accid },
      mark,
      adopt,
      look: () => observeAccount(client, accid),
      create: () => register(client, inputs),
      saysExists: (error) => refusal(error)?.vendorText === "already register",
      left: { is: ({ block }) => block === true, word: "blocked" },
    });
    const current = { ...(found ?? sentProfile(inputs)), tokenVersion, tokenDeclared: token !== undefined };
    // Whoever held it before must not keep a way in.
    if (wasThere) return { id: accid, current: { ...current, ...(isOurs && { token: tokenToCome }) }, wasThere };
    return { id: accid, current: { ...current, props, token: token ?? (made ?? { token: tokenToCome }).token } };
  },

  async sync(client, accid, current, inputs, prior) {
    if (current.block === true && mustOpen(current, inputs)) {
      await client.call("user/unblock", { accid }, accid);
      current.block = false;
    }
    await syncToken(client, accid, current, inputs, prior);
    await syncProfile(client, accid, current, inputs);
    await syncMutes(client, accid, current, inputs);
    if (inputs.donnopOpen !== undefined && inputs.donnopOpen !== current.donnopOpen) {
      await client.call("user/setDonnop", { accid, donnopOpen: inputs.donnopOpen }, accid);
      current.donnopOpen = inputs.donnopOpen;
    }
    const { needkick, kickNotifyExt, needUnbindPushToken } = inputs;
    if (inputs.block === true && current.block !== true) {
      await client.call("user/block", { accid, needkick, kickNotifyExt, needUnbindPushToken }, accid);
      current.block = true;
    }
    Object.assign(current, { needkick, kickNotifyExt, needUnbindPushToken, connection: inputs.connection });
  },

  async remove(client, accid) {
    try {
      await client.call("user/block", { accid, needkick: true }, accid);
    } catch (error) {
      if (!isNotRegistered(error)) throw error;
    }
  },
});

async function observeAccount(client: CommsEaseClient, accid: string) {
  const profile = await client.profiles.load(accid);
  return profile && fromProfile(profile);
}

/** What a program gives to an {@link Account}: each value now, or as an output of another resource. */
export type AccountArgs = ArgsOf<AccountInputs>;

/** A CommsEase account (an `accid`), its profile, its token, and whether it is blocked or muted. */
export class Account extends resourceClass<AccountArgs, AccountState>(account) {}

/** In the state in place of a token that is still to be set or made: the account is ours, and the token is not known. */
const tokenToCome = "";

/** @returns the token, which the vendor makes where none is declared */
async function register(client: CommsEaseClient, inputs: AccountDeclaration): Promise<{ token: string }> {
  const { accid, token, props } = inputs;
  const ex = markedAtCreate(inputs.ex, inputs.mark);
  const parameters = { accid, token, props, ...pickDefined(inputs, profileFields), ex };
  const { info } = await client.call("user/create", parameters, accid);
  demandAsked({ vendor: "commsease", call: "user/create", object: accid }, "info.accid", [info.accid], [accid], true);
  return { token: info.token };
}

/** What an account has right after its create. */
function sentProfile(inputs: AccountDeclaration): Partial<AccountState> {
  return { accid: inputs.accid, mark: inputs.mark, ...pickDefined(inputs, profileFields), ...untouched };
}

const untouched = { block: false, mute: false, muteP2P: false, muteTeam: false, muteRoom: false, muteQChat: false };

async function freshToken(client: CommsEaseClient, accid: string): Promise<string> {
  const { info } = await client.call("user/refreshToken", { accid }, accid);
  const facts = { vendor: "commsease", call: "user/refreshToken", object: accid };
  demandAsked(facts, "info.accid", [info.accid], [accid], true);
  return info.token;
}

/**
 * Whether a blocked account has to be opened, if only for the change: blocked, it refuses changes of token, mutes and
 * push. One whose block is not declared is never opened for that.
 */
function mustOpen(current: Partial<AccountState>, inputs: AccountDeclaration): boolean {
  if (inputs.block === false || current.token === tokenToCome) return true;
  if (inputs.block === undefined) return false;
  const refused = ["token", "tokenVersion", "props", "donnopOpen", "mute", ...moduleMutes] as const;
  return refused.some((field) => inputs[field] !== undefined && inputs[field] !== current[field]);
}

async function syncProfile(
  client: CommsEaseClient,
  accid: string,
  current: Partial<AccountState>,
  inputs: AccountDeclaration,
): Promise<void> {
  const changed = pickDefined(
    inputs,
    profileFields.filter((field) => inputs[field] !== current[field]),
  );
  const { bid, adopt } = inputs;
  const { sent, mark } = markedChange("ex", changed, current, inputs.mark);
  if (Object.keys(sent).length > 0) {
    await client.call("user/updateUinfo", { accid, ...sent, bid }, accid);
    Object.assign(current, changed, { mark });
  }
  Object.assign(current, { bid, adopt });
}

async function syncToken(
  client: CommsEaseClient,
  accid: string,
  current: Partial<AccountState>,
  inputs: AccountDeclaration,
  prior: Partial<AccountState>,
): Promise<void> {
  const { token, tokenVersion, props } = inputs;
  if (token === undefined && current.token === tokenToCome) current.token = await freshToken(client, accid);
  const newToken = token !== undefined && token !== current.token;
  const newProps = props !== undefined && props !== current.props;
  if (newProps && !newToken && !current.token) {
    throw new ImError(
      "IM_INVALID_INPUT",
      `commsease account ${accid} needs its token to change props, and the state has none. Declare token, or raise tokenVersion to have a new one made.`,
      { vendor: "commsease", call: "user/update", object: accid },
    );
  }
  if (newToken || newProps) {
    // What the call does without a token is not documented, so the present one goes along.
    await client.call("user/update", { accid, token: token ?? current.token, props }, accid);
    Object.assign(current, { token: token ?? current.token, props });
  }
  if (tokenVersion !== undefined && tokenVersion !== current.tokenVersion) {
    const isFirst = prior.tokenVersion === undefined && current.token !== undefined;
    if (!isFirst) current.token = await freshToken(client, accid);
    current.tokenVersion = tokenVersion;
  }
  current.tokenDeclared = token !== undefined;
}

async function syncMutes(
  client: CommsEaseClient,
  accid: string,
  current: Partial<AccountState>,
  inputs: AccountDeclaration,
): Promise<void> {
  if (inputs.mute !== undefined && inputs.mute !== current.mute) {
    await client.call("user/mute", { accid, mute: inputs.mute }, accid);
    current.mute = inputs.mute;
  }
  const wanted = { ...pickDefined(current, moduleMutes), ...pickDefined(inputs, moduleMutes) };
  if (moduleMutes.some((flag) => wanted[flag] !== current[flag])) {
    await client.call("user/muteModule", { accid, ...wanted }, accid);
    Object.assign(current, wanted);
  }
}

function fromProfile(profile: Profile): Partial<AccountState> {
  const { accid, valid, ex } = profile;
  return {
    accid,
    ...pickDefined(profile, [...profileFields, "mute", ...moduleMutes]),
    ...readMarked("ex", ex),
    ...(valid !== undefined && { block: !valid }),
  };
}
