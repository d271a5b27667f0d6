import { z } from "zod";
import { asId, described } from "../schema/fields";

/** The id of an account. */
export function userIdField() {
  const schema = z.string().regex(/^[\x20-\x7e]{1,32}$/);
  const fix = "Shorten it, or choose another; letters outside ASCII are not allowed.";
  return asId(described(schema, "a UserID: 1 to 32 letters, digits or signs of ASCII", fix));
}
