import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { choice, described, filledText, type Shape, text } from "../../schema/fields";
import { type MembersInput, memberField, membersField, type TeamMember } from "../team/members";

/** What {@link TeamMembers} are declared with. */
export interface TeamMembersInputs {
  /**
   * The id of the team, which something else has made: a program, a person, another stack. A change moves the set to the
   * other team: its people are added there, and those whom it added here are removed.
   */
  tid: string;
  /**
   * The members that are managed here, whoever else is in the team: a map by accid, or a list of accids and of objects with
   * an accid. The team's owner may be among them and stays the owner; what is declared of them is not applied.
   * @call team/add, team/kick, team/addManager, team/removeManager, team/updateTeamNick, team/muteTlist
   */
  members: MembersInput<TeamMember>;
  /**
   * The text of invitations. Sent with each invitation.
   * @default "Welcome"
   * @call team/add
   */
  msg?: string | undefined;
  /**
   * Whether who is declared as a member joins at once or has to accept first. Who has not accepted cannot be told from who
   * declined: a refresh leaves both as they are.
   * @default 0
   * @call team/add
   */
  magree?: 0 | 1 | undefined;
  /**
   * What the notices of changes carry along. Sent with each change.
   * @call team/add, team/kick, team/addManager, team/removeManager
   */
  attach?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app adds the people to a team there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: members as a map. */
export interface TeamMembersDeclaration extends Omit<TeamMembersInputs, "members"> {
  members: Record<string, TeamMember>;
}

/** What the program can read of {@link TeamMembers}. */
export interface TeamMembersState extends TeamMembersDeclaration {
  /** The members, by accid. */
  members: Record<string, TeamMember>;
  /** The text of invitations. */
  msg: string;
  /** Whether who is declared as a member joins at once or has to accept first. */
  magree: 0 | 1;
  /** Those of the members who were not in the team before and were added by this resource. Only they are ever removed. */
  added: string[];
  /** The App Key of the app that the team is in. */
  appId: string;
}

/** The state, and what of the team a change goes by. */
export interface TeamMembersLive extends TeamMembersState {
  owner: string;
  maxusers: number;
}

export const schema = z.strictObject({
  tid: described(
    z.string().regex(/^[1-9]\d{0,18}$/),
    "a team's id, as text of digits",
    'Write it as in "2366968294", or give the `tid` of a team.',
  ),
  members: membersField(memberField()),
  msg: filledText(150).optional(),
  magree: choice({ 0: "joins at once", 1: "has to accept" }).optional(),
  attach: text(512).optional(),
  connection: connectionField(),
} satisfies Shape<TeamMembersDeclaration>);

/** What the vendor requires of an invitation and a program need not say. */
export const demanded = { msg: "Welcome", magree: 0 } as const;
