import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** The one function that may give a value another type on trust, and its file. */
const bound = { file: "provider/resource/definition.ts", name: "define" };

const assigning = new Set([ts.SyntaxKind.EqualsToken, ts.SyntaxKind.PlusEqualsToken]);

function isAsUnknown(node: ts.Expression): boolean {
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  return ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword;
}

/** The name of the function that a node is in. */
function functionAround(node: ts.Node): string | undefined {
  const around = ts.findAncestor(node, ts.isFunctionDeclaration);
  return around?.name?.text;
}

/** What a node does that no code of the provider may do. */
function wrongIn(file: string, node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (ts.isAsExpression(node) && isAsUnknown(node.expression)) {
    const isBound = file === bound.file && functionAround(node) === bound.name;
    return isBound ? undefined : "as unknown as";
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  // Values of another realm, such as a test's or the engine's, are no objects by class.
  if (operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword && ts.isIdentifier(right) && right.text === "Object")
    return "instanceof Object";
  // Resources that share a call share its failure: more is said in a new error, with this one as its cause.
  if (assigning.has(operatorToken.kind) && ts.isPropertyAccessExpression(left) && left.name.text === "message")
    return "a change of an error's message";
  return undefined;
}

/** Where a source breaks a rule, with its line. */
function wrongPlaces(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    const wrong = wrongIn(file, node);
    if (wrong) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${wrong}`);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "provider/**.ts"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");

test("the provider takes no type on trust but where a definition is bound, tells no object by class and changes no error", () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap((file) => wrongPlaces(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test.each([
  ["const x = y as unknown as string;", "as unknown as"],
  ["const x = (y as unknown) as string;", "as unknown as"],
  ["function define() {\n  return y as unknown as string;\n}", "as unknown as"],
  ["let x: any;", "any"],
  ["// biome-ignore lint/suspicious/noExplicitAny: because\nlet x: Map<string, any>;", "any"],
  ["if (x instanceof Object) y();", "instanceof Object"],
  ["if (x instanceof ObjectKind) y();", undefined],
  ['error.message += " More.";', "a change of an error's message"],
  ['(error as Error).message = "Other.";', "a change of an error's message"],
  ['const text = error.message + " More.";', undefined],
  ["// error.message += more, any, instanceof Object", undefined],
])("%j", (text, wrong) => {
  const found = wrongPlaces("provider/values/toy.ts", text).map((place) => place.replace(/^\S+ /, ""));
  expect(found).toEqual(wrong === undefined ? [] : [wrong]);
});
