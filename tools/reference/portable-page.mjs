// The page of the portable resources: what each field is, and what it is called on each cloud.
import { createRequire } from "node:module";
import { join } from "node:path";
import { readDeclarations } from "./sources.mjs";
import { heading, table, text } from "./text.mjs";

/** Fields that mean the same on each vendor, and are the provider's own. */
const ownFields = ["adopt", "membership", "connection"];

/**
 * @param {string} root the workspace
 * @returns {string}
 * @throws Error where a field lacks its text
 */
export function portablePage(root) {
  const load = createRequire(join(root, "provider/dist/"));
  const { resources } = load("./portable/resources.js");
  const declared = readDeclarations(join(root, "provider/portable"));
  const vendors = [...new Set(Object.values(resources).flatMap(({ kind }) => kind.vendors.map(({ name }) => name)))];
  return text([
    heading,
    "# Portable resources",
    "One program or [stack file](../stack-files.md) for any of the clouds: the vendor of a resource's connection says where it is made. Each is translated to the native resource of that vendor, and has its rules and limits; a field without a name in a column is refused on connections of that vendor. Fields that only one vendor has go into a block with the vendor's name.",
    ...Object.entries(resources).flatMap(([collection, { portable }]) =>
      section(collection, portable, vendors, declared),
    ),
  ]);
}

function section(collection, portable, vendors, declared) {
  const inputs = declared.get(`${portable.name}Inputs`).fields;
  const state = declared.get(`${portable.name}State`).fields;
  const native = new Map(portable.on.map((translation) => [translation.definition.vendor.name, translation]));
  // A cloud that has no such resource has an empty column.
  const columns = vendors.map((vendor) => (native.has(vendor) ? link(native.get(vendor).definition) : vendor));
  const shown = [...new Set([...Object.keys(portable.schema.shape), ...portable.outputs])].filter(
    (key) => key !== "mark" && key !== "appId",
  );
  const rows = shown.map((key) => {
    const { doc } = inputs.get(key) ?? state.get(key) ?? {};
    if (!doc) throw new Error(`${portable.name}.${key} has no JSDoc.`);
    return [
      `\`${key}\``,
      doc,
      ...vendors.map((vendor) => (native.has(vendor) ? nativeName(native.get(vendor), key) : "–")),
    ];
  });
  return [
    `## ${portable.name}`,
    `${declared.get(portable.name).doc} In a stack file: \`im:${collection}\`.`,
    table(["Field", "Meaning", ...columns], rows),
  ];
}

function link({ kind }) {
  return `[${kind.replace(":", ".")}](${kind.replace(":", "-").toLowerCase()}.md)`;
}

function nativeName({ definition, fields }, key) {
  if (ownFields.includes(key)) return key in definition.schema.shape ? `\`${key}\`` : "–";
  const field = fields[key];
  if (!field) return "–";
  const names = [field.at, ...(field.also ?? [])].map((at) => `\`${at}\``).join(", ");
  return field.assigned ? `${names}, read only` : names;
}
