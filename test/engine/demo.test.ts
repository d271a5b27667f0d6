import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

test("the demo shows a preview, one program applied on three clouds, what they hold, an edit, and an end without a trace", async () => {
  const demo = join(__dirname, "../../tools/demo.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [demo], { maxBuffer: 1 << 26 });
  expect(stdout).toContain("+ 7 to create");
  expect(stdout.match(/\+ 7 created/g)).toHaveLength(3);
  const team =
    /Customer support: svc-helpdesk \(owner\), agent-ana \((manager|admin), Shift lead\), agent-ben \(member\)/gi;
  expect(stdout.match(team)).toHaveLength(3);
  expect(stdout).toContain("~ 1 to update");
  expect(stdout.match(/- 7 deleted/g)).toHaveLength(3);
  expect(stdout).toContain("Lobby (closed)");
  expect(stdout).toMatch(/helpdeskToken *: \[secret\]/);
}, 180_000);
