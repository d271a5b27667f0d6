import type { ReadyInfo } from "../../../emulator/emulator";
import type { Name, Options } from "../../../emulator/probe/nexconn/types";
import { nexconnProbe } from "../../../emulator/probe/nexconn/vendor";
import { ProbedCloud } from "./cloud";
import { prove } from "./proof";

const access = ({ nexconn }: ReadyInfo) => ({
  endpoints: nexconn.endpoints,
  app: { id: nexconn.appKey, secret: nexconn.appSecret, admin: "" },
});

/** Those who are soft-deleted. */
const LEAVER = /^pimprobed\d$/;

prove({
  vendor: nexconnProbe,
  access,
  tried: {
    readAfterWriteDelayMs: [0, 1, 300, 1000, 60_000, 600_000],
    softDeleteSeconds: [60, 0, 1, 600, 601],
    keepAliveMaximum: [5, 0, 20, 21],
    groupSizeMaximum: [3000, 2, 101, 1537],
  },
  mixed: {
    readAfterWriteDelayMs: [0, 300, 1000],
    userLimit: [0, 100],
    groupSizeMaximum: [10, 3000],
    wordMaximum: [10, 50],
    softDeleteSeconds: [0, 60, 86_400],
    keepAliveMaximum: [0, 5, 21],
    timestampWindowSeconds: [0, 60, 86_400],
  },
  left: ({ users, groups, openChannels, profanityWords }) => ({
    user: Object.keys(Object(users)).filter((id) => !LEAVER.test(id)),
    leaver: Object.keys(Object(users)).filter((id) => LEAVER.test(id)),
    group: Object.keys(Object(groups)),
    openChannel: Object.keys(Object(openChannels)),
    word: Object.keys(Object(profanityWords)),
  }),
});

const everything = Object.keys(nexconnProbe.settings) as Name[];

// After all of them, one may have taken back what another did.
test.each([
  ["all", everything],
  ["secondBan", ["secondBan"]],
] as [string, Name[]][])("after %s the users that stay are as they were made", async (_what, names) => {
  const cloud = await ProbedCloud.start(nexconnProbe, access);
  try {
    await cloud.probe(names);
    const { users, ...rest } = await cloud.state();
    for (const [, user] of Object.entries(Object(users)).filter(([id]) => !LEAVER.test(id))) {
      expect(user).toMatchObject({ bannedUntil: null, tags: [], mutedChannelTypes: [], blocklist: [], deletion: null });
    }
    expect(rest).toMatchObject({ groupMutesEverywhere: {}, globalMutes: {}, openChannels: {}, profanityWords: {} });
  } finally {
    await cloud.close();
  }
});

async function leavers(cloud: ProbedCloud<Options, Name>): Promise<Record<string, boolean>> {
  const { users } = await cloud.state();
  const found = Object.entries(Object(users) as Record<string, { deletion: unknown }>).filter(([id]) =>
    LEAVER.test(id),
  );
  return Object.fromEntries(found.map(([id, { deletion }]) => [id, deletion !== null]));
}

test("each probe within an hour soft-deletes another user, and one after it restores those and uses them again", async () => {
  const cloud = await ProbedCloud.start(nexconnProbe, access);
  try {
    await cloud.probe(["softDeletedIssue"]);
    await cloud.probe(["softDeletedIssue"]);
    expect(await leavers(cloud)).toEqual({ pimprobed1: true, pimprobed2: true });
    await cloud.time.sleep(3_600_000);
    await cloud.probe(["softDeletedIssue"]);
    await cloud.time.sleep(60_000);
    expect(await leavers(cloud)).toEqual({ pimprobed1: false, pimprobed2: false, pimprobed3: true });
    const { findings, made } = await cloud.probe(["softDeletedIssue"]);
    expect(findings.get("softDeletedIssue")).toEqual({ value: 400 });
    expect(made.get("leaver")).toBe(1);
    expect(await leavers(cloud)).toEqual({ pimprobed1: true, pimprobed2: false, pimprobed3: true });
  } finally {
    await cloud.close();
  }
});

test("an app with room for many words is not filled with them", async () => {
  const cloud = await ProbedCloud.start(nexconnProbe, access);
  try {
    await cloud.empty({ wordMaximum: 10_000 });
    const { findings } = await cloud.probe(["wordOverflow"]);
    expect(findings.get("wordMaximum")).toEqual({ value: 10_000 });
    expect(findings.get("wordOverflow")).toEqual({ untold: "needs a used-up quota: 10000 profanity words" });
  } finally {
    await cloud.close();
  }
});

test("words that were to be refused and are added after all are removed", async () => {
  const cloud = await ProbedCloud.start(nexconnProbe, access);
  const send = globalThis.fetch;
  const spy = jest.spyOn(globalThis, "fetch").mockImplementation(async (target, init) => {
    const many = String(target).endsWith("/profanity-word/batch/add") && String(init?.body).split('"word"').length > 2;
    if (many) await cloud.control("POST", "settings", { nexconn: { wordMaximum: 100 } });
    return send(target, init);
  });
  try {
    const { findings } = await cloud.probe(["wordOverflow"]);
    expect(findings.get("wordOverflow")).toEqual({ untold: expect.stringContaining("batch/add answered 0") });
    expect((await cloud.state()).profanityWords).toEqual({});
  } finally {
    spy.mockRestore();
    await cloud.close();
  }
});

test("where one setting hides another, the reason says what it would take", async () => {
  const cloud = await ProbedCloud.start(nexconnProbe, access);
  try {
    const first = await cloud.probe(["groupSizeMaximum", "notEnabledStatus"]);
    expect(first.findings.get("groupSizeMaximum")).toEqual({
      untold: expect.stringMatching(/^hidden by unregisteredUsers = "refuse": needs a used-up quota: /),
    });
    expect(first.findings.get("notEnabledStatus")).toEqual({
      untold: expect.stringMatching(/^hidden by hostedProfileFeature = true and .*: needs the console: /),
    });
    await cloud.empty({ managedGroupsFeature: false });
    const second = await cloud.probe(["groupSizeMaximum", "notEnabledStatus"]);
    expect(second.findings.get("groupSizeMaximum")).toEqual({ untold: "hidden by managedGroupsFeature = false" });
    expect(second.findings.get("notEnabledStatus")).toEqual({ value: 430 });
  } finally {
    await cloud.close();
  }
});
