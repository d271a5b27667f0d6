import type { Values } from "../../../provider/values/values";
import { inHours } from "../../support/in-hours";
import type { Cloud } from "../faults/cloud";

/** An object of a kind with every readable field in use. */
export interface Scene {
  kind: string;
  people: readonly string[];
  /** What has to be there first, and what of the inputs follows from it. */
  prepare?(cloud: Cloud): Promise<Values>;
  inputs: Values;
  /** What others do to it once it is there. */
  afterwards?(cloud: Cloud, id: string): Promise<unknown>;
  /** What an update changes. */
  change: Values;
}

/** An end that no run of the tests comes near, and that every vendor takes. */
export const later = inHours(480);
