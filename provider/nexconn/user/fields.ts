import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { keyPrintField } from "../../connection/key-print";
import { markField, nameBesideMark } from "../../ownership/fields";
import { temporaryField } from "../../ownership/temporary-name";
import { described, factsOf, filledText, flag, integer, type Shape, url } from "../../schema/fields";
import { timestamp } from "../../schema/timestamps";
import { userExtProfileField, userProfileField } from "../hosted-profile";
import { userIdField } from "../ids";
import { channelTypes } from "./lists";

/** Where a user bears the mark until the hosted profile does: the call that registers users has no field for one. */
export const temporary = temporaryField("name", "name");

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
   * Whether to take over a user who exists already and is not ours. Tokens issued to it stay valid, and one more is issued.
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

export const end = timestamp(30);

const longestTag = 40;

const tag = z.string().refine((text) => text !== "" && Buffer.byteLength(text) <= longestTag);

export const schema = z.strictObject({
  userId: userIdField(),
  name: nameBesideMark(filledText(64)),
  avatarUrl: url(1024, "bytes").optional(),
  userProfile: userProfileField().optional(),
  userExtProfile: userExtProfileField().optional(),
  tags: described(
    z.array(tag),
    `a list of texts of 1 to ${longestTag} bytes in UTF-8`,
    'Write ["staff"], or [] for none.',
  ).optional(),
  banExpiresAt: described(
    z.union([z.literal(""), end]),
    `${factsOf(end)?.allowed}, or "" for no ban`,
    factsOf(end)?.fix ?? "",
  ).optional(),
  mutedChannelTypes: described(
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
