/** An answer whose ErrorCode is not 0. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly info: string,
  ) {
    super(`${code} ${info}`);
  }
}

export function refuse(code: number, info: string): never {
  throw new Refusal(code, info);
}
