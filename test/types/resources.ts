// Types of what users write and read, checked by the lint step: nothing here runs.
import type * as pulumi from "@pulumi/pulumi";
import {
  type Account,
  type AccountArgs,
  type Chatroom,
  type ChatroomArgs,
  type ChatroomEntries,
  type ChatroomEntriesArgs,
  commsease,
  type nexconn,
  type Team,
  type TeamArgs,
  type TeamMembers,
  type TeamMembersArgs,
  type tencent,
} from "pulumi-im";

/** Whether two types are the same, and not only assignable. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function holds<_Claim extends true>(): void {}

/** What a class takes is the type that is exported under its name. */
type Takes<Class extends new (name: string, args: never, opts?: pulumi.CustomResourceOptions) => unknown> =
  ConstructorParameters<Class>[1];

holds<Same<Takes<typeof Account>, AccountArgs>>();
holds<Same<Takes<typeof Chatroom>, ChatroomArgs>>();
holds<Same<Takes<typeof ChatroomEntries>, ChatroomEntriesArgs>>();
holds<Same<Takes<typeof Team>, TeamArgs>>();
holds<Same<Takes<typeof TeamMembers>, TeamMembersArgs>>();
holds<Same<Takes<typeof commsease.Account>, commsease.AccountArgs>>();
holds<Same<Takes<typeof commsease.Chatroom>, commsease.ChatroomArgs>>();
holds<Same<Takes<typeof commsease.ChatroomClientOptions>, commsease.ChatroomClientOptionsArgs>>();
holds<Same<Takes<typeof commsease.ChatroomQueue>, commsease.ChatroomQueueArgs>>();
holds<Same<Takes<typeof commsease.ChatroomRoles>, commsease.ChatroomRolesArgs>>();
holds<Same<Takes<typeof commsease.SuperTeam>, commsease.SuperTeamArgs>>();
holds<Same<Takes<typeof commsease.Team>, commsease.TeamArgs>>();
holds<Same<Takes<typeof commsease.TeamMembers>, commsease.TeamMembersArgs>>();
holds<Same<Takes<typeof nexconn.GroupChannel>, nexconn.GroupChannelArgs>>();
holds<Same<Takes<typeof nexconn.GroupMembers>, nexconn.GroupMembersArgs>>();
holds<Same<Takes<typeof nexconn.OpenChannel>, nexconn.OpenChannelArgs>>();
holds<Same<Takes<typeof nexconn.OpenChannelMetadata>, nexconn.OpenChannelMetadataArgs>>();
holds<Same<Takes<typeof nexconn.ProfanityWords>, nexconn.ProfanityWordsArgs>>();
holds<Same<Takes<typeof nexconn.User>, nexconn.UserArgs>>();
holds<Same<Takes<typeof tencent.Account>, tencent.AccountArgs>>();
holds<Same<Takes<typeof tencent.Group>, tencent.GroupArgs>>();
holds<Same<Takes<typeof tencent.GroupAttributes>, tencent.GroupAttributesArgs>>();
holds<Same<Takes<typeof tencent.GroupMembers>, tencent.GroupMembersArgs>>();
holds<Same<Takes<typeof tencent.Topic>, tencent.TopicArgs>>();

/** A component of a user's own, whose arguments are ours with something taken out and something added. */
export interface DeskArgs extends Omit<commsease.TeamArgs, "owner"> {
  bot: commsease.AccountArgs;
}

/** Each value now or later, at any depth. */
export function deskOf(bot: commsease.Account, name: pulumi.Input<string>): commsease.TeamArgs {
  return { tname: name, owner: bot.accid, members: [{ accid: bot.accid, manager: true }] };
}

/** Portable arguments, by whom another module calls. */
export interface EstateArgs {
  accounts: AccountArgs[];
  teams: TeamArgs[];
  teamMembers: TeamMembersArgs[];
  chatrooms: ChatroomArgs[];
  entries: ChatroomEntriesArgs[];
}

// What the class alone gives is no argument.
// @ts-expect-error the mark is the class's
export const marked: commsease.AccountArgs = { accid: "a", mark: "0" };
// @ts-expect-error so is the end of a UserSig
export const timed: tencent.AccountArgs = { UserID: "a", userSigExpires: "2030-01-01T00:00:00Z" };
// @ts-expect-error and that of a portable login token
export const tokened: AccountArgs = { accountId: "a", loginTokenExpires: "2030-01-01T00:00:00Z" };
// @ts-expect-error a required argument is missed
export const nameless: commsease.TeamArgs = { owner: "a" };

type Read<Resource, Key extends keyof Resource> = Resource[Key] extends pulumi.Output<infer Value> ? Value : never;

/** Outputs of a resource that are always there. */
type Filled<Resource, Key extends keyof Resource> = {
  [K in Key]: undefined extends Read<Resource, K> ? K : never;
}[Key];

holds<Same<Filled<commsease.Team, "tid" | "tname" | "owner" | "msg" | "joinmode" | "magree" | "appId">, never>>();
holds<Same<Filled<commsease.SuperTeam, "tid" | "tname" | "owner" | "msg" | "joinmode" | "appId">, never>>();
holds<Same<Filled<commsease.TeamMembers, "tid" | "members" | "msg" | "magree" | "added" | "appId">, never>>();
holds<Same<Filled<commsease.Chatroom, "roomid" | "creator" | "name" | "appId">, never>>();
holds<Same<Filled<commsease.ChatroomRoles, "roomid" | "creator" | "appId">, never>>();
holds<Same<Filled<commsease.ChatroomClientOptions, "roomid" | "accid" | "addresses" | "appId">, never>>();
holds<Same<Filled<nexconn.GroupChannel, "channelId" | "appId">, never>>();
holds<Same<Filled<nexconn.ProfanityWords, "words" | "appId">, never>>();
holds<Same<Filled<tencent.Group, "GroupId" | "Type" | "Name" | "appId">, never>>();
holds<Same<Filled<tencent.Topic, "TopicId" | "GroupId" | "appId">, never>>();
holds<Same<Filled<Team, "teamId" | "name" | "owner" | "vendor" | "appId">, never>>();
holds<Same<Filled<Chatroom, "chatroomId" | "vendor" | "appId">, never>>();
holds<Same<Filled<ChatroomEntries, "chatroomId" | "entries" | "vendor" | "appId">, never>>();

// An account that was imported has no token that anybody knows, and one without userSigDays has none at all.
holds<Same<Read<commsease.Account, "token">, string | undefined>>();
holds<Same<Read<tencent.Account, "userSig">, string | undefined>>();

/** The narrowing that a policy or a transformation does. */
export function nameOf(resource: pulumi.Resource): pulumi.Output<string> | undefined {
  return commsease.Team.isInstance(resource) ? resource.tname : undefined;
}
