/** The body of an answer. */
export type Answer = Record<string, unknown>;

/** JSON of an object, in which an id beyond the safe integers stays exact, as text. Undefined for anything else. */
export function parseAnswer(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text, exactNumbers as (key: string, value: unknown) => unknown);
    return typeof value === "object" && value !== null ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}

function exactNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const inexact = Number.isInteger(value) && !Number.isSafeInteger(value);
  return inexact && context?.source ? context.source : value;
}

/** A value of an answer as a list; some lists travel as JSON text, and an empty one may be missing. */
export function list(value: unknown): unknown[] {
  if (typeof value === "string") {
    const parsed: unknown = value === "" ? [] : JSON.parse(value);
    return Array.isArray(parsed) ? parsed : [];
  }
  return Array.isArray(value) ? value : [];
}

/** A value of an answer as a list of objects. */
export function records(value: unknown): Answer[] {
  return list(value).filter((item): item is Answer => typeof item === "object" && item !== null);
}

/** A value of an answer as an object, an empty one where it is none. */
export function record(value: unknown): Answer {
  return records([value])[0] ?? {};
}
