// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
type Json = any;

/** One spelling for what vendors spell in several: numbers as text, flags as 0 and 1, nothing as an empty text. */
function spelled(value: Json): Json {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value !== "object" || value.asymmetricMatch) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spelled(one)]));
}

/** Of what was found, the part that something is expected of. */
function partOf(found: Json, expected: Json): Json {
  const isMap = typeof expected === "object" && expected !== null && !Array.isArray(expected);
  if (!isMap || expected.asymmetricMatch || typeof found !== "object" || found === null) return found;
  return Object.fromEntries(Object.entries(expected).map(([key, one]) => [key, partOf(found[key], one)]));
}

/** Expects what a vendor's answers show to be what a table says; how the vendor spells it is no matter. */
export function expectSeen(found: Json, expected: Json): void {
  expect(spelled(partOf(found, expected))).toEqual(spelled(expected));
}

/** Each entry of a list, by its id. */
export function byId(list: Json, id: string, told: (entry: Json) => Json): Record<string, Json> {
  return Object.fromEntries([list ?? []].flat().map((entry: Json) => [String(entry[id]), told(entry)]));
}
