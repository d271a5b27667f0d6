import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

let emulator: Emulator;
let project: Project;

useStack(
  "declared-twice",
  (stack) => {
    emulator = stack.emulator;
    project = stack.project;
  },
  {
    // A shared process tells an error of the program twice.
    ownProcesses: true,
    connections: (emulator) => ({
      default: emulator.connection,
      same: emulator.connection,
      // Another app: its requests would be refused, and a preview sends none.
      other: { ...emulator.connection, appKey: "another-app" },
      nexconn: emulator.nexconn.connection,
      tencent: emulator.tencent.connection,
    }),
  },
);

/** What a failing preview says beside the engine's own lines. */
async function refused(): Promise<string> {
  const { code, text } = await project.run(["preview"]);
  expect(code).not.toBe(0);
  expect(text).not.toMatch(/^\s+at .*:\d+/m);
  expect(text).not.toContain("unhandled exception");
  expect(text).not.toContain("s3cr3t");
  return text;
}

test("a preview tells all pairs at once, by name and kind", async () => {
  project.step("1-twice");
  const text = await refused();
  expect(text).toContain("9 things are declared twice:");
  for (const line of [
    'commsease account "agent": `north-agent` (commsease.Account in `north`) and `south-agent` (commsease.Account in `south`)',
    'commsease account "svc-bot": `bot` (commsease.Account) and `helper` (Account)',
    'commsease account "svc-bot": `bot` (commsease.Account) and `again` (commsease.Account)',
    "commsease account whose id is secret: `hidden` (commsease.Account) and `hidden-too` (commsease.Account)",
    '"ana" among the members of commsease team that both refer to: `team` (commsease.Team) and `beside` (TeamMembers)',
    "the queue of commsease chat room that both refer to: `queue` (commsease.ChatroomQueue) and `entries` (ChatroomEntries)",
    '"ben" among the members of nexconn group channel "c": `one` (nexconn.GroupMembers) and `two` (nexconn.GroupMembers)',
    "the members of nexconn group channel whose id is secret: `untold` (nexconn.GroupMembers) and `untold-too` (nexconn.GroupMembers)",
    "the profanity words of nexconn app: `words` (nexconn.ProfanityWords) and `more-words` (nexconn.ProfanityWords)",
    'the attributes of tencent group "g": `attributes` (tencent.GroupAttributes) and `more-attributes` (tencent.GroupAttributes)',
  ]) {
    expect(text).toContain(line);
  }
  // What is known by itself is told at once; what another resource's output tells, with what comes as late.
  expect(text.match(/^ +error: .*declared twice:$/gm)).toHaveLength(2);
  expect(text).not.toContain("`helper` (Account) and `again`");
  expect(await emulator.writes()).toEqual([]);
});

test("what only looks like the same passes, and so does a resource with another name or a replacement", async () => {
  project.step("2-once");
  const other = project.source("2-once").replace(/.*"other".*\n/, "");
  project.program(other);
  await project.up();
  expect(Object.keys((await emulator.state()).accounts)).toEqual(["svc-bot"]);

  project.program(
    project
      .source("2-once")
      .replace(`"bot", { accid: "svc-bot" }`, `"desk", { accid: "svc-bot" }, { aliases: [{ name: "bot" }] }`)
      .replace(`creator: bot.accid, name: "R" }`, `creator: "svc-bot", name: "R" }, { deleteBeforeReplace: true }`)
      .replace(`channelId: "c", name`, `channelId: "d", name`),
  );
  const preview = await project.preview();
  expect(preview).toMatch(/replac/);
  expect(preview).not.toContain("declared twice");
});

test("an id that has become known is compared with one that is written", async () => {
  const { roomid } = await project.outputs();
  project.program(
    `${project.source("2-once").replace(/.*"other".*\n/, "")}
new commsease.ChatroomQueue("written", { roomid: "${roomid}", ...part("seat") });`,
  );
  const text = await refused();
  expect(text).toContain(
    `"seat" among the queue of commsease chat room "${roomid}": \`seats\` (commsease.ChatroomQueue) and \`written\` (commsease.ChatroomQueue)`,
  );
  expect(text).not.toContain("`topics`");
});
