import type { TencentSettings } from "../../tencent/settings";
import type { Experiment, Fixture, Lab } from "../experiment";

export type Name = keyof TencentSettings & string;

/** Who signs, with what and when, where it is not the admin, the app's key and now. */
export interface Signer {
  readonly identifier?: string;
  readonly secret?: string;
  /** Unix seconds. */
  readonly time?: number;
  /** Seconds that the signature is good for. */
  readonly expire?: number;
}

/** What a single call does in another way. */
export interface Options {
  readonly sdkAppId?: string;
  readonly random?: string;
  readonly signer?: Signer;
  /** The body as it is sent. */
  readonly body?: string;
}

export type TencentLab = Lab<Options, Name>;
export type TencentExperiment = Experiment<Options, Name>;
export type TencentFixture<T> = Fixture<Options, Name, T>;
