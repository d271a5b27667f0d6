import { refusal } from "../../errors";
import { demandAsked } from "../../http/answers";
import { markedAtCreate, readMarked } from "../../ownership/marked-text";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import { pickDefined } from "../../values/objects";
import type { SuperTeamInfo } from "../answers";
import { caps } from "../calls";
import type { CommsEaseClient } from "../client";
import { listedTeam, sendCreate, sendFields } from "../team/shared-calls";
import { teamDefinition } from "../team/shared-definition";
import { demandedOfTeam, teamModes, teamTexts } from "../team/shared-fields";
import {
  absent,
  type SuperTeamDeclaration,
  type SuperTeamInputs,
  type SuperTeamState,
  schema,
  updatable,
} from "./fields";
import { guide } from "./guide";
import { type LiveSuperTeamMember, superMembersOf, superTeamOperations } from "./members";

/** The definition of `commsease.SuperTeam`. */
export const superTeam = define<CommsEaseClient, SuperTeamDeclaration, SuperTeamState>({
  ...teamDefinition({
    what: "commsease super team",
    custom: "serverCustom",
    limit: "tlevel",
    demanded: demandedOfTeam,
    writeOnly: ["msg", "bid", "adopt"],
    invitation: ["msg"],
    createCall: "superteam/create",
    addCall: "superteam/invite",
    creationsOf: (client) => client.superTeamCreations,
    list: async (client, owner) =>
      (await superTeamsOf(client, owner)).map((info) => listedTeam(info, info.serverCustom)),
    create: createSuperTeam,
    // Of those whom the vendor asks first, only a look can tell who is in.
    isAsking: ({ beinvitemode }, { members = {} }) => beinvitemode !== 1 && Object.keys(members).length > 0,
    operations: (client, tid, { msg = demandedOfTeam.msg }, current) => superTeamOperations(client, tid, msg, current),
    syncFields,
    beforePeople: forgetInvitations,
    mute: (client, tid, { owner }, { muteType }) => client.call("superteam/mute", { tid, owner, muteType }, tid),
    dismiss: (client, tid, owner) => client.call("superteam/dismiss", { tid, owner }, tid),
    look: infoOf,
  }),
  kind: "commsease:SuperTeam",
  schema,
  identities: [],
  replaceOn: [],
  calls: [
    {
      call: "superteam/joinTeams",
      when: "once for each owner in a run that creates super teams, after a create without an answer, and where `superteam/getTinfos` says that the team is not there",
    },
    { call: "superteam/create", when: "on create" },
    { call: "superteam/getTinfos", when: "before each update and delete, and on refresh" },
    {
      call: "superteam/getTlists",
      when: "with `superteam/getTinfos`, page by page, and after an invitation where `beinvitemode` is 0",
    },
    { call: "superteam/getMuteTlists", when: "with `superteam/getTinfos`, page by page" },
    { call: "superteam/updateTinfo", when: "where the fields differ" },
    { call: "superteam/changeLevel", when: "where `tlevel` differs" },
    { call: "superteam/invite", when: "for declared members who are not there" },
    { call: "superteam/addManager", when: "for members to become managers" },
    { call: "superteam/changeOwner", when: "where `owner` differs" },
    { call: "superteam/removeManager", when: "for managers to become ordinary members" },
    { call: "superteam/kick", when: "for members who are no longer declared" },
    { call: "superteam/updateTeamNick", when: "for each member whose `nick` differs" },
    { call: "superteam/updateTlist", when: "for each member whose `custom` differs" },
    { call: "superteam/muteTlist", when: "for members whose `mute` differs" },
    { call: "superteam/mute", when: "where `muteType` differs" },
    { call: "superteam/dismiss", when: "on delete" },
  ],
  onDelete: "Dismisses the super team: everybody leaves it, and its id is never used again.",
  guide,

  async observeOwner(client, tid, prior) {
    const info = await infoOf(client, tid, prior.owner);
    return info && { owner: info.owner, ...readMarked("serverCustom", info.serverCustom) };
  },

  async observe(client, tid, prior) {
    const info = await infoOf(client, tid, prior.owner);
    if (!info) return undefined;
    const members = await superMembersOf(client, tid, info);
    const live: Partial<SuperTeamState> = {
      ...pickDefined(info, ["tid", "owner", ...teamTexts, ...teamModes, "muteType", "tlevel"]),
      ...readMarked("serverCustom", info.serverCustom),
    };
    return { ...live, members: { ...pending(live, prior), ...members } };
  },
});

/** What a program gives to a {@link SuperTeam}: each value now, or as an output of another resource. */
export type SuperTeamArgs = ArgsOf<SuperTeamInputs>;

/** A CommsEase super team: a team of thousands, with its fields, its owner and its members. */
export class SuperTeam extends resourceClass<SuperTeamArgs, SuperTeamState>(superTeam) {}

async function createSuperTeam(client: CommsEaseClient, inputs: SuperTeamDeclaration) {
  const { owner, msg = demandedOfTeam.msg, joinmode = demandedOfTeam.joinmode, bid } = inputs;
  const inviteAccids = Object.keys(inputs.members ?? {}).slice(0, caps.superMembersPerCreate);
  const fields = pickDefined(inputs, [...updatable, "tlevel"]);
  const serverCustom = markedAtCreate(inputs.serverCustom, inputs.mark);
  const parameters = { ...fields, serverCustom, owner, inviteAccids, msg, joinmode, bid };
  const { id, present } = await sendCreate(client, "superteam/create", inputs, inviteAccids, parameters);
  const members: Record<string, LiveSuperTeamMember> = Object.fromEntries(present.map((accid) => [accid, {}]));
  return { id, made: { ...fields, mark: inputs.mark, owner, joinmode, muteType: 0 as const, members } };
}

async function syncFields(
  client: CommsEaseClient,
  tid: string,
  current: Partial<SuperTeamState>,
  inputs: SuperTeamDeclaration,
  withLevel: boolean,
): Promise<void> {
  const { owner } = current;
  const { tlevel, bid } = inputs;
  await sendFields(inputs, current, updatable, "serverCustom", (sent) =>
    client.call("superteam/updateTinfo", { tid, owner, ...sent, bid }, tid),
  );
  if (!withLevel || tlevel === undefined || tlevel === current.tlevel) return;
  await client.call("superteam/changeLevel", { tid, owner, tlevel }, tid);
  current.tlevel = tlevel;
}

function superTeamsOf(client: CommsEaseClient, owner: string) {
  return client.call("superteam/joinTeams", { accid: owner }, owner);
}

/** The super team's fields, or undefined where the vendor is sure that there is none. */
async function infoOf(
  client: CommsEaseClient,
  tid: string,
  owner: string | undefined,
): Promise<SuperTeamInfo | undefined> {
  try {
    const tinfos = await client.call("superteam/getTinfos", { tids: `[${tid}]` }, tid);
    const facts = { vendor: "commsease", call: "superteam/getTinfos", object: tid };
    demandAsked(
      facts,
      "tinfos",
      tinfos.map((info) => info.tid),
      [tid],
    );
    return tinfos[0];
  } catch (error) {
    if (!absent.includes(refusal(error)?.vendorCode ?? 0)) throw error;
    // The codes stand for more than one thing, so the list of the owner's teams has to agree.
    const listed = owner === undefined ? [] : await superTeamsOf(client, owner);
    if (listed.some((info) => info.tid === tid)) throw error;
    return undefined;
  }
}

/** Invitations cannot be read: where people are asked, who was invited and is not there stays as the state has them. */
function pending(live: Partial<SuperTeamState>, prior: Partial<SuperTeamState>): Record<string, LiveSuperTeamMember> {
  if (live.beinvitemode === 1) return {};
  return Object.fromEntries(Object.keys(prior.members ?? {}).map((accid) => [accid, { pending: true }]));
}

/** Once nobody is asked any more, an invitation that was not accepted is made anew, and lets that account in. */
function forgetInvitations(current: Partial<SuperTeamState>): void {
  if (current.beinvitemode !== 1) return;
  const members: Record<string, LiveSuperTeamMember> = current.members ?? {};
  for (const [accid, member] of Object.entries(members)) if (member.pending) delete members[accid];
}
