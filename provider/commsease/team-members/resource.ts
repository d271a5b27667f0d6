import { changeAdded, managedAdded, removeAdded } from "../../collections/added-members";
import { normaliseMembers } from "../../collections/membership";
import { ImError } from "../../errors";
import type { Answer } from "../../http/answers";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import type { Definition } from "../../resource/definition";
import { asStored } from "../accid";
import type { CommsEaseClient } from "../client";
import { keepMembers } from "../team/common";
import { accidOf, detailOf, membersOf, pending } from "../team/detail";
import {
  managerFlag,
  notAdded,
  type TeamMember,
  type TeamMembership,
  type TeamPeople,
  teamMemberChange,
} from "../team/members";
import { vendor } from "../vendor";
import {
  demanded,
  schema,
  type TeamMembersDeclaration,
  type TeamMembersInputs,
  type TeamMembersLive,
  type TeamMembersState,
} from "./fields";
import { guide } from "./guide";

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
  guide,

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
