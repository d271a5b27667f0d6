/** The property in which the engine keeps the provider's code. */
export const providerKey = "__provider";

/** What the engine requires to run a resource, from the folder of the program. */
export const providerEntry = "pulumi-im/dynamic";

/**
 * The provider's code as every state stores it. It names this package's entry and the kind, and nothing else, so that it
 * is the same for every version: renaming either breaks refresh and destroy of existing stacks.
 */
export function providerText(kind: string): string {
  return `exports.handler = () => require("${providerEntry}").handler(${JSON.stringify(kind)})`;
}
