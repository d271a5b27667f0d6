import { numberOf, part, textOf } from "../answer";
import { told, toldAs, toldByCode, toldFrom } from "../outcome";
import { ann, ben, cem, members, newGroup, SHORT, team } from "./fixtures";
import { field, groupInfo, mustShow } from "./group-info";
import { UNKNOWN_GROUP } from "./kinds";
import type { TencentExperiment, TencentLab } from "./types";

const CREATE = "group_open_http_svc/create_group";
const INFO = "group_open_http_svc/get_group_info";
const ADD = "group_open_http_svc/add_group_member";
const REMOVE = "group_open_http_svc/delete_group_member";
const CHANGE = "group_open_http_svc/modify_group_member_info";
const ROLE = "group_open_http_svc/get_role_in_group";
const OWN = "group_open_http_svc/change_group_owner";

export async function roleOf(lab: TencentLab, GroupId: string, account: string) {
  const answer = await lab.must(ROLE, { GroupId, User_Account: [account] });
  return { answer, role: textOf(part(answer, "UserIdList", 0, "Role")) };
}

async function infoSeq(lab: TencentLab, GroupId: string): Promise<number> {
  return numberOf(field(await mustShow(lab, GroupId, { GroupBaseInfoFilter: ["InfoSeq"] }), "InfoSeq"));
}

/** A group of ann's with ben, for what changes who is in it. */
async function pair(lab: TencentLab) {
  const [owner, member] = [await lab.use(ann), await lab.use(ben)];
  return { owner, member, GroupId: await newGroup(lab, { Owner_Account: owner, MemberList: members(member) }) };
}

export const memberExperiments: readonly TencentExperiment[] = [
  {
    tells: ["unknownMember"],
    // With one at a time, none is unknown beside others.
    hiddenBy: [{ addMemberMaximum: [1] }],
    uses: [team, ann],
    calls: { [ADD]: 2 },
    async run(lab) {
      const [GroupId, present, unknown] = [await lab.use(team), await lab.use(ann), lab.newId()];
      const alone = await lab.call(ADD, { GroupId, MemberList: members(unknown) });
      if (alone.code !== 10019) return toldAs(alone, { 0: "item" });
      const beside = await lab.call(ADD, { GroupId, MemberList: members(present, unknown) });
      return toldAs(beside, { 0: "whenAll", 10019: "fail" });
    },
  },
  {
    tells: ["notGroupMember"],
    uses: [team, cem],
    calls: { [CHANGE]: 1 },
    async run(lab) {
      const params = { GroupId: await lab.use(team), Member_Account: await lab.use(cem), NameCard: SHORT };
      return toldByCode(await lab.call(CHANGE, params));
    },
  },
  {
    tells: ["ownerRefusal"],
    uses: [team, ann],
    calls: { [CHANGE]: 1 },
    async run(lab) {
      const params = { GroupId: await lab.use(team), Member_Account: await lab.use(ann), Role: "Member" };
      return toldByCode(await lab.call(CHANGE, params));
    },
  },
  {
    tells: ["privateRefusal"],
    uses: [ann, ben],
    calls: { [CREATE]: 1, [CHANGE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const [Owner_Account, Member_Account] = [await lab.use(ann), await lab.use(ben)];
      const GroupId = await newGroup(lab, { Type: "Private", Owner_Account, MemberList: members(Member_Account) });
      return toldByCode(await lab.call(CHANGE, { GroupId, Member_Account, Role: "Admin" }));
    },
  },
  {
    tells: ["formerOwner"],
    uses: [ann, ben],
    calls: { [CREATE]: 1, [OWN]: 1, [ROLE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const { GroupId, owner, member } = await pair(lab);
      await lab.must(OWN, { GroupId, NewOwner_Account: member });
      const { answer, role } = await roleOf(lab, GroupId, owner);
      return toldFrom(answer, role, [
        ["Member", "Member"],
        ["NotMember", "leaves"],
      ]);
    },
  },
  {
    tells: ["removeOwner"],
    uses: [ann, ben],
    calls: { [CREATE]: 1, [REMOVE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const { GroupId, owner } = await pair(lab);
      const answer = await lab.call(REMOVE, { GroupId, MemberToDel_Account: [owner] });
      return toldAs(answer, { 0: "leaves", 10004: "refuse", 10007: "refuse" });
    },
  },
  {
    tells: ["lastMemberRemoved"],
    uses: [ben],
    calls: { [CREATE]: 1, [REMOVE]: 1, [INFO]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const member = await lab.use(ben);
      // Without an owner, whose removal may be refused.
      const GroupId = await newGroup(lab, { MemberList: members(member) });
      await lab.must(REMOVE, { GroupId, MemberToDel_Account: [member] });
      const answer = await groupInfo(lab, [GroupId]);
      const code = numberOf(field(answer, "ErrorCode"));
      return toldFrom(answer, UNKNOWN_GROUP.includes(code) || code, [
        [true, "disband"],
        [0, "keep"],
      ]);
    },
  },
  {
    tells: ["memberChangeBumpsInfo"],
    uses: [ann, ben],
    calls: { [CREATE]: 1, [INFO]: 2, [ADD]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const GroupId = await newGroup(lab, { Owner_Account: await lab.use(ann) });
      const before = await infoSeq(lab, GroupId);
      await lab.must(ADD, { GroupId, MemberList: members(await lab.use(ben)) });
      return told((await infoSeq(lab, GroupId)) > before);
    },
  },
];
