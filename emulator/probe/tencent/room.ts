import { numberOf, raw, textOf } from "../answer";
import { told, toldAs, toldByForm, toldFrom } from "../outcome";
import { room } from "./fixtures";
import { field, mustShow } from "./group-info";
import type { TencentExperiment } from "./types";

const INFO = "group_open_http_svc/get_group_info";
const MODIFY = "group_open_http_svc/modify_group_base_info";

/** AVChatRooms. */
export const roomExperiments: readonly TencentExperiment[] = [
  {
    tells: ["avChatRoomMaxMemberNum", "avChatRoomMemberNum"],
    uses: [room],
    calls: { [INFO]: 1 },
    async run(lab) {
      const answer = await mustShow(lab, await lab.use(room));
      return {
        avChatRoomMaxMemberNum: told(numberOf(field(answer, "MaxMemberNum")), answer),
        // Nobody is inside, and it has an owner.
        avChatRoomMemberNum: toldFrom(answer, numberOf(field(answer, "MemberNum")), [
          [0, "inside"],
          [1, "withOwner"],
        ]),
      };
    },
  },
  {
    tells: ["avChatRoomMemberList"],
    // An empty list is missing there too.
    hiddenBy: [{ emptyLists: ["omit"] }],
    uses: [room],
    calls: { [INFO]: 1 },
    async run(lab) {
      const answer = await mustShow(lab, await lab.use(room));
      return toldByForm(answer, raw(answer, "GroupInfo", 0, "MemberList"), {
        missing: "omit",
        "empty list": "empty",
        null: "empty",
      });
    },
  },
  {
    tells: ["foreignField"],
    uses: [room],
    calls: { [MODIFY]: 1 },
    async run(lab) {
      const params = { GroupId: await lab.use(room), InviteJoinOption: "FreeAccess" };
      return toldAs(await lab.call(MODIFY, params), { 0: "ignore", 10004: 10004, 10007: 10007 });
    },
  },
  {
    tells: ["applyJoinOption"],
    uses: [room],
    calls: { [MODIFY]: 1, [INFO]: 1 },
    async run(lab) {
      const GroupId = await lab.use(room);
      await lab.must(MODIFY, { GroupId, ApplyJoinOption: "NeedPermission" });
      const answer = await mustShow(lab, GroupId);
      return toldFrom(answer, textOf(field(answer, "ApplyJoinOption")), [
        ["FreeAccess", "fixed"],
        ["NeedPermission", "stored"],
      ]);
    },
  },
];
