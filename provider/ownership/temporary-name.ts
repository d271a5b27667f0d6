import { markKey, markPattern } from "./mark";

/** What comes before the mark in a field that has it only until the object bears its mark elsewhere. */
const before = {
  name: `${markKey}:`,
  // Where names have to be judged first. No such host exists, so no client loads anything from it.
  url: "https://pulumi-im.invalid/",
} as const;

const wholeMark = new RegExp(`^${markPattern}$`);

/** The name under which an object is made, so that it is known again before it can bear its mark. */
export function temporaryName(mark: string): string {
  return `${before.name}${mark}`;
}

/** The field in which objects of a kind bear their mark until they can bear it where it belongs. */
export interface TemporaryField<Key extends string> {
  /** What an object is made with: without marks, its own value. */
  first<Own>(mark: string | undefined, own: Own): Own | string;
  /** The mark that an object has in the field; undefined where it has a value of its own there. */
  markIn(object: Readonly<Partial<Record<Key, unknown>>>): string | undefined;
  /** Whether an object is half made: it has its mark there still. */
  isIn(object: Readonly<Partial<Record<Key, unknown>>>): boolean;
}

/** @param form what the field holds */
export function temporaryField<const Key extends string>(key: Key, form: keyof typeof before): TemporaryField<Key> {
  const start = before[form];
  const markIn: TemporaryField<Key>["markIn"] = ({ [key]: value }) => {
    const text = String(value);
    const rest = text.slice(start.length);
    return text.startsWith(start) && wholeMark.test(rest) ? rest : undefined;
  };
  return {
    first: (mark, own) => (mark === undefined ? own : `${start}${mark}`),
    markIn,
    isIn: (object) => markIn(object) !== undefined,
  };
}
