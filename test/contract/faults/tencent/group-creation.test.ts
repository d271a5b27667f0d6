import { markTakenOver } from "../../../../provider/ownership/mark";
import { group } from "../../../../provider/tencent/group/resource";
import type { Values } from "../../../../provider/values/values";
import { ours, somebodyElses } from "../../../support/marks";
import { failureOf, useWarnings } from "../cloud";
import { useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off", "--setting", "tencent.groupCustomKeys=kind");
const warnings = useWarnings();

const svc = "group_open_http_svc";
const mark = ours;
const temporary = `pulumi-im:${mark}`;
const chosen = { Type: "Public", GroupId: "ops", Name: "Ops", Owner_Account: "owner", mark };
const { GroupId: _, ...assigned } = chosen;

const side = () => cloud().emulator.tencent;
const groups = async (): Promise<Record<string, Values>> => (await side().state()).groups;
const calls = async () => (await cloud().log()).map(({ call }) => call.replace(/^.*\//, ""));

beforeEach(() => cloud().people("owner", "ann", "other"));

/** The process ends at the first call of this name, and nothing of it comes into a state. */
async function cutShort(call: string, inputs: Values): Promise<void> {
  cloud().killAt(`${svc}/${call}`);
  await cloud().create(group, inputs);
  await cloud().newRun();
}

const ids: [string, Values][] = [
  ["chosen", chosen],
  ["assigned", assigned],
  ["assigned, of an AVChatRoom,", { ...assigned, Type: "AVChatRoom" }],
  ["assigned, without an owner,", { Type: "Private", Name: "Ops", mark }],
];

describe.each(ids)("a group whose id is %s", (_id, inputs) => {
  test("is made by four calls at most: create, mark, name, members", async () => {
    const hasMembers = inputs.Type !== "AVChatRoom";
    await cloud().create(group, { ...inputs, Introduction: "i", ...(hasMembers && { MemberList: ["ann"] }) });
    const writes = (await calls()).filter((call) => !call.startsWith("get_"));
    expect(writes).toEqual([
      "create_group",
      "modify_group_attr",
      "modify_group_base_info",
      ...(hasMembers ? ["add_group_member"] : []),
    ]);
  });

  test.each([
    ["before its mark", "modify_group_attr", { Name: temporary, attributes: {} }],
    ["before its name", "modify_group_base_info", { Name: temporary, attributes: { "pulumi-im": mark } }],
  ])("and whose create was cut short %s is known again and finished", async (_when, call, left) => {
    await cutShort(call, inputs);
    expect(Object.values(await groups())).toEqual([expect.objectContaining(left)]);

    const { id, state, failure } = await cloud().create(group, inputs);
    expect(failure).toBeUndefined();
    // Of a chosen id the vendor's refusal tells; an assigned one is looked for first.
    expect(await cloud().sent(`${svc}/create_group`)).toBe(inputs.GroupId === undefined ? 0 : 1);
    expect(await groups()).toEqual({
      [id]: expect.objectContaining({ Name: "Ops", attributes: { "pulumi-im": markTakenOver(mark) } }),
    });
    expect(state).toMatchObject({ GroupId: id, Name: "Ops", mark: markTakenOver(mark) });
    expect(warnings().join()).toMatch(/tencent group .* made by this resource in an earlier run/);
  });

  test("and that was complete when the engine was killed is known again", async () => {
    const before = await cloud().create(group, inputs);
    await cloud().newRun();
    const { id } = await cloud().create(group, inputs);
    expect(id).toBe(before.id);
    expect(Object.keys(await groups())).toEqual([id]);
    // Who knows it by the mark before leaves it alone.
    await cloud().remove(group, before);
    expect(Object.keys(await groups())).toEqual([id]);
  });

  test("and whose create lost its answer is made once", async () => {
    await cloud().inject(`${svc}/create_group`, { kind: "drop-after" });
    const { id, state, failure } = await cloud().create(group, inputs);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ Name: "Ops", mark, GroupId: id });
    expect(Object.keys(await groups())).toEqual([id]);
    expect(await cloud().sent(`${svc}/create_group`)).toBe(1);
    expect(warnings()).toEqual([]);
  });

  test("and that bears no mark is made once too, with marks off", async () => {
    const { mark: _, ...unmarked } = inputs;
    await cloud().inject(`${svc}/create_group`, { kind: "drop-after" });
    const { id, failure } = await cloud().create(group, unmarked);
    expect(failure).toBeUndefined();
    expect(await groups()).toEqual({ [id]: expect.objectContaining({ Name: "Ops", attributes: {} }) });
    expect(await cloud().sent(`${svc}/create_group`)).toBe(1);
  });
});

describe.each([
  ["", chosen],
  [", with `adopt`", { ...chosen, adopt: true }],
  [", with marks off", { ...chosen, mark: undefined }],
])("a group id that the vendor holds after a dissolution%s", (_how, inputs) => {
  test("is an error that says so and takes over nothing; another id does, and so does the same one later", async () => {
    await cloud().emulator.tencent.settings({ destroyedGroupIdSeconds: 60 });
    await cloud().byHand(`${svc}/create_group`, { Type: "Public", GroupId: "ops", Name: "Theirs" });
    await cloud().byHand(`${svc}/destroy_group`, { GroupId: "ops" });
    const error = await failureOf(cloud().create(group, inputs));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 10021 } });
    expect(error.message).toBe(
      'tencent group_open_http_svc/create_group for ops was refused with code 10021 "group id has be used!". There is nothing under this id that could be taken over: the vendor still holds it, as it may for a while after a group or topic was dissolved. Choose another id, or wait and run it again; for how long an id is held is not documented.',
    );
    const other = await cloud().create(group, { ...inputs, GroupId: "ops-2" });
    expect([other.failure, Object.keys(await groups())]).toEqual([undefined, ["ops-2"]]);
    await cloud().emulator.advanceClock(61);
    const same = await cloud().create(group, inputs);
    expect([same.failure, Object.keys(await groups()).sort()]).toEqual([undefined, ["ops", "ops-2"]]);
    expect(warnings()).toEqual([]);
  });
});

describe("a group id that is taken", () => {
  test.each([
    ["by somebody else", "other", 10021, "group id has be used!"],
    ["by a group of the same owner", "owner", 10025, "group id has be used by youself!"],
  ])("%s is refused with the vendor's code and both ways on", async (_by, Owner_Account, code, words) => {
    await cloud().byHand(`${svc}/create_group`, { Type: "Public", GroupId: "ops", Name: "Theirs", Owner_Account });
    await cloud().newRun();
    const before = await groups();
    const error = await failureOf(cloud().create(group, chosen));
    expect(error).toMatchObject({ code: "IM_CONFLICT", facts: { vendorCode: code, call: `${svc}/create_group` } });
    expect(error.message).toBe(
      `tencent group ops exists already and was not made by this resource. Nothing was changed. Choose another GroupId, take it over with \`adopt: true\`, or bring it into the stack with an import file (see docs/import.md). Was the resource renamed in the program? Then give it \`aliases\` with its former name, or run \`pulumi state rename\`. The vendor refused the create with code ${code} "${words}".`,
    );
    expect(await groups()).toEqual(before);
    expect(await calls()).toEqual(["create_group", "get_group_info", "get_group_attr"]);
  });

  test("is refused with marks off too, and nothing is sent", async () => {
    await cloud().byHand(`${svc}/create_group`, { Type: "Public", GroupId: "ops", Name: "Theirs" });
    const error = await failureOf(cloud().create(group, { ...chosen, mark: undefined }));
    expect(error.message).toContain("exists already");
    expect(await cloud().sent(`${svc}/create_group`)).toBe(0);
  });

  test("by a half-made group of another resource is somebody else's", async () => {
    await cutShort("modify_group_attr", chosen);
    const error = await failureOf(cloud().create(group, { ...chosen, mark: somebodyElses }));
    expect(error.code).toBe("IM_CONFLICT");
  });

  test("is adopted: what is declared is set and marked, and the rest stays", async () => {
    await cloud().byHand(`${svc}/create_group`, {
      Type: "Public",
      GroupId: "ops",
      Name: "Theirs",
      Owner_Account: "other",
      Introduction: "theirs",
      MemberList: [{ Member_Account: "ann" }],
    });
    const { Owner_Account: _, ...rest } = chosen;
    const { state } = await cloud().create(group, { ...rest, adopt: true, MemberList: [] });
    expect(await groups()).toMatchObject({
      ops: { Name: "Ops", Introduction: "theirs", members: { ann: {} }, attributes: { "pulumi-im": mark } },
    });
    expect(state).toMatchObject({ Name: "Ops", MemberList: {} });
    expect(warnings().join()).toContain('neither declared nor in the state: "ann". They stay.');
  });

  test("and whose type is another cannot be adopted as it is, and the error says so", async () => {
    await cloud().byHand(`${svc}/create_group`, { Type: "Private", GroupId: "ops", Name: "Theirs" });
    const { failure } = await cloud().create(group, { ...chosen, adopt: true });
    const { message } = await failureOf(Promise.reject(failure));
    expect(message).toContain('has Type "Private", declared is "Public", and the vendor cannot change it');
    expect(await groups()).toMatchObject({ ops: { Name: "Theirs" } });
  });
});

test("without an id, the owner's group of the name is adopted, and several are an error", async () => {
  const theirs = { Type: "Public", Name: "Ops", Owner_Account: "owner" };
  const { GroupId } = await cloud().byHand(`${svc}/create_group`, theirs);
  const { id } = await cloud().create(group, { ...assigned, adopt: true });
  expect(id).toBe(GroupId);

  await cloud().byHand(`${svc}/create_group`, { ...theirs, Name: "Two" });
  await cloud().byHand(`${svc}/create_group`, { ...theirs, Name: "Two" });
  await cloud().newRun();
  const error = await failureOf(cloud().create(group, { ...assigned, Name: "Two", adopt: true }));
  expect(error).toMatchObject({ code: "IM_CONFLICT", message: expect.stringContaining("`adopt` cannot tell") });
});

test("two groups of the same owner and name are two, each known by its mark", async () => {
  const second = { ...assigned, mark: somebodyElses };
  const made = await Promise.all([cloud().create(group, assigned), cloud().create(group, second)]);
  await cloud().newRun();
  const again = await Promise.all([cloud().create(group, assigned), cloud().create(group, second)]);
  expect(again.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
  expect(Object.keys(await groups())).toHaveLength(2);
});

describe("custom keys that the console does not have", () => {
  test.each([
    ["group", { AppDefinedData: { kind: "k", desk: "4" } }, "custom fields kind, desk"],
    ["group member", { MemberList: { ann: { AppMemberDefinedData: { rank: "1" } } } }, "custom fields rank"],
  ])("of a %s: the vendor's refusal says where to declare them", async (of, fields, named) => {
    const work = cloud().create(group, { ...chosen, ...fields });
    const error = await failureOf(work.then(({ failure }) => Promise.reject(failure)));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 10004 } });
    expect(error.message).toContain('code 10004 "all defined key is invalid"');
    expect(error.message).toContain(
      `${named}: declare them as ${of} custom fields in the vendor's console first, which takes about 5 minutes`,
    );
  });
});

test.each([
  [
    "an owner who does not exist is named",
    { Owner_Account: "nobody" },
    { groupQuota: 0 },
    "No such account in this app: nobody.",
  ],
  ["a full plan is named", {}, { groupQuota: 1 }, "as many groups as its plan allows"],
  [
    "communities that are off",
    { Type: "Community", GroupId: "@TGS#_c" },
    { communityFeature: false },
    "switch them on",
  ],
  ["a text that the filter refuses", {}, { antispamWord: "pulumi" }, "The vendor's content filter refused the text"],
])("%s", async (_what, fields, settings, text) => {
  await cloud().byHand(`${svc}/create_group`, { Type: "Public", Name: "first" });
  await side().settings(settings);
  expect((await failureOf(cloud().create(group, { ...chosen, ...fields }))).message).toContain(text);
});

test("a type without attributes bears no mark: the error says the way on, and without marks the next run makes it", async () => {
  await side().settings({ attributeTypes: "AVChatRoom" });
  const { message } = await failureOf(cloud().create(group, chosen));
  expect(message).toContain("`pulumi config set im:ownershipMark false` does without it");
  expect(await groups()).toEqual({});
  const { failure } = await cloud().create(group, { ...chosen, mark: undefined });
  expect(failure).toBeUndefined();
  expect(await groups()).toMatchObject({ ops: { Name: "Ops", attributes: {} } });
});

describe.each(ids)("a refused name of a group whose id is %s", (_id, inputs) => {
  const refused = { ...inputs, Name: "Ops darn" };
  beforeEach(() => side().settings({ antispamWord: "darn" }));

  test("leaves nothing at the vendor, and the same with a good one is made", async () => {
    const { message } = await failureOf(cloud().create(group, refused));
    expect(message).toMatch(/code 80001 .* change it\. Nothing of it is left at the vendor\.$/);
    expect(await groups()).toEqual({});
    const { id, failure } = await cloud().create(group, inputs);
    expect([failure, (await groups())[id]?.Name]).toEqual([undefined, "Ops"]);
  });

  test("of a group that a killed run had begun takes that away too", async () => {
    await cutShort("modify_group_attr", inputs);
    expect((await failureOf(cloud().create(group, refused))).code).toBe("IM_REFUSED");
    expect(await groups()).toEqual({});
  });

  test("stays temporary only while the vendor cannot be reached: a refresh says so, and the next up ends it", async () => {
    const down = { kind: "code", value: 10002, times: 1000 } as const;
    await cloud().inject(`${svc}/destroy_group`, down);
    const half = await cloud().create(group, refused);
    expect(half).toMatchObject({ failure: { code: "IM_REFUSED" }, state: { Name: temporary, halfMade: true } });
    await cloud().clearFaults();
    warnings();
    const found = await cloud().read(group, half);
    expect(found?.state.halfMade).toBe(true);
    expect(warnings().join()).toContain("is half made: a run that could not go on has left it under a temporary name");
    const known = { id: half.id, state: found?.state ?? {} };
    const again = await cloud().update(group, known, refused);
    expect(again).toMatchObject({ failure: { code: "IM_REFUSED" }, state: { Name: half.id } });
    expect(again.state).not.toHaveProperty("halfMade");
    expect((await groups())[half.id]?.Name).toBe(half.id);
    expect((await cloud().update(group, again, inputs)).failure).toBeUndefined();
    expect((await groups())[half.id]?.Name).toBe("Ops");
  });
});

test("a refused name of a group that is there already takes nothing away", async () => {
  const before = await cloud().create(group, chosen);
  await side().settings({ antispamWord: "darn" });
  const { failure } = await cloud().update(group, before, { ...chosen, Name: "Ops darn" });
  expect(failure).toMatchObject({ facts: { vendorCode: 80001 } });
  expect(await groups()).toMatchObject({ ops: { Name: "Ops" } });
});

test("a write of somebody else's at the same moment does not cost the mark", async () => {
  await cloud().inject(`${svc}/modify_group_attr`, { kind: "code", value: 10056, times: 2 });
  const { failure } = await cloud().create(group, chosen);
  expect(failure).toBeUndefined();
  expect(await groups()).toMatchObject({ ops: { attributes: { "pulumi-im": mark } } });
});

test("the mark leaves the other attributes alone", async () => {
  const before = await cloud().create(group, chosen);
  await cloud().byHand(`${svc}/set_group_attr`, { GroupId: "ops", GroupAttr: [{ key: "a", value: "1" }] });
  const found = await cloud().read(group, before);
  expect(found?.inputs).not.toHaveProperty("mark", mark);
  await cloud().update(group, { id: "ops", state: found?.state ?? {} }, { ...chosen, Introduction: "i" });
  expect(await groups()).toMatchObject({ ops: { attributes: { a: "1", "pulumi-im": mark } } });
});

test("a group that is gone is gone: refresh forgets it, delete is done, an update says so", async () => {
  const before = await cloud().create(group, chosen);
  await cloud().byHand(`${svc}/destroy_group`, { GroupId: "ops" });
  expect(await cloud().read(group, before)).toBeUndefined();
  await cloud().remove(group, before);
  await cloud().remove(group, { id: "ops", state: { ...before.state, mark: undefined } });
  expect((await failureOf(cloud().update(group, before, chosen))).code).toBe("IM_GONE");
});

test("reads of many groups share calls, fifty in each, whichever is gone", async () => {
  const all = Array.from({ length: 51 }, (_, i) => `g${i}`);
  for (const GroupId of all.slice(1)) {
    await cloud().byHand(`${svc}/create_group`, { Type: "Public", Name: GroupId, GroupId });
  }
  await cloud().newRun();
  const found = await Promise.all(all.map((id) => cloud().read(group, { id, state: { Name: "" } })));
  expect(found.map((one) => one?.inputs.Name)).toEqual([undefined, ...all.slice(1)]);
  // And the second look for the one that is gone.
  expect(await calls()).toEqual(Array(3).fill("get_group_info"));
});
