import { z } from "zod";
import { absences } from "../../../provider/http/answer-fields";
import type { Mutation, Place } from "./places";

/** A part of a schema, as JSON Schema has it, with what its absence means. */
interface Part {
  absent?: string;
  type?: string | string[];
  properties?: Record<string, Part>;
  additionalProperties?: Part | boolean;
  items?: Part;
  anyOf?: Part[];
  allOf?: Part[];
}

/** What the schema of an answer says of each place in it. */
export class Documented {
  readonly #root: Part;

  constructor(schema: z.ZodType) {
    this.#root = z.toJSONSchema(schema, { io: "input", metadata: absences, unrepresentable: "any" }) as Part;
  }

  /** Whether a list or an object belongs at a place, as such or as JSON text. */
  isOpen(place: Place): boolean {
    return this.#at(place).some(({ type = [] }) => [type].flat().some((one) => one === "object" || one === "array"));
  }

  /** Whether it is said what it means that nothing stands at a place, or that what stands there is empty. */
  says(place: Place, leaves: Mutation["leaves"]): boolean {
    if (leaves === undefined) return false;
    const parts = this.#at(place);
    if (leaves === "nothing") return parts.some(saysAbsent);
    return parts.some(({ items, properties = {} }) => {
      const within = [...(items ? alternatives(items) : []), ...Object.values(properties).flatMap(alternatives)];
      return within.some(saysAbsent);
    });
  }

  /** The lists and maps of which a place is an entry or which it is: as many entries as there are, whatever their number. */
  isIn(kind: "list" | "map", place: Place): boolean {
    return this.#at(place).some((part) =>
      kind === "list" ? part.items : typeof part.additionalProperties === "object",
    );
  }

  #at(place: Place): Part[] {
    return place.reduce<Part[]>(
      (parts, step) => parts.flatMap((part) => below(part, step)).flatMap(alternatives),
      alternatives(this.#root),
    );
  }
}

function saysAbsent({ absent }: Part): boolean {
  return absent !== undefined;
}

function below({ properties, additionalProperties, items }: Part, step: string | number): Part[] {
  if (typeof step === "number") return items ? [items] : [];
  const named = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (named) return [named];
  return typeof additionalProperties === "object" ? [additionalProperties] : [];
}

/** A part, and each of those that it may be instead. */
function alternatives(part: Part): Part[] {
  return [part, ...[...(part.anyOf ?? []), ...(part.allOf ?? [])].flatMap(alternatives)];
}
