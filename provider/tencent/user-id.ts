import { z } from "zod";
import { group } from "../fields";

/** The id of an account. */
export function userIdField() {
  return group(
    z.string().regex(/^[\x20-\x7e]{1,32}$/),
    "an account's UserID: 1 to 32 printable ASCII characters",
    "Give the UserID of an account.",
  );
}
