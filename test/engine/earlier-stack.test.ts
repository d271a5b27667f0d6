import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";
import { changed } from "./earlier-stack/changed";
import { addressesOf, environment, settings } from "./earlier-stack/stack";

const folder = join(__dirname, "earlier-stack");
const checkedIn = (file: string) => readFileSync(join(folder, file), "utf8");
const { manifest, resources } = JSON.parse(checkedIn("stack.json")).deployment;
const madeAtMs = Date.parse(manifest.time);
const day = 24 * 3600;

const isOurs = ({ type }: { type: string }) => type.includes("dynamic/im");
/** What a state says of a resource, whoever looked at it last and when. */
const lasting = ({ urn, id, type, parent, inputs, outputs }: Record<string, unknown>) => {
  return { urn, id, type, parent, inputs, outputs };
};
const nameOf = (urn: string) => urn.split("::").pop() ?? "";
/** The ids of the resources, by logical name; those of this package alone have one that counts. */
const ids: Record<string, string> = Object.fromEntries(
  resources.filter(isOurs).map(({ urn, id }: { urn: string; id: string }) => [nameOf(urn), id]),
);

const marksInState: string[] = resources.flatMap(({ outputs }: { outputs?: { mark?: string } }) => outputs?.mark ?? []);

/** The operation that most of the resources have, and those of others, by logical name. */
function expected(most: string, others: Record<string, string> = {}): Record<string, string> {
  return { ...Object.fromEntries(Object.keys(ids).map((name) => [name, most])), ...others };
}

/** Calls that make an object, or end one. */
const lifeOfObjects = /\/(create|dismiss|destroy)(_group|_topic)?$|team\/remove$|account_delete$/;

/** An object of one of the clouds, as the emulator shows it. */
// biome-ignore lint/suspicious/noExplicitAny: objects are of many shapes.
type Held = any;

describe("a stack that an earlier state of the package has made", () => {
  const scratch = mkdtempSync(join(tmpdir(), "im-earlier-"));
  const data = join(scratch, "cloud.json");
  copyFileSync(join(folder, "cloud.json"), data);
  let emulator: Emulator;
  let project: Project;

  /** Sets the clocks of the clouds and of the engine's processes, so that what time does is the same on any day. */
  async function setClocks(days: number): Promise<void> {
    await emulator.advanceClock(madeAtMs / 1000 + days * day - emulator.now() / 1000);
    project.env.IM_TEST_CLOCK_AHEAD_MS = String(emulator.now() - Date.now());
    project.env.NODE_OPTIONS = `--require ${join(__dirname, "../support/clock-ahead.cjs")}`;
  }

  useStack(
    "earlier-stack",
    async (stack) => {
      ({ emulator, project } = stack);
      // What is made in a run of the same day is taken for that run's own.
      await setClocks(2);
      Object.assign(project.env, environment(madeAtMs, ids.crew ?? ""));
      project.step("1-made");
      const here = (text: string) =>
        Object.entries(addressesOf(emulator)).reduce((all, [name, at]) => all.replaceAll(`http://${name}`, at), text);
      writeFileSync(join(project.folder, "Pulumi.dev.yaml"), here(checkedIn("Pulumi.dev.yaml")));
      writeFileSync(join(scratch, "stack.json"), here(checkedIn("stack.json")));
      await project.ok(["stack", "import", "--file", join(scratch, "stack.json")]);
      await emulator.forgetCalls();
    },
    { args: [...settings, "--data", data], connections: () => ({}), ownProcesses: true },
  );

  afterAll(() => rmSync(scratch, { recursive: true }));

  /** What a command does to each resource, by logical name, as the engine's own events say it. */
  async function operations(command: string): Promise<Record<string, string>> {
    const { code, text } = await project.run([command, "--yes", "--skip-preview", "--json"]);
    const events = text
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
    const errors = events.filter(({ diagnosticEvent: said }) => said?.severity === "error");
    expect([code, errors.map(({ diagnosticEvent: said }) => said.message)]).toEqual([0, []]);
    const done = events.flatMap(({ resOutputsEvent: event }) => (event ? [event.metadata] : []));
    return onlyOurs(done);
  }

  /** What a preview would change, in the same form. */
  async function foreseen(): Promise<Record<string, string>> {
    return onlyOurs(JSON.parse(await project.ok(["preview", "--json"])).steps);
  }

  function onlyOurs(steps: { urn: string; op: string }[]): Record<string, string> {
    return Object.fromEntries(steps.map(({ urn, op }) => [nameOf(urn), op]).filter(([name = ""]) => name in ids));
  }

  async function writes(): Promise<string[]> {
    return [...(await emulator.writes()), ...(await emulator.nexconn.writes()), ...(await emulator.tencent.writes())];
  }

  /** The cloud's objects at a place such as `commsease.teams`, by id. */
  async function held(place: string): Promise<Record<string, Held>> {
    const [vendor = "", kind = ""] = place.split(".");
    return (await emulator.control("GET", "/control/state"))[vendor][kind];
  }

  /** The marks that the clouds' objects bear. */
  async function marks(): Promise<string[]> {
    const text = JSON.stringify(await emulator.control("GET", "/control/state"));
    return (text.match(/(?<![0-9a-z])[0-9a-v]{20}(?![0-9a-z])/g) ?? []).sort();
  }

  test("is refreshed without a change, and previewed without a difference or a call", async () => {
    expect(await operations("refresh")).toEqual(expected("same"));
    // The engine counts as the same what differs in outputs alone.
    const { deployment } = JSON.parse(await project.ok(["stack", "export", "--show-secrets"]));
    // An id that Nexconn's resource has chosen itself comes into the inputs, beside all that was there.
    expect(deployment.resources.filter(isOurs).map(lasting)).toMatchObject(resources.filter(isOurs).map(lasting));
    await emulator.forgetCalls();
    await project.expectClean();
    expect(await emulator.calls()).toEqual([]);
  });

  test("takes a change of every kind in place, on the objects that it had", async () => {
    const before = await marks();
    expect(before).toEqual(expect.arrayContaining(marksInState));
    await emulator.forgetCalls();
    project.step("2-changed");
    const unchanged = { "c-aide": "same", "t-aide": "same", vault: "same" };
    expect(await operations("up")).toEqual(expected("update", unchanged));
    expect((await writes()).filter((call) => lifeOfObjects.test(call))).toEqual([]);
    expect(await marks()).toEqual(before);
    for (const [place, objects] of Object.entries(changed)) {
      const there = await held(place);
      const found = Object.keys(objects).map((name) => [name, there[ids[name] ?? ""]]);
      expect(Object.fromEntries(found)).toMatchObject(objects);
    }
    await project.expectClean();
  });

  test("shows, when it is old, what time has ended and what has to be renewed, and nothing else", async () => {
    await setClocks(45);
    const ended = ["lobby", "n-room", "n-entries"];
    expect(await operations("refresh")).toEqual(
      expected("same", { ...Object.fromEntries(ended.map((name) => [name, "delete"])), room: "update" }),
    );
    // A room that has closed is opened again, and a UserSig with less than a third of its life is renewed.
    const made = Object.fromEntries(ended.map((name) => [name, "create"]));
    expect(await foreseen()).toEqual({ ...made, room: "update", olga: "update" });
  });

  test("is destroyed without running the program: what it made is gone, and what it only shared is there", async () => {
    project.program("throw new Error('not to be run');");
    const { lobby, "n-room": room, "n-entries": entries, ...left } = expected("delete");
    expect(await operations("destroy")).toEqual(left);
    expect(await project.resources()).toEqual({});

    const idsOf = async (place: string, is: (object: Held) => boolean) =>
      Object.entries(await held(place))
        .filter(([, object]) => is(object))
        .map(([id]) => id)
        .sort();
    // CommsEase deletes no account and no room: they are blocked and closed.
    const ours = ["adopted", "c-aide", "c-host", "desk-lead", "full.one", "made", "vault"];
    expect(await idsOf("commsease.accounts", ({ blocked }) => blocked)).toEqual(ours);
    expect(await idsOf("commsease.chatrooms", ({ valid }) => valid)).toEqual([]);
    expect((await held("commsease.chatrooms"))[ids["found-room"] ?? ""]).toMatchObject({
      members: { ann: { role: "manager", muted: false }, olga: { role: "creator" } },
      tagMutes: {},
      queue: { elements: [{ key: "theirs" }] },
    });
    const { [ids.crew ?? ""]: crew, ...otherTeams } = await held("commsease.teams");
    expect([Object.keys(crew?.members), otherTeams]).toEqual([["olga", "ann"], {}]);
    expect(await held("commsease.superTeams")).toEqual({});

    const users = ["Service.One", "adopted", "n-aide", "n-host"];
    expect(await idsOf("nexconn.users", ({ deletion }) => deletion !== null)).toEqual(users);
    const { plaza, ...otherGroups } = await held("nexconn.groups");
    expect([Object.keys(plaza?.members), otherGroups]).toEqual([["olga", "ann"], {}]);
    expect(await held("nexconn.openChannels")).toEqual({});
    expect(await held("nexconn.profanityWords")).toEqual({});

    const people = ["ann", "ben", "cat", "cid", "dan", "eve"];
    expect(await idsOf("tencent.accounts", () => true)).toEqual([...people, "kept"]);
    const { square, "@TGS#_found": community, ...otherChats } = await held("tencent.groups");
    expect([Object.keys(square?.members), community?.topics, otherChats]).toEqual([["dan", "ann"], {}, {}]);
  });
});
