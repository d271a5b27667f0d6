import { readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../provider/dynamic";
import { withEveryKind } from "../support/every-kind";

/** The programs of which the engine replaces every resource by force. */
const programOf = (vendor: string) => readFileSync(join(__dirname, "../engine/ownership", vendor, "index.ts"), "utf8");

test.each(["commsease", "nexconn", "tencent"])("test/engine/ownership/%s has every kind", (vendor) => {
  expect(withEveryKind(programOf(vendor), vendor, definitions)).toBe(programOf(vendor));
});

test("a kind that a program lacks is added to it, with what it demands", () => {
  const source = programOf("nexconn").replace(/^.*make\(nexconn\.ProfanityWords,.*\n/m, "");
  expect(source).not.toContain("ProfanityWords");
  const added = withEveryKind(source, "nexconn", definitions).slice(source.length + 1);
  expect(added).toBe(
    'make(nexconn.ProfanityWords, "nexconn-profanitywords", {"words":{"spam":{},"darn":{"replacement":"d***"}}});',
  );
});
