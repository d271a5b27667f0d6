import { toldAs, toldFrom } from "../outcome";
import { ann, ben, cem, community, members, newGroup, room, team } from "./fixtures";
import { roleOf } from "./member";
import type { TencentExperiment } from "./types";

const CREATE = "group_open_http_svc/create_group";
const BANNED = "group_open_http_svc/get_group_ban_member";
const PAGE = { Limit: 1, Offset: 0 };
const HOUR = 3600;

export const banExperiments: readonly TencentExperiment[] = [
  {
    tells: ["banFeature"],
    // The type that always had bans.
    uses: [room],
    calls: { [BANNED]: 1 },
    run: async (lab) =>
      toldAs(await lab.call(BANNED, { GroupId: await lab.use(room), ...PAGE }), { 0: true, 10007: false }),
  },
  {
    tells: ["banTypes"],
    hiddenBy: [{ banFeature: [false] }, { communityFeature: [false] }],
    uses: [team, community],
    calls: { [BANNED]: 2 },
    async run(lab) {
      const ofTeam = await lab.call(BANNED, { GroupId: await lab.use(team), ...PAGE });
      if (!ofTeam.ok) return toldAs(ofTeam, { 10007: "AVChatRoom" });
      const ofCommunity = await lab.call(BANNED, { GroupId: await lab.use(community), ...PAGE });
      return toldAs(ofCommunity, { 0: "all", 10007: "withoutCommunity" });
    },
  },
  {
    tells: ["banRemovesMember", "addBanned"],
    hiddenBy: [{ banFeature: [false] }, { banTypes: ["AVChatRoom"] }],
    uses: [ann, ben, cem],
    calls: {
      [CREATE]: 1,
      "group_open_http_svc/ban_group_member": 1,
      "group_open_http_svc/get_role_in_group": 1,
      "group_open_http_svc/add_group_member": 1,
    },
    objects: { group: 1 },
    async run(lab) {
      const [Owner_Account, member, stranger] = [await lab.use(ann), await lab.use(ben), await lab.use(cem)];
      const GroupId = await newGroup(lab, { Owner_Account, MemberList: members(member) });
      const ban = { GroupId, Members_Account: [member, stranger], Duration: HOUR };
      await lab.must("group_open_http_svc/ban_group_member", ban);
      const { answer, role } = await roleOf(lab, GroupId, member);
      const added = await lab.call("group_open_http_svc/add_group_member", { GroupId, MemberList: members(stranger) });
      return {
        banRemovesMember: toldFrom(answer, role, [
          ["NotMember", true],
          ["Member", false],
        ]),
        addBanned: toldAs(added, { 0: "item", 10007: "fail" }),
      };
    },
  },
];
