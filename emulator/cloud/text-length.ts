export type LengthUnit = "characters" | "utf16" | "bytes";

/** The length of a text in one of the units that a limit can be stated in. */
export function textLength(text: string, unit: LengthUnit): number {
  if (unit === "bytes") return byteLength(text);
  return unit === "utf16" ? text.length : [...text].length;
}

/** Bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
