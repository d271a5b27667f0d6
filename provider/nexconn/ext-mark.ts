import type { Entries } from "../collections/entries";
import { notUnderstood } from "../http/answers";
import type { Call } from "./calls";

/** The key of `userExtProfile` and of `groupExtProfile` that holds the ownership mark. */
export const extMarkKey = "ext_pulumi_im";

/**
 * The keys of a program in a profile, as an answer tells them. Where the mark is to be one of them they must be told: left out,
 * an object of ours would be taken for nobody's.
 * @throws ImError
 */
export function demandMark(
  ext: Entries<string> | undefined,
  mark: string | undefined,
  call: Call,
  object: string,
  place: string,
): Entries<string> {
  if (ext === undefined && mark !== undefined) {
    const facts = { vendor: "nexconn", call, object };
    throw notUnderstood(facts, `\`${place}\`, of which the ownership mark is one, should be an object and is missing`);
  }
  return ext ?? {};
}
