import { join } from "node:path";
import ts from "typescript";
import { expectListed } from "../support/listing";

const root = join(__dirname, "../..");
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};
const entries = { "pulumi-im": "provider/index.ts", "pulumi-im-emulator": "emulator/index.ts" };

/**
 * What a program's compiler sees of an entry: each name, and each member of what is behind it. Types are written by what
 * they consist of, so that neither the file nor the inner name of a type counts.
 */
class Surface {
  readonly #seen: ts.Type[] = [];
  readonly #names = new Map<ts.Type, string>();

  constructor(readonly checker: ts.TypeChecker) {}

  /** An entry's facts, each with what leads to it in front. */
  module(symbol: ts.Symbol, path: string): string[] {
    const exports = this.#exports(symbol);
    // In a signature a type that is exported is told by its name.
    for (const [name, target] of exports) this.#names.set(this.checker.getDeclaredTypeOfSymbol(target), name);
    return exports.flatMap(([name, target]) =>
      target.flags & ts.SymbolFlags.Module
        ? this.module(target, `${path} ${name}`)
        : this.#named(target, `${path} ${name}`),
    );
  }

  #exports(symbol: ts.Symbol): [string, ts.Symbol][] {
    return this.checker
      .getExportsOfModule(symbol)
      .map((one): [string, ts.Symbol] => [
        one.name,
        one.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(one) : one,
      ])
      .filter(([, target]) => !isInternal(target));
  }

  #named(symbol: ts.Symbol, path: string): string[] {
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) {
      const members = this.#members(this.checker.getDeclaredTypeOfSymbol(symbol), path);
      return symbol.flags & ts.SymbolFlags.Class ? [...this.#values(symbol, path), ...members] : members;
    }
    if (symbol.flags & ts.SymbolFlags.TypeAlias) {
      const type = this.checker.getDeclaredTypeOfSymbol(symbol);
      return type.isUnion() || !this.#isOurs(type) ? [`${path} = ${this.#text(type)}`] : this.#members(type, path);
    }
    return this.#values(symbol, path);
  }

  /** What a value can be called or made with. */
  #values(symbol: ts.Symbol, path: string): string[] {
    const type = this.checker.getTypeOfSymbol(symbol);
    const signatures = [
      ...type.getCallSignatures().map((one) => `${path}${this.#signature(one)}`),
      ...type.getConstructSignatures().map((one) => `new ${path}${this.#signature(one, false)}`),
    ];
    return signatures.length > 0 ? signatures : [`${path}: ${this.#text(type)}`];
  }

  #signature(signature: ts.Signature, withResult = true): string {
    const parameters = signature.parameters.map((one) => {
      const declaration = one.valueDeclaration;
      const isOptional =
        declaration !== undefined &&
        ts.isParameter(declaration) &&
        (declaration.initializer !== undefined || declaration.questionToken !== undefined);
      return `${isOptional ? "?" : ""}${this.#reference(this.checker.getTypeOfSymbol(one))}`;
    });
    return `(${parameters.join(", ")})${withResult ? `: ${this.#reference(signature.getReturnType())}` : ""}`;
  }

  #members(type: ts.Type, path: string): string[] {
    const members = type.getProperties().filter((one) => this.#isOwn(one) && !isInternal(one));
    if (members.length === 0) return [`${path} = ${this.#text(type)}`];
    return members.map((one) => `${path}.${this.#member(one)}`);
  }

  #member(symbol: ts.Symbol): string {
    const type = this.checker.getTypeOfSymbol(symbol);
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    return `${symbol.name}${isOptional ? "?" : ""}: ${this.#text(isOptional ? this.checker.getNonNullableType(type) : type)}`;
  }

  #reference(type: ts.Type): string {
    return this.#names.get(type) ?? this.#text(type);
  }

  #text(type: ts.Type): string {
    // A resource in another's place: its members are listed where it is exported.
    if (type.symbol && type.symbol.flags & ts.SymbolFlags.Class && this.#names.has(type)) return type.symbol.name;
    if (type.isUnion()) return this.#union(type.types.map((one) => this.#text(one)));
    const output = this.#valueOfOutput(type);
    if (output) return `Output<${this.#text(output)}>`;
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type as ts.TypeReference).map((one) => this.#text(one));
      return this.checker.isTupleType(type) ? `[${items.join(", ")}]` : `(${items.join("")})[]`;
    }
    if (!this.#isOurs(type) || this.#seen.includes(type)) return this.#foreign(type);
    this.#seen.push(type);
    const index = type.getStringIndexType();
    const members = type.getProperties().map((one) => this.#member(one));
    this.#seen.pop();
    return `{ ${[...members.sort(), ...(index ? [`[key]: ${this.#text(index)}`] : [])].join("; ")} }`;
  }

  #union(parts: readonly string[]): string {
    const each = [...new Set(parts)].sort();
    // What may come now or later, as the SDK writes it out.
    const later = each.filter((part) => /^(Output|Promise)</.test(part));
    const isInput = later.length > 1 && later.some((part) => part.startsWith("Promise<"));
    const now = (isInput ? each.filter((part) => !later.includes(part)) : each).join(" | ");
    const text = now.replace("false | true", "boolean");
    return isInput ? `Input<${text}>` : text;
  }

  /** Of an output, what it is an output of; the SDK adds the members of that to it. */
  #valueOfOutput(type: ts.Type): ts.Type | undefined {
    const parts = type.isIntersection() ? type.types : [type];
    const output = parts.find((one) => one.symbol?.name === "OutputInstance");
    return output && this.checker.getTypeArguments(output as ts.TypeReference)[0];
  }

  #foreign(type: ts.Type): string {
    const calls = type.getCallSignatures();
    if (calls.length > 0 && type.symbol && this.#isOwn(type.symbol))
      return calls.map((one) => this.#signature(one)).join(" & ");
    const { symbol, aliasSymbol } = type;
    const parameters = (type as ts.TypeReference).target ? this.checker.getTypeArguments(type as ts.TypeReference) : [];
    const named = aliasSymbol ?? symbol;
    if (!named || type.flags & ts.TypeFlags.Literal) return this.checker.typeToString(type);
    const own = parameters.filter((one) => !("isThisType" in one && one.isThisType));
    return own.length > 0 ? `${named.name}<${own.map((one) => this.#text(one)).join(", ")}>` : named.name;
  }

  /** Whether a type is an object that this package declares. */
  #isOurs(type: ts.Type): boolean {
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return false;
    if (type.getCallSignatures().length > 0) return false;
    // Written out in place, or made of another type by one of the language's own, such as Partial.
    if (type.symbol?.name === "__type") return true;
    const declarations = type.symbol?.declarations ?? [];
    return !declarations.some((one) => one.getSourceFile().fileName.includes("node_modules"));
  }

  /** Members that this package gives, and not the SDK's own classes. */
  #isOwn(symbol: ts.Symbol): boolean {
    const [declaration] = symbol.declarations ?? [];
    return !declaration?.getSourceFile().fileName.includes("node_modules");
  }
}

function isInternal(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((one) => {
    const statement = ts.isVariableDeclaration(one) ? one.parent.parent : one;
    return /@internal/.test(statement.getFullText().slice(0, statement.getLeadingTriviaWidth()));
  });
}

test("the types that a program's compiler sees are those that were promised", () => {
  const files = Object.values(entries).map((file) => join(root, file));
  const program = ts.createProgram(files, options);
  const surface = new Surface(program.getTypeChecker());
  const facts = Object.entries(entries).flatMap(([name, file]) => {
    const source = program.getSourceFile(join(root, file));
    const symbol = source && program.getTypeChecker().getSymbolAtLocation(source);
    if (!symbol) throw new Error(`${file} exports nothing.`);
    return surface.module(symbol, name);
  });
  expectListed("test/public-surface/types.txt", facts, "test/contract/public-types.test.ts");
});
