import { z } from "zod";
import { changeAdded, managedAdded, removeAdded } from "../added-members";
import type { Answer } from "../answers";
import type { Definition } from "../definition";
import { ImError } from "../errors";
import { choice, connectionField, filledText, group, type Shape, text } from "../fields";
import { normaliseMembers } from "../membership";
import { type ArgsOf, resourceClass } from "../resource";
import { asStored } from "./accid";
import type { CommsEaseClient } from "./client";
import { keepMembers } from "./team-common";
import { accidOf, detailOf, membersOf, pending } from "./team-detail";
import {
  type MembersInput,
  managerFlag,
  memberField,
  membersField,
  notAdded,
  type TeamMember,
  type TeamMembership,
  type TeamPeople,
  teamMemberChange,
} from "./team-members";
import { vendor } from "./vendor";

/** What {@link TeamMembers} are declared with. */
export interface TeamMembersInputs {
  /**
   * The id of the team, which something else has made: a program, a person, another stack. A change moves the set to the
   * other team: its people are added there, and those whom it added here are removed.
   */
  tid: string;
  /**
   * The members that are managed here, whoever else is in the team: a map by accid, or a list of accids and of objects with
   * an accid. The team's owner may be among them and stays the owner; what is declared of him is not applied.
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

const schema = z.strictObject({
  tid: group(
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
const demanded = { msg: "Welcome", magree: 0 } as const;

/** The definition of `commsease.TeamMembers`. */
export const teamMembers: Definition<CommsEaseClient, TeamMembersDeclaration, TeamMembersLive> = {
  kind: "commsease:TeamMembers",
  vendor,
  schema,
  outputs: ["added", "appId"],
  identities: [{ object: "team", part: "members", by: "tid", keys: "members" }],
  secrets: [],
  replaceOn: ["tid"],
  writeOnly: ["msg", "magree", "attach"],
  calls: [
    { call: "team/queryDetail", when: "before each create, update and delete, and on refresh" },
    { call: "team/query", when: "where `team/queryDetail` says that the team is not there" },
    { call: "team/add", when: "for declared members who are not there" },
    { call: "team/addManager", when: "for members to become managers" },
    { call: "team/removeManager", when: "for managers to become ordinary members" },
    { call: "team/updateTeamNick", when: "for each member whose `nick` or `custom` differs" },
    { call: "team/muteTlist", when: "for each member whose `mute` differs" },
    { call: "team/kick", when: "for members whom this resource added and who are no longer declared, and on delete" },
  ],
  replacement: "delete",
  onDelete:
    "Removes those whom this resource added. Who was in the team before stays, as a manager where it made him one, and so does everybody else.",

  normalise(raw) {
    const { members, problems } = normaliseMembers(raw.members, "accid", asStored, managerFlag);
    const inputs = { ...demanded, ...raw };
    return { inputs: raw.members === undefined ? inputs : { ...inputs, members }, problems };
  },

  conflicts: () => [],

  keep: keepMembers,

  managed: (live, state) => ({ ...live, ...managedAdded(live, state) }),

  async observe(client, tid, state) {
    const detail = await detailOf(client, tid);
    return detail && fromDetail(detail, state);
  },

  async ensure(client, { tid, magree }) {
    const detail = await detailOf(client, tid);
    if (detail) return { id: tid, current: { ...fromDetail(detail, {}), magree, added: [] } };
    throw new ImError(
      "IM_GONE",
      `There is no commsease team ${tid} in this app, so nobody was added to it. Check \`tid\` and \`connection\`. Where this stack makes it, run \`pulumi refresh\`, and then \`pulumi up\`.`,
      { vendor: "commsease", object: tid },
    );
  },

  async sync(client, tid, current, inputs, prior) {
    const { owner = "", maxusers: limit } = current;
    const goal: TeamMembership = { ...inputs, tid, owner, membership: "additive", limit };
    const refused = await changeAdded<TeamMember>(
      `commsease team ${tid}`,
      current,
      inputs.members,
      prior,
      (known, noting) => teamMemberChange(client, goal, current, known, noting),
    );
    const { msg, magree, attach, connection } = inputs;
    Object.assign(current, { msg, magree, attach, connection });
    const failure = notAdded("team/add", tid, refused);
    if (failure) throw failure;
  },

  remove(client, tid, state) {
    const { attach } = state;
    const look = async () => {
      const detail = await detailOf(client, tid);
      return detail && { owner: accidOf(detail.owner), members: membersOf(detail) };
    };
    return removeAdded<TeamMember, TeamPeople>(state, look, (current, known) => {
      const { owner = "" } = current;
      const goal = { tid, owner, members: {}, membership: "additive" as const, limit: undefined, attach };
      return teamMemberChange(client, goal, current, known);
    });
  },
};

/** What a program gives to {@link TeamMembers}: each value now, or as an output of another resource. */
export type TeamMembersArgs = ArgsOf<TeamMembersInputs>;

/** Members of a CommsEase team that is made elsewhere: those named, and nobody else. */
export class TeamMembers extends resourceClass<TeamMembersArgs, TeamMembersState>(teamMembers) {}

function fromDetail(detail: Answer, state: Partial<TeamMembersState>): Partial<TeamMembersLive> {
  return {
    tid: String(detail.tid),
    owner: accidOf(detail.owner),
    maxusers: Number(detail.maxusers),
    members: { ...pending(state), ...membersOf(detail) },
  };
}
