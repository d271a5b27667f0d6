import fc from "fast-check";
import { topic } from "../../../../provider/tencent/topic/resource";
import { runs } from "../../../support/arbitraries";
import { declaredMark } from "../../../support/marks";
import { topicFields, topicName } from "../../../support/tencent-arbitraries";
import { holds } from "../mixture/mixture";
import { TencentEstate } from "./estate";

let estate: TencentEstate;
beforeAll(async () => {
  estate = await TencentEstate.open();
});
afterAll(() => estate.close());

/** Those of the client SDK's pages, which are the larger ones. */
const newestLimits = { nameBytes: 100, introductionBytes: 400, notificationBytes: 400, faceUrlBytes: 500 };

const GroupId = "@TGS#_shop";
const ids = fc.constantFrom({}, { TopicId: `${GroupId}@TOPIC#_news` });
const marks = fc.constantFrom({}, { mark: declaredMark });
const fields = fc.tuple(topicName, topicFields).map(([TopicName, rest]) => ({ TopicName, ...rest }));
const life = fc.tuple(ids, marks, fields, fields);

test("a topic reads back as it was declared, and is gone once it was removed", async () => {
  await holds(topic, life, runs(13, 500), async ([chosen, marked, first, second], settings) => {
    await estate.empty({ ...settings, ...newestLimits }, ["olga"]);
    const group = { GroupId, Type: "Community", Name: "Shop", SupportTopic: 1, Owner_Account: "olga" };
    await estate.emulator.tencent.mustVendor("group_open_http_svc/create_group", group);
    const declared = { GroupId, ...chosen, ...marked };
    const { id, state } = await estate.follow(topic, [
      { ...declared, ...first },
      { ...declared, ...second },
    ]);
    expect(Object.keys((await estate.emulator.tencent.group(GroupId)).topics)).toEqual([id]);
    await estate.remove(topic, id, state);
    expect((await estate.emulator.tencent.group(GroupId)).topics).toEqual({});
    await estate.expectCleanLog();
  });
});
