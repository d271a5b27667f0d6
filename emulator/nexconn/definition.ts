import type { Definition } from "../cloud/cloud";
import { Refusal } from "../cloud/refusal";
import { clientActs } from "./clients";
import type { Context, Endpoint } from "./endpoint";
import { groupEndpoints } from "./group-channel/calls";
import { groupMemberEndpoints } from "./group-channel/members";
import { groupModerationEndpoints } from "./group-channel/moderation";
import { groupNoteEndpoints } from "./group-channel/notes";
import { openChannelEndpoints } from "./open-channel/calls";
import { keepAliveEndpoints } from "./open-channel/keep-alive";
import { messageTypeEndpoints } from "./open-channel/message-types";
import { openChannelMetadataEndpoints } from "./open-channel/metadata";
import { openChannelPeopleEndpoints } from "./open-channel/people";
import { livingOpenChannels } from "./open-channel/rules";
import { wordEndpoints } from "./profanity-word/calls";
import { NexconnProtocol } from "./protocol";
import { nexconnSettings } from "./settings";
import { nexconnSpellings } from "./spellings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { userEndpoints } from "./user/calls";
import { userListEndpoints } from "./user/lists";
import { userProfileEndpoints } from "./user/profiles";
import { settleDeletions } from "./user/rules";
import { tokenEndpoints } from "./user/tokens";

type Ready = {
  readonly endpoints: readonly string[];
  readonly appKey: string;
  readonly appSecret: string;
};

const NOT_ENABLED = "the service is not enabled";

/** Codes that calls on managed groups have for bad parameters where the settings say so, by the usual ones. */
const MANAGED_CODES: Readonly<Record<number, number>> = { 1002: 25403, 1005: 25406 };

/** Nexconn: a primary host and a backup over one state. */
export const nexconnDefinition: Definition<State, typeof nexconnSettings, Context, Endpoint, Ready> = {
  name: "nexconn",
  hosts: ["primary", "backup"],
  settings: nexconnSettings,
  endpoints: [
    ...tokenEndpoints,
    ...userEndpoints,
    ...userListEndpoints,
    ...userProfileEndpoints,
    ...groupEndpoints,
    ...groupMemberEndpoints,
    ...groupNoteEndpoints,
    ...groupModerationEndpoints,
    ...openChannelEndpoints,
    ...openChannelPeopleEndpoints,
    ...openChannelMetadataEndpoints,
    ...keepAliveEndpoints,
    ...messageTypeEndpoints,
    ...wordEndpoints,
  ],
  features: [
    { calls: "group-channel/", setting: "managedGroupsFeature", code: 1009, text: NOT_ENABLED },
    { calls: "open-channel/metadata/", setting: "metadataFeature", code: 23426, text: NOT_ENABLED },
    { calls: "open-channel/priority-sender-list/", setting: "prioritySendersFeature", code: 1009, text: NOT_ENABLED },
    { calls: "chatroom/keepalive/", setting: "keepAliveFeature", code: 1009, text: NOT_ENABLED },
    { calls: "user/profile/", setting: "hostedProfileFeature", code: 24369, text: NOT_ENABLED },
  ],
  spellings: nexconnSpellings,
  clientActs,
  clientSuccess: 0,
  app: { id: "nexconn-emulator-key", secret: "nexconn-emulator-secret" },
  protocol: (running) => new NexconnProtocol(running),
  context: (plain) => plain,
  emptyState,
  settle: settleDeletions,
  /** The vendor documents that a new secret ends every token of every user. */
  rotated({ users }) {
    for (const { tokens } of users.values()) for (const token of tokens) token.revoked = true;
  },
  refusalOf(call, refusal, { groupParameterCodes }) {
    const managed = call.startsWith("group-channel/") && groupParameterCodes === "managed";
    const code = managed ? MANAGED_CODES[refusal.code] : undefined;
    return code === undefined ? refusal : new Refusal(code, refusal.text, refusal.more);
  },
  readyInfo: (endpoints, { id, secret }) => ({ endpoints, appKey: id, appSecret: secret }),
  view: stateView,
  counts(context) {
    const { users, groups, words } = context.state;
    const openChannels = livingOpenChannels(context).length;
    return { users: users.size, groups: groups.size, openChannels, profanityWords: words.size };
  },
};
