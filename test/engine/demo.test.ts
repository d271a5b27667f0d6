import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

test("the demo shows a preview, an applied stack, what the cloud holds, an edit, and an end without a trace", async () => {
  const demo = join(__dirname, "../../tools/demo.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [demo], { maxBuffer: 1 << 26 });
  expect(stdout).toContain("+ 13 to create");
  expect(stdout).toContain("+ 13 created");
  expect(stdout).toMatch(/Customer support: svc-helpdesk \(owner\), agent-ana \(manager, Shift lead\)/);
  expect(stdout).toContain("~ 2 to update");
  expect(stdout).toContain("- 13 deleted");
  expect(stdout).toContain("Lobby (closed)");
  expect(stdout).toMatch(/hostToken *: \[secret\]/);
}, 180_000);
