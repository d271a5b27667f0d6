import type { z } from "zod";
import type { MembershipMode } from "../../collections/membership";
import { connectionField } from "../../connection/fields";
import { markField } from "../../ownership/fields";
import { choice, filledText, flag, jsonObjectText, shownName, text, url } from "../../schema/fields";
import { accidField } from "../accid";
import { membersField, membershipField } from "./members";

/** What teams and super teams are both declared with. `@call` names the calls of both kinds. */
export interface TeamFields {
  /**
   * The team's name.
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  tname: string;
  /**
   * The accid of the owner, who is no part of `members`. A change hands the team over; the owner before leaves it unless
   * it is declared in `members`, the members are not managed, or `membership` is `additive`.
   * @call team/create, team/changeOwner, superteam/create, superteam/changeOwner
   */
  owner: string;
  /**
   * Whether `members` is the whole team or a part of it. With `additive` only those named are managed: a refresh brings
   * in nobody else, and others are neither removed nor changed.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * The text of invitations. Sent with each invitation.
   * @default "Welcome"
   * @call team/create, team/add, superteam/create, superteam/invite
   */
  msg?: string | undefined;
  /**
   * Who may join.
   * @default 0
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  joinmode?: 0 | 1 | 2 | undefined;
  /**
   * Announcement to the members.
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  announcement?: string | undefined;
  /**
   * Introduction of the team.
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  intro?: string | undefined;
  /**
   * URL of the team's picture.
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  icon?: string | undefined;
  /**
   * Who may invite.
   * @default 0, by the vendor
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  invitemode?: 0 | 1 | undefined;
  /**
   * Who may change the team's fields from a client.
   * @default 0, by the vendor
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  uptinfomode?: 0 | 1 | undefined;
  /**
   * Who may change the team's custom data from a client.
   * @default 0, by the vendor
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  upcustommode?: 0 | 1 | undefined;
  /**
   * Whose messages are refused.
   * @default 0, by the vendor
   * @call team/muteTlistAll, superteam/mute
   */
  muteType?: 0 | 1 | 3 | undefined;
  /**
   * The content filters to check texts with: JSON text. Sent with each change of the fields.
   * @call team/create, team/update, superteam/create, superteam/updateTinfo
   */
  bid?: string | undefined;
  /**
   * Whether to take over the owner's team of this kind and name, where there is one that is not ours. Several of the name
   * are an error. Who is in the team stays until a refresh has brought them into the preview.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new team there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the vendor and the connection add to a team. */
export interface TeamOutputs {
  /** The team's id, chosen by the vendor; also the resource's id. */
  tid: string;
  /** The App Key of the app that the team is in. */
  appId: string;
}

const whoMay = { 0: "owner and managers", 1: "everyone" } as const;

/** The schemas of what both kinds are declared with, of a kind's members, and of what is its own. */
export function teamShape<M extends z.ZodType, Own extends z.ZodRawShape>(member: M, own: Own) {
  return {
    tname: shownName(filledText(64)),
    owner: accidField(),
    members: membersField(member).optional(),
    membership: membershipField().optional(),
    msg: filledText(150).optional(),
    joinmode: choice({ 0: "anybody", 1: "with approval", 2: "nobody" }).optional(),
    announcement: text(1024).optional(),
    intro: text(512).optional(),
    icon: url(1024).optional(),
    beinvitemode: choice({ 0: "has to agree", 1: "need not agree" }).optional(),
    invitemode: choice(whoMay).optional(),
    uptinfomode: choice(whoMay).optional(),
    upcustommode: choice(whoMay).optional(),
    muteType: choice({ 0: "nobody's", 1: "ordinary members'", 3: "everyone's, the owner's too" }).optional(),
    bid: jsonObjectText(1024).optional(),
    ...own,
    adopt: flag().optional(),
    mark: markField().optional(),
    connection: connectionField(),
  };
}

/** The texts that a team reads back, beside the one that bears the mark. */
export const teamTexts = ["tname", "announcement", "intro", "icon"] as const;

/** The modes that a team reads back, of those that one call carries along with the texts. */
export const teamModes = ["joinmode", "beinvitemode", "invitemode", "uptinfomode", "upcustommode"] as const;

/** What the vendor requires at creation and a program need not say. */
export const demandedOfTeam = { msg: "Welcome", joinmode: 0 } as const;

/** The most characters of a team's custom data, the mark included. */
export const longestCustom = 1024;
