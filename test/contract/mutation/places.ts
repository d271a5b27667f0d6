/** Where something stands in an answer: keys and indices, also through texts that hold JSON. */
export type Place = readonly (string | number)[];

/** One way in which an answer can come out other than it should. */
export interface Mutation {
  name: string;
  /** The answer after it; the one given stays as it is. */
  of(answer: unknown, place: Place): unknown;
  /** What is missing or empty then, and may mean something: `nothing` is no value at all. */
  leaves?: "nothing" | "empty";
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isContainer = (value: unknown) => isObject(value) || Array.isArray(value);

/** What a text holds that is JSON of a list or an object; anything else as it is. */
export function opened(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The first, the middle and the last of a list, which stand for the others. */
function someOf(length: number): number[] {
  return [...new Set([0, Math.floor(length / 2), length - 1])].filter((index) => index >= 0 && index < length);
}

/**
 * Every place of an answer, itself included.
 * @param isOpen whether a text there is read as what it holds
 */
export function placesOf(answer: unknown, isOpen: (place: Place) => boolean): Place[] {
  const walk = (given: unknown, place: Place): Place[] => {
    const value = typeof given === "string" && isOpen(place) ? opened(given) : given;
    if (Array.isArray(value)) {
      return [place, ...someOf(value.length).flatMap((index) => walk(value[index], [...place, index]))];
    }
    if (!isObject(value)) return [place];
    return [place, ...Object.keys(value).flatMap((key) => walk(value[key], [...place, key]))];
  };
  return walk(answer, []);
}

/** What stands at a place, or undefined. */
export function valueAt(answer: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined) return answer;
  const within = opened(answer);
  return isContainer(within) ? valueAt(Reflect.get(within as object, key), rest) : undefined;
}

/** An answer with what `change` makes of the container that the last step of a place is in. Unchanged where there is no such place. */
function changed(answer: unknown, place: Place, change: (within: object, key: string | number) => unknown): unknown {
  const [key, ...rest] = place;
  const within = opened(answer);
  if (key === undefined || !isContainer(within) || !Object.hasOwn(within as object, key)) return answer;
  const copy = structuredClone(within) as object;
  const outcome =
    rest.length === 0
      ? change(copy, key)
      : Object.assign(copy, { [key]: changed(Reflect.get(copy, key), rest, change) });
  return typeof answer === "string" ? JSON.stringify(outcome) : outcome;
}

function without(within: object, key: string | number): object {
  if (Array.isArray(within)) within.splice(Number(key), 1);
  else Reflect.deleteProperty(within, key);
  return within;
}

function replaced(name: string, value: unknown, leaves?: Mutation["leaves"]): Mutation {
  const of = (answer: unknown, place: Place) =>
    place.length === 0 ? value : changed(answer, place, (within, key) => Object.assign(within, { [key]: value }));
  return { name, of, ...(leaves && { leaves }) };
}

const removed: Mutation = {
  name: "removed",
  of: (answer, place) => changed(answer, place, without),
  leaves: "nothing",
};

const renamed: Mutation = {
  name: "renamed",
  of: (answer, place) =>
    changed(answer, place, (within, key) => {
      const value = Reflect.get(within, key);
      return Object.assign(without(within, key), { [`${key}Renamed`]: value });
    }),
  leaves: "nothing",
};

/** What a value is not. A whole number in place of a text would be another id, and one that came as text is a spelling. */
function othersOf(value: unknown): Mutation[] {
  if (typeof value === "string") return [replaced("a broken number", 0.5), replaced("true", true)];
  if (typeof value === "number") {
    const isFlag = value === 0 || value === 1;
    return [replaced("a text", "no number"), replaced("a boolean", isFlag ? value === 1 : true)];
  }
  if (typeof value === "boolean") return [replaced("a text", "neither"), replaced("a number", 7)];
  if (Array.isArray(value)) return [replaced("an object of the items", { ...value }), replaced("true", true)];
  if (isObject(value)) return [replaced("in a list", [value]), replaced("true", true)];
  return [replaced("true", true)];
}

/** All that is done to what stands at a place. A text is not made JSON text of itself: it would be another text. */
export function mutationsOf(value: unknown, place: Place): Mutation[] {
  const isKey = typeof place.at(-1) === "string";
  return [
    ...(place.length > 0 ? [removed] : []),
    ...(isKey ? [renamed] : []),
    replaced("null", null, "nothing"),
    ...othersOf(value),
    ...(typeof value === "string" ? [] : [replaced("JSON text", JSON.stringify(value))]),
    ...(isObject(value) ? [] : [replaced("an empty object", {})]),
    ...(Array.isArray(value) ? [] : [replaced("an empty list", [])]),
    ...(isContainer(value) ? [replaced("emptied", Array.isArray(value) ? [] : {}, "empty")] : []),
  ];
}

/** A place as a text to read, such as `profiles[0].owner`. */
export function placeText(place: Place): string {
  const text = place.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return text.replace(/^\./, "") || "answer";
}
