import * as pulumi from "@pulumi/pulumi";
import { coded, type ImErrorCode } from "../errors";

/** What the engine gives a program of its stack. */
export interface StackConfiguration {
  /** Texts by full key, such as `im:teams`; what is no text in the file is JSON here, and secrets are in clear. */
  values: Readonly<Record<string, string>>;
  /** Whether a value is a secret, or holds one at any depth. */
  holdsSecret(key: string): boolean;
  organization: string;
  project: string;
  stack: string;
  /** The folder that the program runs in: the project's, or one below it. */
  folder: string;
}

export function stackConfiguration(): StackConfiguration {
  return {
    values: pulumi.runtime.allConfig(),
    holdsSecret: (key) => isConfigSecret(key) !== false,
    organization: organization(),
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    folder: process.cwd(),
  };
}

/** The SDK throws where a program runs in mocks that name none. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "";
  }
}

/** Whether a configuration value is a secret, as far as the SDK can tell. */
export function isConfigSecret(key: string): boolean | undefined {
  // Not in the SDK's types, though every release has it.
  return (pulumi.runtime as { isConfigSecret?: (key: string) => boolean }).isConfigSecret?.(key);
}

/** What ends a program with a text and its code, and no stack trace. */
export function programError(code: ImErrorCode, text: string): Error {
  // The SDK prints the stack of one that comes when the program's own code has run to its end.
  return Object.assign(new pulumi.RunError(coded(code, text)), { code, stack: "" });
}

export function asSecret(value: unknown): pulumi.Output<unknown> {
  return pulumi.secret(value);
}

/** Tells the person at the keyboard something that is no error. */
export function warnOfStack(text: string): void {
  void pulumi.log.warn(text);
}
