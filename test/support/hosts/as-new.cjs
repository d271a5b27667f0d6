const { sep } = require("node:path");

const own = new Set(Object.keys(require.cache));

/** Makes this process what a new one would be for the provider: its modules, and those of a program, are loaded again. */
exports.asNew = (env) => {
  for (const file of Object.keys(require.cache))
    if (!file.includes(`${sep}node_modules${sep}`) && !own.has(file)) delete require.cache[file];
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
};
