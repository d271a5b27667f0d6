import type { AnyDefinition } from "../../provider/resource/definition";
import type { Values } from "../../provider/values/values";
import { demandedOf } from "./arbitrary-of";

/**
 * A program with one resource more for each kind of a vendor that it does not make yet, as little of each as there can be. A
 * kind whose objects need others has its line in the program itself.
 * @param source has a function `make(Class, name, args)`
 */
export function withEveryKind(source: string, vendor: string, definitions: readonly AnyDefinition[]): string {
  const lines = definitions
    .filter((one) => one.vendor.name === vendor)
    .filter((one) => !new RegExp(`make\\(${one.kind.replace(":", "\\.")},`).test(source))
    .map((one) => lineOf(one, demandedOf(one)));
  return [source, ...lines].join("\n");
}

function lineOf({ kind }: AnyDefinition, inputs: Values): string {
  const name = kind.toLowerCase().replace(":", "-");
  return `make(${kind.replace(":", ".")}, ${JSON.stringify(name)}, ${JSON.stringify(inputs)});`;
}
