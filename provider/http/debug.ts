/** Set to `1` or `true`, prints one line per vendor call. No parameter, header or answer is ever printed. */
export const debugVariable = "IM_DEBUG";

const on = ["1", "true"].includes(process.env[debugVariable] ?? "");

export function debug(line: string): void {
  if (on) process.stderr.write(`im: ${line}\n`);
}
