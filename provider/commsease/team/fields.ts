import { z } from "zod";
import { dataBesideMark } from "../../ownership/fields";
import { choice, integer, type Shape, text } from "../../schema/fields";
import { type MembersInput, memberField, type TeamMember } from "./members";
import {
  demandedOfTeam,
  longestCustom,
  type TeamFields,
  type TeamOutputs,
  teamModes,
  teamShape,
  teamTexts,
} from "./shared-fields";

/** What a {@link Team} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface TeamInputs extends TeamFields {
  /**
   * The members beside the owner: a map by accid, or a list of accids and of objects with an accid. Who is no longer
   * declared is removed, provided that the state knew them. Who was added by hand since stays, with a warning, until a
   * refresh brings them into the preview; see `membership`. Left out, members are not managed.
   * @call team/create, team/add, team/kick, team/addManager, team/removeManager, team/updateTeamNick, team/muteTlist
   */
  members?: MembersInput<TeamMember> | undefined;
  /**
   * Whether who is declared as a member joins at once or has to accept first. Who has not accepted cannot be told from who
   * declined: a refresh leaves both as they are.
   * @default 0
   * @call team/create, team/add
   */
  magree?: 0 | 1 | undefined;
  /**
   * Your own data, readable by clients: a text, or an object that is sent as JSON. The ownership mark stands beside it.
   * @call team/create, team/update
   */
  custom?: string | Record<string, unknown> | undefined;
  /**
   * Whether an invited user has to agree, where clients invite.
   * @default 0, by the vendor
   * @call team/create, team/update
   */
  beinvitemode?: 0 | 1 | undefined;
  /**
   * How many may be in the team, the owner included. The app's own maximum applies as well. Reads back as `maxusers`.
   * @default 200, by the vendor
   * @call team/create, team/update
   */
  teamMemberLimit?: number | undefined;
  /**
   * Whether notices to members who are online are off. A change makes a new team: the vendor has no call for it.
   * @call team/create
   */
  isNotifyCloseOnline?: 0 | 1 | undefined;
  /**
   * Whether stored notices to members are off. A change makes a new team: the vendor has no call for it.
   * @call team/create
   */
  isNotifyClosePersistent?: 0 | 1 | undefined;
  /**
   * What the notices of changes carry along. Sent with each change.
   * @call team/create, team/update, team/add, team/kick, team/addManager, team/removeManager, team/muteTlistAll, team/remove
   */
  attach?: string | undefined;
}

/** Inputs after normalisation: members as a map, `custom` as text. */
export interface TeamDeclaration extends Omit<TeamInputs, "members" | "custom"> {
  custom?: string | undefined;
  /** The members beside the owner, by accid. */
  members?: Record<string, TeamMember> | undefined;
}

/** What the program can read of a {@link Team}. */
export interface TeamState extends TeamDeclaration, TeamOutputs {
  /** The text of invitations. */
  msg: string;
  /** Who may join. */
  joinmode: 0 | 1 | 2;
  /** Whether who is declared as a member joins at once or has to accept first. */
  magree: 0 | 1;
}

const onOff = { 0: "on", 1: "off" } as const;

export const schema = z.strictObject(
  teamShape(memberField(), {
    magree: choice({ 0: "joins at once", 1: "has to accept" }).optional(),
    custom: dataBesideMark(text(longestCustom)).optional(),
    teamMemberLimit: integer(2).optional(),
    isNotifyCloseOnline: choice(onOff).optional(),
    isNotifyClosePersistent: choice(onOff).optional(),
    attach: text(512).optional(),
  }) satisfies Shape<TeamDeclaration>,
);

export const withoutLimit = [...teamTexts, ...teamModes, "custom"] as const;

export const updatable = [...withoutLimit, "teamMemberLimit"] as const;

export const createOnly = ["isNotifyCloseOnline", "isNotifyClosePersistent"] as const;

/** What the vendor requires at creation and a program need not say. */
export const demanded = { ...demandedOfTeam, magree: 0 } as const;
