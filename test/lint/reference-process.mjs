// Runs the generator of a workspace as often as it is asked, in one process: most of a run is loading the compiler.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = process.argv[2];
const { reference } = await import(pathToFileURL(join(root, "tools/reference/run.mjs")).href);

process.on("message", (how) => {
  try {
    reference(root, how);
    process.send("");
  } catch (error) {
    process.send(error.message);
  }
});
