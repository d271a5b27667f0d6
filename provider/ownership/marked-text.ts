import type { Problem } from "../schema/problems";
import { holdsUnknown, unknownValue } from "../values/unknowns";
import { markDigits, markKey, markPattern } from "./mark";

const inObject = new RegExp(`^(\\s*)\\{"${markKey}":"(${markPattern})"(?:(,| )|\\}$)`);
const afterText = new RegExp(`\\n${markKey}:(${markPattern})$`);

/** What a mark adds to a text, in characters. */
export const markLength = `"${markKey}":"",`.length + markDigits;

/**
 * The text with the mark beside it. A JSON object gets one more key, for others to ignore; another text gets a last line;
 * an empty text becomes an object of the mark alone.
 */
export function marked(text: string, mark: string | undefined): string {
  if (mark === undefined) return text;
  const entry = `"${markKey}":"${mark}"`;
  if (text === "") return `{${entry}}`;
  if (!isObject(text)) return `${text}\n${markKey}:${mark}`;
  const start = text.indexOf("{") + 1;
  const rest = text.slice(start);
  return `${text.slice(0, start)}${entry}${rest.trim() === "}" ? " " : ","}${rest}`;
}

/** The user's text and the mark, from what stands at the vendor. `unmarked(marked(t, m))` gives `t` and `m`. */
export function splitMark(text: string): { text: string; mark?: string } {
  const object = inObject.exec(text);
  if (object) {
    const [all, space = "", mark = "", more] = object;
    return { text: more === undefined ? "" : `${space}{${text.slice(all.length)}`, mark };
  }
  const line = afterText.exec(text);
  return line ? { text: text.slice(0, line.index), mark: line[1] ?? "" } : { text };
}

/** What a create sends for the field that bears the mark. */
export function markedAtCreate(text: string | undefined, mark: string | undefined): string | undefined {
  return mark === undefined ? text : marked(text ?? "", mark);
}

/**
 * What an update sends, of `changed`: the field that bears the mark goes with it, and goes too where only the mark differs.
 */
export function markedChange<Changed extends object>(
  field: string,
  changed: Changed,
  current: { mark?: string | undefined },
  declared: string | undefined,
): { sent: Changed; mark: string | undefined } {
  const texts: Record<string, unknown> = { ...current, ...changed };
  const present = current.mark || undefined;
  const mark = declared ?? present;
  if (!(field in changed) && mark === present) return { sent: changed, mark };
  return { sent: { ...changed, [field]: marked(String(texts[field] ?? ""), mark) }, mark };
}

/** The field that bears the mark, as the vendor gives it: the user's text, and the mark or `""` for none. */
export function readMarked(field: string, value: unknown): Record<string, string> {
  const { text, mark = "" } = splitMark(String(value ?? ""));
  return { [field]: text, mark };
}

/** A text, or an object as the JSON text that stands for it. */
export function asText(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return holdsUnknown(value) ? unknownValue : JSON.stringify(value);
}

/** That a text leaves no room for the mark. */
export function roomForMark(
  field: string,
  text: string | undefined,
  max: number,
  mark: string | undefined,
  unit: "characters" | "bytes" = "characters",
): Problem[] {
  if (mark === undefined || text === undefined) return [];
  const size = unit === "bytes" ? Buffer.byteLength(text) : [...text].length;
  if (size + markLength <= max) return [];
  return [
    {
      path: [field],
      seen: `a text of ${size} ${unit}`,
      allowed: `at most ${max - markLength} ${unit} beside the ownership mark`,
      fix: `Shorten it, or give up the mark: \`pulumi config set im:ownershipMark false\`.`,
    },
  ];
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
