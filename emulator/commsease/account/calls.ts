import { shownText } from "../../cloud/objects";
import { refuse } from "../../cloud/refusal";
import { putOut } from "../chatroom/presence";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accid, accids, boolean, integer, optional, required, text } from "../parameters";
import type { Account, Profile } from "../state";
import { newToken, registered, usable } from "./rules";

const flag = required(boolean);
const token = optional(text({ max: 128 }));
const props = optional(text({ max: 1024 }));

const profile = {
  name: optional(text({ max: 64 })),
  icon: optional(text({ max: 1024 })),
  sign: optional(text({ max: 256 })),
  email: optional(text({ max: 64, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ })),
  birth: optional(text({ max: 16 })),
  mobile: optional(text({ max: 32 })),
  gender: optional(integer({ oneOf: [0, 1, 2] })),
  ex: optional(text({ max: 1024 })),
};

const PROFILE_TEXTS = ["name", "icon", "sign", "email", "birth", "mobile", "ex"] as const;

type ProfileArguments = { readonly [K in (typeof PROFILE_TEXTS)[number]]: string | undefined } & {
  readonly gender: number | undefined;
};

/** Takes over what was sent; what was not sent stays. */
function patchProfile(target: Profile, args: ProfileArguments): void {
  for (const field of PROFILE_TEXTS) {
    const value = args[field];
    if (value !== undefined) target[field] = value;
  }
  if (args.gender !== undefined) target.gender = args.gender;
}

function issueToken(account: Account, value: string, now: number): void {
  account.token = value;
  account.tokenIssued += 1;
  account.updatetime = now;
}

function userInfo(account: Account, withMutes: boolean, { settings }: Context): Record<string, unknown> {
  const info: Record<string, unknown> = { accid: account.accid };
  for (const field of PROFILE_TEXTS) {
    const value = account.profile[field];
    const unset = value === "" ? settings.clearedProfileField : settings.unsetProfileField;
    Object.assign(info, shownText(field, value || undefined, unset));
  }
  if (account.profile.gender !== undefined) info.gender = account.profile.gender;
  info.valid = !account.blocked;
  if (withMutes || settings.muteFlagsInGetUinfos === "always") {
    const { mute, muteP2P, muteTeam, muteRoom, muteQChat } = account;
    Object.assign(info, { mute, muteP2P, muteTeam, muteRoom, muteQChat });
  }
  return info;
}

/** The calls under `user/`. */
export const accountEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "user/create",
    parameters: { accid, token, ...profile, props },
    handle(args, { state, settings, now }) {
      if (state.accounts.has(args.accid)) return refuse(414, "already register");
      if (settings.accountQuota > 0 && state.accounts.size >= settings.accountQuota) {
        return refuse(419, "account count limit");
      }
      const account: Account = {
        accid: args.accid,
        token: args.token || newToken(),
        tokenIssued: 1,
        profile: {},
        props: args.props,
        blocked: false,
        mute: false,
        muteP2P: false,
        muteTeam: false,
        muteRoom: false,
        muteQChat: false,
        donnopOpen: false,
        createtime: now,
        updatetime: now,
      };
      patchProfile(account.profile, args);
      state.accounts.set(account.accid, account);
      return { info: { token: account.token, accid: account.accid, name: account.profile.name ?? "" } };
    },
  }),
  endpoint({
    call: "user/update",
    parameters: { accid, token, props },
    handle(args, context) {
      const account = usable(context, args.accid, "other");
      if (!args.token && context.settings.updateWithoutToken === "fail414") return refuse(414, "token is empty");
      if (args.token) issueToken(account, args.token, context.now);
      if (args.props !== undefined) account.props = args.props;
      return {};
    },
  }),
  endpoint({
    call: "user/refreshToken",
    parameters: { accid },
    handle(args, context) {
      const account = usable(context, args.accid, "other");
      issueToken(account, newToken(), context.now);
      return { info: { token: account.token, accid: account.accid } };
    },
  }),
  endpoint({
    call: "user/block",
    parameters: {
      accid,
      needkick: optional(boolean),
      kickNotifyExt: optional(text()),
      needUnbindPushToken: optional(boolean),
    },
    handle(args, context) {
      const account = registered(context, args.accid);
      if (account.blocked && context.settings.sameStateBlock === 417) return refuse(417, "already blocked");
      account.blocked = true;
      if (args.needkick) for (const room of context.state.rooms.values()) putOut(room, account.accid, context);
      return {};
    },
  }),
  endpoint({
    call: "user/unblock",
    parameters: { accid },
    handle(args, context) {
      const account = registered(context, args.accid);
      if (!account.blocked && context.settings.sameStateBlock === 417) return refuse(417, "not blocked");
      account.blocked = false;
      return {};
    },
  }),
  endpoint({
    call: "user/mute",
    parameters: { accid, mute: flag },
    handle(args, context) {
      usable(context, args.accid, "other").mute = args.mute;
      return {};
    },
  }),
  endpoint({
    call: "user/muteModule",
    parameters: {
      accid,
      muteP2P: optional(boolean),
      muteTeam: optional(boolean),
      muteRoom: optional(boolean),
      muteQChat: optional(boolean),
    },
    handle(args, context) {
      const account = usable(context, args.accid, "other");
      for (const module of ["muteP2P", "muteTeam", "muteRoom", "muteQChat"] as const) {
        account[module] = args[module] ?? account[module];
      }
      const { muteP2P, muteTeam, muteRoom, muteQChat } = account;
      return { data: { muteP2P, muteTeam, muteRoom, muteQChat } };
    },
  }),
  endpoint({
    call: "user/setDonnop",
    parameters: { accid, donnopOpen: flag },
    handle(args, context) {
      usable(context, args.accid, "other").donnopOpen = args.donnopOpen;
      return {};
    },
  }),
  endpoint({
    call: "user/updateUinfo",
    parameters: {
      accid,
      ...profile,
      icon: optional(text({ max: 1024, unit: "bytes" })),
      bid: optional(text()),
    },
    handle(args, context) {
      const account = usable(context, args.accid, "profile");
      patchProfile(account.profile, args);
      account.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "user/getUinfos",
    reads: true,
    parameters: {
      accids: required(accids({ max: 200, nonEmpty: true })),
      muteStatus: optional(boolean),
    },
    handle(args, context) {
      const found = args.accids.flatMap((one) => {
        const account = context.state.accounts.get(one);
        if (account) return [userInfo(account, args.muteStatus ?? false, context)];
        return context.settings.unknownAccountInGetUinfos === "omit" ? [] : refuse(414, `${one} not register`);
      });
      return { uinfos: found };
    },
  }),
  endpoint({
    call: "user/userOnlineStatus",
    reads: true,
    parameters: { accids: required(accids({ max: 200, nonEmpty: true })) },
    handle(args, { state }) {
      const existing = args.accids.filter((one) => state.accounts.has(one));
      return {
        data: {
          invalidAccids: args.accids.filter((one) => !state.accounts.has(one)),
          // No client logs in to the emulator, so nobody is online.
          onlineStatusList: existing.map((one) => ({ accid: one, statusList: [] })),
        },
      };
    },
  }),
];
