import type { LengthUnit } from "./text-length";

/** What can be wrong with a parameter. */
export type Problem =
  | "missing"
  | "wrong type"
  | "empty"
  | "too long"
  | "entry too long"
  | "too many"
  | "invalid"
  | "out of range";

/** What a value of the wrong type should have been. */
export type Wanted = "a string" | "an integer" | "a boolean" | "a list" | "a list of strings" | "an object" | "JSON";

/** What words about a problem may say beside it. */
export interface Details {
  readonly wanted?: Wanted;
  /** How many entries are permitted. */
  readonly max?: number;
  /** The thing's name in complaints, where the vendor has one. */
  readonly title?: string | undefined;
}

/** How a vendor takes parameters, and what it says where it does not take one. `V` is its settings. */
export interface Dialect<V> {
  /** Whether nothing was sent; `takesEmpty` says that an empty text is a value here. */
  isAbsent(value: unknown, takesEmpty: boolean): boolean;
  /** Whether a text that is required must have characters. */
  readonly requiredIsFilled: boolean;
  /** The number that a value stands for, or else the value. */
  toNumber(value: unknown, settings: Readonly<V>): unknown;
  /** The boolean that a value stands for, or else the value. */
  toBoolean(value: unknown, settings: Readonly<V>): unknown;
  /** What the vendor counts where a limit does not say. */
  lengthUnit(settings: Readonly<V>): LengthUnit;
  /** The names under which a parameter is accepted, the better one first. */
  namesOf(name: string, alias: string | undefined, settings: Readonly<V>): readonly string[];
  /** The code for a problem, where it is not that of a bad parameter. */
  codeOf(problem: Problem, settings: Readonly<V>): number | undefined;
  words(problem: Problem, at: string, details: Details): string;
}
