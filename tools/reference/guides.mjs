// The parts of the guides that come from the definitions: what an import file has of each kind, and what each cannot do.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileOf, table, text } from "./text.mjs";

const begin = "<!-- From here on written by `npm run docs` from the definitions. Do not edit. -->";
const end = "<!-- Here ends what is written by `npm run docs`. -->";

/** Fields that are the provider's own, of which a vendor knows nothing. */
const ownFields = ["adopt", "membership", "connection", "mark"];

/**
 * The texts of the guides, by file name.
 * @param {string} root the workspace
 * @returns {Map<string, string>}
 */
export function guidesOf(root) {
  const load = createRequire(join(root, "provider/dist/"));
  const { definitions } = load("./dynamic.js");
  const { providerText } = load("./resource/provider-text.js");
  return new Map([
    ["docs/import.md", withPart(root, "docs/import.md", importPart(definitions, providerText))],
    ["docs/limits.md", withPart(root, "docs/limits.md", limitsPart(definitions))],
  ]);
}

/** A page with the part between its marks replaced. */
function withPart(root, page, part) {
  const written = readFileSync(join(root, page), "utf8");
  const [before, rest, ...more] = written.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (after === undefined || more.length > 0)
    throw new Error(`${page} needs the line "${begin}" once, and after it the line "${end}".`);
  return `${before}${text([begin, ...part, end]).trimEnd()}${after}`;
}

function importPart(definitions, providerText) {
  const importable = definitions.filter(({ guide }) => !("none" in guide.import));
  const others = definitions.filter(({ guide }) => "none" in guide.import);
  return [
    table(
      ["Resource", "`type`", "`id`"],
      importable.map((definition) => [
        `[${nameOf(definition)}](#${anchor(definition.guide.import.title)})`,
        `\`${typeOf(definition)}\``,
        definition.guide.import.idIs,
      ]),
    ),
    ...importable.flatMap((definition) => importSection(definition, providerText)),
    ...others.map(({ guide }) => guide.import.none),
  ];
}

function importSection(definition, providerText) {
  const { title, idIs, advice, name, id, inputs, outputs } = definition.guide.import;
  const __provider = providerText(definition.kind);
  const entry = {
    type: typeOf(definition),
    name,
    id,
    inputs: { __provider, ...inputs },
    outputs: { __provider, ...inputs, ...outputs },
  };
  return [
    `### ${title}`,
    [`The id is ${idIs}.`, advice].filter(Boolean).join(" "),
    `\`\`\`json\n${jsonOf({ resources: [entry] })}\n\`\`\``,
  ];
}

/** JSON in which what an input holds stands on one line where it fits. */
function jsonOf(value, indent = "", depth = 0) {
  const line = oneLine(value);
  if (typeof value !== "object" || (depth > 3 && line.length <= 90)) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(([key, one]) => {
    const name = isList ? "" : `${JSON.stringify(key)}: `;
    return `${inner}${name}${jsonOf(one, inner, depth + 1)}`;
  });
  const [open, close] = isList ? "[]" : "{}";
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

function oneLine(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${oneLine(one)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function limitsPart(definitions) {
  return [
    table(
      ["Resource", "Cannot be read back", "All its fields"],
      definitions.map((definition) => [
        `[${nameOf(definition)}](#${anchor(nameOf(definition))})`,
        unread(definition),
        `[reference](reference/${fileOf(definition)})`,
      ]),
    ),
    ...definitions.flatMap((definition) => [
      `### ${nameOf(definition)}`,
      definition.guide.limits.map((limit) => `- ${limit}`).join("\n") || "No more than the table says.",
    ]),
  ];
}

function unread({ writeOnly }) {
  const fields = writeOnly.filter((field) => !ownFields.includes(field));
  return fields.length === 0 ? "–" : fields.map((field) => `\`${field}\``).join(", ");
}

function nameOf({ kind }) {
  return kind.replace(":", ".");
}

function typeOf({ kind }) {
  return `pulumi-nodejs:dynamic/im/${kind}`;
}

/** The anchor of a heading, as renderers of Markdown make it. */
function anchor(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}
