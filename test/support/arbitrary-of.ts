// Inputs of any kind, from its schema and its guide. What is written by hand beside them, in `arbitraries.ts` and its like,
// says more: awkward ids, several ways of writing one thing, what a vendor alone knows.
import fc from "fast-check";
import { z } from "zod";
import { withoutCompanion } from "../../provider/resource/companions";
import type { AnyDefinition } from "../../provider/resource/definition";
import { isImportable } from "../../provider/resource/guide";
import { keysSetByClass } from "../../provider/schema/fields";
import { pickDefined } from "../../provider/values/objects";
import type { Values } from "../../provider/values/values";
import { ours } from "./marks";

/** Texts in the forms that fields ask for; of a field's arbitrary are those that its schema takes. */
const forms = [
  ...["", "x", "Desk", "agent-ana", "1605537145", "a@b.example", "+65-81234567", "1990-12-31", "{}", '{"a":1}'],
  ...["https://example.com/a.png", "2020-02-03T04:05:06Z", "topic", "@TGS#_shop", "@TGS#_shop@TOPIC#_news", "ext_a"],
  ...["constructor", "é👍", "a b&c=d"],
];

const numbers = [0, 1, 2, 60, 3600, 19_901_231];

/** Values that a schema takes. `known` are some that are told from elsewhere. */
export function valuesOf(
  schema: z.core.$ZodType,
  where: string,
  known: readonly unknown[] = [],
): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return valuesOf(schema.unwrap(), where, known);
  const isTaken = (value: unknown) => (schema as z.ZodType).safeParse(value).success;
  const parts = [...partsOf(schema, where), fc.constantFrom(...known, ...forms, ...numbers)];
  // Of a form that the schema hardly ever takes, no value would be found by trying.
  const good = parts.flatMap((part) => {
    const samples = fc.sample(part, { numRuns: 60, seed: 7 }).filter(isTaken);
    if (samples.length === 0) return [];
    return samples.length > 30 ? [part.filter(isTaken)] : [fc.constantFrom(...samples)];
  });
  if (good.length === 0) {
    throw new Error(
      `No value for ${where} is known: give one in the guide's \`import.inputs\`, or a form in ${__filename}.`,
    );
  }
  return fc.oneof(...good);
}

/** Arbitraries that follow the parts of a schema. */
function partsOf(schema: z.core.$ZodType, where: string): fc.Arbitrary<unknown>[] {
  if (schema instanceof z.ZodBoolean) return [fc.boolean()];
  if (schema instanceof z.ZodLiteral) return [fc.constantFrom<unknown>(...schema.values)];
  if (schema instanceof z.ZodEnum) return [fc.constantFrom<unknown>(...schema.options)];
  if (schema instanceof z.ZodNumber) return [wholeNumbers(schema)];
  if (schema instanceof z.ZodString) return texts(schema);
  if (schema instanceof z.ZodArray) {
    return [fc.uniqueArray(valuesOf(schema.element, `${where}[]`), { maxLength: 3 })];
  }
  if (schema instanceof z.ZodRecord) return [maps(schema, where)];
  if (schema instanceof z.ZodObject) return [recordOf(schema, where)];
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => valuesOf(option, where));
  return [];
}

function wholeNumbers(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = Math.max(schema.minValue ?? 0, -1000);
  const max = Math.min(schema.maxValue ?? 1000, min + 1000);
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, Math.min(schema.maxValue ?? max, 2 ** 31)));
}

function texts(schema: z.ZodString): fc.Arbitrary<string>[] {
  const minLength = schema.minLength ?? 0;
  const maxLength = schema.maxLength ?? 40;
  const patterns = (schema.def.checks ?? []).flatMap((check) => {
    const { pattern } = check._zod.def as { pattern?: RegExp };
    // fast-check makes nothing of what looks ahead or behind; there the forms above have to do.
    return pattern && !/\(\?[=!<]/.test(pattern.source) ? [pattern] : [];
  });
  return [
    fc.string({ minLength, maxLength: Math.min(maxLength, 40) }),
    fc.constantFrom("x".repeat(maxLength)),
    ...patterns.map((pattern) => fc.stringMatching(pattern)),
  ];
}

function maps(schema: z.ZodRecord, where: string): fc.Arbitrary<Values> {
  const key = valuesOf(schema.keyType, `a key of ${where}`) as fc.Arbitrary<string>;
  const value = valuesOf(schema.valueType, `a value of ${where}`);
  return fc
    .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 3 })
    .map((entries) => Object.fromEntries(entries.filter(([name]) => name !== "__proto__")));
}

function recordOf(schema: z.ZodObject, where: string, known: Values = {}): fc.Arbitrary<Values> {
  const fields = Object.entries(schema.shape).map(([key, field]): [string, fc.Arbitrary<unknown>] => [
    key,
    valuesOf(field, `${where}.${key}`, key in known ? [known[key]] : []),
  ]);
  const requiredKeys = requiredOf(schema);
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

function requiredOf(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((key) => !(schema.shape[key] as z.ZodType).safeParse(undefined).success);
}

/** What a kind's guide declares, where it shows anything; and a mark, whose form is the provider's own. */
function shownBy({ guide }: AnyDefinition): Values {
  return { mark: ours, ...(isImportable(guide.import) && (guide.import.inputs as Values)) };
}

/** As little as a kind can be declared with: of the guide's inputs those that are demanded. */
export function demandedOf(definition: AnyDefinition): Values {
  const shown = shownBy(definition);
  const entries = requiredOf(definition.schema).map((key): [string, unknown] => {
    const field = definition.schema.shape[key] as z.ZodType;
    return [
      key,
      key in shown ? shown[key] : fc.sample(valuesOf(field, `${definition.kind}.${key}`), { numRuns: 1, seed: 7 })[0],
    ];
  });
  return Object.fromEntries(entries);
}

/** What no field alone shows to be wrong. */
function conflictsOf(definition: AnyDefinition, raw: Values): string[] {
  const { inputs } = definition.normalise(raw);
  const problems = [...definition.conflicts(inputs, () => false), ...withoutCompanion(definition, inputs, () => false)];
  return problems.map(({ path }) => String(path[0]));
}

/** Inputs without what does not go together: what can be left out is, and where that is not enough, little is left. */
function reconciled(definition: AnyDefinition, demanded: Values, raw: Values): Values {
  let inputs = raw;
  for (let wrong = conflictsOf(definition, inputs); wrong.length > 0; wrong = conflictsOf(definition, inputs)) {
    const [key = ""] = wrong.filter((one) => one in inputs && !(one in demanded));
    if (key === "") return demanded;
    inputs = Object.fromEntries(Object.entries(inputs).filter(([one]) => one !== key));
  }
  return inputs;
}

const arbitraries = new WeakMap<AnyDefinition, fc.Arbitrary<Values>>();

/** Valid inputs of a kind, in the form of its schema. */
export function arbitraryOf(definition: AnyDefinition): fc.Arbitrary<Values> {
  const arbitrary = arbitraries.get(definition) ?? followed(definition);
  arbitraries.set(definition, arbitrary);
  return arbitrary;
}

function followed(definition: AnyDefinition): fc.Arbitrary<Values> {
  const own = new Set(keysSetByClass(definition.schema));
  const demanded = demandedOf(definition);
  return recordOf(definition.schema, definition.kind, shownBy(definition)).map((raw) =>
    reconciled(definition, demanded, Object.fromEntries(Object.entries(raw).filter(([key]) => !own.has(key)))),
  );
}

/** A valid value for every field of a kind. */
export function exampleOf(definition: AnyDefinition): Values {
  const keys = Object.keys(definition.schema.shape);
  const some = fc.sample(recordOf(definition.schema, definition.kind, shownBy(definition)), { numRuns: 500, seed: 7 });
  const whole: Values = Object.assign({}, ...some, pickDefined(shownBy(definition), keys));
  if (keys.every((key) => key in whole) && conflictsOf(definition, whole).length === 0) return whole;
  throw new Error(
    `No inputs of ${definition.kind} that have every field were found. Write them by hand beside those of other kinds.`,
  );
}
