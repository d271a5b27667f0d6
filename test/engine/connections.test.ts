import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const apps = { here: "a".repeat(32), there: "b".repeat(32) };

describe("connections, through the engine", () => {
  let here: Emulator;
  let there: Emulator;
  let projects: Project[] = [];

  beforeAll(async () => {
    here = await Emulator.start(["--app", `commsease=${apps.here}`]);
    there = await Emulator.start(["--app", `commsease=${apps.there}`]);
  });

  afterEach(async () => {
    for (const project of projects.splice(0)) project.dispose();
    await Promise.all([here.reset(), there.reset()]);
  });

  afterAll(async () => {
    await here?.stop();
    await there?.stop();
  });

  async function opened(connections: Record<string, Emulator>, env: NodeJS.ProcessEnv = {}): Promise<Project> {
    const project = new Project("connections", env);
    projects = [...projects, project];
    const settings = Object.entries(connections).map(([name, { connection }]) => [name, connection] as const);
    await project.init(Object.fromEntries(settings));
    return project;
  }

  /** What an app holds, as short as can be. */
  async function holds(emulator: Emulator) {
    const { accounts, teams, chatrooms } = await emulator.state();
    const short = <T extends object>(objects: Record<string, T>, text: (object: T) => string) =>
      Object.values(objects).map(text);
    return {
      accounts: short(accounts, ({ accid, name, blocked }: Record<string, unknown>) => `${accid} ${name} ${blocked}`),
      teams: short(teams, ({ tname, owner }: Record<string, unknown>) => `${tname} ${owner}`),
      rooms: short(chatrooms, ({ name, valid }: Record<string, unknown>) => `${name} ${valid}`),
    };
  }

  async function forget(): Promise<void> {
    await Promise.all([here.forgetCalls(), there.forgetCalls()]);
  }

  test("two in one program, a move to the other app, and a new name for it", async () => {
    const project = await opened({ here, there });
    project.step("1-two-apps");
    await project.up();
    expect(await holds(here)).toEqual({ accounts: ["ops Here false"], teams: ["Ops ops"], rooms: ["Lobby true"] });
    expect(await holds(there)).toEqual({ accounts: ["ops There false"], teams: [], rooms: [] });
    const made = await project.resources();
    expect(made.here.outputs).toMatchObject({ connection: "here", appId: apps.here });
    expect(made.there.outputs).toMatchObject({ connection: "there", appId: apps.there });
    await project.expectClean();

    project.step("2-moved");
    await forget();
    expect(await project.change()).toMatch(/~ connection *: "here" => "there"/);
    expect(project.counts).toMatchObject({ replace: 3 });
    expect(await holds(here)).toEqual({ accounts: ["ops Here true"], teams: [], rooms: ["Lobby false"] });
    expect(await holds(there)).toEqual({
      accounts: ["ops There false", "second Here false"],
      teams: ["Ops second"],
      rooms: ["Lobby true"],
    });
    await project.expectClean();

    await project.connect("overseas", there.connection);
    project.step("3-renamed");
    await forget();
    await project.up();
    expect(project.counts).toEqual({ same: 1, update: 4 });
    expect([await here.calls(), await there.writes()]).toEqual([[], []]);
    await project.ok(["config", "rm", "--path", "im:connections.there"]);
    await project.expectSettled();
    await project.destroy();
    expect(await holds(there)).toEqual({
      accounts: ["ops There true", "second Here true"],
      teams: [],
      rooms: ["Lobby false"],
    });
  });

  test("an account moves to another app under the id that it has", async () => {
    const project = await opened({ here, there });
    const account = (connection: string) =>
      `import { commsease } from "pulumi-im";\nnew commsease.Account("bot", { accid: "bot", connection: "${connection}" });\n`;
    project.program(account("here"));
    await project.up();
    project.program(account("there"));
    await project.up();
    expect(project.counts).toMatchObject({ replace: 1 });
    expect(await holds(here)).toMatchObject({ accounts: ["bot null true"] });
    expect(await holds(there)).toMatchObject({ accounts: ["bot null false"] });
  });

  /** The one-app form of a pipeline. */
  function environmentOf({ connection }: Emulator): NodeJS.ProcessEnv {
    return {
      IM_VENDOR: connection.vendor,
      IM_APP_KEY: connection.appKey,
      IM_APP_SECRET: connection.appSecret,
      IM_ENDPOINT: connection.endpoint,
    };
  }

  async function rotate(project: Project, secret: string): Promise<void> {
    await here.rotate("commsease", secret);
    project.env.IM_APP_SECRET = secret;
  }

  const estate = { accounts: ["bot Bot false"], teams: ["Ops bot"], rooms: ["Lobby true"] };
  const nothing = { accounts: [], teams: [], rooms: [] };

  test("the environment serves as the default connection, read anew by each command, and leaves no secret in the state", async () => {
    const project = await opened({}, environmentOf(here));
    project.step("4-default");
    await project.up();
    expect(await holds(here)).toEqual(estate);
    await project.expectClean();
    await rotate(project, "second-secret");
    await project.refresh();
    await rotate(project, "third-secret");
    expect(project.stateFiles()).not.toMatch(new RegExp(`${here.connection.appSecret}|(second|third)-secret`));
    await project.destroy();
    expect(await holds(here)).toEqual({ accounts: ["bot Bot true"], teams: [], rooms: ["Lobby false"] });
  });

  test("one that points to another app than before is refused, and nothing is called", async () => {
    const project = await opened({ default: here });
    project.step("4-default");
    await project.up();
    await project.connect("default", there.connection);
    await forget();
    const commands = [
      ["up", "--yes", "--skip-preview"],
      ["refresh", "--yes", "--skip-preview"],
      ["destroy", "--yes", "--skip-preview"],
    ];
    for (const command of commands) {
      const { code, text } = await project.run(command);
      expect([command[0], code]).not.toEqual([command[0], 0]);
      expect(text).toContain(
        `This resource was made in app ${apps.here}, and the connection \`default\` now points to app ${apps.there}. Nothing was done.`,
      );
    }
    expect([await here.calls(), await there.calls()]).toEqual([[], []]);
    expect([await holds(here), await holds(there)]).toEqual([estate, nothing]);

    await project.connect("default", here.connection);
    await project.expectClean();
  });
});
