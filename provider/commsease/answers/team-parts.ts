import { z } from "zod";
import { absent, fromJson, listOf, object, oneOf, text } from "../../http/answer-fields";
import { isObject } from "../../values/values";
import { accid, serverId, unset, untold } from "./shared";

/** The fields that teams and super teams both show. */
export const teamShape = {
  tid: serverId(),
  tname: text(),
  announcement: unset(),
  intro: unset(),
  icon: unset(),
  joinmode: untold(oneOf(0, 1, 2)),
  beinvitemode: untold(oneOf(0, 1)),
  invitemode: untold(oneOf(0, 1)),
  uptinfomode: untold(oneOf(0, 1)),
  upcustommode: untold(oneOf(0, 1)),
  muteType: untold(oneOf(0, 1, 3)),
  owner: owner(),
};

/** A member's own texts. */
export const memberTexts = { nick: unset(), custom: unset() };

/** The owner: their accid, or they as a member. */
export function owner() {
  return z.preprocess((value) => {
    const member = fromJson(value);
    return isObject(member) ? member.accid : value;
  }, accid());
}

const nobody: ReadonlyMap<string, string> = new Map();

/** Who of the invited was not added, each with the vendor's reason. */
export function refused() {
  const people = object({
    accid: listOf(accid()),
    msg: absent(text(), "no reason given", "the vendor gave no reason"),
  });
  const reasons = people.transform(({ accid, msg }): typeof nobody => new Map(accid.map((one) => [one, msg])));
  return absent(reasons, nobody, "nobody was refused");
}

/** The answer to an invitation. */
export const invitation = object({ faccid: refused() });

/** The answer to a create. */
export const created = object({ tid: serverId(), faccid: refused() });

/** What is said of an account in no team of the kind. */
export const inNoTeam = "the account is in no team of the kind";

/**
 * An answer whose list of teams may be missing where it is empty. With a list or an object under another name it is not
 * understood: who took that for none would make a team twice.
 * @param keys what the list may be called, the vendor's own name first
 */
export function orNone<Schema extends z.ZodType>(schema: Schema, ...keys: [string, ...string[]]) {
  return z.preprocess((answer, { issues }) => {
    const values = isObject(answer) ? answer : {};
    const isElsewhere = Object.values(values).some((value) => typeof fromJson(value) === "object" && value !== null);
    if (isElsewhere && keys.every((key) => (values[key] ?? undefined) === undefined)) {
      issues.push({ code: "custom", path: [keys[0]], message: "a list", input: undefined });
    }
    return answer;
  }, schema);
}
