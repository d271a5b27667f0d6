// What npm runs before and after it packs a package: puts beside the code what a user needs and the repository keeps
// elsewhere, and takes it away again. The folder to act on is the package's.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publicTypes } from "./public-types.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each package has of the repository's root, under the same name. */
const shared = {
  "pulumi-im": ["README.md", "LICENSE", "CHANGELOG.md", "docs", "examples"],
  "pulumi-im-emulator": ["LICENSE"],
};

const { name, main } = JSON.parse(readFileSync("package.json", "utf8"));
const types = "types";

const [step] = process.argv.slice(2);
if (step === "before") before();
else if (step === "after") after();
else throw new Error("usage: node tools/pack.mjs before | after");

function before() {
  if (!existsSync(main)) throw new Error(`${name} is not compiled. Run \`npm run build\` in the repository first.`);
  after();
  for (const file of shared[name]) cpSync(join(root, file), file, { recursive: true, filter: isSource });
  for (const page of shared[name].flatMap(pagesIn)) writeFileSync(page, withoutDeadLinks(page));
  for (const [file, text] of publicTypes(join(process.cwd(), main.replace(/\.js$/, ".d.ts")))) {
    mkdirSync(join(types, dirname(file)), { recursive: true });
    writeFileSync(join(types, file), text);
  }
}

function after() {
  for (const file of [...shared[name], types]) rmSync(file, { recursive: true, force: true });
}

function isSource(path) {
  return !/[\\/](node_modules|\.gitignore)$/.test(path);
}

function pagesIn(file) {
  if (file.endsWith(".md")) return [file];
  if (!["docs", "examples"].includes(file)) return [];
  const inside = readdirSync(file, { recursive: true, encoding: "utf8" });
  return inside.filter((one) => one.endsWith(".md")).map((one) => join(file, one));
}

/** A page whose links to what only the repository has are plain text. */
function withoutDeadLinks(page) {
  return readFileSync(page, "utf8").replace(/\[([^\]]+)\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g, (link, text, to) =>
    existsSync(join(dirname(page), to)) ? link : text,
  );
}
