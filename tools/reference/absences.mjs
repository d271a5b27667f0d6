// What the schemas of answers say of parts that may be missing.

/**
 * The parts of an answer that may be missing, each with what that means.
 * @param {import("zod").ZodType} schema of the answer
 * @param {{ z: typeof import("zod").z, absences: import("zod").core.$ZodRegistry }} how
 * @returns {{ place: string, means: string }[]}
 */
export function absencesIn(schema, { z, absences }) {
  const whole = z.toJSONSchema(schema, { io: "input", metadata: absences, unrepresentable: "any" });
  const found = partsOf(whole, "");
  // What an object has in several forms, it has in each of them.
  return [...new Map(found.map((one) => [`${one.place} ${one.means}`, one])).values()];
}

function partsOf(part, place) {
  const { absent, properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = part;
  const forms = [...anyOf, ...oneOf, ...allOf];
  const entry = items ? `${place}[]` : `${place}.*`;
  const isCollection = items !== undefined || typeof additionalProperties === "object";
  // A list or map that has to be there itself says what it may leave out.
  const own = absent === undefined ? [] : [{ place: isCollection && !takesNull(part) ? entry : place, means: absent }];
  return [
    ...own,
    ...Object.entries(properties).flatMap(([key, one]) => partsOf(one, place ? `${place}.${key}` : key)),
    ...(isCollection ? partsOf(items ?? additionalProperties, entry) : []),
    ...forms.flatMap((form) => partsOf(form, place)),
  ];
}

function takesNull({ type = [], anyOf = [] }) {
  return [type].flat().includes("null") || anyOf.some(takesNull);
}
