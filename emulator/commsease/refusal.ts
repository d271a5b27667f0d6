/** A business result other than 200. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly desc: string,
  ) {
    super(`${code} ${desc}`);
  }
}

export function refuse(code: number, desc: string): never {
  throw new Refusal(code, desc);
}
