import { z } from "zod";
import { asId, described } from "../schema/fields";

const longestId = 64;

/** The id of a user; the vendor counts its bytes. */
export function userIdField() {
  const schema = z.string().refine((id) => id !== "" && Buffer.byteLength(id) <= longestId);
  return asId(described(schema, `a user's id of 1 to ${longestId} bytes in UTF-8`, "Give the userId of a user."));
}

/** The id of a group or open channel. */
export function channelIdField() {
  const schema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
  const fix = "Choose an id of these characters; upper and lower case are different.";
  return asId(described(schema, `an id of 1 to ${longestId} letters, digits, - and _`, fix));
}

/** A list of users' ids. */
export function userIdsField() {
  return described(z.array(userIdField()), "a list of users' ids", 'Write ["alice", "bob"], or [] for nobody.');
}

/** Ids in one order and each once: the vendor's order means nothing. What is no list of texts is left for the schema to refuse. */
export function sortedIds(ids: unknown): unknown {
  const areTexts = Array.isArray(ids) && ids.every((id) => typeof id === "string");
  return areTexts ? [...new Set<string>(ids)].sort() : ids;
}
