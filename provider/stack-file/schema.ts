import { z } from "zod";
import { resources } from "../portable/resources";
import { blocksOf, vendorsWith } from "../portable/translation";
import { factsOf, keysSetByClass } from "../schema/fields";
import { aliasesField, aliasesKey } from "./aliases";
import { fieldSchema, isMapByIds, type Target, targetsOf } from "./references";
import type { Collection } from "./source";

/** The form of an entry of a stack file: portable fields with names for references, the vendors' blocks, and former names. */
export function entrySchema(collection: Collection): z.ZodObject {
  const { portable } = resources[collection];
  const targets = targetsOf(collection);
  // The rest is what the resource classes set themselves.
  const own = keysSetByClass(portable.schema);
  const fields = Object.entries(portable.schema.shape).filter(
    ([key]) => !own.includes(key) && vendorsWith(portable, key).length > 0,
  );
  const shape = fields.map(([key, schema]) => {
    const target = targets.get(key);
    const written = target ? referenceForm(fieldSchema(collection, key), target) : asWritten(schema as z.ZodType);
    return [key, schema instanceof z.ZodOptional ? written.optional() : written];
  });
  return z.strictObject({ ...Object.fromEntries(shape), ...blocksOf(portable), [aliasesKey]: aliasesField() });
}

function asWritten(schema: z.ZodType): z.ZodType {
  return factsOf(schema)?.mayBeObject ? z.union([schema, z.record(z.string(), z.unknown())]) : schema;
}

/** A reference is a logical name, or an object with the id of what is made elsewhere. */
function referenceForm(schema: z.core.$ZodType | undefined, { id, word }: Target): z.ZodType {
  const name = z.string().min(1);
  if (!isMapByIds(schema)) return z.union([name, z.strictObject({ [id]: name })]);
  const member = schema.valueType;
  const said = member instanceof z.ZodObject ? member.shape : {};
  const item = z.union([name, z.strictObject({ ...said, [id]: name }), z.strictObject({ ...said, [word]: name })]);
  return z.union([z.record(name, z.strictObject(said).nullable()), z.array(item)]);
}
