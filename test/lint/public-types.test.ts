import { join } from "node:path";
import ts from "typescript";
import { definitions } from "../../provider/dynamic";

const entry = join(__dirname, "../../provider/dist/index.d.ts");
const program = ts.createProgram([entry], {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  skipLibCheck: true,
  types: ["node"],
});
const checker = program.getTypeChecker();

/** What a name stands for, wherever it comes from. */
function target(symbol: ts.Symbol | undefined): ts.Symbol {
  if (!symbol) throw new Error("There is no such export.");
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** What a module, or a namespace that it exports, exports by name. */
function exportsOf(symbol: ts.Symbol | undefined): Map<string, ts.Symbol> {
  return new Map(checker.getExportsOfModule(target(symbol)).map((one) => [one.name, one]));
}

const source = program.getSourceFile(entry);
const whole = exportsOf(source && checker.getSymbolAtLocation(source));

describe.each(definitions)("what a program sees of $kind", ({ kind }) => {
  const [vendor = "", name = ""] = kind.split(":");
  const seen = exportsOf(whole.get(vendor));

  test("is its class with the types of what goes in and comes out", () => {
    const wanted = [name, `${name}Args`, `${name}Inputs`, `${name}State`];
    expect(wanted.filter((one) => !seen.has(one))).toEqual([]);
  });

  test("takes the arguments that are exported under its name", () => {
    const [signature] = checker.getTypeOfSymbol(target(seen.get(name))).getConstructSignatures();
    const taken = checker.getTypeOfSymbol(signature?.parameters[1] as ts.Symbol);
    const exported = checker.getDeclaredTypeOfSymbol(target(seen.get(`${name}Args`)));
    // Told as a word: jest would print the whole compiler.
    const fits = (from: ts.Type, to: ts.Type) => checker.isTypeAssignableTo(from, to);
    expect([fits(taken, exported), fits(exported, taken)]).toEqual([true, true]);
  });
});
