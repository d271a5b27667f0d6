import type { z } from "zod";
import { normaliseMembers } from "../collections/membership";
import { asText } from "../ownership/marked-text";
import type { Checked } from "../resource/check";
import { factsOf } from "../schema/fields";
import type { Values } from "../values/values";

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
