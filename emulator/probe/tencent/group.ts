import { numberOf, raw, textOf } from "../answer";
import { told, toldAs, toldByCode, toldFrom } from "../outcome";
import { ann, createGroup, draft, members, SHORT, team } from "./fixtures";
import { field, mustShow } from "./group-info";
import type { TencentExperiment } from "./types";

const CREATE = "group_open_http_svc/create_group";
const MODIFY = "group_open_http_svc/modify_group_base_info";
const INFO = "group_open_http_svc/get_group_info";

/** Groups themselves, and how they are shown. */
export const groupExperiments: readonly TencentExperiment[] = [
  {
    tells: ["spelling", "infoSeqUnasked", "historyMsgOnRead", "groupSizeMaximum"],
    uses: [team],
    calls: { [INFO]: 1 },
    async run(lab) {
      const answer = await mustShow(lab, await lab.use(team));
      const shows = (name: string) => raw(answer, "GroupInfo", 0, name) !== undefined;
      return {
        spelling: toldFrom(answer, `${shows("MuteAllMember")} ${shows("ShutUpAllMember")}`, [
          ["true false", "new"],
          ["false true", "old"],
          ["true true", "both"],
        ]),
        infoSeqUnasked: told(shows("InfoSeq")),
        historyMsgOnRead: told(shows("HistoryMsgBeforeJoin")),
        groupSizeMaximum: told(numberOf(field(answer, "MaxMemberNum")), answer),
      };
    },
  },
  {
    tells: ["absentSubFilter"],
    uses: [team],
    calls: { [INFO]: 1 },
    async run(lab) {
      const answer = await mustShow(lab, await lab.use(team), { GroupBaseInfoFilter: ["Name"] });
      return told(raw(answer, "GroupInfo", 0, "MemberList") === undefined ? "nothing" : "everything");
    },
  },
  {
    tells: ["overSizeMaximum"],
    needs: ["groupSizeMaximum"],
    uses: [draft],
    calls: { [MODIFY]: 1 },
    async run(lab) {
      const MaxMemberNum = Number(lab.value("groupSizeMaximum")) + 1;
      const answer = await lab.call(MODIFY, { GroupId: await lab.use(draft), MaxMemberNum });
      return toldAs(answer, { 0: "clip", 10004: 10004, 10038: 10038 });
    },
  },
  {
    tells: ["emptyTextClears"],
    uses: [draft],
    calls: { [MODIFY]: 2, [INFO]: 1 },
    async run(lab) {
      const GroupId = await lab.use(draft);
      await lab.must(MODIFY, { GroupId, Introduction: SHORT });
      await lab.must(MODIFY, { GroupId, Introduction: "" });
      const answer = await mustShow(lab, GroupId);
      return toldFrom(answer, textOf(field(answer, "Introduction")), [
        ["", true],
        [SHORT, false],
      ]);
    },
  },
  {
    tells: ["workAndMeeting"],
    calls: { [CREATE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const { answer } = await lab.make("group", (GroupId) => createGroup(lab, { GroupId, Type: "Work" }));
      return toldAs(answer, { 0: "accept", 10004: "refuse" });
    },
  },
  {
    tells: ["unknownOwner"],
    calls: { [CREATE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const Owner_Account = lab.newId();
      return toldByCode((await lab.make("group", (GroupId) => createGroup(lab, { GroupId, Owner_Account }))).answer);
    },
  },
  {
    tells: ["unknownInitialMember"],
    uses: [ann],
    calls: { [CREATE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const params = { Owner_Account: await lab.use(ann), MemberList: members(lab.newId()) };
      const { answer } = await lab.make("group", (GroupId) => createGroup(lab, { GroupId, ...params }));
      return toldAs(answer, { 0: "skip", 10019: "fail" });
    },
  },
];
