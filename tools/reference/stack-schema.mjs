// The JSON Schema of stack files, from the portable definitions and what the sources say about them.
import { createRequire } from "node:module";
import { join } from "node:path";
import { namedIn, readDeclarations } from "./sources.mjs";

const secret = { $ref: "#/$defs/secret" };

/** What the root of a stack's own file may hold beside the configuration, and a separate file may not. */
const keysOfPulumi = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"];

/**
 * The text of the schema: one document for a stack's own file, `Pulumi.<stack>.yaml`, and for a separate file.
 * @param {string} root the workspace
 * @throws Error where a field lacks its text
 */
export function stackSchemaOf(root) {
  const load = createRequire(join(root, "provider/dist/"));
  const { resources } = load("./portable/resources.js");
  const vendors = new Set(Object.values(resources).flatMap(({ kind }) => kind.vendors));
  const source = { root, load, z: load("zod").z, factsOf: load("./schema/fields.js").factsOf };
  const lists = Object.entries(resources).map(([collection, { portable }]) => [
    `im:${collection}`,
    {
      description: `Each ${portable.name} of the stack, by its logical name.`,
      type: "object",
      propertyNames: { minLength: 1 },
      additionalProperties: { $ref: `#/$defs/${portable.name}` },
    },
  ]);
  const listed = Object.fromEntries(lists);
  const known = [...Object.keys(listed), "im:file", "im:connections", "im:ownershipMark"];
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A stack file of pulumi-im",
    description: "`Pulumi.<stack>.yaml`, or the separate file that its `im:file` names.",
    type: "object",
    // A stack's own file is told by what Pulumi writes at its root.
    if: { anyOf: keysOfPulumi.map((key) => ({ required: [key] })) },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { properties: { config: { $ref: "#/$defs/config" } } },
    else: { properties: listed, additionalProperties: false, minProperties: 1 },
    $defs: {
      config: {
        type: "object",
        properties: {
          ...listed,
          "im:file": { description: "A YAML file with more resources, relative to the project.", type: "string" },
          "im:connections": connections(source, [...vendors]),
          "im:ownershipMark": {
            description:
              "Whether objects bear a mark of their resource; or a text that tells this stack from others of its name.",
            type: ["boolean", "string"],
          },
        },
        patternProperties: { [`^im:(?!(${known.map((key) => key.slice("im:".length)).join("|")})$)`]: false },
      },
      secret: {
        description:
          "An encrypted value, as `pulumi config set --secret --path` writes it; in a stack's own file only.",
        type: "object",
        properties: { secure: { type: "string" } },
        required: ["secure"],
        additionalProperties: false,
      },
      ...Object.fromEntries(
        Object.keys(resources).map((name) => [resources[name].portable.name, entry(source, name, resources[name])]),
      ),
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The schema of an entry of a collection. */
function entry({ root, load, z, factsOf }, collection, { portable }) {
  const { entrySchema } = load("./stack-file/schema.js");
  const { targetsOf } = load("./stack-file/references.js");
  const { aliasesKey } = load("./stack-file/aliases.js");
  const { vendorsWith } = load("./portable/translation.js");
  const declared = readDeclarations(join(root, "provider/portable"));
  const { fields } = declared.get(`${portable.name}Inputs`);
  const schema = jsonOf(z, entrySchema(collection));
  // An entry's former names are no input, and no secret either.
  const { [aliasesKey]: aliases, ...properties } = schema.properties;
  for (const [key, property] of Object.entries(properties)) {
    const block = portable.on.find(({ definition }) => definition.vendor.name === key)?.definition;
    const target = targetsOf(collection).get(key);
    const facts = factsOf(portable.schema.shape[key] ?? z.unknown());
    property.description = sentences([
      documented(portable.name, key, fields.get(key)).doc,
      target &&
        `Name what is in \`im:${target.collection}\`, or write \`{ ${target.id}: … }\` for what is made elsewhere.`,
      facts && !target && `Allowed: ${facts.allowed}.`,
      !block && `On ${vendorsWith(portable, key).join(", ")}.`,
    ]);
    if (block) describeBlock(property, block, readDeclarations(join(root, "provider", key)), factsOf);
    else describeNested(property, fields.get(key), declared);
  }
  const withSecret = Object.entries(properties).map(([key, property]) => [key, withSecrets(property)]);
  schema.properties = { ...Object.fromEntries(withSecret), [aliasesKey]: aliases };
  return schema;
}

function describeBlock(block, { kind, schema }, declared, factsOf) {
  const name = `${kind.split(":")[1]}Inputs`;
  const { fields } = declared.get(name);
  for (const [key, property] of Object.entries(block.properties)) {
    const { allowed } = factsOf(schema.shape[key]);
    property.description = sentences([documented(name, key, fields.get(key)).doc, `Allowed: ${allowed}.`]);
    describeNested(property, fields.get(key), declared);
  }
}

/** Describes the fields of objects inside a property, which have an interface of their own. */
function describeNested(property, field, declared) {
  const name = field.type && namedIn(field.type, declared);
  const fields = name === undefined ? new Map() : declared.get(name).fields;
  for (const inner of subschemas(property)) {
    for (const [key, schema] of Object.entries(inner.properties ?? {})) {
      const doc = fields.get(key)?.doc;
      if (doc) schema.description = doc;
    }
  }
}

/** A schema and all that it is made of. */
function subschemas(schema) {
  const children = [
    ...(schema.anyOf ?? []),
    ...Object.values(schema.properties ?? {}),
    ...[schema.items, schema.additionalProperties].filter((child) => child instanceof Object),
  ];
  return [schema, ...children.flatMap(subschemas)];
}

/** Where a text can stand, an encrypted one can. */
function withSecrets(schema) {
  if (schema.type === "string") {
    const { description, ...text } = schema;
    return { ...(description && { description }), anyOf: [text, secret] };
  }
  const changed = { ...schema };
  if (schema.anyOf)
    changed.anyOf = schema.anyOf.flatMap((one) => (one.type === "string" ? [one, secret] : withSecrets(one)));
  for (const key of ["items", "additionalProperties"]) {
    if (schema[key] instanceof Object) changed[key] = withSecrets(schema[key]);
  }
  if (schema.properties) {
    const inner = Object.entries(schema.properties);
    changed.properties = Object.fromEntries(inner.map(([key, property]) => [key, withSecrets(property)]));
  }
  return changed;
}

/** The connections of a stack, each checked by its vendor's own schema. */
function connections({ z }, vendors) {
  return {
    description: "The apps that resources are made in, by name; a resource that names none is made in `default`.",
    type: "object",
    additionalProperties: {
      type: "object",
      properties: {
        vendor: { description: "The cloud that the app belongs to.", enum: vendors.map(({ name }) => name) },
      },
      required: ["vendor"],
      allOf: vendors.map((vendor) => ({
        if: { properties: { vendor: { const: vendor.name } }, required: ["vendor"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: connection(jsonOf(z, vendor.connection), vendor),
      })),
    },
  };
}

function connection(schema, { secrets }) {
  const properties = Object.entries(schema.properties).map(([key, property]) => [
    key,
    secrets.includes(key) ? secret : property,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function jsonOf(z, schema) {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      // What every whole number is below says nothing.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return json;
}

function documented(name, key, field) {
  if (!field?.doc) throw new Error(`${name}.${key} has no JSDoc. Say in a sentence what it is.`);
  return field;
}

function sentences(parts) {
  return parts.filter(Boolean).join(" ");
}
