#!/usr/bin/env node
// Stands in git, so that npm finds it to link before anything is compiled.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const cli = join(__dirname, "..", "dist", "cli.js");
if (existsSync(cli)) require(cli);
else {
  console.error("pulumi-im is not compiled yet. Run `npm run build` in the root of the repository first.");
  process.exitCode = 2;
}
