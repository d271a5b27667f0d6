import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { shellBlocks } from "../../support/shell-blocks";
import { useEmulator } from "./harness";

const emulator = useEmulator();

/** A block of the README on the ports of this run, as a shell runs it. */
async function run(text: string): Promise<unknown> {
  const { console, commsease } = emulator().ready;
  const here = text
    .replace("http://127.0.0.1:4700", console)
    .replace("http://127.0.0.1:4701/nimserver", commsease.endpoint);
  expect(here).not.toMatch(/:470\d\//);
  const { stdout } = await promisify(execFile)("sh", ["-c", here]);
  return JSON.parse(stdout);
}

test("the calls of the README work as they stand", async () => {
  const [unsigned, signed] = shellBlocks("emulator/README.md", "A call by hand").map(({ text }) => text);
  expect(await run(unsigned ?? "")).toMatchObject({ code: 200, info: { accid: "ana" } });
  expect(await run(signed ?? "")).toMatchObject({ code: 200, uinfos: [{ accid: "ana", name: "Ana" }] });
});

test("without its type, JSON to the control port is refused", async () => {
  const [unsigned] = shellBlocks("emulator/README.md", "A call by hand").map(({ text }) => text);
  const untyped = (unsigned ?? "").replace("-H 'content-type: application/json'", "");
  expect(await run(untyped)).toEqual({ error: "control takes JSON: content-type application/json" });
});
