import type { Dialect, Problem } from "../cloud/dialect";
import type { CommsEaseSettings } from "./settings";

const WORDS: Readonly<Record<Problem, string>> = {
  missing: "is empty",
  "wrong type": "json error",
  empty: "is empty",
  "too long": "too long",
  "entry too long": "too long",
  "too many": "too many",
  invalid: "is invalid",
  "out of range": "is invalid",
};

/** CommsEase: everything is a field of a form, and therefore text; what is more than that is JSON in the text. */
export const formDialect: Dialect<CommsEaseSettings> = {
  isAbsent: (value, takesEmpty) => value === undefined || (value === "" && !takesEmpty),
  requiredIsFilled: true,
  // No sign but minus, no leading zeros, no exponent: what the vendor's own SDK prints.
  toNumber: (value) => (typeof value === "string" && /^(0|-?[1-9]\d{0,15})$/.test(value) ? Number(value) : value),
  toBoolean: (value) => (value === "true" || value === "false" ? value === "true" : value),
  lengthUnit: ({ lengthUnit }) => lengthUnit,
  namesOf: (name) => [name],
  codeOf: (problem, { overLongText }) =>
    problem === "too long" || problem === "entry too long" ? overLongText : undefined,
  words(problem, at, { wanted, title }) {
    if (problem === "too long") return `${title ?? at} too long`;
    const [name] = at.split(/[.[]/);
    // Whatever is wrong inside of a field's JSON is the JSON's mistake.
    if (name !== at) return `${name} json error`;
    if (wanted === "an integer") return `${at} not number`;
    return wanted === "a boolean" ? `${at} not boolean` : `${at} ${WORDS[problem]}`;
  },
};

/** Inside of JSON a number is a number, and an empty text is not nothing. */
export const jsonDialect: Dialect<CommsEaseSettings> = {
  ...formDialect,
  isAbsent: (value) => value === undefined,
  toNumber: (value) => value,
  toBoolean: (value) => value,
};
