// Mutation testing of the core: `npm run test:mutation`, or of some files `npm run test:mutation -- --mutate provider/http/budget.ts`.
import { coreTests } from "./tools/core-tests.mjs";

/** The rooms that hold the rules which every resource keeps. */
const rooms = ["http", "ownership", "collections", "resource"];

const inRoot = (path) => `<rootDir>/${path}`;

export default {
  mutate: rooms.map((room) => `provider/${room}/**/*.ts`),
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: {
    configFile: "jest.config.cjs",
    config: {
      // By the provider's files jest finds the tests that a mutant has to do with. With the vendors' among them it would
      // follow four times as many imports for each mutant, to tests that have the core's own rules at second hand.
      roots: ["test/unit", ...[...rooms, "values", "schema"].map((room) => `provider/${room}`)].map(inRoot),
      // A mutant that never answers: the tests of the core take a few hundredths of a second.
      testTimeout: 5_000,
      // Nobody reads where a test fails on a mutant: no maps, which every failure would have parsed anew.
      transform: {
        "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, sourceMaps: false }],
      },
      // Every test file loads the schemas' library anew: of its forty languages the one that is used is enough.
      moduleNameMapper: { "/locales/index\\.cjs$": "<rootDir>/node_modules/zod/v4/locales/en.cjs" },
      testMatch: coreTests(import.meta.dirname).map(inRoot),
    },
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Types are compiled away, not checked.
  disableTypeChecks: false,
  ignorePatterns: [
    ".cache",
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
  // What never ends is found by counting. On a busy machine the first run of a worker takes long: no mutant is killed by that.
  timeoutMS: 30_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".cache/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
};
