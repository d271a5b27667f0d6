import { z } from "zod";
import { type Answer, pickDefined, records } from "../answers";
import type { Listed } from "../creations";
import type { Definition } from "../definition";
import { ImError, refusal } from "../errors";
import {
  choice,
  connectionField,
  filledText,
  flag,
  integer,
  jsonObjectText,
  markField,
  type Shape,
  text,
  url,
} from "../fields";
import { asText, isTakenOver, markedAtCreate, markedChange, readMarked, roomForMark, unmarked } from "../mark";
import { type MembershipMode, normaliseMembers } from "../membership";
import { resourceClass } from "../resource";
import { accidField, asStored } from "./accid";
import { caps } from "./calls";
import type { CommsEaseClient } from "./client";
import {
  changedOf,
  consent,
  defaultMemberLimit,
  fieldsAndMembers,
  fieldsOf,
  joining,
  keepMembers,
  managedMembers,
  managerFlag,
  membersConflicts,
  muting,
  whoMay,
} from "./team-common";
import { accidOf, detailOf, membersOf, pending } from "./team-detail";
import {
  invited as invitee,
  type MembersInput,
  memberField,
  membersField,
  membershipField,
  namingUnknown,
  notAdded,
  refusedIn,
  type TeamMember,
  teamMemberChange,
} from "./team-members";
import { vendor } from "./vendor";

/** What a {@link Team} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface TeamInputs {
  /**
   * The team's name.
   * @call team/create, team/update
   */
  tname: string;
  /**
   * The accid of the owner, who is no part of `members`. A change hands the team over; the owner before leaves it unless
   * he is declared in `members`, the members are not managed, or `membership` is `additive`.
   * @call team/create, team/changeOwner
   */
  owner: string;
  /**
   * The members beside the owner: a map by accid, or a list of accids and of objects with an accid. Who is no longer
   * declared is removed, provided that the state knew him. Who was added by hand since stays, with a warning, until a
   * refresh brings him into the preview; see `membership`. Left out, members are not managed.
   * @call team/create, team/add, team/kick, team/addManager, team/removeManager, team/updateTeamNick, team/muteTlist
   */
  members?: MembersInput<TeamMember> | undefined;
  /**
   * Whether `members` is the whole team or a part of it. With `additive` only those named are managed: a refresh brings
   * in nobody else, and others are neither removed nor changed.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * The text of invitations. Sent with each invitation.
   * @default "Welcome"
   * @call team/create, team/add
   */
  msg?: string | undefined;
  /**
   * Whether who is declared as a member joins at once or has to accept first. Who has not accepted cannot be told from who
   * declined: a refresh leaves both as they are.
   * @default 0
   * @call team/create, team/add
   */
  magree?: 0 | 1 | undefined;
  /**
   * Who may join.
   * @default 0
   * @call team/create, team/update
   */
  joinmode?: 0 | 1 | 2 | undefined;
  /**
   * Announcement to the members.
   * @call team/create, team/update
   */
  announcement?: string | undefined;
  /**
   * Introduction of the team.
   * @call team/create, team/update
   */
  intro?: string | undefined;
  /**
   * Your own data, readable by clients: a text, or an object that is sent as JSON. The ownership mark stands beside it.
   * @call team/create, team/update
   */
  custom?: string | Record<string, unknown> | undefined;
  /**
   * URL of the team's picture.
   * @call team/create, team/update
   */
  icon?: string | undefined;
  /**
   * Whether an invited user has to agree, where clients invite.
   * @default 0, by the vendor
   * @call team/create, team/update
   */
  beinvitemode?: 0 | 1 | undefined;
  /**
   * Who may invite.
   * @default 0, by the vendor
   * @call team/create, team/update
   */
  invitemode?: 0 | 1 | undefined;
  /**
   * Who may change the team's fields from a client.
   * @default 0, by the vendor
   * @call team/create, team/update
   */
  uptinfomode?: 0 | 1 | undefined;
  /**
   * Who may change `custom` from a client.
   * @default 0, by the vendor
   * @call team/create, team/update
   */
  upcustommode?: 0 | 1 | undefined;
  /**
   * How many may be in the team, the owner included. The app's own maximum applies as well. Reads back as `maxusers`.
   * @default 200, by the vendor
   * @call team/create, team/update
   */
  teamMemberLimit?: number | undefined;
  /**
   * Whose messages are refused.
   * @default 0, by the vendor
   * @call team/muteTlistAll
   */
  muteType?: 0 | 1 | 3 | undefined;
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
  /**
   * The content filters to check texts with: JSON text. Sent with each change of the fields.
   * @call team/create, team/update
   */
  bid?: string | undefined;
  /**
   * Whether to take over the owner's team of this name, where there is one that is not ours. Several of the name are an
   * error. Who is in the team stays until a refresh has brought him into the preview.
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

/** Inputs after normalisation: members as a map, `custom` as text. */
export interface TeamDeclaration extends Omit<TeamInputs, "members" | "custom"> {
  custom?: string | undefined;
  members?: Record<string, TeamMember> | undefined;
}

/** What the program can read of a {@link Team}. */
export interface TeamState extends TeamDeclaration {
  /** The members beside the owner, by accid. */
  members?: Record<string, TeamMember> | undefined;
  /** The team's id, chosen by the vendor; also the resource's id. */
  tid: string;
  /** The App Key of the app that the team is in. */
  appId: string;
}

const longestCustom = 1024;

const schema = z.strictObject({
  tname: filledText(64),
  owner: accidField(),
  members: membersField(memberField()).optional(),
  membership: membershipField().optional(),
  msg: filledText(150).optional(),
  magree: choice({ 0: "joins at once", 1: "has to accept" }).optional(),
  joinmode: choice(joining).optional(),
  announcement: text(1024).optional(),
  intro: text(512).optional(),
  custom: text(longestCustom).optional(),
  icon: url(1024).optional(),
  beinvitemode: choice(consent).optional(),
  invitemode: choice(whoMay).optional(),
  uptinfomode: choice(whoMay).optional(),
  upcustommode: choice(whoMay).optional(),
  teamMemberLimit: integer(2).optional(),
  muteType: choice(muting).optional(),
  isNotifyCloseOnline: choice({ 0: "on", 1: "off" }).optional(),
  isNotifyClosePersistent: choice({ 0: "on", 1: "off" }).optional(),
  attach: text(512).optional(),
  bid: jsonObjectText(1024).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<TeamDeclaration>);

const updatable = [
  "tname",
  "announcement",
  "intro",
  "joinmode",
  "custom",
  "icon",
  "beinvitemode",
  "invitemode",
  "uptinfomode",
  "upcustommode",
  "teamMemberLimit",
] as const;

const createOnly = ["isNotifyCloseOnline", "isNotifyClosePersistent"] as const;

/** What the vendor requires at creation and a program need not say. */
const demanded = { msg: "Welcome", magree: 0, joinmode: 0 } as const;

const withoutLimit = updatable.filter((field) => field !== "teamMemberLimit");

/** The definition of `commsease.Team`. */
export const team: Definition<CommsEaseClient, TeamDeclaration, TeamState> = {
  kind: "commsease:Team",
  vendor,
  schema,
  outputs: ["tid", "appId"],
  secrets: [],
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
  onDelete: "Dismisses the team: everybody leaves it, and its id is never used again.",

  normalise(raw) {
    const { members, problems } = normaliseMembers(raw.members, "accid", asStored, managerFlag);
    const custom = "custom" in raw && { custom: asText(raw.custom) };
    const inputs = { ...demanded, ...raw, ...("owner" in raw && { owner: asStored(raw.owner) }), ...custom };
    return { inputs: raw.members === undefined ? inputs : { ...inputs, members }, problems };
  },

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
    const { owner, tname, mark, adopt = false, members = {} } = inputs;
    const { id, made, wasThere } = await client.teamCreations.create({
      what: "commsease team",
      owner,
      name: tname,
      mark,
      adopt,
      list: () => teamsOf(client, owner),
      create: () => createTeam(client, inputs, Object.keys(members).slice(0, caps.membersPerCreate - 1)),
    });
    return { id, current: { ...written(inputs), ...made, tid: id }, wasFound: made === undefined, wasThere };
  },

  async sync(client, tid, current, inputs, prior) {
    const { attach, bid, muteType, teamMemberLimit } = inputs;
    const goal = { ...inputs, tid, members: inputs.members, limit: teamMemberLimit ?? current.teamMemberLimit };
    const change = teamMemberChange(client, goal, current, prior);
    change.spareStrangers();
    current.membership = inputs.membership;
    refuseCreateOnly(tid, current, inputs);
    const refused = await fieldsAndMembers(
      (teamMemberLimit ?? 0) < (current.teamMemberLimit ?? defaultMemberLimit),
      (withLimit) => syncFields(client, tid, current, inputs, withLimit ? updatable : withoutLimit),
      async () => notAdded("team/add", tid, await change.run()),
    );
    if (muteType !== undefined && muteType !== current.muteType) {
      await client.call("team/muteTlistAll", { tid, owner: current.owner, muteType, attach }, tid);
      current.muteType = muteType;
    }
    Object.assign(current, written(inputs), { attach, bid, adopt: inputs.adopt, connection: inputs.connection });
    if (refused) throw refused;
  },

  async remove(client, tid, state) {
    const detail = await detailOf(client, tid);
    if (!detail) return;
    const { owner, mark } = fromDetail(detail, state);
    if (isTakenOver(mark, state.mark)) return;
    try {
      await client.call("team/remove", { tid, owner, attach: state.attach }, tid);
    } catch (error) {
      // The attempt whose answer was lost may have dismissed it.
      if (!refusal(error) || (await detailOf(client, tid))) throw error;
    }
  },
};

/** A CommsEase team (an advanced group): its fields, its owner, its members. */
export class Team extends resourceClass<TeamInputs, TeamState>(team) {}

async function createTeam(client: CommsEaseClient, inputs: TeamDeclaration, invited: string[]) {
  const { owner, msg = demanded.msg, magree = demanded.magree, joinmode = demanded.joinmode, attach, bid } = inputs;
  const fields = pickDefined(inputs, [...updatable, ...createOnly]);
  const custom = markedAtCreate(inputs.custom, inputs.mark);
  const parameters = { ...fields, custom, owner, msg, magree, joinmode, attach, bid, members: invited };
  const create = client.call("team/create", parameters, inputs.tname);
  const answer = await namingUnknown(client, [owner, ...invited], create);
  const failed = refusedIn(answer);
  const present = invited.filter((accid) => !failed.has(accid));
  const members = Object.fromEntries(present.map((accid) => [accid, invitee(magree)]));
  const made = { ...fields, mark: inputs.mark, owner, joinmode, muteType: 0 as const, members };
  return { id: String(answer.tid), made };
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

async function syncFields(
  client: CommsEaseClient,
  tid: string,
  current: Partial<TeamState>,
  inputs: TeamDeclaration,
  fields: readonly (typeof updatable)[number][],
): Promise<void> {
  const changed = changedOf(inputs, current, fields);
  const { attach, bid } = inputs;
  const { sent, mark } = markedChange("custom", changed, current, inputs.mark);
  if (Object.keys(sent).length === 0) return;
  await client.call("team/update", { tid, owner: current.owner, ...sent, attach, bid }, tid);
  Object.assign(current, changed, { mark });
}

async function teamsOf(client: CommsEaseClient, accid: string): Promise<Listed[]> {
  const { infos } = await client.call("team/joinTeams", { accid }, accid);
  return records(infos).map(({ tid, tname, owner, custom }) => ({
    id: String(tid),
    name: String(tname),
    owner: String(owner),
    mark: unmarked(String(custom ?? "")).mark,
  }));
}

function fromDetail(detail: Answer, state: Partial<TeamState>): Partial<TeamState> {
  const texts = ["tname", "announcement", "intro", "custom", "icon"] as const;
  const numbers = ["joinmode", "beinvitemode", "invitemode", "uptinfomode", "upcustommode", "muteType"] as const;
  const live: Record<string, unknown> = {
    ...fieldsOf(detail, texts, numbers),
    ...readMarked("custom", detail.custom),
    tid: String(detail.tid),
    owner: accidOf(detail.owner),
  };
  for (const field of createOnly) if (detail[field] !== undefined) live[field] = Number(detail[field]);
  live.teamMemberLimit = detail.maxusers;
  live.members = { ...pending(state), ...membersOf(detail) };
  return live as Partial<TeamState>;
}
