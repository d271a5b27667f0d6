import { hasUnusableKey, unusableName } from "../schema/unusable-names";
import type { Path } from "../values/paths";

/** The input in which the engine's side gets what the program alone can tell of its arguments. The engine shows no such key. */
export const argsKey = "__args";

/** What the program alone can tell of its arguments. */
export interface ToldOfArgs {
  /** The paths of what is marked as secret. */
  secrets?: Path[];
  /** The paths of keys that no key can be: the wire format loses them. */
  unusable?: Path[];
}

/** A value that is there later. */
export interface Later {
  isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

/**
 * Looks at the arguments of a resource, each now or later. It waits for the values alone, and not for the resources that
 * they come of, so that it is over no later than they are.
 * @param asLater an output, of any version of the SDK; undefined for all other values
 * @returns undefined where there is nothing to tell
 */
export function toldOfArgs(
  args: object,
  asLater: (value: object) => Later | undefined,
): Promise<ToldOfArgs | undefined> | undefined {
  const told: Required<ToldOfArgs> = { secrets: [], unusable: [] };

  function walk(value: unknown, path: Path, holders: readonly object[]): Promise<unknown>[] {
    if (typeof value !== "object" || value === null || holders.includes(value)) return [];
    const later = asLater(value);
    if (later) return [lookLater(later, path, holders)];
    if (value instanceof Promise) return [value.then((known) => Promise.all(walk(known, path, holders)))];
    if (isOther(value)) return [];
    const inside = [...holders, value];
    if (Array.isArray(value)) return value.flatMap((item, i) => walk(item, [...path, i], inside));
    if (hasUnusableKey(value)) told.unusable.push([...path, unusableName]);
    return Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key], inside));
  }

  async function lookLater(later: Later, path: Path, holders: readonly object[]): Promise<unknown> {
    if (await later.isSecret) return told.secrets.push(path);
    return Promise.all(walk(await later.promise(), path, holders));
  }

  const looks = walk(args, [], []);
  if (looks.length === 0) return told.unusable.length === 0 ? undefined : Promise.resolve(found(told));
  // What fails fails the registration too, which tells why.
  return Promise.allSettled(looks).then(() => found(told));
}

function found({ secrets, unusable }: Required<ToldOfArgs>): ToldOfArgs | undefined {
  if (secrets.length === 0 && unusable.length === 0) return undefined;
  return { ...(secrets.length > 0 && { secrets }), ...(unusable.length > 0 && { unusable }) };
}

/** Resources and assets are no arguments that we look into. */
function isOther(value: object): boolean {
  return "__pulumiResource" in value || "__pulumiAsset" in value || "__pulumiArchive" in value;
}
