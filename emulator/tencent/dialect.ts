import type { Dialect } from "../cloud/dialect";
import type { TencentSettings } from "./settings";

/** Tencent IM: JSON with strict types; names that changed in 2023 are good in either spelling, the new one first. */
export const dialect: Dialect<TencentSettings> = {
  isAbsent: (value) => value === undefined,
  requiredIsFilled: false,
  toNumber: (value) => value,
  toBoolean: (value) => value,
  lengthUnit: () => "bytes",
  namesOf: (name, alias) => (alias === undefined ? [name] : [name, alias]),
  codeOf: () => undefined,
  words(problem, at, { wanted, title = at }) {
    switch (problem) {
      case "missing":
        return `${at} is missing`;
      case "wrong type":
        return `${at} is not ${wanted === "a list" ? "an array" : wanted}`;
      case "empty":
        return `${title} is empty`;
      case "too long":
      case "entry too long":
        return `${title} is too long`;
      case "too many":
        return `${at} has too many elements`;
      case "invalid":
      case "out of range":
        return `${at} is invalid`;
    }
  },
};
