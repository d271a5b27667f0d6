export type LengthUnit = "characters" | "utf16" | "bytes";

/** The length of a text in one of the units that a limit can be stated in. */
export function textLength(text: string, unit: LengthUnit): number {
  if (unit === "bytes") return Buffer.byteLength(text);
  return unit === "utf16" ? text.length : [...text].length;
}
