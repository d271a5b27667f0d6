import { z } from "zod";
import { group } from "../fields";

/** The id of an account. */
export function userIdField() {
  return group(
    z.string().regex(/^[\x20-\x7e]{1,32}$/),
    "a UserID: 1 to 32 letters, digits or signs of ASCII",
    "Shorten it, or choose another; letters outside ASCII are not allowed.",
  );
}
