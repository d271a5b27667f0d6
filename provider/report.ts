import { AsyncLocalStorage } from "node:async_hooks";
import { coded, type ImErrorCode } from "./errors";

/** What is done to each text that is told in the course of an operation. */
export type Wording = (text: string) => string;

const wordings = new AsyncLocalStorage<Wording>();

/** Runs an operation all of whose warnings are told in its own words. */
export function wordedBy<T>(wording: Wording, work: () => T): T {
  return wordings.run(wording, work);
}

/**
 * Tells the person at the keyboard something that is no error. In the provider process a line on standard error appears
 * below the stack, during the run and in its summary.
 * @param code where an error of the same cause would have it
 */
export function warn(text: string, code?: ImErrorCode): void {
  const wording = wordings.getStore();
  const told = code === undefined ? text : coded(code, text);
  process.stderr.write(`warning: ${wording ? wording(told) : told}\n`);
}
