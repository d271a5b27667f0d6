import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { membersElsewhere } from "../../resource/members-elsewhere";
import { pickDefined } from "../../values/objects";
import { asStored } from "../accid";
import type { TeamDetail } from "../answers";
import type { CommsEaseClient } from "../client";
import { detailOf, membersOf, pending } from "../team/detail";
import { managerFlag, type TeamMember, teamMemberChange, whatFreesThem } from "../team/members";
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
export const teamMembers = membersElsewhere<CommsEaseClient, TeamMember, TeamMembersDeclaration, TeamMembersLive>({
  kind: "commsease:TeamMembers",
  vendor,
  schema,
  object: "team",
  by: "tid",
  members: { key: "members", idKey: "accid", stored: asStored, flag: managerFlag },
  writeOnly: ["msg", "magree", "attach"],
  demanded,
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
  onDelete:
    "Removes those whom this resource added. Who was in the team before stays, as a manager where it made them one, and so does everybody else.",
  guide,

  adding: { call: "team/add", fix: whatFreesThem },
  declaredIn: ({ members }) => members,
  peopleOf: (prior) => prior,

  async look(client, tid, _named, before) {
    const detail = await detailOf(client, tid);
    return detail && fromDetail(detail, before);
  },

  // Whom a lost answer leaves in doubt is told by it from who has to accept.
  atFirst: ({ magree }) => ({ magree }),

  change(client, tid, { current, members, along: { msg, magree, attach }, prior, noting }) {
    const { owner = "", maxusers: limit } = current;
    const goal = { tid, owner, members, membership: "additive", limit, msg, magree, attach } as const;
    return teamMemberChange(client, goal, current, prior, noting);
  },

  settle(current, { msg, magree, attach, connection }) {
    Object.assign(current, { msg, magree, attach, connection });
  },
});

/** What a program gives to {@link TeamMembers}: each value now, or as an output of another resource. */
export type TeamMembersArgs = ArgsOf<TeamMembersInputs>;

/** Members of a CommsEase team that is made elsewhere: those named, and nobody else. */
export class TeamMembers extends resourceClass<TeamMembersArgs, TeamMembersState>(teamMembers) {}

function fromDetail(detail: TeamDetail, prior: Partial<TeamMembersState>): Partial<TeamMembersLive> {
  return {
    ...pickDefined(detail, ["tid", "owner", "maxusers"]),
    members: { ...pending(prior), ...membersOf(detail) },
  };
}
