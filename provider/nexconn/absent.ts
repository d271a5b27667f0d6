import { refusal } from "../errors";

/** What a call gives, or undefined where the vendor refuses it with the code that says there is no such object. */
export async function foundUnless<T>(absent: number, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (refusal(error)?.vendorCode === absent) return undefined;
    throw error;
  }
}
