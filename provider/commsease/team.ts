import { z } from "zod";
import { type Answer, pickDefined, records } from "../answers";
import type { Listed } from "../creations";
import type { Definition } from "../definition";
import { ImError } from "../errors";
import { choice, dataBesideMark, integer, type Shape, text } from "../fields";
import { markedAtCreate, readMarked, roomForMark } from "../marked-text";
import { type ArgsOf, resourceClass } from "../resource";
import { caps } from "./calls";
import type { CommsEaseClient } from "./client";
import {
  defaultMemberLimit,
  dismiss,
  fieldsOf,
  keepMembers,
  listedTeam,
  managedMembers,
  membersConflicts,
  normaliseTeam,
  sendCreate,
  sendFields,
  syncTeam,
} from "./team-common";
import { accidOf, detailOf, membersOf, pending } from "./team-detail";
import {
  demandedOfTeam,
  longestCustom,
  type TeamFields,
  type TeamOutputs,
  teamModes,
  teamShape,
  teamTexts,
} from "./team-fields";
import {
  invited as invitee,
  type MembersInput,
  memberField,
  notAdded,
  type TeamMember,
  teamMemberChange,
} from "./team-members";
import { vendor } from "./vendor";

/** What a {@link Team} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface TeamInputs extends TeamFields {
  /**
   * The members beside the owner: a map by accid, or a list of accids and of objects with an accid. Who is no longer
   * declared is removed, provided that the state knew him. Who was added by hand since stays, with a warning, until a
   * refresh brings him into the preview; see `membership`. Left out, members are not managed.
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

const schema = z.strictObject(
  teamShape(memberField(), {
    magree: choice({ 0: "joins at once", 1: "has to accept" }).optional(),
    custom: dataBesideMark(text(longestCustom)).optional(),
    teamMemberLimit: integer(2).optional(),
    isNotifyCloseOnline: choice(onOff).optional(),
    isNotifyClosePersistent: choice(onOff).optional(),
    attach: text(512).optional(),
  }) satisfies Shape<TeamDeclaration>,
);

const withoutLimit = [...teamTexts, ...teamModes, "custom"] as const;
const updatable = [...withoutLimit, "teamMemberLimit"] as const;

const createOnly = ["isNotifyCloseOnline", "isNotifyClosePersistent"] as const;

/** What the vendor requires at creation and a program need not say. */
const demanded = { ...demandedOfTeam, magree: 0 } as const;

/** The definition of `commsease.Team`. */
export const team: Definition<CommsEaseClient, TeamDeclaration, TeamState> = {
  kind: "commsease:Team",
  vendor,
  schema,
  outputs: ["tid", "appId"],
  idKey: "tid",
  identities: [{ object: "team", part: "members", by: "tid", keys: "members" }],
  secrets: [],
  sets: ["members"],
  replaceOn: createOnly,
  writeOnly: ["msg", "magree", "attach", "bid", "adopt"],
  calls: [
    {
      call: "team/joinTeams",
      when: "once for each owner in a run that creates teams, and after a create without an answer",
    },
    { call: "team/create", when: "on create" },
    { call: "team/queryDetail", when: "before each update and delete, and on refresh" },
    { call: "team/query", when: "where `team/queryDetail` says that the team is not there" },
    { call: "team/update", when: "where the fields differ" },
    { call: "team/add", when: "for declared members who are not there" },
    { call: "team/addManager", when: "for members to become managers" },
    { call: "team/changeOwner", when: "where `owner` differs" },
    { call: "team/removeManager", when: "for managers to become ordinary members" },
    { call: "team/kick", when: "for members who are no longer declared" },
    { call: "team/updateTeamNick", when: "for each member whose `nick` or `custom` differs" },
    { call: "team/muteTlist", when: "for each member whose `mute` differs" },
    { call: "team/muteTlistAll", when: "where `muteType` differs" },
    { call: "team/remove", when: "on delete" },
  ],
  replacement: "create",
  onDelete: "Dismisses the team: everybody leaves it, and its id is never used again.",

  normalise: (raw) => normaliseTeam(raw, "custom", demanded),

  conflicts: ({ owner, members, teamMemberLimit, custom, mark }, isOpen) => [
    ...membersConflicts(
      owner,
      members,
      "teamMemberLimit",
      isOpen("teamMemberLimit") ? undefined : (teamMemberLimit ?? defaultMemberLimit),
    ),
    ...roomForMark("custom", custom, longestCustom, mark),
  ],

  keep: keepMembers,
  managed: managedMembers,

  async observe(client, tid, state) {
    const detail = await detailOf(client, tid);
    return detail && fromDetail(detail, state);
  },

  async ensure(client, inputs) {
    const { owner, tname, mark, adopt = false } = inputs;
    const { id, made, wasThere } = await client.teamCreations.create({
      what: "commsease team",
      facts: { vendor: "commsease", call: "team/create", object: tname },
      owner,
      name: tname,
      mark,
      adopt,
      list: () => teamsOf(client, owner),
      create: () => createTeam(client, inputs),
    });
    return { id, current: { ...written(inputs), ...made, tid: id }, wasFound: made === undefined, wasThere };
  },

  async sync(client, tid, current, inputs, prior) {
    const { teamMemberLimit } = inputs;
    const goal = { ...inputs, tid, members: inputs.members, limit: teamMemberLimit ?? current.teamMemberLimit };
    const change = teamMemberChange(client, goal, current, prior);
    change.spareStrangers();
    current.membership = inputs.membership;
    refuseCreateOnly(tid, current, inputs);
    const limits = { declared: teamMemberLimit, present: current.teamMemberLimit };
    const refused = await syncTeam(inputs, current, limits, {
      fields: (withLimit) => syncFields(client, tid, current, inputs, withLimit ? updatable : withoutLimit),
      people: async () => notAdded("team/add", tid, await change.run()),
      mute: (muteType) =>
        client.call("team/muteTlistAll", { tid, owner: current.owner, muteType, attach: inputs.attach }, tid),
    });
    const { attach, bid, adopt, connection } = inputs;
    Object.assign(current, written(inputs), { attach, bid, adopt, connection });
    if (refused) throw refused;
  },

  remove: (client, tid, { attach }, { owner }) =>
    dismiss(
      () => client.call("team/remove", { tid, owner, attach }, tid),
      () => detailOf(client, tid),
    ),
};

/** What a program gives to a {@link Team}: each value now, or as an output of another resource. */
export type TeamArgs = ArgsOf<TeamInputs>;

/** A CommsEase team (an advanced group): its fields, its owner, its members. */
export class Team extends resourceClass<TeamArgs, TeamState>(team) {}

async function createTeam(client: CommsEaseClient, inputs: TeamDeclaration) {
  const { owner, msg = demanded.msg, magree = demanded.magree, joinmode = demanded.joinmode, attach, bid } = inputs;
  const invited = Object.keys(inputs.members ?? {}).slice(0, caps.membersPerCreate - 1);
  const fields = pickDefined(inputs, [...updatable, ...createOnly]);
  const custom = markedAtCreate(inputs.custom, inputs.mark);
  const parameters = { ...fields, custom, owner, msg, magree, joinmode, attach, bid, members: invited };
  const { id, present } = await sendCreate(client, "team/create", inputs, invited, parameters);
  const members = Object.fromEntries(present.map((accid) => [accid, invitee(magree)]));
  return { id, made: { ...fields, mark: inputs.mark, owner, joinmode, muteType: 0 as const, members } };
}

/** A field that was not declared before may be declared as it is; the vendor has no call that changes it. */
function refuseCreateOnly(tid: string, current: Partial<TeamState>, inputs: TeamDeclaration): void {
  for (const field of createOnly) {
    // Where the vendor does not show it, it is what it was at first.
    current[field] ??= 0;
    if (inputs[field] === undefined || inputs[field] === current[field]) continue;
    throw new ImError(
      "IM_INVALID_INPUT",
      `commsease team ${tid} has ${field} ${current[field]}, declared is ${inputs[field]}, and the vendor cannot change it on an existing team. Leave it out, or have a new team made: \`pulumi destroy --target\` this one, then \`pulumi up\`.`,
      { vendor: "commsease", object: tid },
    );
  }
}

/** The write-only fields that an invitation has carried. */
function written({ msg, magree }: TeamDeclaration): Partial<TeamState> {
  return { msg, magree };
}

function syncFields(
  client: CommsEaseClient,
  tid: string,
  current: Partial<TeamState>,
  inputs: TeamDeclaration,
  fields: readonly (typeof updatable)[number][],
): Promise<void> {
  const { attach, bid } = inputs;
  return sendFields(inputs, current, fields, "custom", (sent) =>
    client.call("team/update", { tid, owner: current.owner, ...sent, attach, bid }, tid),
  );
}

async function teamsOf(client: CommsEaseClient, accid: string): Promise<Listed[]> {
  const { infos } = await client.call("team/joinTeams", { accid }, accid);
  return records(infos).map((info) => listedTeam(info, String(info.owner), "custom"));
}

function fromDetail(detail: Answer, state: Partial<TeamState>): Partial<TeamState> {
  const live: Record<string, unknown> = {
    ...fieldsOf(detail, teamTexts, [...teamModes, "muteType"]),
    ...readMarked("custom", detail.custom),
    tid: String(detail.tid),
    owner: accidOf(detail.owner),
  };
  for (const field of createOnly) if (detail[field] !== undefined) live[field] = Number(detail[field]);
  live.teamMemberLimit = detail.maxusers;
  live.members = { ...pending(state), ...membersOf(detail) };
  return live as Partial<TeamState>;
}
