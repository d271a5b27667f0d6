import DataLoader from "dataloader";
import type { RecentlyMade } from "../lag/recently-made";
import { untilShown } from "../lag/until-shown";
import { chunks } from "../values/chunks";

/** Loads an object by its key; undefined where there is none. */
export type Loader<Value> = DataLoader<string, Value | undefined>;

/** Reads of several objects that come within this time share a call. */
const batchWindowMs = 20;

type Load<Value> = (keys: readonly string[]) => Promise<(Value | undefined | Error)[]>;

/**
 * Reads that share calls. `load` gives for each key what was found, `undefined` for what is not there, or an error.
 * @param maxBatchSize the vendor's cap of objects in one call
 * @param recent what this run has made: where an answer does not show it yet, it is asked for again
 * @param idOf the id in a key
 */
export function batched<Value>(
  maxBatchSize: number,
  load: Load<Value>,
  recent?: RecentlyMade,
  idOf?: (key: string) => string,
): Loader<Value> {
  const shown = recent ? untilAllShown(recent, load, idOf) : load;
  return new DataLoader(shown as (keys: readonly string[]) => Promise<(Value | undefined)[]>, {
    // Every read must see what is there now.
    cache: false,
    maxBatchSize,
    batchScheduleFn: (run) => setTimeout(run, batchWindowMs),
  });
}

function untilAllShown<Value>(
  recent: RecentlyMade,
  load: Load<Value>,
  idOf: (key: string) => string = (key) => key,
): Load<Value> {
  const lagLeft = (keys: Iterable<string>) => Math.max(0, ...[...keys].map((key) => recent.lagLeft(idOf(key))));
  return async (keys) => {
    const found = new Map<string, Value | Error | undefined>();
    let asked = keys;
    await untilShown(
      async () => {
        const values = await load(asked);
        asked.forEach((key, i) => {
          found.set(key, values[i]);
        });
        asked = asked.filter((key) => found.get(key) === undefined && lagLeft([key]) > 0);
      },
      () => asked.length > 0,
      () => lagLeft(asked),
    );
    return keys.map((key) => found.get(key));
  };
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
