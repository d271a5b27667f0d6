// In place of what the SDK loads in order to serialise functions, which no test does in its own process: the compiler and
// npm's tree, a second and a half of each test file that loads a resource.
module.exports = new Proxy(
  {},
  {
    get(_, name) {
      if (typeof name === "symbol" || name === "__esModule" || name === "default") return undefined;
      throw new Error(`Tests do not load this part of the SDK (${name}): see moduleNameMapper in jest.config.cjs.`);
    },
  },
);
