import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { sha256 } from "../support/sha256";
import { useStack } from "../support/stack";

/** The page of the example, in as much of a browser as it needs. */
function openPage(folder: string) {
  const listeners: (() => void)[] = [];
  const elements = {
    options: { textContent: "There is no options.js yet." },
    reveal: { checked: false, addEventListener: (_: string, listener: () => void) => listeners.push(listener) },
  };
  const document = { getElementById: (id: keyof typeof elements) => elements[id] };
  const page = createContext({ window: {}, document });
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const scripts = [...html.matchAll(/<script src="([^"]+)">/g)].map(([, file]) => String(file));
  expect(scripts).toEqual(["options.js", "page.js"]);
  for (const file of scripts) runInContext(readFileSync(join(folder, file), "utf8"), page);
  return {
    shown: () => elements.options.textContent,
    reveal: () => {
      elements.reveal.checked = true;
      for (const listener of listeners) listener();
    },
  };
}

describe("examples/commsease-web", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("../../examples/commsease-web", async (stack) => {
    ({ emulator, project } = stack);
    project.step(".");
  });

  test("makes a room with its seats, and options whose token logs in", async () => {
    await project.up();
    const { options, seatKeys } = await project.outputs();
    expect(seatKeys).toEqual(["seat-1", "seat-2", "seat-3"]);
    const { queue } = await emulator.chatroom(options.chatroomId);
    expect(queue).toMatchObject({ sizeLimit: 8, elements: [{ key: "seat-1" }, { key: "seat-2" }, { key: "seat-3" }] });
    expect(sha256(options.token)).toBe((await emulator.account("web-presenter")).tokenSha256);
    expect(options).toMatchObject({ account: "web-presenter", appKey: emulator.connection.appKey });
    expect(options.chatroomAddresses.length).toBeGreaterThan(0);
    expect(project.stateFiles()).not.toContain(options.token);
    await project.expectClean();
  });

  test("its script writes the options for its owner alone, and its page prints them with the token masked", async () => {
    const printed = execFileSync(process.execPath, ["write-options.mjs"], {
      cwd: project.folder,
      env: project.env,
      encoding: "utf8",
    });
    const { options } = await project.outputs();
    expect(printed).not.toContain(options.token);
    expect(statSync(join(project.folder, "options.js")).mode & 0o077).toBe(0);
    const page = openPage(project.folder);
    for (const key of ["appKey", "account", "token", "chatroomId", "chatroomAddresses"]) {
      expect(page.shown()).toContain(`"${key}"`);
    }
    expect(page.shown()).toContain(options.chatroomAddresses[0]);
    expect(page.shown()).not.toContain(options.token);
    page.reveal();
    expect(page.shown()).toContain(options.token);
  });

  test("is destroyed without leaving a seat taken", async () => {
    const { chatroomId } = (await project.outputs()).options;
    await project.destroy();
    expect(await emulator.chatroom(chatroomId)).toMatchObject({ valid: false, queue: { elements: [] } });
  });
});
