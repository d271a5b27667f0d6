import { join, relative } from "node:path";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const accounts = 100;
const program = `
import { commsease } from "pulumi-im";
for (let i = 0; i < ${accounts}; i++) {
  new commsease.Account(\`account-\${i}\`, {
    accid: \`service-\${i}\`,
    name: \`Service \${i}\`,
    icon: "https://cdn.example.com/icons/service.png",
    ex: JSON.stringify({ kind: "service", number: i }),
  });
}`;

describe("what a stack of many accounts costs", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("state-size", async (stack) => {
    ({ emulator, project } = stack);
    project.program(program);
    await project.up();
  });

  test("one create each, and shared reads", async () => {
    const calls = (await emulator.calls()).map(({ call }) => call);
    expect(calls.filter((call) => call === "user/create")).toHaveLength(accounts);
    expect(calls.filter((call) => call === "user/getUinfos").length).toBeLessThan(accounts);
    expect(new Set(calls)).toEqual(new Set(["user/create", "user/getUinfos"]));
  });

  test("at most 2.2 KB of exported state for an account", async () => {
    // The engine writes a stack trace with each resource; a user has the packages in the project, not in a checkout.
    const checkout = `project:///${relative(project.folder, join(__dirname, "../.."))}/`;
    const written = JSON.stringify(JSON.parse(await project.ok(["stack", "export"])));
    const exported = written.replaceAll(checkout, "project:///");
    expect(exported.length).toBeLessThan(written.length);
    expect(Buffer.byteLength(exported) / accounts).toBeLessThanOrEqual(2200);
  });

  test("the provider's text is the same for all, and at most 300 characters", async () => {
    const resources = Object.values(await project.resources()).filter(({ type }) => type.includes("commsease:Account"));
    const texts = new Set(resources.flatMap(({ inputs, outputs }) => [inputs.__provider, outputs.__provider]));
    expect(resources).toHaveLength(accounts);
    expect([...texts]).toHaveLength(1);
    expect([...texts][0].length).toBeLessThanOrEqual(300);
  });

  test("a refresh reads many accounts in a call", async () => {
    await emulator.forgetCalls();
    await project.refresh();
    const calls = await emulator.calls();
    expect(new Set(calls.map(({ call }) => call))).toEqual(new Set(["user/getUinfos"]));
    expect(calls.length).toBeLessThan(accounts);
  });
});
