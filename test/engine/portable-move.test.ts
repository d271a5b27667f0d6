import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

describe("a team that moves to a connection of another vendor", () => {
  let emulator: Emulator;
  let project: Project;

  useStack(
    "portable-move",
    async (stack) => {
      ({ emulator, project } = stack);
      project.step("1-here");
      await project.up();
    },
    { connections: ({ connection, nexconn }) => ({ default: connection, abroad: nexconn.connection }) },
  );

  const here = async () => Object.values<{ tname: string }>((await emulator.state()).teams).map(({ tname }) => tname);
  const there = async () =>
    Object.values<{ name: string }>((await emulator.nexconn.state()).groups).map(({ name }) => name);

  function move(): void {
    project.program(project.source("1-here").replace('connection = "default"', 'connection = "abroad"'));
  }

  test("is to be replaced, as the preview says", async () => {
    move();
    await project.preview();
    expect(project.counts).toMatchObject({ replace: 1 });
    expect([await here(), await there()]).toEqual([["Support"], []]);
  });

  test("stays where it is while it cannot be made there", async () => {
    await emulator.nexconn.fault({ call: "group-channel/create", kind: "code", value: 1009, times: 1 });
    expect(await project.failingUp()).toContain("group-channel/create");
    expect([await here(), await there()]).toEqual([["Support"], []]);
  });

  test("is in both places while it cannot be removed here, and not forgotten", async () => {
    await emulator.fault({ call: "team/remove", kind: "code", value: 403, times: 1 });
    await project.failingUp();
    expect([await here(), await there()]).toEqual([["Support"], ["Support"]]);
  });

  test("is there and not here in the end, once", async () => {
    await project.up();
    expect([await here(), await there()]).toEqual([[], ["Support"]]);
    expect(await project.outputs()).toMatchObject({ vendor: "nexconn", teamId: expect.stringMatching(/^team-/) });
    await project.expectClean();
  });
});
