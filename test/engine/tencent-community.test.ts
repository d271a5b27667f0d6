import { topic } from "../../provider/tencent/topic/resource";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const GroupId = "@TGS#_shop";
const TopicId = `${GroupId}@TOPIC#_news`;
const mark = expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/);

const first = {
  TopicName: "News",
  Introduction: "one",
  Notification: "one",
  FaceUrl: "https://example.com/1.png",
  CustomString: expect.stringMatching(/^\{"pulumi-im":"[0-9a-v]{20}","n":1\}$/),
  MuteAllMember: "On",
};

const second = {
  TopicName: "Newest",
  Introduction: "two",
  Notification: "",
  FaceUrl: "https://example.com/2.png",
  CustomString: expect.stringMatching(/^\{"pulumi-im":"[0-9a-v]{20}","n":2\}$/),
  MuteAllMember: "Off",
};

describe("tencent.GroupAttributes and tencent.Topic through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start(["--setting", "tencent.profileCustomTags=PulumiIm"]);
    project = new Project("tencent-community");
    await project.init({ default: emulator.tencent.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  const shop = () => emulator.tencent.group(GroupId);
  const writes = async () => (await emulator.tencent.writes()).map((call) => call.replace(/.*\//, "")).sort();

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toContain("+ 6 to create");
    expect(text).toMatch(/TopicName *: "News"/);
    expect(text).toMatch(/phase *: "alpha"/);
    expect(await emulator.tencent.calls()).toEqual([]);
  });

  test("up creates what is declared, with ids chosen and assigned, and the next preview and a refresh are clean", async () => {
    await project.up();
    const { attributes, topics } = await shop();
    const outputs = await project.outputs();
    expect(attributes).toEqual({ "pulumi-im": mark, phase: "alpha", theme: "dark", note: "" });
    expect(topics[TopicId]).toMatchObject(first);
    expect(Object.keys(topics).sort()).toEqual([...outputs.topics].sort());
    await project.expectClean();
    expect(await project.refresh()).toMatch(/6 unchanged/);
    await project.expectClean();
  });

  test("every field that can change in place does, and only what differs is sent", async () => {
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 2 to update");
    const fixed = new Set(["GroupId", "TopicId", "adopt", "mark", "connection"]);
    for (const field of Object.keys(topic.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *: `));
    }
    for (const line of [/~ phase *: "alpha" => "beta"/, /- theme *: "dark"/, /\+ link *: "https/]) {
      expect(text).toMatch(line);
    }
    await emulator.forgetCalls();
    await project.up();
    const { attributes, topics } = await shop();
    expect(attributes).toEqual({ "pulumi-im": mark, phase: "beta", note: "", link: "https://example.com" });
    expect(topics[TopicId]).toMatchObject(second);
    expect(await writes()).toEqual(["delete_group_attr", "modify_group_attr", "modify_topic"]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended without a needless call", async () => {
    const GroupAttr = [
      { key: "phase", value: "by hand" },
      { key: "stray", value: "x" },
    ];
    await emulator.tencent.mustVendor("group_open_http_svc/modify_group_attr", { GroupId, GroupAttr });
    const changed = { GroupId, TopicId, TopicName: "By hand", CustomString: "" };
    await emulator.tencent.mustVendor("million_group_open_http_svc/modify_topic", changed);
    await project.refresh();
    const text = await project.preview();
    expect(text).toMatch(/"By hand" => "Newest"/);
    expect(text).toMatch(/"by hand" => "beta"/);
    expect(text).toMatch(/- stray *: "x"/);
    expect(text).toMatch(/[~+] CustomString *:/);
    expect(text).not.toMatch(/[~+-] (Introduction|MuteAllMember|link|note|pulumi-im) *:/);
    await emulator.forgetCalls();
    await project.up();
    expect((await shop()).topics[TopicId]).toMatchObject(second);
    expect((await shop()).attributes).toEqual({
      "pulumi-im": mark,
      phase: "beta",
      note: "",
      link: "https://example.com",
    });
    expect(await writes()).toEqual(["delete_group_attr", "modify_group_attr", "modify_topic"]);
    await project.expectClean();
  });

  test("an assigned id that is declared is no change; another one makes another topic", async () => {
    const assigned = (await project.outputs()).topics[1];
    const declare = (id: string) =>
      project.source("2-change").replace('TopicName: "Help"', `TopicName: "Help", TopicId: ${JSON.stringify(id)}`);
    project.program(declare(assigned));
    expect(await project.preview()).not.toContain("replace");
    await project.up();
    await project.expectClean();
    project.program(declare(`${GroupId}@TOPIC#_help`));
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    expect(Object.keys((await shop()).topics).sort()).toEqual([`${GroupId}@TOPIC#_help`, TopicId]);
    await project.expectClean();
  });

  test("destroy removes everything without running the program", async () => {
    project.program("throw new Error('the program must not run');");
    await emulator.forgetCalls();
    await project.destroy();
    expect(await shop()).toBeUndefined();
    expect(await emulator.tencent.account("olga")).toBeUndefined();
    expect(await writes()).toEqual([
      "account_delete",
      "delete_group_attr",
      "destroy_group",
      "destroy_topic",
      "destroy_topic",
    ]);
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
