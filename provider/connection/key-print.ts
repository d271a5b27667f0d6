import { scryptSync } from "node:crypto";
import { z } from "zod";
import { setByClass } from "../schema/fields";

/** 16 MB and about 50 ms for a guess: a short secret, too, is cheaper to have from elsewhere. */
const cost = { N: 2 ** 14, r: 8, p: 1 };

const shownBytes = 4;

/**
 * Tells one key of an app from another, for a state to remember which it was. Of 32 bits, and slow to make, so that it helps
 * nobody to find the key: far too many keys have the same one.
 * @param app the vendor and the app's public id
 */
export function keyPrint(secret: string, app: string): string {
  return scryptSync(secret, `pulumi-im ${app}`, shownBytes, cost).toString("hex");
}

/** The input that says which key an output was made with. */
export function keyPrintField() {
  const schema = z.string().regex(/^[0-9a-f]{8}$/);
  return setByClass(schema, "8 hexadecimal digits");
}

/** Whether a key is known to be another one than before; a state from before there were prints says nothing. */
export function isOtherKey(print: unknown, before: unknown): boolean {
  return typeof print === "string" && typeof before === "string" && print !== before;
}
