import { z } from "zod";
import { described } from "./fields";

const form = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const dayMs = 86_400_000;

/** Epoch milliseconds of a text such as `2026-12-24T18:00:00Z`; undefined for anything else. */
export function timestampMs(value: unknown): number | undefined {
  const date = typeof value === "string" ? form.exec(value)?.[1] : undefined;
  const ms = date === undefined ? Number.NaN : Date.parse(String(value));
  // A day that its month does not have would be taken for one of the next month.
  return Number.isNaN(ms) || timestampText(Date.parse(`${date}T00:00:00Z`)).slice(0, 10) !== date ? undefined : ms;
}

/** An instant as text, in UTC. */
export function timestampText(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** One way of writing each instant. What is none stays as it is, for the schema to refuse. */
export function canonicalTimestamp(value: unknown): unknown {
  const ms = timestampMs(value);
  return ms === undefined ? value : timestampText(ms);
}

/** An instant, past or at most so many days ahead by this machine's clock. */
export function timestamp(maxDaysAhead: number) {
  const schema = z.string().refine((value) => (timestampMs(value) ?? Infinity) - Date.now() <= maxDaysAhead * dayMs);
  return described(
    schema,
    `an instant in ISO 8601 with its zone, at most ${maxDaysAhead} days ahead`,
    'Write it as in "2026-12-24T18:00:00Z"; one that has passed is accepted and ignored.',
  );
}
