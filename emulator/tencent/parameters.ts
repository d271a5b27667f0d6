import type { Bound, Reader as ReaderOf } from "../cloud/readers";
import * as readers from "../cloud/readers";
import type { TencentSettings } from "./settings";

export type Reader<T> = ReaderOf<T, TencentSettings>;

export const text = readers.text<TencentSettings>;
export const integer = readers.integer<TencentSettings>;
export const { complain, object, oneOf, optional, required } = readers;

interface ListLimits {
  readonly max?: Bound<TencentSettings>;
  /** The code for too many, where it is not that of a malformed parameter. */
  readonly maxCode?: Bound<TencentSettings>;
  readonly nonEmpty?: true;
}

export function list<T>(read: Reader<T>, { maxCode, ...limits }: ListLimits = {}): Reader<T[]> {
  return readers.list(read, maxCode === undefined ? limits : { ...limits, codes: { "too many": maxCode } });
}

/** The id of an account. Numbers are a mistake with a code of its own. */
export const account = text({ nonEmpty: true, codes: { "wrong type": 60015 } });

/** Different accounts; naming one twice is naming it once. */
export function accounts(limits: ListLimits = {}): Reader<string[]> {
  return readers.unique(list(account, limits));
}

export const UINT32 = 4_294_967_295;
/** A position, a time or another number that only has to be one. */
export const count = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
export const seconds = integer({ min: 0, max: UINT32 });
export const zeroOrOne = integer({ min: 0, max: 1 });
export const names = list(text());

/** The group that a command is about. */
export const GroupId = required(text());
