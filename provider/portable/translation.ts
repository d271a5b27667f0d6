import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Adapter, Kind } from "../resource/adapter";
import { type Checked, checked, eachOnce, fieldProblems, withoutWrong } from "../resource/check";
import { type AnyDefinition, bearsMark } from "../resource/definition";
import { described, keysSetByClass } from "../schema/fields";
import { type Problem, seen } from "../schema/problems";
import { unusableNames } from "../schema/unusable-names";
import { isRelated, ownValue } from "../values/paths";
import { isUnknown, withoutUnknowns } from "../values/unknowns";
import { isObject, type Values } from "../values/values";
import { normalised } from "./normalise";
import { portableWords, type Vocabulary } from "./wording";

/** Where a portable field is at a vendor, and how its values read there. */
export interface NativeField<At extends string = string> {
  /** The native input or output; a dot leads into an object. */
  at: At;
  /** What the fields of each of its items are called at the vendor, and here. */
  items?: Readonly<Record<string, string>>;
  /** Further native inputs that always have the same value. */
  also?: readonly string[];
  to?(value: unknown): unknown;
  from?(value: unknown): unknown;
  /** Whether the vendor alone gives it a value, so that it can be read and not declared. */
  assigned?: boolean;
  /** What it is where the vendor demands a value and none is declared. */
  fallback?(inputs: Values): unknown;
}

/** A portable resource on one vendor: its native definition, and the native field behind each of its own. */
export interface Translation {
  definition: AnyDefinition;
  /** Inputs and outputs by their portable names; one that is absent here is one that the vendor lacks. */
  fields: Readonly<Record<string, NativeField>>;
  /** What texts of the definition call such a thing, and what to say instead. */
  things?: Readonly<Record<string, string>>;
  /** Native inputs that are the same for each such resource, unless its block says otherwise. */
  defaults?: Values;
}

/** A portable resource: its own fields, and how each vendor has them. */
export interface Portable {
  name: string;
  /** Strict schema of the portable inputs, without the vendors' blocks. */
  schema: z.ZodObject;
  /** The input or output that other resources know it by. */
  id: string;
  /** The inputs that hold another resource's id, or are a map by such ids: the name of that resource. */
  refersTo?: Readonly<Record<string, string>>;
  outputs: readonly string[];
  secrets: readonly string[];
  on: readonly Translation[];
}

/** The inputs that every portable resource has, and each vendor under the same name. */
const common = ["adopt", "mark", "membership", "connection"] as const;

/** What a program may give in a vendor's block: the native inputs that no portable field stands for. */
export type Block<Inputs, Fields extends Record<string, NativeField>> = Partial<
  Omit<Inputs, Fields[keyof Fields]["at"] | (typeof common)[number]>
>;

/** In a state, native values that no portable field and no declared block shows. */
const restKey = "native";

/** A field that differs in its name alone. */
export function sameAs<const At extends string>(at: At): NativeField<At> {
  return { at };
}

/** A field to which the vendor alone gives a value. */
export function assigned<const At extends string>(at: At): NativeField<At> {
  return { at, assigned: true };
}

/** An id of the program's choice. Left out, it is made from the resource's mark, so that it is the same on each run. */
export function chosenId<const At extends string>(at: At, prefix: string): NativeField<At> {
  return {
    at,
    fallback: ({ mark }) => (typeof mark === "string" && !isUnknown(mark) ? `${prefix}-${mark.slice(0, 14)}` : mark),
  };
}

/** A field whose words a vendor has as numbers or as words of its own. */
export function words<const At extends string>(at: At, table: Readonly<Record<string, unknown>>): NativeField<At> {
  const native = new Map(Object.entries(table));
  const own = new Map([...native].map(([word, value]) => [value, word]));
  return { at, to: (word) => native.get(String(word)) ?? word, from: (value) => own.get(value) ?? value };
}

/** A flag for which a vendor has two values of its own. */
export function either<const At extends string>(at: At, off: unknown, on: unknown): NativeField<At> {
  return {
    at,
    to: (flag) => (typeof flag === "boolean" ? (flag ? on : off) : flag),
    from: (value) => (isDeepStrictEqual(value, on) ? true : isDeepStrictEqual(value, off) ? false : value),
  };
}

/** The kind of a portable resource. */
export function portableKind(portable: Portable): Kind {
  const schema = z.strictObject({ ...portable.schema.shape, ...blocksOf(portable) });
  const adapters = new Map(
    portable.on.map((translation) => [
      translation.definition.vendor.name,
      sideOf(portable, { ...translation, definition: inOwnWords(translation) }, schema),
    ]),
  );
  return {
    name: portable.name,
    inputs: [...Object.keys(portable.schema.shape), ...adapters.keys()],
    outputs: [...portable.outputs, "vendor", restKey],
    ...(portable.outputs.includes(portable.id) && { idKey: portable.id }),
    secrets: portable.secrets,
    setByClass: keysSetByClass(portable.schema),
    bearsMark: portable.on.some(({ definition }) => bearsMark(definition)),
    deletesFirst: portable.on.every(({ definition }) => definition.replacement === "delete"),
    vendors: portable.on.map(({ definition }) => definition.vendor),
    checkAnywhere: (raw) => checkedAnywhere(portable, schema, raw),
    on(vendor) {
      const adapter = adapters.get(vendor);
      if (!adapter) throw new Error(`${portable.name} is not for vendor ${vendor}.`);
      return adapter;
    },
  };
}

/** The inputs of a portable resource that count on connections of a vendor. */
export function declarableFields(portable: Portable, vendor: string): string[] {
  const translation = portable.on.find(({ definition }) => definition.vendor.name === vendor);
  return Object.keys(portable.schema.shape).filter((key) => translation && isDeclarable(translation, key));
}

/** The native fields that a vendor's block may hold: those that no portable field stands for. */
export function blockSchema({ definition, fields }: Translation) {
  const taken = new Set(Object.values(fields).map(({ at }) => at));
  const free = Object.entries(definition.schema.shape).filter(
    ([key]) => !taken.has(key) && !common.includes(key as (typeof common)[number]) && !definition.secrets.includes(key),
  );
  const shape = Object.fromEntries(free.map(([key, schema]) => [key, optional(schema as z.ZodType)]));
  return described(
    z.strictObject(shape),
    `an object of fields of ${definition.kind.replace(":", ".")}: ${Object.keys(shape).join(", ")}`,
    "Give the fields under the vendor's own names.",
  );
}

/** The blocks of all vendors, each under the vendor's name. */
export function blocksOf(portable: Portable): Record<string, z.ZodType> {
  return Object.fromEntries(portable.on.map((one) => [one.definition.vendor.name, blockSchema(one).optional()]));
}

function optional(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? schema : schema.optional();
}

function sideOf(portable: Portable, translation: Translation, schema: z.ZodObject): Adapter {
  const { definition } = translation;
  const block = definition.vendor.name;
  const outputs = Object.fromEntries(portable.outputs.map((key) => [key, true]));
  const vocabulary = vocabularyOf(portable, translation);
  // Checked inputs are in the vendor's normal form, but for what that adds to every declaration.
  const added = definition.normalise({}).inputs;
  const nativeInputs = (inputs: Values) => ({ ...added, ...toNative(translation, inputs) });
  return {
    definition,
    check: (raw, client) => check(portable, translation, schema, raw, vocabulary, client),
    native: (raw) => definition.normalise(toNative(translation, normalised(portable.schema, raw).inputs)).inputs,
    cautions: (inputs) => [
      ...(definition.cautions?.(withoutUnknowns(nativeInputs(inputs))) ?? []),
      ...adoptsNothing(portable, translation, inputs),
    ],
    withTime(inputs, olds, client) {
      const native = toNative(translation, inputs);
      const later = definition.withTime?.(native, toNative(translation, olds), client) ?? native;
      const timed = Object.entries(translation.fields).filter(([, { at }]) => later[at] !== native[at]);
      return { ...inputs, ...fromNative(translation, later, Object.fromEntries(timed)).own };
    },
    nativeInputs,
    nativeState: ({ [restKey]: rest, vendor: _, ...state }) =>
      merged(merged({}, (rest ?? {}) as Values), { ...toNative(translation, state), appId: state.appId }),
    ownInputs: (native, declared) => fromNative(translation, native, declared).own,
    ownState(native, declared) {
      const { own, rest } = fromNative(translation, native, { ...declared, ...outputs });
      const { appId: _, ...others } = rest;
      return { ...own, ...(Object.keys(others).length > 0 && { [restKey]: others }) };
    },
    ownKeys(nativeKey, values) {
      const keys = Object.keys(values).filter((key) => top(fieldAt(translation, key)?.at) === nativeKey);
      return keys.length > 0 ? keys : [block];
    },
    ownWords: (text) => portableWords(text, vocabulary),
  };
}

/** Inputs in one form, and what is wrong with them on any vendor. */
export function checkedAnywhere(
  portable: Portable,
  schema: z.ZodObject,
  raw: Values,
): Checked & {
  /** The inputs in which all that is wrong is not known yet. */
  right: Values;
} {
  const { inputs, problems } = normalised(portable.schema, raw);
  const looks = [unusableNames(schema, raw), problems, fieldProblems(schema, inputs, portable.secrets)];
  return { inputs, problems: eachOnce(...looks), right: withoutWrong(inputs, looks.flat()) };
}

function check(
  portable: Portable,
  translation: Translation,
  schema: z.ZodObject,
  raw: Values,
  vocabulary: Vocabulary,
  client: unknown,
): Checked {
  const { inputs, problems, right: anywhere } = checkedAnywhere(portable, schema, raw);
  const lacked = lacking(portable, translation, inputs);
  const own = [...problems, ...lacked];
  // The vendor's rules mean something only for what is in order by the portable ones.
  const right = withoutWrong(
    anywhere,
    lacked.map((problem) => ({ ...problem, isAboutKey: true })),
  );
  const native = checked(translation.definition, toNative(translation, right), client);
  const further = native.problems
    .map((problem) => ownProblem(translation, problem, inputs))
    .filter(({ path }) => !own.some((one) => isRelated(one.path, path)))
    .map((problem) => inWords(problem, vocabulary));
  const isRight = own.length === 0;
  return {
    inputs: isRight ? fromNative(translation, native.inputs, inputs).own : inputs,
    problems: [...own, ...further],
  };
}

function inWords(problem: Problem, vocabulary: Vocabulary): Problem {
  const allowed = portableWords(problem.allowed, vocabulary);
  const fix = portableWords(problem.fix, vocabulary);
  return { ...problem, seen: portableWords(problem.seen, vocabulary), allowed, fix };
}

/** What an account's id is called, which other resources name as well. */
const accountIds: Readonly<Record<string, readonly string[]>> = {
  commsease: ["accid", "accids"],
  nexconn: ["userId", "userIds"],
  tencent: ["UserID", "Member_Account"],
};

function vocabularyOf(portable: Portable, { definition, fields, things = {} }: Translation): Vocabulary {
  const vendor = definition.vendor.name;
  const people = (accountIds[vendor] ?? []).map((name) => [name, name.endsWith("s") ? "accountIds" : "accountId"]);
  const inputs = Object.entries(fields).filter(([key]) => key in portable.schema.shape);
  const own = inputs.flatMap(([key, { at, also = [] }]) => [at, ...also].map((name) => [name, key]));
  const items = inputs.flatMap(([, field]) => Object.entries(field.items ?? {}));
  const [, className = ""] = definition.kind.split(":");
  const kinds = [definition.kind, `${vendor}.${className}`].map((name) => [name, portable.name]);
  return {
    names: new Map([...people, ...own, ...items] as [string, string][]),
    things: new Map([...kinds, ...Object.entries(things)] as [string, string][]),
  };
}

/** An id that is made from the resource's name is another one after a rename: there is nothing to adopt under it. */
function adoptsNothing({ name, id }: Portable, { definition, fields }: Translation, inputs: Values): string[] {
  const isMadeFromName = fields[id]?.fallback !== undefined && inputs[id] === undefined;
  if (!isMadeFromName || inputs.adopt !== true) return [];
  return [
    `${name} on ${definition.vendor.name}: \`adopt\` finds nothing where \`${id}\` is left out, since the id is then made from the resource's name. Give \`${id}\` to take something over; for a resource that was renamed in the program, give \`aliases\` instead.`,
  ];
}

/** The native definition, which speaks of inputs as a portable program writes them. */
function inOwnWords(translation: Translation): AnyDefinition {
  const block = translation.definition.vendor.name;
  const everyField = Object.fromEntries(Object.keys(translation.fields).map((key) => [key, true]));
  return {
    ...translation.definition,
    wording: {
      name: (key) =>
        Object.keys(translation.fields).find((own) => fieldAt(translation, own)?.at === key) ?? `${block}.${key}`,
      inputs(inputs) {
        const { own, rest } = fromNative(translation, inputs, everyField);
        return { ...own, ...(Object.keys(rest).length > 0 && { [block]: rest }) };
      },
    },
  };
}

/** The portable fields that are declared and that the vendor of the connection lacks. */
function lacking(portable: Portable, translation: Translation, inputs: Values): Problem[] {
  const vendor = translation.definition.vendor.name;
  return Object.keys(portable.schema.shape)
    .filter((key) => inputs[key] !== undefined && !isDeclarable(translation, key))
    .map((key) => {
      const names = vendorsWith(portable, key).join(" and ");
      return {
        path: [key],
        seen: seen(inputs[key], portable.secrets.includes(key)),
        allowed: `${key} on a connection of ${names}; ${vendor} has nothing like it`,
        fix: "Leave it out, or choose another connection.",
      };
    });
}

/** The names of the vendors on which an input can be declared. */
export function vendorsWith(portable: Portable, key: string): string[] {
  return portable.on.filter((one) => isDeclarable(one, key)).map(({ definition }) => definition.vendor.name);
}

function isDeclarable(translation: Translation, key: string): boolean {
  const field = fieldAt(translation, key);
  return field !== undefined && !field.assigned;
}

function fieldAt(translation: Translation, key: string): NativeField | undefined {
  const isCommon = (common as readonly string[]).includes(key) && key in translation.definition.schema.shape;
  return isCommon ? sameAs(key) : (ownValue(translation.fields, key) as NativeField | undefined);
}

/** Portable values in native terms, the vendor's block beside them. */
function toNative(translation: Translation, values: Values): Values {
  const block = values[translation.definition.vendor.name];
  const native = merged(merged({}, translation.defaults ?? {}), isObject(block) ? block : {});
  for (const key of [...Object.keys(translation.fields), ...common]) {
    const field = fieldAt(translation, key);
    const value = field && nativeValue(field, values[key], values);
    if (value === undefined) continue;
    for (const at of [field?.at ?? key, ...(field?.also ?? [])]) write(native, at, value);
  }
  return native;
}

function nativeValue(field: NativeField, value: unknown, values: Values): unknown {
  if (value === undefined) return field.fallback?.(values);
  return isUnknown(value) ? value : (field.to?.(value) ?? value);
}

/** Native values as portable ones and a block, as far as `declared` has them; and what is left. */
function fromNative(translation: Translation, native: Values, declared: Values): { own: Values; rest: Values } {
  const rest = merged({}, native);
  const own: Values = {};
  for (const [key, said] of Object.entries(declared)) {
    const field = fieldAt(translation, key);
    const value = field && said !== undefined ? portableValue(field, rest) : undefined;
    if (value !== undefined) own[key] = value;
  }
  const vendor = translation.definition.vendor.name;
  const block = declared[vendor];
  if (isObject(block)) own[vendor] = take(rest, block);
  // A field that is one key of a map says nothing about the other keys, which others may have written.
  for (const { at } of Object.values(translation.fields)) if (at.includes(".")) delete rest[top(at) as string];
  return { own, rest };
}

/** Takes a field out of `rest`. Native inputs that should be the same and are not are no value of it: null. */
function portableValue({ at, also = [], from }: NativeField, rest: Values): unknown {
  const [value, ...others] = [at, ...also].map((place) => remove(rest, place));
  if (!others.every((other) => isDeepStrictEqual(other, value))) return null;
  return value === undefined || isUnknown(value) ? value : (from?.(value) ?? value);
}

/** Takes out of `rest` the keys that `declared` has. */
function take(rest: Values, declared: Values): Values {
  const keys = Object.keys(declared).filter((key) => declared[key] !== undefined && ownValue(rest, key) !== undefined);
  const taken = Object.fromEntries(keys.map((key) => [key, rest[key]]));
  for (const key of keys) delete rest[key];
  return taken;
}

/** Writes values into others, object by object. */
function merged(into: Values, values: Values): Values {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const before = ownValue(into, key);
    into[key] = isObject(value) ? merged(isObject(before) ? before : {}, value) : value;
  }
  return into;
}

function ownProblem(translation: Translation, problem: Problem, inputs: Values): Problem {
  const [first, ...others] = problem.path;
  const whole = problem.path.join(".");
  const keys = [...Object.keys(translation.fields), ...common];
  const exact = keys.find((key) => fieldAt(translation, key)?.at === whole);
  if (exact) return { ...problem, path: [exact] };
  const outer = keys.find((key) => fieldAt(translation, key)?.at === first && inputs[key] !== undefined);
  if (outer) {
    const [item, field, ...deeper] = others;
    const name = ownName(fieldAt(translation, outer), field);
    return { ...problem, path: [outer, ...[item, name, ...deeper].filter((part) => part !== undefined)] };
  }
  return { ...problem, path: [translation.definition.vendor.name, ...problem.path] };
}

/** The name here of a field of an item. */
function ownName({ items = {} }: NativeField = { at: "" }, field: string | number | undefined) {
  return typeof field === "string" && Object.hasOwn(items, field) ? items[field] : field;
}

function top(at: string | undefined): string | undefined {
  return at?.split(".")[0];
}

function write(values: Values, at: string, value: unknown): void {
  const [first = "", ...deeper] = at.split(".");
  if (deeper.length === 0) {
    values[first] = value;
    return;
  }
  const before = ownValue(values, first);
  const inner = isObject(before) ? before : {};
  values[first] = inner;
  write(inner, deeper.join("."), value);
}

/** Takes a value out; an object that is empty then goes with it. */
function remove(values: Values, at: string): unknown {
  const [first = "", ...deeper] = at.split(".");
  if (deeper.length === 0) {
    const value = ownValue(values, first);
    delete values[first];
    return value;
  }
  const inner = ownValue(values, first);
  if (!isObject(inner)) return undefined;
  const value = remove(inner, deeper.join("."));
  if (Object.keys(inner).length === 0) delete values[first];
  return value;
}
