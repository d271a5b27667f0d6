import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, Faults } from "../surroundings/faults";
import type { Answer, Ending } from "./protocol";

/** What a fault can do to a call. */
export interface Faultable {
  /** Does what the call says. */
  act(): Answer;
  /** The vendor's answer with a code of the fault's. */
  failure(code: number, text: string): Answer;
  /** The vendor's answer over the rate limit, with what follows from it. */
  tooFast(): Answer;
}

/** Has a call go wrong as a fault says. */
export async function applyFault(fault: Fault, faults: Faults, call: Faultable): Promise<Ending> {
  const done = fault.after ? call.act() : undefined;
  switch (fault.kind) {
    case "status":
      return { status: fault.value ?? 502 };
    case "code":
      return { answer: call.failure(fault.value ?? 500, fault.desc ?? "fault") };
    case "delay":
      // A call that still waits does not keep a process from ending.
      await sleep(fault.value ?? 1000, undefined, { ref: false });
      return { answer: done ?? call.act() };
    case "drop-before":
      return { dropped: true };
    case "drop-after":
      call.act();
      return { dropped: true };
    case "rate-limit":
      return { answer: call.tooFast() };
    case "down":
      faults.bringDown(fault);
      return { dropped: true };
  }
}
