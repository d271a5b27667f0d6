import type { z } from "zod";
import { absent, leavingOut, listOf, object, oneOf, text, whole } from "../../http/answer-fields";
import { accid, serverId, unset, untold } from "./shared";
import { created, inNoTeam, invitation, memberTexts, orNone, owner, teamShape } from "./team-parts";

const superTeam = object(
  { ...teamShape, serverCustom: unset(), tlevel: untold(whole()), size: whole() },
  { creator: "owner" },
);

/** A super team with its fields. */
export type SuperTeamInfo = z.output<typeof superTeam>;

/** Some answers show a super team as others show a team. */
const listed = object(
  { tid: serverId(), tname: text(), owner: owner(), serverCustom: unset() },
  { creator: "owner", custom: "serverCustom" },
);

/** When somebody joined, which says where the next page begins. */
const joined = absent(whole(), undefined, "it is not told; a list of more than one page cannot be read then");
const joinedNames = { jointime: "createtime" } as const;

const member = object({ accid: accid(), type: oneOf(0, 1, 2), ...memberTexts, createtime: joined }, joinedNames);

/** A member of a super team. */
export type SuperTeamMemberInfo = z.output<typeof member>;

const muted = object({ accid: accid(), createtime: joined }, joinedNames);

export const superTeamAnswers = {
  "superteam/create": created,
  "superteam/invite": invitation,
  "superteam/getTinfos": object({ tinfos: leavingOut(listOf(superTeam), "there is no such super team") }).transform(
    ({ tinfos }) => tinfos,
  ),
  "superteam/getTlists": object({
    tlists: leavingOut(listOf(member), "nobody else is in the super team, if its `size` counts no more"),
  }).transform(({ tlists }) => tlists),
  "superteam/getMuteTlists": object({
    muteTlists: leavingOut(listOf(muted), "the member may send"),
  }).transform(({ muteTlists }) => muteTlists),
  "superteam/joinTeams": orNone(
    object({ tinfos: absent(listOf(listed), [], inNoTeam) }, { tlists: "tinfos" }),
    "tinfos",
    "tlists",
  ).transform(({ tinfos }) => tinfos),
};
