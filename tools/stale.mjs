// Compiled files whose source is gone. The compiler leaves them, and a `team.js` from before a move to `team/index.ts` would
// be loaded in its place.
import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const compiled = /\.(js|js\.map|d\.ts|d\.ts\.map)$/;

/**
 * Removes them from a package's `dist`, and folders that have nothing else.
 * @returns the files that were removed, as paths in `dist`
 */
export function removeStale(folder) {
  const dist = join(folder, "dist");
  if (!existsSync(dist)) return [];
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const stale = files
    .map(({ parentPath, name }) => join(parentPath, name).slice(dist.length + 1))
    .filter((file) => compiled.test(file) && !existsSync(join(folder, file.replace(compiled, ".ts"))));
  for (const file of stale) rmSync(join(dist, file));
  removeEmpty(dist);
  return stale.sort();
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
