import { z } from "zod";
import type { MembershipMode } from "../collections/membership";
import type { TeamInputs as CommsEaseInputs } from "../commsease/team/fields";
import { team as commseaseTeam } from "../commsease/team/resource";
import { connectionField } from "../connection/fields";
import type { GroupChannelInputs as NexconnInputs } from "../nexconn/group-channel/fields";
import { groupChannel } from "../nexconn/group-channel/resource";
import { markField } from "../ownership/fields";
import { type ArgsOf, classOf } from "../program/resource-class";
import {
  asId,
  dataText,
  described,
  filledText,
  flag,
  integer,
  type Shape,
  shownName,
  text,
  word,
} from "../schema/fields";
import type { GroupInputs as TencentInputs } from "../tencent/group/fields";
import { group as tencentGroup } from "../tencent/group/resource";
import { type Member, membersAs, membersField } from "./members";
import { assigned, type Block, chosenId, either, type Portable, portableKind, sameAs, words } from "./translation";

/** What a {@link Team} is declared with, on any vendor. A field that is left out is not managed; `""` clears a text. */
export interface TeamInputs {
  /**
   * The team's id, where the vendor lets you choose it. A change makes a new team.
   * @default made from the resource's own name, or assigned by the vendor
   */
  teamId?: string | undefined;
  /** The team's name. */
  name: string;
  /** The accountId of the owner, who is no part of `members`. A change hands the team over. */
  owner: string;
  /**
   * The members beside the owner: a map by accountId, or a list of accountIds and of objects with an accountId. Who is no
   * longer declared is removed, provided that the state knew them.
   */
  members?: Record<string, Member> | (string | (Member & { accountId: string }))[] | undefined;
  /**
   * Whether `members` is the whole team or a part of it.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /** Introduction of the team. */
  introduction?: string | undefined;
  /** Announcement to the members. */
  announcement?: string | undefined;
  /** URL of the team's picture. */
  avatarUrl?: string | undefined;
  /** Your own data, readable by clients: a text, or an object that is sent as JSON. */
  extension?: string | Record<string, unknown> | undefined;
  /** Who may join: anybody, with approval, or nobody. */
  joinPolicy?: "open" | "approval" | "closed" | undefined;
  /** Who may invite. */
  invitePolicy?: "managers" | "everyone" | undefined;
  /** Whether ordinary members may not send. */
  muted?: boolean | undefined;
  /** How many may be in the team, the owner included. */
  maxMembers?: number | undefined;
  /**
   * Whether to take over a team that exists already and is not ours: the one of this id, or the owner's of this name.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, whose vendor says where the team is made. A change to another app makes a new team there,
   * and removes the old one then.
   * @default "default"
   */
  connection?: string | undefined;
  /** Fields of `commsease.Team` under their own names; they count on a connection of that vendor. */
  commsease?: Block<CommsEaseInputs, typeof onCommsEase> | undefined;
  /** Fields of `nexconn.GroupChannel` under their own names; they count on a connection of that vendor. */
  nexconn?: Block<NexconnInputs, typeof onNexconn> | undefined;
  /** Fields of `tencent.Group` under their own names, such as a `Type` other than `Public`; they count on a connection of that vendor. */
  tencent?: Block<TencentInputs, typeof onTencent> | undefined;
}

/** What the program can read of a {@link Team}. */
export interface TeamState extends TeamInputs {
  /** The team's id, chosen by you or by the vendor; also the resource's id. */
  teamId: string;
  /** The members beside the owner, by accountId. */
  members?: Record<string, Member> | undefined;
  /** The vendor of the connection. */
  vendor: string;
  /** The public id of the app that the team is in. */
  appId: string;
}

type Declared = Omit<TeamInputs, "members" | "extension" | "commsease" | "nexconn" | "tencent"> & {
  members?: Record<string, Member> | undefined;
  extension?: string | undefined;
};

const schema = z.strictObject({
  teamId: asId(filledText(64)).optional(),
  name: shownName(filledText(100)),
  owner: asId(described(z.string().min(1), "an accountId", "Give the accountId of the owner.")),
  members: membersField().optional(),
  membership: word({
    authoritative: "members are the whole team",
    additive: "only those named are managed",
  }).optional(),
  introduction: text(512).optional(),
  announcement: text(1024).optional(),
  avatarUrl: text(1024).optional(),
  extension: dataText(1024).optional(),
  joinPolicy: word({ open: "anybody", approval: "with approval", closed: "nobody" }).optional(),
  invitePolicy: word({ managers: "owner and managers", everyone: "every member" }).optional(),
  muted: flag().optional(),
  maxMembers: integer(2).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<Declared>);

const onCommsEase = {
  teamId: assigned("tid"),
  name: sameAs("tname"),
  owner: sameAs("owner"),
  members: membersAs("members", { manager: { at: "manager", value: true }, nickname: "nick" }),
  introduction: sameAs("intro"),
  announcement: sameAs("announcement"),
  avatarUrl: sameAs("icon"),
  extension: sameAs("custom"),
  joinPolicy: words("joinmode", { open: 0, approval: 1, closed: 2 }),
  invitePolicy: words("invitemode", { managers: 0, everyone: 1 }),
  muted: either("muteType", 0, 1),
  maxMembers: sameAs("teamMemberLimit"),
};

const onNexconn = {
  teamId: chosenId("channelId", "team"),
  name: sameAs("name"),
  owner: sameAs("owner"),
  members: membersAs("members", { manager: { at: "admin", value: true }, nickname: "nickname" }),
  introduction: sameAs("groupProfile.introduction"),
  announcement: sameAs("groupProfile.announcement"),
  avatarUrl: sameAs("groupProfile.portraitUrl"),
  extension: sameAs("groupExtProfile.ext_extension"),
  joinPolicy: words("permissions.joinPerm", { open: 1, approval: 2, closed: 3 }),
  invitePolicy: words("permissions.memInvitePerm", { managers: 1, everyone: 2 }),
  muted: sameAs("isFrozen"),
};

const onTencent = {
  teamId: sameAs("GroupId"),
  name: sameAs("Name"),
  owner: sameAs("Owner_Account"),
  members: membersAs("MemberList", { manager: { at: "Role", value: "Admin" }, nickname: "NameCard" }),
  introduction: sameAs("Introduction"),
  announcement: sameAs("Notification"),
  avatarUrl: sameAs("FaceUrl"),
  extension: sameAs("AppDefinedData.extension"),
  joinPolicy: words("ApplyJoinOption", { open: "FreeAccess", approval: "NeedPermission", closed: "DisableApply" }),
  invitePolicy: words("InviteJoinOption", { managers: "NeedPermission", everyone: "FreeAccess" }),
  muted: either("MuteAllMember", "Off", "On"),
  maxMembers: sameAs("MaxMemberCount"),
};

/** The portable team. */
export const team: Portable = {
  name: "Team",
  schema,
  id: "teamId",
  refersTo: { owner: "Account", members: "Account" },
  outputs: ["teamId", "appId"],
  secrets: [],
  on: [
    { definition: commseaseTeam, fields: onCommsEase },
    { definition: groupChannel, fields: onNexconn, things: { "group channel": "team" } },
    {
      definition: tencentGroup,
      fields: onTencent,
      things: { "tencent group": "tencent team" },
      defaults: { Type: "Public" },
    },
  ],
};

export const teamKind = portableKind(team);

/** What a program gives to a {@link Team}: each value now, or as an output of another resource. */
export type TeamArgs = ArgsOf<TeamInputs>;

/** A team on whichever cloud its connection points to. */
export class Team extends classOf<TeamArgs, TeamState>(teamKind) {}
