import type { z } from "zod";
import { refined } from "./fields";

const withSeparators = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
/** Of the years in which people are born: other numbers of eight digits may stand for something else. */
const asNumber = /^((?:18|19|20|21)\d{2})(\d{2})(\d{2})$/;

const rule = {
  allowed: "where it is written as a day, one that the calendar has",
  fix: "The calendar has no such day: correct it, as in 1990-12-31.",
};

/** Whether a text or number reads as a day, the year first, that the calendar does not have. Anything else may stand. */
export function isNoDay(value: string | number): boolean {
  const [, year, month, day] =
    typeof value === "number"
      ? (asNumber.exec(String(value)) ?? [])
      : withoutSeparator(withSeparators.exec(value) ?? []);
  if (year === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day);
}

function withoutSeparator([all, year, , month, day]: readonly string[]): (string | undefined)[] {
  return [all, year, month, day];
}

/** A map by key, among whose keys there may be `birthday`. */
export function withBirthday<S extends z.ZodType<Record<string, string | number>>>(schema: S): S {
  const checked = schema.superRefine(({ birthday }, context) => {
    if (birthday === undefined || !isNoDay(birthday)) return;
    context.addIssue({
      code: "custom",
      path: ["birthday"],
      params: { ...rule, allowed: `a birthday, ${rule.allowed}` },
    });
  });
  return checked;
}

/** A birthday in whatever form the vendor takes it. */
export function birthday<S extends z.ZodType<string> | z.ZodType<number>>(schema: S, example = "1990-12-31"): S {
  const fix = rule.fix.replace("1990-12-31", example);
  return refined<z.ZodType<string | number>>(schema, (value) => !isNoDay(value), { ...rule, fix }) as S;
}
