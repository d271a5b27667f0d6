import type { AnyDefinition } from "../resource/definition";

const definitions = new WeakMap<object, AnyDefinition>();

/** Remembers what a resource class registers with the engine. */
export function remember(base: object, definition: AnyDefinition): void {
  definitions.set(base, definition);
}

/** The definitions of the resource classes that a module exports, in its order. */
export function definitionsIn(module: object): AnyDefinition[] {
  return Object.values(module).flatMap((one: unknown) => {
    // What a module exports is a class of its own; the base is what `resourceClass` has made.
    const base: unknown = typeof one === "function" ? Object.getPrototypeOf(one) : undefined;
    return (typeof base === "function" && definitions.get(base)) || [];
  });
}
