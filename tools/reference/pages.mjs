// The pages of the reference, from the definitions and what the sources say about them.
import { createRequire } from "node:module";
import { join } from "node:path";
import { absencesIn } from "./absences.mjs";
import { portablePage } from "./portable-page.mjs";
import { codesFrom, exampleOf, namedIn, readDeclarations, readErrors, typeText } from "./sources.mjs";
import { fileOf, heading, table, text } from "./text.mjs";

/** What a vendor answers over its rate limit. */
const overLimit = { commsease: "code 416", nexconn: "HTTP 429 (code 1008)", tencent: "code 60007 or the like" };

/** The programs that examples are taken from, the first that has one. */
const programs = ["commsease", "commsease-web", "nexconn", "tencent"];

/** What the provider does, by kind of call, where it gets no answer. */
const onNoAnswer = { read: "sends it again", write: "sends it again", once: "looks what is there first" };

/**
 * The texts of all pages, by file name.
 * @param {string} root the workspace
 * @returns {Map<string, string>}
 * @throws Error where a field lacks its text or its schema
 */
export function pagesOf(root) {
  const load = createRequire(join(root, "provider/dist/"));
  const { definitions } = load("./dynamic.js");
  const { factsOf } = load("./schema/fields.js");
  const how = { z: load("zod").z, absences: load("./http/answer-fields.js").absences };
  const errors = readErrors(join(root, "provider/errors.ts"));
  const vendors = [...new Set(definitions.map(({ vendor }) => vendor))];
  const references = new Map(
    vendors.map(({ name }) => [
      name,
      {
        root,
        factsOf,
        vendor: name,
        catalogue: load(`./${name}/calls.js`),
        absencesOf: absencesOf(load(`./${name}/answers`).answers, how),
        declared: readDeclarations(join(root, "provider", name)),
        errors,
      },
    ]),
  );
  const referenceOf = ({ vendor }) => references.get(vendor.name);
  const resources = definitions.map((definition) => [
    `[${definition.kind.replace(":", ".")}](${fileOf(definition)})`,
    referenceOf(definition).declared.get(classOf(definition)).doc,
  ]);
  const pages = definitions.map((definition) => [
    fileOf(definition),
    resourcePage(referenceOf(definition), definition),
  ]);
  return new Map([
    ["README.md", indexPage({ factsOf, errors, vendors, resources })],
    ["portable.md", portablePage(root)],
    ...pages,
  ]);
}

function indexPage({ factsOf, errors, vendors, resources }) {
  return text([
    heading,
    "# Reference",
    table(
      ["Resource", "What it is"],
      [
        ["[Account, Team, …](portable.md)", "The resources that one program or stack file has on any of the clouds."],
        ...resources,
      ],
    ),
    "## Connections",
    "A connection is one app at one vendor. The stack's configuration holds them by name in `im:connections`; a resource that names none uses `default`. The environment variables can stand in for `default`; what the configuration has takes precedence.",
    ...vendors.map((vendor) => connectionTable(vendor, factsOf)),
    "`IM_VENDOR` in the environment stands in for `vendor`. With `IM_DEBUG=1` each vendor call is told in a line, without its parameters.",
    "## Errors",
    "Each error of this package has a `code` that stays the same from release to release. It stands in front of the text wherever a failure is printed, as in `IM_CONFLICT: …`, and in front of a warning of the same cause. Compare it, never the text.",
    errorTable(errors),
  ]);
}

function connectionTable(vendor, factsOf) {
  const rows = Object.entries(vendor.connection.shape).flatMap(([key, schema]) => {
    const nested = Object.entries(shapeIn(schema) ?? {});
    if (nested.length > 0) return nested.map(([inner, innerSchema]) => [`${key}.${inner}`, innerSchema]);
    return [[key, schema]];
  });
  const environment = { vendor: "IM_VENDOR", ...vendor.environment };
  return table(
    ["Key", "Allowed", "", "Environment"],
    rows.map(([key, schema]) => [
      `\`${key}\``,
      factsOf(schema).allowed,
      marks({ required: !key.includes(".") && isRequired(schema), secret: vendor.secrets.includes(key) }),
      environment[key] ? `\`${environment[key]}\`` : "",
    ]),
  );
}

function resourcePage(reference, definition) {
  const { root, declared, errors } = reference;
  const name = classOf(definition);
  const inputs = declared.get(`${name}Inputs`);
  const state = declared.get(`${name}State`);
  const { file, doc } = declared.get(name);
  const shape = definition.schema.shape;
  agree(`${name}Inputs`, inputs.fields, shape);
  const stateKeys = new Set([...Object.keys(shape), ...definition.outputs]);
  const extra = [...state.fields.keys()].find((key) => !stateKeys.has(key));
  if (extra) throw new Error(`${name}State.${extra} is neither an input nor one of the definition's outputs.`);
  const { source, statement } = example(root, definition);
  // What a resource itself can fail with, and what the engine's side of any can.
  const sides = [file, join(root, "provider/resource/handler.ts")];
  const codes = new Set(sides.flatMap((side) => [...codesFrom(side, join(root, "provider/errors.ts"))]));
  return text([
    heading,
    `# ${definition.kind.replace(":", ".")}`,
    doc,
    `\`\`\`ts\nimport { ${definition.vendor.name} } from "pulumi-im";\n\n${statement}\n\`\`\``,
    `${source}Each value may be an output of another resource.`,
    "## Inputs",
    inputs.doc,
    inputTable(definition),
    ...Object.keys(shape).flatMap((key) => fieldSection(reference, definition, inputs.fields.get(key), shape[key])),
    "## Outputs",
    "Each declared input is an output too. Beside them:",
    table(
      ["Output", "What it is"],
      definition.outputs.map((key) => [
        `\`${key}\`${definition.secrets.includes(key) ? " (secret)" : ""}`,
        documented(`${name}State`, key, state.fields.get(key)).doc,
      ]),
    ),
    "## What a refresh cannot read",
    refreshText(definition),
    "## What delete does",
    definition.onDelete,
    "## Vendor calls",
    callsText(reference),
    callTable(reference, definition),
    "## What an absent answer means",
    ...absentTexts(reference, definition),
    "## Errors",
    "Compare the `code` in front of an error, never its text.",
    errorTable(errors.filter(({ code }) => codes.has(code))),
  ]);
}

/** The statement that makes one: of a program, or of what would be imported. */
function example(root, { kind, guide }) {
  const name = kind.replace(":", ".");
  for (const program of programs) {
    const statement = exampleOf(join(root, "examples", program, "index.ts"), name);
    if (statement) return { source: `From [examples/${program}](../../examples/${program}/index.ts). `, statement };
  }
  const { name: logical, inputs } = guide.import;
  if (!inputs)
    throw new Error(
      `Neither an example nor the guide of ${kind} shows one; the reference takes its example from there.`,
    );
  const args = JSON.stringify(inputs, null, 2).replace(/"([A-Za-z_]\w*)":/g, "$1:");
  return { source: "", statement: `new ${name}(${JSON.stringify(logical)}, ${args});` };
}

function inputTable(definition) {
  const { schema, secrets, replaceOn, replacesWhere = {}, writeOnly } = definition;
  const rows = Object.entries(schema.shape).map(([key, field]) => {
    const mark = marks({ required: isRequired(field), secret: secrets.includes(key) });
    // The connection is no field of the vendor's object; another app means another object.
    if (key === "connection") return [link(key), mark, "to another app: makes a new one", ""];
    return [
      link(key),
      mark,
      replaceOn.includes(key) ? replacing(field, replacesWhere[key]) : "in place",
      writeOnly.includes(key) ? "keeps what was written last" : "reads it back",
    ];
  });
  return table(["Input", "", "A change", "A refresh"], rows);
}

/** To declare a field that was not managed, or to stop managing one, never costs the object. */
function replacing(field, only) {
  if (only) return `in place; ${only.where}, makes a new one`;
  return isRequired(field) ? "makes a new one" : "from one value to another: makes a new one";
}

function fieldSection({ factsOf, declared, catalogue }, definition, field, schema) {
  const calls = callsOf(field, definition, catalogue);
  const { allowed } = factsOf(schema) ?? {};
  if (!allowed) throw new Error(`The schema of ${definition.kind}.${field.name} says nothing about what it allows.`);
  const facts = [
    `Type: \`${typeText(field.type)}\`${isRequired(schema) ? ", required" : ""}`,
    `Allowed: ${allowed}`,
    field.tags.default && `Default: ${asCode(field.tags.default)}`,
    calls.length > 0 && `Calls: ${calls.map((call) => `\`${call}\``).join(", ")}`,
  ];
  const nested = shapeIn(schema);
  return [
    `### ${field.name}`,
    field.tags.deprecated === undefined ? field.doc : `${field.doc} Deprecated ${field.tags.deprecated}.`,
    list(facts.filter(Boolean)),
    // Fields of a type without a name are told by the type as it is written.
    ...(nested && namedIn(field.type, declared) ? [nestedTable(factsOf, declared, field, nested)] : []),
  ];
}

function nestedTable(factsOf, declared, field, nested) {
  const name = namedIn(field.type, declared);
  const { fields } = declared.get(name);
  agree(name, fields, nested);
  return table(
    [`${name}`, "Allowed", "What it is"],
    Object.entries(nested).map(([key, schema]) => [`\`${key}\``, factsOf(schema).allowed, fields.get(key).doc]),
  );
}

function refreshText({ writeOnly }) {
  if (writeOnly.length === 0) return "Nothing: the vendor gives back all that is declared.";
  const names = writeOnly.map((key) => `\`${key}\``).join(", ");
  return `The vendor does not give back ${names}. A change of these by hand goes unseen, and the state keeps what was written last.`;
}

function callsText({ catalogue, vendor }) {
  const seconds = catalogue.blockMs / 1000;
  const block = seconds === 1 ? "a second" : `${seconds} seconds`;
  return `The vendor allows each call ${catalogue.defaultCallsPerSecond} times per second and app, if it has granted no other number. Calls wait for their turn. Over the limit the vendor answers with ${overLimit[vendor]} and refuses the call for ${block}; the provider then waits and goes on. Another limit goes into \`limits.callsPerSecond\` of the [connection](README.md#connections) of vendor \`${vendor}\`.`;
}

function callTable({ catalogue, vendor }, definition) {
  const rows = definition.calls.map(({ call, when }) => {
    const facts = catalogue.calls[call];
    if (!facts) throw new Error(`${definition.kind} lists the call ${call}, which ${vendor}/calls.ts does not have.`);
    return [`\`${call}\``, when, limitOf(call, facts, catalogue), onNoAnswer[facts.kind]];
  });
  return table(["Call", "When", "Limit", "Without an answer"], rows);
}

/** What may be missing from the answer of a call. */
function absencesOf(answers, how) {
  return (call) => (answers[call] ? absencesIn(answers[call], how) : []);
}

function absentTexts({ absencesOf }, { calls }) {
  const strict =
    "ends the operation with `IM_UNEXPECTED_ANSWER`: nothing is concluded from it, no state changes, and a delete does not say that it is done.";
  const rows = calls.flatMap(({ call }) =>
    absencesOf(call).map(({ place, means }) => [`\`${call}\``, `\`${place}\``, means]),
  );
  if (rows.length === 0) return [`Nothing: whatever is missing from an answer ${strict}`];
  return [
    `The vendor may leave these out of an answer, or write null. Whatever else is missing or has another form ${strict}`,
    table(["Call", "What may be absent", "What that means"], rows),
  ];
}

function limitOf(call, { bucket, perSecond, counted }, { caps, capped, defaultCallsPerSecond }) {
  const units = counted ? ` ${counted}` : "";
  const shared = bucket ? `, shared by all ${bucket} calls` : "";
  const rate = `${perSecond ?? defaultCallsPerSecond}${units} per second${shared}`;
  const cap = Object.keys(caps).find((name) => capped[name][0].split(", ").includes(call));
  return cap ? `${rate}; ${caps[cap]} ${capped[cap][1]} in one call` : rate;
}

/**
 * The calls in a field's `@call` tag; each has to be one that the definition lists. A field that several resources inherit
 * names the calls of all of them.
 */
function callsOf(field, definition, { calls }) {
  const all = field.tags.call ? field.tags.call.split(/,\s*/) : [];
  const listed = new Set(definition.calls.map(({ call }) => call));
  const own = all.filter((call) => listed.has(call));
  const named = field.inherited && own.length > 0 ? own : all;
  const wrong = all.find((call) => !(call in calls)) ?? named.find((call) => !listed.has(call));
  if (wrong) throw new Error(`@call ${wrong} on ${definition.kind}.${field.name}: the definition lists no such call.`);
  return named;
}

/** Every schema field is documented, and every documented field has a schema. */
function agree(name, fields, shape) {
  for (const key of Object.keys(shape)) documented(name, key, fields.get(key));
  const extra = [...fields.keys()].find((key) => !(key in shape));
  if (extra) throw new Error(`${name}.${extra} has no entry in the schema. Add one, or remove the field.`);
}

function documented(name, key, field) {
  if (!field?.doc) throw new Error(`${name}.${key} has no JSDoc. Say in a sentence what it is.`);
  return field;
}

function errorTable(errors) {
  return table(
    ["Code", "Meaning"],
    errors.map(({ code, meaning }) => [`\`${code}\``, meaning]),
  );
}

function classOf({ kind }) {
  return kind.split(":")[1];
}

function isRequired(schema) {
  return !schema.safeParse(undefined).success;
}

/** The fields of the objects that a schema is about: its own, or those of the values of its map. */
function shapeIn(schema) {
  const inner = schema.unwrap?.() ?? schema;
  return (inner.valueType ?? inner).shape;
}

function marks({ required, secret }) {
  return [required && "required", secret && "secret"].filter(Boolean).join(", ");
}

function link(key) {
  return `[\`${key}\`](#${key.toLowerCase()})`;
}

/** A default with its value as code: `0, by the vendor`. */
function asCode(words) {
  return words.replace(/^[^\s,]+/, "`$&`");
}

function list(items) {
  return items.map((item) => `- ${item}`).join("\n");
}
