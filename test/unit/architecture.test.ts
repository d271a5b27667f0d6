import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/architecture.md"), "utf8");

/** The paths that the page names, each in backticks. */
const named = [...page.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)]
  .map(([, path = ""]) => path)
  .filter((path) => /^(provider|emulator|test|tools)\/|^\.[\w-]+\.cjs$/.test(path));

test("there are paths of many rooms", () => {
  expect(named.length).toBeGreaterThan(25);
});

test.each([...new Set(named)])("the page names %s, which exists", (path) => {
  expect(existsSync(join(root, path))).toBe(true);
  expect(statSync(join(root, path)).isDirectory()).toBe(path.endsWith("/"));
});

test("the page names a file of each room of the provider that an account of CommsEase comes through", () => {
  const rooms = readdirSync(join(root, "provider"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter(
      (name) => !["node_modules", "dist", "bin", "types", "docs", "examples", "nexconn", "tencent"].includes(name),
    );
  expect(rooms.filter((room) => !named.some((path) => path.startsWith(`provider/${room}/`)))).toEqual([]);
});

test("the page is linked from where newcomers begin", () => {
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain("(docs/architecture.md)");
  expect(readFileSync(join(root, "CONTRIBUTING.md"), "utf8")).toContain("(docs/architecture.md)");
});
