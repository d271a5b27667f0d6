import DataLoader from "dataloader";

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
