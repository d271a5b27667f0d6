/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, sourceMaps: "inline" }],
  },
  // What the SDK loads in order to serialise functions.
  moduleNameMapper: {
    "^@npmcli/arborist$": "<rootDir>/test/support/not-loaded.cjs",
    "/typescript-shim$": "<rootDir>/test/support/not-loaded.cjs",
  },
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  maxWorkers: 2,
  // An engine test is a row of commands, each of which takes some seconds, and on a busy machine many.
  testTimeout: 400_000,
};
