import { type CallFacts, ImError } from "../errors";

/** People of whom the vendor did not accept something, each with its reason. */
export type Refused = ReadonlyMap<string, string>;

/**
 * The error that tells of whom a change was not accepted, or nothing where all was.
 * @param what what they are in, such as `commsease team 2366968294`
 * @param refused by what was not done, such as `add`
 * @param fix what to do about it
 */
export function notAccepted(
  what: string,
  refused: Readonly<Record<string, Refused>>,
  facts: Partial<CallFacts>,
  fix = "Correct these",
): ImError | undefined {
  const told = Object.entries(refused)
    .filter(([, people]) => people.size > 0)
    .map(([done, people]) => `${done} ${[...people].map(([id, reason]) => `${id} (${reason})`).join(", ")}`);
  if (told.length === 0) return undefined;
  return new ImError(
    "IM_PARTIAL",
    `${what}: the vendor did not ${told.join("; nor did it ")}. Everybody else was handled. ${fix}, then run it again.`,
    facts,
  );
}
