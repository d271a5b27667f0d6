import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** A fenced `sh` block of a page: what a reader would paste. */
export interface ShellBlock {
  page: string;
  /** The nearest heading above it. */
  heading: string;
  text: string;
}

/** The pages of which each command is run by a test. */
export const pagesWithCommands = [
  ...["README.md", "CONTRIBUTING.md", "emulator/README.md"],
  ...readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
  ...readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("README.md") && !file.includes("node_modules"))
    .map((file) => `examples/${file}`),
];

/** The `sh` blocks of a page; with a heading, those under it. */
export function shellBlocks(page: string, heading?: string): ShellBlock[] {
  const found: ShellBlock[] = [];
  let above = "";
  let fence: { isShell: boolean; lines: string[] } | undefined;
  for (const line of readFileSync(join(root, page), "utf8").split("\n")) {
    const opens = /^\s*```\s*(\w*)/.exec(line);
    if (opens && fence) {
      if (fence.isShell) found.push({ page, heading: above, text: fence.lines.join("\n") });
      fence = undefined;
    } else if (opens) fence = { isShell: /^(sh|bash|shell|console)$/.test(opens[1] ?? ""), lines: [] };
    else if (fence) fence.lines.push(line);
    else above = /^#+ (.*)/.exec(line)?.[1] ?? above;
  }
  return heading === undefined ? found : found.filter((block) => block.heading === heading);
}

/** The commands of a block, without comments; what a backslash continues is one of them. */
export function commandsOf({ text }: ShellBlock): string[] {
  return text
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}
