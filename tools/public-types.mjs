// The declarations that a program needs of a package, and no others: what its entry does not lead to is left out, so that a
// user's compiler never reads the declarations of what the package merely uses.
import { dirname, relative } from "node:path";
import ts from "typescript";

const options = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  skipLibCheck: true,
  types: ["node"],
};

/** The texts of the declaration files, by their paths beside the entry's. */
export function publicTypes(entry) {
  const program = ts.createProgram([entry], options);
  const reached = new Reached(program.getTypeChecker(), dirname(entry));
  reached.module(program.getSourceFile(entry));
  const texts = program
    .getSourceFiles()
    .map((file) => [
      relative(dirname(entry), file.fileName),
      file.statements.map((one) => reached.textOf(one)).join(""),
    ])
    .filter(([, text]) => text.trim() !== "");
  return new Map(texts);
}

/** What an entry leads to: whole statements, and single names of imports and exports. */
class Reached {
  #nodes = new Set();
  #checker;
  #folder;

  constructor(checker, folder) {
    this.#checker = checker;
    this.#folder = `${folder}/`;
  }

  /** All that a module exports. */
  module(file) {
    if (!this.#isNew(file)) return;
    for (const statement of file.statements) {
      if (ts.isExportDeclaration(statement)) this.#exports(statement);
      else if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
        this.#statement(statement);
    }
  }

  textOf(statement) {
    if (ts.isImportDeclaration(statement)) return this.#import(statement);
    if (ts.isExportDeclaration(statement) && statement.exportClause?.elements) return this.#named(statement);
    return this.#nodes.has(statement) ? statement.getFullText() : "";
  }

  #import({ importClause, moduleSpecifier }) {
    const { name, namedBindings } = importClause ?? {};
    if (name && this.#nodes.has(importClause)) return `\nimport type ${name.text} from ${moduleSpecifier.getText()};`;
    if (namedBindings && ts.isNamespaceImport(namedBindings)) {
      return this.#nodes.has(namedBindings)
        ? `\nimport type ${namedBindings.getText()} from ${moduleSpecifier.getText()};`
        : "";
    }
    const names = this.#kept(namedBindings).map(({ name, propertyName }) =>
      propertyName ? `${propertyName.text} as ${name.text}` : name.text,
    );
    return names.length > 0 ? `\nimport type { ${names.join(", ")} } from ${moduleSpecifier.getText()};` : "";
  }

  #named({ exportClause, isTypeOnly, moduleSpecifier }) {
    const names = this.#kept(exportClause).map((one) => one.getText());
    if (names.length === 0) return "";
    const from = moduleSpecifier ? ` from ${moduleSpecifier.getText()}` : "";
    return `\nexport ${isTypeOnly ? "type " : ""}{ ${names.join(", ")} }${from};`;
  }

  #kept(names) {
    return (names?.elements ?? []).filter((one) => this.#nodes.has(one));
  }

  #exports(statement) {
    const { exportClause, moduleSpecifier } = statement;
    if (exportClause && ts.isNamedExports(exportClause)) {
      for (const one of exportClause.elements) this.#symbol(this.#checker.getSymbolAtLocation(one.name));
      return;
    }
    this.#nodes.add(statement);
    this.#symbol(this.#checker.getSymbolAtLocation(moduleSpecifier));
  }

  #symbol(symbol) {
    if (!symbol) return;
    for (const declaration of symbol.declarations ?? []) this.#declaration(declaration);
    if (symbol.flags & ts.SymbolFlags.Alias) this.#symbol(this.#checker.getImmediateAliasedSymbol(symbol));
  }

  #declaration(declaration) {
    if (!declaration.getSourceFile().fileName.startsWith(this.#folder)) return;
    if (ts.isSourceFile(declaration)) return this.module(declaration);
    let node = declaration;
    while (!ts.isSourceFile(node.parent)) node = node.parent;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) this.#nodes.add(declaration);
    else this.#statement(node);
  }

  #statement(statement) {
    if (this.#isNew(statement)) this.#names(statement);
  }

  #names(node) {
    if (ts.isIdentifier(node)) this.#symbol(this.#checker.getSymbolAtLocation(node));
    ts.forEachChild(node, (child) => this.#names(child));
  }

  #isNew(node) {
    if (this.#nodes.has(node)) return false;
    this.#nodes.add(node);
    return true;
  }
}
