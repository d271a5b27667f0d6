import { entryOf, listAt, numberOf, part } from "../answer";
import { toldAs, toldFrom } from "../outcome";
import { room, team } from "./fixtures";
import type { TencentExperiment } from "./types";

const SET = "group_open_http_svc/set_group_attr";
const GET = "group_open_attr_http_svc/get_group_attr";
const COUNT = "group_open_http_svc/update_group_counter";
const COUNTERS = "group_open_http_svc/get_group_counter";

/** What groups keep for their apps: attributes and counters. */
export const valueExperiments: readonly TencentExperiment[] = [
  {
    tells: ["attributeTypes"],
    uses: [team],
    calls: { [GET]: 1 },
    run: async (lab) =>
      toldAs(await lab.call(GET, { GroupId: await lab.use(team) }), { 0: "all", 10007: "AVChatRoom" }),
  },
  {
    tells: ["setGroupAttr"],
    // The type that always had attributes.
    uses: [room],
    calls: { [SET]: 2, [GET]: 1 },
    async run(lab) {
      const GroupId = await lab.use(room);
      await lab.must(SET, { GroupId, GroupAttr: [{ key: "first", value: "1" }] });
      await lab.must(SET, { GroupId, GroupAttr: [{ key: "second", value: "2" }] });
      const answer = await lab.must(GET, { GroupId });
      const left = ["first", "second"].map((key) => entryOf(listAt(answer, "GroupAttrAry"), "key", key).value);
      return toldFrom(answer, left.join(), [
        [",2", "replace"],
        ["1,2", "merge"],
      ]);
    },
  },
  {
    tells: ["counterFeature"],
    uses: [team],
    calls: { [COUNTERS]: 1 },
    run: async (lab) => toldAs(await lab.call(COUNTERS, { GroupId: await lab.use(team) }), { 0: true, 10059: false }),
  },
  {
    tells: ["counterMode"],
    hiddenBy: [{ counterFeature: [false] }],
    uses: [team],
    calls: { [COUNT]: 2 },
    async run(lab) {
      const params = { GroupId: await lab.use(team), GroupCounter: [{ Key: "probe", Value: 2 }] };
      await lab.must(COUNT, { ...params, Mode: "Set" });
      const answer = await lab.must(COUNT, params);
      return toldFrom(answer, numberOf(part(answer, "GroupCounter", 0, "Value")), [
        [2, "Set"],
        [4, "Increase"],
      ]);
    },
  },
];
