import { createRequire } from "node:module";
import { join } from "node:path";
import { providerEntry } from "../resource/provider-text";
import { programError } from "./stack-configuration";

/** Set where the engine starts a program as a process of its own; not in a unit test with mocks. */
const engineVariable = "PULUMI_NODEJS_ENGINE";

let isFound = false;

/**
 * The engine requires this package from the program's folder. A program can have it through a library alone, as pnpm lays
 * packages out: then the engine would look for it in vain, and say so with the loader's stack at the first resource.
 */
export function refuseUnfoundPackage(): void {
  if (isFound || process.env[engineVariable] === undefined) return;
  const folder = process.cwd();
  try {
    createRequire(join(folder, "index.js")).resolve(providerEntry);
  } catch {
    throw programError(
      "IM_NOT_INSTALLED",
      `pulumi-im is not installed where the engine looks for it: ${folder}. A library that uses it is not enough, since the engine runs the resources from the project's own folder. Add it to the dependencies of the project as well, with \`npm install pulumi-im\` or \`pnpm add pulumi-im\`, in the version that the library has.`,
    );
  }
  isFound = true;
}
