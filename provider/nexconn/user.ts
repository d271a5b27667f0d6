import { z } from "zod";
import type { Definition } from "../definition";
import { refusal } from "../errors";
import {
  connectionField,
  factsOf,
  filledText,
  flag,
  group,
  integer,
  markField,
  nameBesideMark,
  type Shape,
  url,
} from "../fields";
import { canonicalInstant, instant } from "../instants";
import { keyPrintField } from "../key-print";
import { takenOver } from "../ownership";
import { warn } from "../report";
import { type ArgsOf, resourceClass } from "../resource";
import { markInName, temporaryName } from "../temporary-name";
import type { NexconnClient } from "./client";
import { noProfile, userExtProfileField, userProfileField } from "./hosted-profile";
import { sortedIds, userIdField } from "./ids";
import { saysUnknown } from "./unknown-users";
import {
  endTemporaryName,
  issueToken,
  type Live,
  observeUser,
  syncUser,
  tokenToCome,
  withTokenKey,
} from "./user-change";
import { channelTypes } from "./user-lists";
import { requestRestore } from "./user-restore";
import { vendor } from "./vendor";

/** What a {@link User} is declared with. A field that is left out is not managed. */
export interface UserInputs {
  /**
   * The user's id, chosen by you; also the resource's id. A change makes a new user.
   * @call auth/access-token/issue
   */
  userId: string;
  /**
   * Display name. The vendor demands one.
   * @call auth/access-token/issue, user/update
   */
  name: string;
  /**
   * URL of the avatar; `""` clears it.
   * @call auth/access-token/issue, user/update
   */
  avatarUrl?: string | undefined;
  /**
   * Keys of the hosted profile with texts or numbers, as the vendor's documentation has them. Keys that are left out are not
   * managed; `""` clears a text.
   * @call user/profile/set
   */
  userProfile?: Record<string, string | number> | undefined;
  /**
   * Your own texts beside the hosted profile, by keys that begin with `ext_`. Keys that the state knows and that are no
   * longer declared are removed; those of others stay, and come into the state by a refresh. The vendor's console may demand
   * that keys are made known there first. The ownership mark stands beside them.
   * @call user/profile/set
   */
  userExtProfile?: Record<string, string> | undefined;
  /**
   * Tags, in any order; `[]` removes all.
   * @call user/tag/batch/set
   */
  tags?: string[] | undefined;
  /**
   * Until when the user is banned: an instant such as `2026-12-24T18:00:00Z`. Banned users are disconnected and cannot
   * connect. The vendor ends the ban by itself; an instant that has passed is none. `""` lifts a ban.
   * @call user/ban, user/unban
   */
  banExpiresAt?: string | undefined;
  /**
   * The types of channels that the user may not send in, anywhere in the app; `[]` for none.
   * @call channel-type/mute/set
   */
  mutedChannelTypes?: ("PERSON" | "GROUP" | "CHATROOM")[] | undefined;
  /**
   * Any number. A change ends all tokens issued so far and issues a new one; a client that is connected stays so until it
   * connects anew. Declared for the first time where the state has no token, as after an import, it issues one and ends none.
   * @call auth/access-token/expire, auth/access-token/issue
   */
  tokenVersion?: number | undefined;
  /**
   * Set by the resource class: tells the app's secret that `accessToken` was issued under from others, and nobody what it is.
   */
  accessTokenKey?: string | undefined;
  /**
   * Whether to take over a user who exists already and is not ours. Tokens issued to him stay valid, and one more is issued.
   * Without it, such a user is refused.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new user there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the program can read of a {@link User}. */
export interface UserState extends UserInputs {
  /**
   * The token that clients connect with, as the vendor issued it at the create, at the last `tokenVersion`, or after a change of
   * the app's secret, which ends all tokens. A secret.
   */
  accessToken?: string | undefined;
  /** The App Key of the app that the user is in. */
  appId: string;
}

const end = instant(30);

const longestTag = 40;
const tag = z.string().refine((text) => text !== "" && Buffer.byteLength(text) <= longestTag);

const schema = z.strictObject({
  userId: userIdField(),
  name: nameBesideMark(filledText(64)),
  avatarUrl: url(1024, "bytes").optional(),
  userProfile: userProfileField().optional(),
  userExtProfile: userExtProfileField().optional(),
  tags: group(
    z.array(tag),
    `a list of texts of 1 to ${longestTag} bytes in UTF-8`,
    'Write ["staff"], or [] for none.',
  ).optional(),
  banExpiresAt: group(
    z.union([z.literal(""), end]),
    `${factsOf(end)?.allowed}, or "" for no ban`,
    factsOf(end)?.fix ?? "",
  ).optional(),
  mutedChannelTypes: group(
    z.array(z.enum(channelTypes)),
    `a list of ${channelTypes.join(", ")}`,
    'Write ["PERSON"], or [].',
  ).optional(),
  tokenVersion: integer(0).optional(),
  accessTokenKey: keyPrintField().optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<UserInputs>);

/** The definition of `nexconn.User`. */
export const user: Definition<NexconnClient, UserInputs, UserState & Live> = {
  kind: "nexconn:User",
  vendor,
  schema,
  outputs: ["accessToken", "appId"],
  identities: [{ object: "user", by: "userId" }],
  secrets: ["accessToken"],
  replaceOn: ["userId"],
  writeOnly: ["tokenVersion", "accessTokenKey", "adopt"],
  calls: [
    { call: "user/get", when: "before each create and update, and on refresh" },
    {
      call: "user/profile/batch/get",
      when: "beside it, where `userProfile` or `userExtProfile` is declared or the user bears a mark",
    },
    { call: "user/tag/batch/get", when: "beside it, where `tags` is declared" },
    { call: "user/ban/list", when: "beside it, where `banExpiresAt` is declared" },
    { call: "channel-type/mute/list", when: "beside it, where `mutedChannelTypes` is declared" },
    {
      call: "user/soft-deleted/list",
      when: "the same, once in a minute for all users; and where a user who is to be made is there or refused, and during a restore",
    },
    {
      call: "auth/access-token/issue",
      when: "on create, where `tokenVersion` or the app's secret differs, and for a user who is taken over or restored",
    },
    { call: "auth/access-token/expire", when: "where `tokenVersion` differs" },
    { call: "user/profile/set", when: "where the hosted profile or the mark differs" },
    { call: "user/update", when: "where `name` or `avatarUrl` differs, and after a create that is marked" },
    { call: "user/tag/batch/set", when: "where `tags` differs" },
    { call: "user/ban", when: "where `banExpiresAt` differs" },
    { call: "user/unban", when: "where a ban is lifted" },
    { call: "channel-type/mute/set", when: "where `mutedChannelTypes` differs" },
    { call: "user/soft-delete", when: "on delete" },
    { call: "user/restore", when: "on create of a user who is soft-deleted" },
  ],
  replacement: "create",
  onDelete:
    "Soft-deletes the user, which the vendor does in the background within about 15 minutes: name, avatar and tokens go, memberships of groups stay, and the id stays taken. Declared again, the user is restored, which the vendor refuses for an hour, and gets everything that is declared once more. Nothing but the vendor's console deletes users for good.",

  normalise(raw) {
    const inputs = { ...raw };
    if ("banExpiresAt" in raw) inputs.banExpiresAt = canonicalInstant(raw.banExpiresAt);
    for (const key of ["tags", "mutedChannelTypes"]) if (key in raw) inputs[key] = sortedIds(raw[key]);
    return { inputs, problems: [] };
  },

  conflicts: () => [],

  withTime: (inputs, olds, client) => withTokenKey(inputs, olds, client?.keyPrint),

  halfMade: {
    is: ({ name }) => markInName(name) !== undefined,
    async end(client, userId, current, inputs) {
      await endTemporaryName(client, userId, current, inputs);
      return false;
    },
  },

  observe: observeUndeleted,

  async ensure(client, inputs) {
    const { userId, mark, adopt = false } = inputs;
    const facts = { vendor: "nexconn", call: "auth/access-token/issue", object: userId };
    const found = await observeUser(client, userId, inputs);
    if (found) {
      // Until a soft delete is done, the user looks as before.
      if (await client.lists.softDeleted.load(userId)) return restored(client, inputs);
      takenOver({ what: `nexconn user ${userId}`, idKey: "userId", facts, mark, adopt }, found);
      return { id: userId, current: unfinished(inputs, found), wasThere: true };
    }
    try {
      return { id: userId, current: await register(client, inputs) };
    } catch (error) {
      const isDeleted = refusal(error) !== undefined && (await client.lists.softDeleted.load(userId));
      if (!isDeleted) throw error;
      return restored(client, inputs);
    }
  },

  sync: syncUser,

  async remove(client, userId) {
    try {
      await client.call("user/soft-delete", { userIds: [userId] }, { object: userId });
    } catch (error) {
      if (!saysUnknown(error)) throw error;
    }
  },
};

/** What a program gives to an {@link User}: each value now, or as an output of another resource. */
export type UserArgs = ArgsOf<UserInputs, "accessTokenKey">;

/** A Nexconn user, his hosted profile, tags, ban and mutes, and the token that clients connect with. */
export class User extends resourceClass<UserArgs, UserState>(user) {}

/**
 * Registers a user. The call has no field for a mark: with marks on, the user gets a name that says whose he is, and his own
 * name once the profile bears the mark, so that a create that was cut short is known again at any moment.
 */
async function register(client: NexconnClient, inputs: UserInputs): Promise<Partial<UserState & Live>> {
  const { userId, avatarUrl = "", tokenVersion, accessTokenKey, mark } = inputs;
  const name = mark === undefined ? inputs.name : temporaryName(mark);
  const accessToken = await issueToken(client, { userId, name, avatarUrl });
  const nothing = { tags: [], banExpiresAt: "", mutedChannelTypes: [], hosted: noProfile(), mark: "" };
  return { userId, name, avatarUrl, accessToken, tokenVersion, accessTokenKey, ...nothing };
}

/** The user, who counts as gone from the moment of a soft delete: until that is done, the vendor shows him as before. */
async function observeUndeleted(
  client: NexconnClient,
  userId: string,
  state: Partial<UserState>,
): Promise<Partial<UserState & Live> | undefined> {
  const live = await observeUser(client, userId, state);
  if (live?.isDeleted || !(await client.lists.wasDeletedLately(userId))) return live;
  if (state.accessToken === tokenToCome) return { userId, isDeleted: true };
  warn(
    `nexconn user ${userId} has been soft-deleted. The next \`pulumi up\` after a refresh has the vendor restore the user, which it refuses for an hour from the delete on.`,
  );
  return undefined;
}

/** A user who was there, of whose tokens none is known. */
function unfinished(inputs: UserInputs, found: Partial<UserState & Live>): Partial<UserState & Live> {
  return { ...found, accessToken: tokenToCome, tokenVersion: inputs.tokenVersion };
}

async function restored(client: NexconnClient, inputs: UserInputs) {
  const { userId } = inputs;
  await requestRestore(client, userId);
  return { id: userId, current: unfinished(inputs, { userId, isDeleted: true, isRestoreRequested: true }) };
}
