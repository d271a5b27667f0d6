/** A call that the vendor does not do: its code and its words for why. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly text: string,
    /** What stands beside the code, for the few calls that say more. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code} ${text}`);
  }
}

export function refuse(code: number, text: string, more?: Readonly<Record<string, unknown>>): never {
  throw new Refusal(code, text, more);
}
