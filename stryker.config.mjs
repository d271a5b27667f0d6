// Mutation testing of the core: `npm run test:mutation`, or of some files `npm run test:mutation -- --mutate provider/http/budget.ts`.
import { coreTests } from "./tools/core-tests.mjs";

/** The rooms that hold the rules which every resource keeps. */
const rooms = ["http", "ownership", "collections", "resource"];

export default {
  mutate: rooms.map((room) => `provider/${room}/**/*.ts`),
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: {
    configFile: "jest.config.cjs",
    config: {
      // The provider's files too: by them jest finds the tests that a mutant has to do with.
      roots: ["<rootDir>/test/unit", "<rootDir>/provider"],
      testMatch: coreTests(import.meta.dirname).map((test) => `<rootDir>/${test}`),
    },
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Types are compiled away, not checked.
  disableTypeChecks: false,
  ignorePatterns: [
    "dist",
    "types",
    "docs",
    "examples",
    "emulator",
    "tools/engine",
    "test/engine",
    "test/contract",
    "test/bench",
  ],
  tempDirName: ".cache/mutation",
  timeoutMS: 10_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".cache/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
};
