import { numberOf, part } from "../answer";
import { toldAs, toldByCode, toldFrom } from "../outcome";
import { ann, ben, cem, newGroup } from "./fixtures";
import type { NexconnExperiment } from "./types";

const withoutGroups = [{ managedGroupsFeature: [false] }] as const;

export const groupExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["dismissUnknownGroup"],
    hiddenBy: withoutGroups,
    calls: { "group-channel/dismiss": 1 },
    run: async (lab) => toldByCode(await lab.call("group-channel/dismiss", { channelId: lab.newId() })),
  },
  {
    tells: ["leaveWithAbsent"],
    hiddenBy: withoutGroups,
    uses: [ann, ben, cem],
    calls: { "group-channel/create": 1, "group-channel/leave": 2 },
    objects: { group: 1 },
    async run(lab) {
      const [owner, member, absent] = [await lab.use(ann), await lab.use(ben), await lab.use(cem)];
      const channelId = await newGroup(lab, owner, [member]);
      const alone = await lab.call("group-channel/leave", { channelId, userIds: [absent] });
      if (alone.code !== 25418) return toldAs(alone, { 0: "ignore" });
      const beside = await lab.call("group-channel/leave", { channelId, userIds: [member, absent] });
      return toldAs(beside, { 0: "ifAnyPresent", 25418: "fail" });
    },
  },
  {
    tells: ["formerOwner"],
    hiddenBy: withoutGroups,
    uses: [ann, ben],
    calls: { "group-channel/create": 1, "group-channel/transfer/owner": 1, "group-channel/member/batch/get": 1 },
    objects: { group: 1 },
    async run(lab) {
      const [owner, newOwner] = [await lab.use(ann), await lab.use(ben)];
      const channelId = await newGroup(lab, owner, [newOwner]);
      await lab.must("group-channel/transfer/owner", { channelId, newOwner });
      const answer = await lab.must("group-channel/member/batch/get", { channelId, userIds: [owner] });
      return toldFrom(answer, numberOf(part(answer, "result", "members", 0, "role")), [
        [1, "member"],
        [2, "admin"],
      ]);
    },
  },
];
