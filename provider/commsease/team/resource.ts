import { ImError } from "../../errors";
import type { Listed } from "../../ownership/creations";
import { markedAtCreate, readMarked } from "../../ownership/marked-text";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import { pickDefined } from "../../values/objects";
import type { TeamDetail } from "../answers";
import { caps } from "../calls";
import type { CommsEaseClient } from "../client";
import { detailOf, membersOf, pending } from "./detail";
import {
  createOnly,
  demanded,
  schema,
  type TeamDeclaration,
  type TeamInputs,
  type TeamState,
  updatable,
  withoutLimit,
} from "./fields";
import { guide } from "./guide";
import { invited as invitee, teamOperations } from "./members";
import { listedTeam, sendCreate, sendFields } from "./shared-calls";
import { teamDefinition } from "./shared-definition";
import { teamModes, teamTexts } from "./shared-fields";

/** The definition of `commsease.Team`. */
export const team = define<CommsEaseClient, TeamDeclaration, TeamState>({
  ...teamDefinition({
    what: "commsease team",
    custom: "custom",
    limit: "teamMemberLimit",
    demanded,
    writeOnly: ["msg", "magree", "attach", "bid", "adopt"],
    invitation: ["msg", "magree"],
    createCall: "team/create",
    addCall: "team/add",
    creationsOf: (client) => client.teamCreations,
    list: teamsOf,
    create: createTeam,
    isAsking: () => false,
    operations: (client, tid, inputs, current) => teamOperations(client, { ...inputs, tid }, current),
    refuseFixed: refuseCreateOnly,
    syncFields: (client, tid, current, inputs, withLimit) =>
      syncFields(client, tid, current, inputs, withLimit ? updatable : withoutLimit),
    mute: (client, tid, { owner }, { muteType, attach }) =>
      client.call("team/muteTlistAll", { tid, owner, muteType, attach }, tid),
    dismiss: (client, tid, owner, { attach }) => client.call("team/remove", { tid, owner, attach }, tid),
    look: detailOf,
  }),
  kind: "commsease:Team",
  schema,
  identities: [{ object: "team", part: "members", by: "tid", keys: "members" }],
  replaceOn: createOnly,
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
  guide,

  async observe(client, tid, prior) {
    const detail = await detailOf(client, tid);
    return detail && fromDetail(detail, prior);
  },
});

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
  const teams = await client.call("team/joinTeams", { accid }, accid);
  return teams.map((info) => listedTeam(info, info.custom));
}

function fromDetail(detail: TeamDetail, prior: Partial<TeamState>): Partial<TeamState> {
  const { custom, maxusers } = detail;
  return {
    ...pickDefined(detail, ["tid", "owner", ...teamTexts, ...teamModes, "muteType", ...createOnly]),
    ...readMarked("custom", custom),
    ...(maxusers !== undefined && { teamMemberLimit: maxusers }),
    members: { ...pending(prior), ...membersOf(detail) },
  };
}
