import { z } from "zod";
import { asId, described } from "../schema/fields";
import { isUnknown } from "../values/unknowns";

const longest = 32;
const form = /^[A-Za-z0-9_@.-]+$/;

/** An account id: chosen by the caller, stored in lower case. */
export function accidField() {
  const schema = z
    .string()
    .max(longest)
    .refine((value) => form.test(value));
  const fix = "Choose an accid of these characters; the vendor stores it in lower case.";
  return asId(described(schema, `1 to ${longest} of the characters a-z, 0-9, _ @ . -`, fix));
}

/** An accid as the vendor stores it. What is no text stays as it is, for the schema to refuse. */
export function asStored(accid: unknown): unknown {
  return typeof accid === "string" && !isUnknown(accid) ? accid.toLowerCase() : accid;
}
