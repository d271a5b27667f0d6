/** The texts of which the vendor's pages give two limits, in bytes: each is refused beyond the larger. */
export const doubtfulLimits = {
  Name: { surely: 30, atMost: 100 },
  Introduction: { surely: 240, atMost: 400 },
  Notification: { surely: 300, atMost: 400 },
  FaceUrl: { surely: 100, atMost: 500 },
} as const;

/** The texts that may be too long, as warnings. */
export function lengthCautions(
  what: string,
  inputs: Partial<Record<keyof typeof doubtfulLimits, string | undefined>>,
  nameKey = "Name",
): string[] {
  return Object.entries(doubtfulLimits).flatMap(([field, { surely, atMost }]) => {
    const size = Buffer.byteLength(inputs[field as keyof typeof doubtfulLimits] ?? "");
    if (size <= surely) return [];
    return [
      `${what}: ${field === "Name" ? nameKey : field} has ${size} bytes. Some of the vendor's pages allow ${atMost}, others only ${surely}; if the vendor refuses it, shorten it.`,
    ];
  });
}
