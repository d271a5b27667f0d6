import type { SettingValue } from "../../../emulator/cloud/settings";
import type { Name, Options } from "../../../emulator/probe/nexconn/types";
import { nexconnProbe } from "../../../emulator/probe/nexconn/vendor";
import { ProbedCloud } from "./cloud";
import { access, LEAVER } from "./nexconn-app";

// Apps in which something is already there, or missing, and what is left of a probe beside its objects.

let cloud: ProbedCloud<Options, Name>;
beforeAll(async () => {
  cloud = await ProbedCloud.start(nexconnProbe, access);
});
beforeEach(() => cloud.empty());
afterAll(() => cloud.close());

/** A call by hand. */
async function call(name: string, params: Record<string, unknown>): Promise<unknown> {
  return cloud.control("POST", "call", { vendor: "nexconn", call: name, params });
}

/** What a probe finds of one setting. */
async function found(name: Name): Promise<unknown> {
  return (await cloud.probe([name])).findings.get(name);
}

async function leavers(): Promise<Record<string, boolean>> {
  const { users } = await cloud.state();
  const those = Object.entries(Object(users) as Record<string, { deletion: unknown }>).filter(([id]) =>
    LEAVER.test(id),
  );
  return Object.fromEntries(those.map(([id, { deletion }]) => [id, deletion !== null]));
}

test("each probe within an hour soft-deletes another user, and one after it restores those and uses them again", async () => {
  await found("softDeletedIssue");
  await found("softDeletedIssue");
  expect(await leavers()).toEqual({ pimprobed1: true, pimprobed2: true });
  await cloud.time.sleep(3_600_000);
  await found("softDeletedIssue");
  await cloud.time.sleep(60_000);
  expect(await leavers()).toEqual({ pimprobed1: false, pimprobed2: false, pimprobed3: true });
  const { findings, made } = await cloud.probe(["softDeletedIssue"]);
  expect(findings.get("softDeletedIssue")).toEqual({ value: 400 });
  expect(made.get("leaver")).toBe(1);
  expect(await leavers()).toEqual({ pimprobed1: true, pimprobed2: false, pimprobed3: true });
});

test("a failed look at a user is no soft delete that is done", async () => {
  // After the looks of the lag.
  const fault = { vendor: "nexconn", call: "user/get", kind: "code", value: 1050, skip: 2, times: 5 };
  await cloud.control("POST", "faults", fault);
  expect(await found("softDeleteSeconds")).toEqual({ untold: expect.stringMatching(/user\/get answered 1050$/) });
});

test("channels of others that are kept alive count", async () => {
  for (const channelId of ["a", "b"]) await call("open-channel/create", { channelId });
  await call("chatroom/keepalive/add.json", { chatroomId: ["a", "b"] });
  expect(await found("keepAliveMaximum")).toEqual({ value: 5 });
  expect(Object.keys(Object((await cloud.state()).openChannels))).toEqual(["a", "b"]);
});

test("words of others count, and stay", async () => {
  const words = ["a", "b"].map((word) => ({ word, replacement: "" }));
  await call("profanity-word/batch/add", { words });
  expect(await found("wordMaximum")).toEqual({ value: 50 });
  expect(await found("wordOverflow")).toEqual({ value: 1002 });
  expect((await cloud.state()).profanityWords).toEqual({ a: "", b: "" });
});

test("an app whose words are used up says how many it may have", async () => {
  await cloud.empty({ wordMaximum: 2 });
  await call("profanity-word/batch/add", { words: [{ word: "a" }, { word: "b" }] });
  expect(await found("wordMaximum")).toEqual({ value: 2 });
  expect(await found("wordOverflow")).toEqual({ value: 1002 });
});

test("an app with room for many words is not filled with them", async () => {
  await cloud.empty({ wordMaximum: 10_000 });
  const { findings } = await cloud.probe(["wordOverflow"]);
  expect(findings.get("wordMaximum")).toEqual({ value: 10_000 });
  expect(findings.get("wordOverflow")).toEqual({ untold: "needs a used-up quota: 10000 profanity words" });
});

test("words that were to be refused and are added after all are removed", async () => {
  const send = globalThis.fetch;
  const spy = jest.spyOn(globalThis, "fetch").mockImplementation(async (target, init) => {
    const many = String(target).endsWith("/profanity-word/batch/add") && String(init?.body).split('"word"').length > 2;
    if (many) await cloud.control("POST", "settings", { nexconn: { wordMaximum: 200 } });
    return send(target, init);
  });
  try {
    expect(await found("wordOverflow")).toEqual({ untold: expect.stringContaining("batch/add answered 0") });
    expect((await cloud.state()).profanityWords).toEqual({});
  } finally {
    spy.mockRestore();
  }
});

test("where one setting hides another, the reason says what it would take", async () => {
  expect(await found("groupSizeMaximum")).toEqual({
    untold: expect.stringMatching(/^hidden by unregisteredUsers = "refuse": needs a used-up quota: /),
  });
  expect(await found("notEnabledStatus")).toEqual({
    untold: expect.stringMatching(/^hidden by hostedProfileFeature = true and .*: needs the console: /),
  });
  await cloud.empty({ managedGroupsFeature: false });
  expect(await found("groupSizeMaximum")).toEqual({ untold: "hidden by managedGroupsFeature = false" });
  expect(await found("notEnabledStatus")).toEqual({ value: 430 });
});

test.each([
  ["metadataOwner", "registered"],
  ["strangersAmongInvited", "fail"],
] as [Name, SettingValue][])("%s is not guessed where nobody need be registered", async (name, value) => {
  await cloud.empty({ unregisteredUsers: "accept", [name]: value });
  expect(await found(name)).toEqual({ untold: 'hidden by unregisteredUsers = "accept"' });
});

test.each([
  ["profileForm", ["object", "text"]],
  ["emptyProfiles", ["empty", "omit", "null"]],
  ["emptyExtValue", ["keep", "delete"]],
  ["emittedNames", ["sdk", "docs"]],
] as [Name, SettingValue[]][])("%s is told without managed groups too", async (name, values) => {
  for (const value of values) {
    // By the names of the documentation alone, so that a field under another name would not be heard.
    await cloud.empty({ managedGroupsFeature: false, acceptedNames: "docs", [name]: value });
    expect(await found(name)).toEqual({ value });
  }
});

test("names in answers are told where the vendor takes those of the documentation alone", async () => {
  for (const emittedNames of ["sdk", "docs"]) {
    await cloud.empty({ acceptedNames: "docs", emittedNames });
    expect(await found("emittedNames")).toEqual({ value: emittedNames });
  }
});

test("mutes that outlive what they are of are taken back", async () => {
  await cloud.empty({
    moderateNonMember: "accept",
    moderateUnknownGroup: "accept",
    groupMutesSurviveDismissal: true,
    participantListsSurviveDestroy: true,
  });
  const names = [
    "moderateNonMember",
    "moderateUnknownGroup",
    "groupMutesSurviveDismissal",
    "participantListsSurviveDestroy",
  ] as const;
  await cloud.probe(names);
  const adds = (await cloud.calls()).filter(({ call: name, code }) => name.endsWith("/mute-list/add") && code === 0);
  expect(adds).toHaveLength(names.length);
  for (const { call: name, params } of adds) {
    const channelId = String(params.channelId);
    if (name.startsWith("open-")) await call("open-channel/create", { channelId });
    const answer = await call(name.replace("/add", "/get"), { channelId });
    expect(Object.values(Object(Object(answer).result))).toEqual([[]]);
  }
});
