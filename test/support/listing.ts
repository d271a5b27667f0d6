import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

/**
 * Compares facts, one in a line, with a listing that is checked in. What the listing has and the code has not is a broken
 * promise and always fails; what is new fails until it is accepted.
 */
export function expectListed(listing: string, facts: readonly string[], test: string): void {
  const file = join(root, listing);
  const promised = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const now = [...new Set(facts)];
  const gone = promised.filter((line) => !now.includes(line));
  let added = now.filter((line) => !promised.includes(line));
  if (process.env.IM_ACCEPT === "1") {
    writeFileSync(file, `${[...promised, ...added].sort().join("\n")}\n`);
    added = [];
  }
  if (gone.length + added.length === 0) return;
  const told = [
    ...(gone.length > 0
      ? [`${listing} promises what is gone or has changed:`, ...gone.map((line) => `  - ${line}`)]
      : []),
    ...(gone.length > 0
      ? ["Programs, stack files and states depend on it: bring it back. To break the promise, delete the line by hand."]
      : []),
    ...(added.length > 0
      ? [
          `${listing} lacks what is new:`,
          ...added.map((line) => `  + ${line}`),
          `If it is meant to be public from now on: IM_ACCEPT=1 npx jest ${test}`,
        ]
      : []),
  ];
  throw new Error(told.join("\n"));
}
