// What the TypeScript sources say in words: JSDoc, types as written, and the example program.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * @typedef {{ name: string, doc: string, type: ts.TypeNode | undefined, tags: Record<string, string>, inherited?: boolean }} Field
 * @typedef {{ doc: string, file: string, bases: string[], fields: Map<string, Field> }} Declared
 */

/**
 * The interfaces and classes of the files in a folder at any depth, by name, each with the fields of those that it extends.
 * @returns {Map<string, Declared>}
 */
export function readDeclarations(folder) {
  const declared = new Map();
  for (const name of readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".ts"))) {
    const file = join(folder, name);
    for (const node of parse(file).statements) {
      if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) continue;
      const members = node.members.filter((member) => ts.isPropertySignature(member));
      const fields = new Map(members.map((member) => [member.name.getText(), fieldOf(member)]));
      const bases = (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
      declared.set(node.name.text, { doc: docOf(node), file, bases, fields });
    }
  }
  for (const one of declared.values()) one.fields = withInherited(one, declared);
  return declared;
}

function withInherited({ bases, fields }, declared) {
  const known = bases.flatMap((base) => declared.get(base) ?? []);
  const inherited = known.flatMap((base) =>
    [...withInherited(base, declared)].map(([name, field]) => [name, { ...field, inherited: true }]),
  );
  return new Map([...inherited, ...fields]);
}

function fieldOf(member) {
  const tags = Object.fromEntries(
    ts.getJSDocTags(member).map((tag) => [tag.tagName.text, words(ts.getTextOfJSDocComment(tag.comment))]),
  );
  return { name: member.name.getText(), doc: docOf(member), type: member.type, tags };
}

function docOf(node) {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return words(docs.map((doc) => ts.getTextOfJSDocComment(doc.comment)).join(" "));
}

function words(text = "") {
  return text
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
}

/** A type as it is written, without the `undefined` that strict optional fields need. */
export function typeText(type) {
  const parts = ts.isUnionTypeNode(type) ? type.types : [type];
  const shown = parts.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword);
  return words(shown.map((part) => part.getText()).join(" | "));
}

/** The first name in a type that is one of `known`. */
export function namedIn(type, known) {
  if (ts.isTypeReferenceNode(type) && known.has(type.typeName.getText())) return type.typeName.getText();
  return ts.forEachChild(type, (child) => namedIn(child, known));
}

/** The error codes with their meanings, in the order of the source. */
export function readErrors(file) {
  const source = parse(file);
  const codes = source.statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === "ImErrorCode");
  const pairs = codes.getText().matchAll(/\/\*\* (.*?) \*\/\s*\| "(\w+)"/gs);
  return [...pairs].map(([, meaning, code]) => ({ code, meaning: words(meaning) }));
}

/** The error codes that a file and what it imports can throw. `errorsFile` declares them all and throws none. */
export function codesFrom(file, errorsFile, seen = new Set()) {
  if (seen.has(file) || file === errorsFile) return new Set();
  seen.add(file);
  const source = parse(file);
  const codes = new Set(source.text.match(/(?<=")IM_\w+(?=")/g));
  for (const node of source.statements) {
    if (!ts.isImportDeclaration(node) || node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
    const from = node.moduleSpecifier.text;
    if (!from.startsWith(".")) continue;
    for (const code of codesFrom(fileOf(join(dirname(file), from)), errorsFile, seen)) codes.add(code);
  }
  return codes;
}

/** What an import names: a file, or a folder with its index. */
function fileOf(path) {
  const file = `${path}.ts`;
  return existsSync(file) ? file : join(path, "index.ts");
}

/** The first statement of a program that makes a resource of a class, itself or by a method of the class's name. */
export function exampleOf(file, className) {
  const source = parse(file);
  const method = className.replace(/.*\.Chatroom/, "").replace(/^./, (letter) => letter.toLowerCase());
  const makings = [`new ${className}(`, `.${method}({`];
  const found = source.statements.find(
    (node) => ts.isVariableStatement(node) && makings.some((making) => node.getText().includes(making)),
  );
  return found?.getText();
}

/** What was parsed last of each file. */
const parsed = new Map();

/** Every page asks for the same few files: each is parsed once, and again where its text is another one. */
function parse(file) {
  const text = readFileSync(file, "utf8");
  const known = parsed.get(file);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}
