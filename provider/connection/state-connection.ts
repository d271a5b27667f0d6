import { codeOf, factsOfCall, ImError, messageOf } from "../errors";
import { connectionsKey, defaultConnection } from "./connections";
import type { Vendor } from "./vendor";

/** Where an operation has its connection from. */
export interface Origin {
  /** Whether it is that of the environment, which is read on each run. */
  isEnvironment: boolean;
  /** The variables of the environment that hold something else, and do not count. */
  otherwise: string[];
}

/** Failures that are about the connection whatever the vendor says. */
const ofConnection = new Set<string | undefined>(["IM_CONNECTION", "IM_WRONG_APP", "IM_UNREACHABLE"]);

/**
 * Tells of a failure that the connection may be an old one. The engine hands a refresh and a destroy the configuration that the
 * last `up` left in the state, so what was changed since, such as a secret, has not arrived.
 */
export function withOrigin(error: unknown, vendor: Vendor | undefined, { isEnvironment, otherwise }: Origin): unknown {
  const code = codeOf(error);
  const facts = factsOfCall(error);
  if (code === undefined || isEnvironment || !isAboutConnection(code, facts, vendor)) return error;
  const { advice } = facts;
  const text = messageOf(error);
  const what = advice !== undefined && text.endsWith(advice) ? text.slice(0, -advice.length) : `${text} `;
  const variables = otherwise.length > 0 ? ` ${environmentText(otherwise)}` : "";
  const unchanged = advice === undefined ? "" : ` If it has not, ${lowerFirst(advice)}`;
  return new ImError(
    code,
    `${what}This command took the connection as the last \`pulumi up\` left it in the state, and not from the stack's configuration. If a secret, an endpoint or anything else of it has changed since, run \`pulumi up\` without --refresh while the program declares a resource of this package, or add --run-program to this refresh or destroy (docs/rotate-secrets.md).${variables}${unchanged}`,
    facts,
    { cause: error },
  );
}

function isAboutConnection(code: string, facts: ReturnType<typeof factsOfCall>, vendor: Vendor | undefined): boolean {
  if (ofConnection.has(code)) return true;
  if (code === "IM_REFUSED") return vendor?.blamesConnection(facts) === true;
  // An address that is no longer the vendor's answers like any web server.
  return code === "IM_UNAVAILABLE" && facts.status !== undefined && facts.status < 500;
}

function environmentText(variables: string[]): string {
  const hold = variables.length === 1 ? "holds" : "hold";
  return `In the environment ${variables.join(" and ")} ${hold} something else, which counts only where ${connectionsKey}.${defaultConnection} is not configured.`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
