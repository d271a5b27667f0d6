/** What a JSON text says. A whole number beyond the safe ones stays exact, as text. Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, exactNumbers as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

function exactNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const inexact = Number.isInteger(value) && !Number.isSafeInteger(value);
  return inexact && context?.source ? context.source : value;
}
