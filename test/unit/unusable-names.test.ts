import fc from "fast-check";
import { z } from "zod";
import { definitions } from "../../provider/dynamic";
import { kinds } from "../../provider/portable";
import { resources } from "../../provider/portable/resources";
import { blocksOf } from "../../provider/portable/translation";
import { checked } from "../../provider/resource/check";
import { isId } from "../../provider/schema/fields";
import { type Problem, render } from "../../provider/schema/problems";
import { planOf } from "../../provider/stack-file/plan";
import type { Values } from "../../provider/values/values";
import { runs } from "../support/arbitraries";
import { parsed, StackFolder } from "../support/stack-files";

interface Checks {
  name: string;
  schema: z.ZodObject;
  check(raw: Values): { inputs: Values; problems: Problem[] };
}

const natives: Checks[] = definitions.map((definition) => ({
  name: definition.kind,
  schema: definition.schema,
  check: (raw) => checked(definition, raw),
}));

const portables: Checks[] = Object.values(resources).flatMap(({ portable }) => {
  const kind = kinds.find(({ name }) => name === portable.name);
  if (!kind) throw new Error(`There is no ${portable.name}.`);
  return portable.on.map(({ definition }) => ({
    name: `${portable.name} on ${definition.vendor.name}`,
    schema: portable.schema.extend(blocksOf(portable)),
    check: (raw) => kind.on(definition.vendor.name).check(raw),
  }));
});

const everyKind = [...natives, ...portables];

const inner = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema);

/** A place for a name: a key of a map, an item of a list, or an id. */
interface Place {
  label: string;
  field: string;
  with(name: string): unknown;
}

/** What members, elements and words are named by, where they are in a list. */
const idKeys = ["accid", "userId", "Member_Account", "accountId", "key", "word"];

function places({ schema }: Checks): Place[] {
  return Object.entries(schema.shape).flatMap(([field, wrapped]): Place[] => {
    const of = inner(wrapped);
    const place = (label: string, make: (name: string) => unknown): Place => ({
      label: `${field}${label}`,
      field,
      with: make,
    });
    const map = place(" as a map", (name) => Object.fromEntries([[name, valueFor(of)]]));
    if (of instanceof z.ZodRecord) {
      const items = idKeys.map((key) =>
        place(` as a list by ${key}`, (name) => [{ ...(valueFor(of) as object), [key]: name }]),
      );
      return [map, place(" as a list", (name) => [name]), ...(typeof valueFor(of) === "object" ? items : [])];
    }
    if (of instanceof z.ZodObject) return [place(" as an object", (name) => Object.fromEntries([[name, "x"]]))];
    if (of instanceof z.ZodArray) return [place(" as a list", (name) => [name])];
    return isId(wrapped as z.ZodType) ? [place("", (name) => name)] : [];
  });
}

function valueFor(map: unknown): unknown {
  const value = map instanceof z.ZodRecord ? inner(map.valueType) : undefined;
  return value instanceof z.ZodObject ? {} : "x";
}

const everyPlace = everyKind.flatMap((one) =>
  places(one).map((place): [string, Checks, Place] => [`${one.name}: ${place.label}`, one, place]),
);

test("there are places of every sort", () => {
  expect(everyPlace.length).toBeGreaterThan(150);
  for (const sort of ["as a map", "as a list", "as a list by accid", "as an object"]) {
    expect(everyPlace.some(([label]) => label.endsWith(sort))).toBe(true);
  }
});

test.each(everyPlace)("`__proto__` is refused by its name: %s", (_, { check }, place) => {
  const { problems } = check({ [place.field]: place.with("__proto__") });
  const told = problems.filter(({ path }) => path[0] === place.field).map(render);
  expect(
    told.some((text) => text.includes("got the name `__proto__`; allowed: any id and any key but `__proto__`")),
  ).toBe(true);
});

/** Everything enumerable of a value: own, and what it inherits, as the engine's wire format takes it. */
function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const key in value) entries.push([key, onTheWire((value as Values)[key])]);
  return Object.fromEntries(entries);
}

const awkward = fc.constantFrom("constructor", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf");

test.each(everyPlace)("names that every object has are names like others: %s", (_, { check }, place) => {
  fc.assert(
    fc.property(awkward, (name) => {
      const told = (named: string) => {
        const { problems } = check({ [place.field]: place.with(named) });
        return problems.map(({ path, allowed }) => [
          path.map((part) => (sameName(part, named) ? "NAME" : part)),
          allowed,
        ]);
      };
      // A vendor may count its letters.
      const control = "x".repeat(name.length);
      // What is in order by another name is so by this one, and what is not is told of in the same words.
      expect(told(name)).toEqual(told(control));
      const { inputs } = check({ [place.field]: place.with(name) });
      expect(onTheWire(inputs)).toEqual(inputs);
      expect(renamed(inputs[place.field], name)).toEqual(
        renamed(check({ [place.field]: place.with(control) }).inputs[place.field], control),
      );
    }),
    runs(5),
  );
});

function sameName(part: unknown, name: string): boolean {
  return typeof part === "string" && part.toLowerCase() === name.toLowerCase();
}

/** A value with a name in it taken for another. */
function renamed(value: unknown, name: string): unknown {
  if (sameName(value, name)) return "NAME";
  if (Array.isArray(value)) return value.map((item) => renamed(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([key, item]) => [sameName(key, name) ? "NAME" : key, renamed(item, name)]);
}

test("a text that is no name may be `__proto__`", () => {
  const account = natives.find(({ name }) => name === "commsease:Account");
  expect(account?.check({ accid: "a", name: "__proto__", ex: { said: ["__proto__"] } }).problems).toEqual([]);
});

test("the members that a `__proto__` would bring are nobody's", () => {
  const team = natives.find(({ name }) => name === "commsease:Team");
  const members = [{ accid: "__proto__", manager: true }, "ana"];
  const { inputs, problems } = team?.check({ tname: "t", owner: "olga", members }) ?? { inputs: {}, problems: [] };
  expect(problems.map(render)).toEqual([
    expect.stringMatching(/^members\[0\]\.accid: got the name `__proto__`; .* Choose another name\.$/),
  ]);
  expect(Object.keys(onTheWire(inputs.members) as object)).not.toContain("manager");
});

describe("in a stack file", () => {
  const folder = new StackFolder();
  afterAll(() => folder.dispose());
  const connections = { default: { vendor: "commsease", appKey: "k", appSecret: "s" } };
  const problemsOf = (config: Record<string, unknown>) =>
    planOf(folder.configuration({ "im:connections": connections, ...config })).problems;

  test.each([
    [
      "a key of members",
      "im:teams: { t: { name: T, owner: { accountId: o }, members: { __proto__: { manager: true } } } }",
    ],
    [
      "an id in a list of members",
      "im:teams: { t: { name: T, owner: { accountId: o }, members: [{ accountId: __proto__ }] } }",
    ],
    ["an accountId", "im:accounts: { t: { accountId: __proto__ } }"],
    ["a key of an extension", "im:accounts: { t: { accountId: a, extension: { __proto__: { a: 1 } } } }"],
    ["a key of entries", "im:chatroomEntries: { t: { chatroomId: { chatroomId: '1' }, entries: { __proto__: x } } }"],
    ["a logical name", "im:accounts: { __proto__: { accountId: a } }"],
    ["an id of an owner", "im:teams: { t: { name: T, owner: { accountId: __proto__ } } }"],
  ])("`__proto__` is refused by its name as %s, also in a separate file", (_, yaml) => {
    const told = expect.arrayContaining([expect.stringContaining("got the name `__proto__`")]);
    expect(problemsOf(parsed(yaml))).toEqual(told);
    folder.write("im.yaml", yaml);
    expect(problemsOf({ "im:file": "im.yaml" })).toEqual(told);
  });

  test.each(["constructor", "toString", "hasOwnProperty"])("%s is a name and an id like others", (name) => {
    const yaml = `
im:accounts: { ${name}: { accountId: ${name} }, ana: { accountId: ana } }
im:teams: { ${name}: { name: T, owner: ana }, crew: { name: C, owner: ana, members: { ${name}: { manager: true } } } }
im:teamMembers: { ${name}: { teamId: ${name}, members: [{ account: ${name} }] } }
im:chatrooms: { ${name}: { name: R, owner: ${name} } }
im:chatroomEntries: { ${name}: { chatroomId: ${name}, entries: { ${name}: x } } }
`;
    const { problems, resources: planned } = planOf(
      folder.configuration({ "im:connections": connections, ...parsed(yaml) }),
    );
    expect(problems).toEqual([]);
    const team = planned.find(({ entry }) => entry.collection === "teams" && entry.name === "crew");
    expect(Object.entries(team?.inputs.members as object)).toEqual([[name.toLowerCase(), { manager: true }]]);
  });
});
