import { createHash } from "node:crypto";

/** As the emulator shows secrets that it holds. */
export function sha256(text: unknown): string {
  return createHash("sha256").update(String(text)).digest("hex");
}
