import type { CommsEaseSettings } from "../../commsease/settings";
import type { Experiment, Fixture, Lab } from "../experiment";

export type Name = keyof CommsEaseSettings & string;

/** What a single call does in another way. */
export interface Options {
  readonly nonce?: string;
  /** Epoch seconds. */
  readonly curTime?: string;
  readonly checkSum?: string;
  readonly requestId?: string;
}

export type CommsEaseLab = Lab<Options, Name>;
export type CommsEaseExperiment = Experiment<Options, Name>;
export type CommsEaseFixture<T> = Fixture<Options, Name, T>;
