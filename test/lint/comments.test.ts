import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const longest = 2;

/** Where a file has a longer run of line comments than a reason needs. */
function longRuns(file: string): string[] {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  const isComment = (i: number) => /^\s*\/\//.test(lines[i] ?? "");
  return lines.flatMap((_, i) => {
    const isTooLong = !isComment(i - 1) && Array.from({ length: longest + 1 }, (_, k) => i + k).every(isComment);
    return isTooLong ? [`${file}:${i + 1}`] : [];
  });
}

test("comments in code are a line or two", () => {
  const files = execFileSync("git", ["ls-files", "*.ts", "*.mjs", "*.cjs"], { cwd: root, encoding: "utf8" });
  expect(files.trim().split("\n").flatMap(longRuns)).toEqual([]);
});
