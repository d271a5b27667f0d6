import type { NexconnSettings } from "../../nexconn/settings";
import type { Experiment, Fixture, Lab } from "../experiment";

export type Name = keyof NexconnSettings & string;

/** What a single call does in another way. */
export interface Options {
  readonly appKey?: string;
  readonly timestamp?: string;
  readonly nonce?: string;
  /** The headers that are sent, made of those that sign. */
  readonly headers?: (signed: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Paths and fields as they are named here, whatever is known of names. */
  readonly asNamed?: true;
}

export type NexconnLab = Lab<Options, Name>;
export type NexconnExperiment = Experiment<Options, Name>;
export type NexconnFixture<T> = Fixture<Options, Name, T>;
