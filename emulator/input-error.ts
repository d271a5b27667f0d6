/** A mistake of whoever runs or controls the emulator: exit code 2 on the command line, HTTP 400 on the control port. */
export class InputError extends Error {
  readonly code = "INVALID_INPUT";
}
