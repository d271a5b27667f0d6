import type { Row } from "../../support/life-cycle";
import { writesOf } from "./writes";

const GroupId = "@TGS#_shop";
const TopicId = `${GroupId}@TOPIC#_news`;

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

/** The id that the vendor gave to the other topic. */
let assigned: string;

export const topic: Row = {
  kind: "tencent:Topic",
  folder: "tencent-community",
  resource: "news",
  isOwn: ({ call, params }) => params.GroupId === GroupId && call.endsWith("_topic"),
  // An assigned id that is declared is no change.
  adapt: (source, step) =>
    step === "mend"
      ? source.replace('TopicName: "Help"', `TopicName: "Help", TopicId: ${JSON.stringify(assigned)}`)
      : source,
  previewed: [/TopicName *: "News"/],

  note(outputs) {
    assigned = outputs.topics[1];
  },

  async created({ emulator, outputs }) {
    const { topics } = await emulator.tencent.group(GroupId);
    expect(topics[TopicId]).toMatchObject(first);
    expect(Object.keys(topics).sort()).toEqual([...outputs.topics].sort());
  },

  async changed({ emulator, calls }) {
    expect((await emulator.tencent.group(GroupId)).topics[TopicId]).toMatchObject(second);
    expect(writesOf(calls)).toEqual(["modify_topic"]);
  },

  async drift({ emulator: { tencent } }) {
    const changed = { GroupId, TopicId, TopicName: "By hand", CustomString: "" };
    await tencent.mustVendor("million_group_open_http_svc/modify_topic", changed);
  },

  async mended({ emulator, text, shown, calls }) {
    expect(text).not.toContain("replace");
    expect(shown).toMatch(/"By hand" => "Newest"/);
    expect(shown).toMatch(/[~+] CustomString *:/);
    expect(shown).not.toMatch(/[~+-] (Introduction|MuteAllMember) *:/);
    expect((await emulator.tencent.group(GroupId)).topics[TopicId]).toMatchObject(second);
    expect(writesOf(calls)).toEqual(["modify_topic"]);
  },

  // Another id makes another topic.
  async replaced({ emulator }) {
    const { topics } = await emulator.tencent.group(GroupId);
    expect(Object.keys(topics).sort()).toEqual([`${GroupId}@TOPIC#_help`, TopicId]);
  },

  async destroyed({ emulator, calls }) {
    expect(await emulator.tencent.account("odile")).toBeUndefined();
    expect(writesOf(calls)).toEqual(["destroy_topic", "destroy_topic"]);
  },
};
