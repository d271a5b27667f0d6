import { type Answer, named } from "./answer";

/** What was needed first could not be had: the experiment is over, and the reason is told. */
export class Setback extends Error {}

/** A call that had to succeed was refused. */
export function refused(answer: Answer): Setback {
  return new Setback(`what it needs could not be set up: ${named(answer)}`);
}

/** Somebody ended the probe. What it made is still removed. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}
