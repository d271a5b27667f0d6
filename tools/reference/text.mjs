// The parts that pages are put together from.

export const heading = "<!-- Written by `npm run docs` from the sources. Do not edit. -->";

export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Parts with a blank line between them. */
export function text(parts) {
  return `${parts.join("\n\n")}\n`;
}

/** The page of a kind in the reference. */
export function fileOf({ kind }) {
  return `${kind.replace(":", "-").toLowerCase()}.md`;
}
