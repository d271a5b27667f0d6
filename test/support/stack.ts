import { Emulator } from "./emulator";
import { type Connections, Project } from "./project";

/** An emulator, and the stack of a mini project that is connected to it. */
export interface Stack {
  emulator: Emulator;
  project: Project;
}

export interface StackOptions {
  /** Further arguments of the emulator's command line. */
  args?: string[];
  /** Environment of the project's programs. */
  env?: NodeJS.ProcessEnv;
  /** Whether each command starts a program and a provider of its own, as a user's does: for kills, secrets, installed packages. */
  ownProcesses?: boolean;
  /** The connections of the stack, by name; by default `default`, to the emulator. */
  connections?: (emulator: Emulator) => Connections | Promise<Connections>;
}

/**
 * One emulator and one stack for all tests of a suite, from before the first to after the last.
 * @param name the folder of the mini project
 * @param ready takes the two over, and makes what the tests start from
 */
export function useStack(
  name: string,
  ready: (stack: Stack) => void | Promise<void>,
  {
    args = [],
    env = {},
    ownProcesses = false,
    connections = ({ connection }) => ({ default: connection }),
  }: StackOptions = {},
): void {
  let emulator: Emulator | undefined;
  let project: Project | undefined;

  beforeAll(async () => {
    emulator = await Emulator.start(args);
    project = new Project(name, env, { ownProcesses });
    await project.init(await connections(emulator));
    await ready({ emulator, project });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });
}
