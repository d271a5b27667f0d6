import type { Dialect } from "../cloud/dialect";
import type { NexconnSettings } from "./settings";

/** Nexconn: JSON, or a form at the older generation; null is as good as nothing. */
export const dialect: Dialect<NexconnSettings> = {
  isAbsent: (value) => value === undefined || value === null,
  requiredIsFilled: true,
  toNumber: (value, { flagTypes }) =>
    flagTypes === "lenient" && typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  toBoolean(value, { flagTypes }) {
    const text = flagTypes === "lenient" ? String(value) : "";
    if (text === "true" || text === "1") return true;
    return text === "false" || text === "0" ? false : value;
  },
  lengthUnit: () => "characters",
  namesOf(name, alias, { acceptedNames }) {
    if (alias === undefined || acceptedNames === "sdk") return [name];
    return acceptedNames === "docs" ? [alias] : [name, alias];
  },
  codeOf: (problem) => (problem === "too long" || problem === "entry too long" ? 1005 : undefined),
  words(problem, at, { wanted, max }) {
    switch (problem) {
      case "missing":
        return `${at} is required`;
      case "wrong type":
        return `${at} is not ${wanted}`;
      case "empty":
        return `${at} is empty`;
      case "too long":
        return `${at} is too long`;
      case "entry too long":
        return `${at} has an entry that is too long`;
      case "too many":
        return `${at} has more than ${max} entries`;
      case "invalid":
        return `${at} is invalid`;
      case "out of range":
        return `${at} is out of range`;
    }
  },
};
