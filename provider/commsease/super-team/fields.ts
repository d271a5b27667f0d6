import { z } from "zod";
import { dataBesideMark } from "../../ownership/fields";
import { integer, type Shape, text } from "../../schema/fields";
import type { MembersInput } from "../team/members";
import {
  longestCustom,
  type TeamFields,
  type TeamOutputs,
  teamModes,
  teamShape,
  teamTexts,
} from "../team/shared-fields";
import { type SuperTeamMember, superMemberField } from "./members";

/** What a {@link SuperTeam} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface SuperTeamInputs extends TeamFields {
  /**
   * The members beside the owner: a map by accid, or a list of accids and of objects with an accid. Who is no longer
   * declared is removed, provided that the state knew them. Who was added by hand since stays, with a warning, until a
   * refresh brings them into the preview; see `membership`. Left out, members are not managed.
   * @call superteam/create, superteam/invite, superteam/kick, superteam/addManager, superteam/removeManager, superteam/updateTeamNick, superteam/updateTlist, superteam/muteTlist
   */
  members?: MembersInput<SuperTeamMember> | undefined;
  /**
   * Your own data, readable by clients: a text, or an object that is sent as JSON. The ownership mark stands beside it.
   * @call superteam/create, superteam/updateTinfo
   */
  serverCustom?: string | Record<string, unknown> | undefined;
  /**
   * Whether an invited user has to agree. Declare `1` for members to be in at once: with `0` the vendor may ask them too,
   * and who has not accepted cannot be told from who declined or left.
   * @default 0, by the vendor
   * @call superteam/create, superteam/updateTinfo
   */
  beinvitemode?: 0 | 1 | undefined;
  /**
   * How many may be in the team, the owner included. The app's own maximum applies as well.
   * @default 200, by the vendor
   * @call superteam/create, superteam/changeLevel
   */
  tlevel?: number | undefined;
}

/** Inputs after normalisation: members as a map, `serverCustom` as text. */
export interface SuperTeamDeclaration extends Omit<SuperTeamInputs, "members" | "serverCustom"> {
  serverCustom?: string | undefined;
  /** The members beside the owner, by accid. */
  members?: Record<string, SuperTeamMember> | undefined;
}

/** What the program can read of a {@link SuperTeam}. */
export interface SuperTeamState extends SuperTeamDeclaration, TeamOutputs {
  /** The text of invitations. */
  msg: string;
  /** Who may join. */
  joinmode: 0 | 1 | 2;
}

export const schema = z.strictObject(
  teamShape(superMemberField(), {
    serverCustom: dataBesideMark(text(longestCustom)).optional(),
    tlevel: integer(2).optional(),
  }) satisfies Shape<SuperTeamDeclaration>,
);

export const updatable = [...teamTexts, ...teamModes, "serverCustom"] as const;

/** The codes by which the vendor says that there is no such team. */
export const absent = [404, 803];
