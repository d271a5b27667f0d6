import type { z } from "zod";
import { absent, id, text } from "../../http/answer-fields";

/** An account. */
export function accid() {
  return id(/^[A-Za-z0-9_@.-]+$/);
}

/** The id of a team or room, which the vendor chooses. */
export function serverId() {
  return id(/^[1-9]\d*$/);
}

/** A text that is left out, or null, where it was never set or was cleared. */
export function unset() {
  return absent(text(), "", "it was never set, or was cleared");
}

/** What not every version shows. */
export function untold<Schema extends z.ZodType>(schema: Schema) {
  return absent(schema, undefined, "it is not told, and stays as the state has it");
}
