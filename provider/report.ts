/**
 * Tells the person at the keyboard something that is no error. In the provider process a line on standard error appears
 * below the stack, during the run and in its summary.
 */
export function warn(text: string): void {
  process.stderr.write(`warning: ${text}\n`);
}
