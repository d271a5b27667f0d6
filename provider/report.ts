import { coded, type ImErrorCode } from "./errors";

/**
 * Tells the person at the keyboard something that is no error. In the provider process a line on standard error appears
 * below the stack, during the run and in its summary.
 * @param code where an error of the same cause would have it
 */
export function warn(text: string, code?: ImErrorCode): void {
  process.stderr.write(`warning: ${code === undefined ? text : coded(code, text)}\n`);
}
