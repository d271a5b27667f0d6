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
  oneOf?: Part[];
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

  /**
   * Whether it is said what it means that nothing stands at a place, or that what stands there is empty. A list or map says it of
   * what it may leave out, and where it may be missing as a whole, of each entry.
   */
  says(place: Place, leaves: Mutation["leaves"]): boolean {
    if (leaves === undefined) return false;
    const own = this.#at(place);
    if (leaves === "empty") {
      const within = own.flatMap(({ properties = {} }) => Object.values(properties)).flatMap(alternatives);
      return [...own, ...within].some(saysAbsent);
    }
    const around = place.length > 0 ? this.#at(place.slice(0, -1)) : [];
    return own.filter(takesNull).some(saysAbsent) || (around.some(isCollection) && around.some(saysAbsent));
  }

  /** Whether a place is an entry of a map, whose keys are of somebody's choice. */
  isEntry(place: Place): boolean {
    return place.length > 0 && this.#at(place.slice(0, -1)).some(({ additionalProperties }) => additionalProperties);
  }

  /** Whether texts and numbers belong at a place: then one in place of the other is another value, and a good one. */
  takesTextsAndNumbers(place: Place): boolean {
    const types = this.#at(place).flatMap(({ type = [] }) => type);
    return types.includes("string") && types.includes("number");
  }

  #within(place: Place): Place {
    return place[0] === around && !this.#root.properties?.[around] ? place.slice(1) : place;
  }

  #at(place: Place): Part[] {
    return this.#within(place).reduce<Part[]>(
      (parts, step) => parts.flatMap((part) => below(part, step)).flatMap(alternatives),
      alternatives(this.#root),
    );
  }
}

/** What is around the body that a schema is about: an older vendor call has none. */
const around = "result";

function saysAbsent({ absent }: Part): boolean {
  return absent !== undefined;
}

/** Whether a part itself may be missing or null. A list that has to be there says only what it may leave out. */
function takesNull({ type = [], anyOf = [] }: Part): boolean {
  return [type].flat().includes("null") || anyOf.some(takesNull);
}

function isCollection({ items, additionalProperties }: Part): boolean {
  return items !== undefined || typeof additionalProperties === "object";
}

function below({ properties, additionalProperties, items }: Part, step: string | number): Part[] {
  if (typeof step === "number") return items ? [items] : [];
  const named = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (named) return [named];
  return typeof additionalProperties === "object" ? [additionalProperties] : [];
}

/** A part, and each of those that it may be instead. */
function alternatives(part: Part): Part[] {
  return [part, ...[part.anyOf, part.oneOf, part.allOf].flatMap((parts) => (parts ?? []).flatMap(alternatives))];
}
