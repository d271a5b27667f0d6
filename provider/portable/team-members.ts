import { z } from "zod";
import type { TeamMembersInputs as CommsEaseInputs } from "../commsease/team-members/fields";
import { teamMembers as commseaseTeamMembers } from "../commsease/team-members/resource";
import { connectionField } from "../connection/fields";
import type { GroupMembersInputs as NexconnInputs } from "../nexconn/group-members/fields";
import { groupMembers as nexconnMembers } from "../nexconn/group-members/resource";
import { type ArgsOf, classOf } from "../program/resource-class";
import { asId, filledText, type Shape } from "../schema/fields";
import type { GroupMembersInputs as TencentInputs } from "../tencent/group-members/fields";
import { groupMembers as tencentMembers } from "../tencent/group-members/resource";
import { type Member, membersAs, membersField } from "./members";
import { type Block, type Portable, portableKind, sameAs } from "./translation";

/** What {@link TeamMembers} are declared with, on any vendor. */
export interface TeamMembersInputs {
  /** The id of the team, which something else has made. A change moves the set to the other team. */
  teamId: string;
  /**
   * The members that are managed here, whoever else is in the team: a map by accountId, or a list of accountIds and of
   * objects with an accountId. Only who was added here is ever removed.
   */
  members: Record<string, Member> | (string | (Member & { accountId: string }))[];
  /**
   * The name of the connection, whose vendor says where the team is.
   * @default "default"
   */
  connection?: string | undefined;
  /** Fields of `commsease.TeamMembers` under their own names; they count on a connection of that vendor. */
  commsease?: Block<CommsEaseInputs, typeof onCommsEase> | undefined;
  /** Fields of `nexconn.GroupMembers` under their own names; they count on a connection of that vendor. */
  nexconn?: Block<NexconnInputs, typeof onNexconn> | undefined;
  /** Fields of `tencent.GroupMembers` under their own names; they count on a connection of that vendor. */
  tencent?: Block<TencentInputs, typeof onTencent> | undefined;
}

/** What the program can read of {@link TeamMembers}. */
export interface TeamMembersState extends TeamMembersInputs {
  /** The members, by accountId. */
  members: Record<string, Member>;
  /** The vendor of the connection. */
  vendor: string;
  /** The public id of the app that the team is in. */
  appId: string;
}

type Declared = Omit<TeamMembersInputs, "members" | "commsease" | "nexconn" | "tencent"> & {
  members: Record<string, Member>;
};

const schema = z.strictObject({
  teamId: asId(filledText(64)),
  members: membersField(),
  connection: connectionField(),
} satisfies Shape<Declared>);

const onCommsEase = {
  teamId: sameAs("tid"),
  members: membersAs("members", { manager: { at: "manager", value: true }, nickname: "nick" }),
};

const onNexconn = {
  teamId: sameAs("channelId"),
  members: membersAs("members", { manager: { at: "admin", value: true }, nickname: "nickname" }),
};

const onTencent = {
  teamId: sameAs("GroupId"),
  members: membersAs("MemberList", { manager: { at: "Role", value: "Admin" }, nickname: "NameCard" }),
};

/** The portable members of a team that is made elsewhere. */
export const teamMembers: Portable = {
  name: "TeamMembers",
  schema,
  id: "teamId",
  refersTo: { teamId: "Team", members: "Account" },
  outputs: ["appId"],
  secrets: [],
  on: [
    { definition: commseaseTeamMembers, fields: onCommsEase },
    { definition: nexconnMembers, fields: onNexconn, things: { "group channel": "team" } },
    {
      definition: tencentMembers,
      fields: onTencent,
      things: { "tencent group": "tencent team", GroupMembers: "TeamMembers" },
    },
  ],
};

export const teamMembersKind = portableKind(teamMembers);

/** What a program gives to {@link TeamMembers}: each value now, or as an output of another resource. */
export type TeamMembersArgs = ArgsOf<TeamMembersInputs>;

/** Members of a team that something else has made, on whichever cloud its connection points to. */
export class TeamMembers extends classOf<TeamMembersArgs, TeamMembersState>(teamMembersKind) {}
