import type { z } from "zod";
import { absent, flag, leavingOut, listOf, object, text, whole } from "../../http/answer-fields";
import { accid, serverId, unset, untold } from "./shared";
import { created, inNoTeam, invitation, memberTexts, orNone, owner, teamShape } from "./team-parts";

/** 0 or 1, which some versions show as a boolean. */
const zeroOrOne = flag().transform((is): 0 | 1 => (is ? 1 : 0));

const member = object({ accid: accid(), ...memberTexts, mute: absent(flag(), false, "the member may send") });

const detail = object({
  ...teamShape,
  custom: unset(),
  maxusers: untold(whole()),
  isNotifyCloseOnline: untold(zeroOrOne),
  isNotifyClosePersistent: untold(zeroOrOne),
  admins: leavingOut(listOf(member), "the member is no manager"),
  members: leavingOut(listOf(member), "nobody but the owner and the managers is in the team, if `size` counts no more"),
  size: absent(whole(), 0, "the lists of people are complete"),
}).superRefine(({ owner, admins, members, size }, { issues }) => {
  const people = new Set([owner, ...[...admins, ...members].map(({ accid }) => accid)]);
  if (people.size >= size) return;
  issues.push({ code: "custom", path: ["members"], message: "as many as `size` says", input: members });
});

/** A team in full. */
export type TeamDetail = z.output<typeof detail>;

const listed = object(
  { tid: serverId(), tname: text(), owner: owner(), custom: unset() },
  // Of some apps.
  { clientCustom: "custom" },
);

/** The teams of an account, which say how many they are. */
const listing = object({
  infos: absent(listOf(listed), [], inNoTeam),
  count: absent(whole(), 0, "the list is complete"),
}).superRefine(({ infos, count }, { issues }) => {
  if (infos.length >= count) return;
  issues.push({ code: "custom", path: ["infos"], message: "as many as `count` says", input: infos });
});

export const teamAnswers = {
  "team/create": created,
  "team/add": invitation,
  "team/query": object({ tinfos: leavingOut(listOf(object({ tid: serverId() })), "there is no such team") }),
  "team/queryDetail": object({ tinfo: detail }),
  "team/joinTeams": orNone(listing, "infos").transform(({ infos }) => infos),
};
