import { formOf, numberOf, part, raw } from "../answer";
import { told, toldAs, toldByCode, toldFrom } from "../outcome";
import { refused } from "../setbacks";
import { ann, ben, cem, club, newGroup } from "./fixtures";
import { BAD_PARAMETER, withoutGroups } from "./group";
import type { NexconnExperiment, NexconnLab } from "./types";

const FULL = 25411;
/** As many members as the vendor documents, and how many a call takes. */
const MEMBERS = 3000;
const BATCH = 100;
/** What is left of a batch that does not fit is found by halves. */
const HALVES = [64, 32, 16, 8, 4, 2, 1];

/** Whether so many people can join, who do not exist. */
async function fits(lab: NexconnLab, channelId: string, number: number): Promise<boolean> {
  const userIds = Array.from({ length: number }, () => lab.newId());
  const answer = await lab.call("group-channel/join", { channelId, userIds });
  if (!answer.ok && answer.code !== FULL) throw refused(answer);
  return answer.ok;
}

/** Who is in a group, and as what. */
export const memberExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["groupSizeMaximum"],
    // Only people who need not exist can be had in such numbers.
    hiddenBy: [...withoutGroups, { unregisteredUsers: ["refuse"] }],
    visibleWith: { unregisteredUsers: "accept" },
    uses: [ann],
    calls: { "group-channel/create": 1, "group-channel/join": MEMBERS / BATCH + HALVES.length },
    objects: { group: 1 },
    async run(lab) {
      const channelId = await newGroup(lab, await lab.use(ann));
      let size = 1;
      while (size <= MEMBERS && (await fits(lab, channelId, BATCH))) size += BATCH;
      if (size <= MEMBERS) for (const half of HALVES) if (await fits(lab, channelId, half)) size += half;
      return told(size);
    },
  },
  {
    tells: ["joinWithPresent"],
    hiddenBy: withoutGroups,
    uses: [ann, ben, cem],
    calls: { "group-channel/create": 1, "group-channel/join": 2 },
    objects: { group: 1 },
    async run(lab) {
      const [owner, member, other] = [await lab.use(ann), await lab.use(ben), await lab.use(cem)];
      const channelId = await newGroup(lab, owner, [member]);
      const alone = await lab.call("group-channel/join", { channelId, userIds: [member] });
      if (alone.code !== 25412) return toldAs(alone, { 0: "ignore" });
      const beside = await lab.call("group-channel/join", { channelId, userIds: [member, other] });
      return toldAs(beside, { 0: "ifAnyNew", 25412: "fail" });
    },
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
    tells: ["kickoutAllOwner"],
    hiddenBy: withoutGroups,
    uses: [cem],
    calls: { "group-channel/create": 1, "group-channel/member/kickout-all": 1 },
    objects: { group: 1 },
    async run(lab) {
      const userId = await lab.use(cem);
      await newGroup(lab, userId);
      return toldAs(await lab.call("group-channel/member/kickout-all", { userId }), { 25417: 25417, 0: "skip" });
    },
  },
  {
    tells: ["transferToOwner", "formerOwner", "transferToOutsider"],
    hiddenBy: withoutGroups,
    uses: [ann, ben, cem],
    calls: { "group-channel/create": 1, "group-channel/transfer/owner": 3, "group-channel/member/batch/get": 1 },
    objects: { group: 1 },
    async run(lab) {
      const [owner, member, outsider] = [await lab.use(ann), await lab.use(ben), await lab.use(cem)];
      const channelId = await newGroup(lab, owner, [member]);
      const transfer = (newOwner: string) => lab.call("group-channel/transfer/owner", { channelId, newOwner });
      const toOwner = await transfer(owner);
      await transfer(member);
      const answer = await lab.must("group-channel/member/batch/get", { channelId, userIds: [owner] });
      return {
        transferToOwner: toldAs(toOwner, { ...BAD_PARAMETER, 0: 0 }),
        formerOwner: toldFrom(answer, numberOf(part(answer, "result", "members", 0, "role")), [
          [1, "member"],
          [2, "admin"],
        ]),
        transferToOutsider: toldAs(await transfer(outsider), { 25418: 25418, 0: "join" }),
      };
    },
  },
  {
    tells: ["adminFailureFields"],
    hiddenBy: withoutGroups,
    uses: [club, cem],
    calls: { "group-channel/admin/add": 1 },
    async run(lab) {
      const order = { channelId: await lab.use(club), userIds: [await lab.use(cem)] };
      const answer = await lab.call("group-channel/admin/add", order);
      return answer.code === 25418 ? told(formOf(raw(answer, "userIds")) === "list", answer) : { strange: answer };
    },
  },
  {
    tells: ["removeNonAdmin"],
    hiddenBy: withoutGroups,
    uses: [club, ben],
    calls: { "group-channel/admin/remove": 1 },
    async run(lab) {
      const order = { channelId: await lab.use(club), userIds: [await lab.use(ben)] };
      return toldByCode(await lab.call("group-channel/admin/remove", order));
    },
  },
];
