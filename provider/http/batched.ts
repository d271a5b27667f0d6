import DataLoader from "dataloader";
import { chunks } from "../values/chunks";

/** Loads an object by its key; undefined where there is none. */
export type Loader<Value> = DataLoader<string, Value | undefined>;

/** Reads of several objects that come within this time share a call. */
const batchWindowMs = 20;

/**
 * Reads that share calls. `load` gives for each key what was found, `undefined` for what is not there, or an error.
 * @param maxBatchSize the vendor's cap of objects in one call
 */
export function batched<Value>(
  maxBatchSize: number,
  load: (keys: readonly string[]) => Promise<(Value | undefined | Error)[]>,
): Loader<Value> {
  return new DataLoader(load as (keys: readonly string[]) => Promise<(Value | undefined)[]>, {
    // Every read must see what is there now.
    cache: false,
    maxBatchSize,
    batchScheduleFn: (run) => setTimeout(run, batchWindowMs),
  });
}

/** Into how many pieces a refused batch is cut: one unknown key among 200 then costs 20 calls. */
const pieces = 8;

/**
 * Loads what the vendor refuses as a whole for one key that it does not know: a refused batch is cut in pieces, down to the
 * keys that it is about. Where every piece is refused, too few are known for that to pay, and each key is asked for alone.
 * @param isForUnknown whether a refusal is for a key that the vendor does not know
 */
export async function loadInPieces<Value>(
  keys: readonly string[],
  load: (keys: readonly string[]) => Promise<(Value | undefined)[]>,
  isForUnknown: (error: unknown) => boolean,
): Promise<(Value | undefined)[]> {
  const orRefused = async (some: readonly string[]) => {
    try {
      return await load(some);
    } catch (error) {
      if (!isForUnknown(error)) throw error;
      return some.length === 1 ? [undefined] : undefined;
    }
  };
  const whole = await orRefused(keys);
  return whole ?? cut(keys, pieces);

  async function cut(some: readonly string[], into: number): Promise<(Value | undefined)[]> {
    const parts = chunks(some, Math.max(1, Math.ceil(some.length / into)));
    const loaded = await Promise.all(parts.map(orRefused));
    const next = loaded.some((part) => part !== undefined) ? pieces : Number.POSITIVE_INFINITY;
    return (await Promise.all(parts.map((part, i) => loaded[i] ?? cut(part, next)))).flat();
  }
}
