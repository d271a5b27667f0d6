import type { z } from "zod";
import type { Checked } from "../check";
import type { Values } from "../definition";
import { factsOf } from "../fields";
import { asText } from "../marked-text";
import { normaliseMembers } from "../membership";

/** Inputs in one form: data as text, members as a map. */
export function normalised(schema: z.ZodObject, raw: Values): Checked {
  const inputs = { ...raw };
  for (const [key, field] of Object.entries(schema.shape)) {
    if (key in raw && factsOf(field as z.ZodType)?.mayBeObject) inputs[key] = asText(raw[key]);
  }
  if (!("members" in schema.shape) || raw.members === undefined) return { inputs, problems: [] };
  const { members, problems } = normaliseMembers(raw.members, "accountId", (id) => id, "manager");
  return { inputs: { ...inputs, members }, problems };
}
