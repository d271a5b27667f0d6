import type { Definition } from "../cloud/cloud";
import { InputError } from "../input-error";
import { accountEndpoints } from "./account/calls";
import { globalMuteEndpoints } from "./account/global-mutes";
import { onlineStatusEndpoints } from "./account/online-status";
import { profileEndpoints } from "./account/profiles";
import { clientActs } from "./clients";
import type { Context, Endpoint } from "./endpoint";
import { groupAttributeEndpoints } from "./group/attributes";
import { avChatRoomEndpoints } from "./group/av-chat-room";
import { groupBanEndpoints } from "./group/bans";
import { groupEndpoints } from "./group/calls";
import { groupChangeEndpoints } from "./group/changes";
import { groupCounterEndpoints } from "./group/counters";
import { memberReadEndpoints } from "./group/member-reads";
import { groupMemberEndpoints } from "./group/members";
import { groupMuteEndpoints } from "./group/mutes";
import { groupReadEndpoints } from "./group/reads";
import { TencentProtocol } from "./protocol";
import { commaSeparated, tencentSettings } from "./settings";
import { tencentSpellings } from "./spellings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { topicEndpoints } from "./topic/calls";

type Ready = {
  readonly endpoint: string;
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly admin: string;
};

/** Tencent IM. Every UserSig of a key dies with the key. */
export const tencentDefinition: Definition<State, typeof tencentSettings, Context, Endpoint, Ready> = {
  name: "tencent",
  hosts: ["primary"],
  settings: tencentSettings,
  endpoints: [
    ...accountEndpoints,
    ...onlineStatusEndpoints,
    ...profileEndpoints,
    ...globalMuteEndpoints,
    ...groupEndpoints,
    ...groupChangeEndpoints,
    ...groupReadEndpoints,
    ...groupMemberEndpoints,
    ...memberReadEndpoints,
    ...groupMuteEndpoints,
    ...groupBanEndpoints,
    ...groupAttributeEndpoints,
    ...groupCounterEndpoints,
    ...avChatRoomEndpoints,
    ...topicEndpoints,
  ],
  features: [],
  spellings: tencentSpellings,
  clientActs,
  clientSuccess: 0,
  app: {
    id: "1400000000",
    // Of the vendor's form, so that a client that takes the digits for bytes is found out.
    secret: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  },
  checkApp({ id }) {
    if (!/^[1-9]\d{0,9}$/.test(id)) throw new InputError(`the app of tencent has a number as its id, not ${id}`);
  },
  protocol: (running) => new TencentProtocol(running),
  context: (plain, { id }) => ({ ...plain, sdkAppId: Number(id), nowSeconds: Math.floor(plain.now / 1000) }),
  emptyState,
  readyInfo([endpoint = ""], { id, secret }, { admins }) {
    const [admin = ""] = commaSeparated(admins);
    return { endpoint, sdkAppId: Number(id), secretKey: secret, admin };
  },
  view: stateView,
  counts({ state }) {
    const groups = [...state.groups.values()];
    const topics = groups.reduce((sum, group) => sum + group.topics.size, 0);
    return { accounts: state.accounts.size, groups: groups.length, topics };
  },
};
