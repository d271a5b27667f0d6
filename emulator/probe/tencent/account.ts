import { type Answer, listAt, numberOf, raw, textOf } from "../answer";
import { told, toldAs, toldByCode, toldByForm, toldFrom } from "../outcome";
import { ann, ben, createGroup, members } from "./fixtures";
import { field, groupInfo } from "./group-info";
import { UNKNOWN_GROUP } from "./kinds";
import type { TencentExperiment } from "./types";

const IMPORT = "im_open_login_svc/account_import";
const IMPORT_SEVERAL = "im_open_login_svc/multiaccount_import";
const DELETE = "im_open_login_svc/account_delete";
const CHECK = "im_open_login_svc/account_check";
const MUTED = "openconfigsvr/getnospeaking";

/** One more than a call takes. */
const TOO_MANY = 101;
/** One more byte than a UserID has. */
const TOO_LONG = 33;

/** What became of a group whose owner was deleted. */
function ofOrphan(answer: Answer, owner: string) {
  if (UNKNOWN_GROUP.includes(numberOf(field(answer, "ErrorCode")))) return told("disbands");
  return toldFrom(answer, textOf(field(answer, "Owner_Account")), [
    ["", "leaves"],
    [owner, "stays"],
  ]);
}

export const accountExperiments: readonly TencentExperiment[] = [
  {
    tells: ["accountDeletion"],
    calls: { [DELETE]: 1 },
    run: async (lab) =>
      toldAs(await lab.call(DELETE, { DeleteItem: [{ UserID: lab.newId() }] }), { 0: true, 71000: false }),
  },
  {
    tells: ["deletedAccountId", "deletedAccountInGroups"],
    hiddenBy: [{ accountDeletion: [false] }],
    uses: [ben],
    calls: {
      [IMPORT]: 2,
      [DELETE]: 1,
      "group_open_http_svc/create_group": 1,
      "group_open_http_svc/get_group_info": 1,
    },
    objects: { account: 1, group: 1 },
    async run(lab) {
      const UserID = await lab.mustMake("account", (id) => lab.call(IMPORT, { UserID: id }));
      const MemberList = members(await lab.use(ben));
      const GroupId = await lab.mustMake("group", (id) =>
        createGroup(lab, { GroupId: id, Owner_Account: UserID, MemberList }),
      );
      await lab.must(DELETE, { DeleteItem: [{ UserID }] });
      const group = await groupInfo(lab, [GroupId]);
      return {
        deletedAccountInGroups: ofOrphan(group, UserID),
        deletedAccountId: toldAs(await lab.call(IMPORT, { UserID }), { 0: "free", 70399: "tombstone" }),
      };
    },
  },
  {
    tells: ["userIdAlphabet"],
    calls: { [IMPORT]: 1 },
    objects: { person: 1 },
    async run(lab) {
      const id = lab.lastingId("p.4");
      const { answer } = await lab.make("person", (UserID) => lab.call(IMPORT, { UserID }), id);
      return toldAs(answer, { 0: "printable", 70402: "word" });
    },
  },
  {
    tells: ["invalidIdInImport"],
    calls: { [IMPORT_SEVERAL]: 1 },
    async run(lab) {
      const id = lab.newId().padEnd(TOO_LONG, "p");
      const answer = await lab.call(IMPORT_SEVERAL, { Accounts: [id] });
      if (!answer.ok) return toldByCode(answer);
      return toldFrom(answer, listAt(answer, "FailAccounts").includes(id), [[true, "FailAccounts"]]);
    },
  },
  {
    tells: ["noFailAccounts"],
    uses: [ann],
    calls: { [IMPORT_SEVERAL]: 1 },
    async run(lab) {
      const answer = await lab.must(IMPORT_SEVERAL, { Accounts: [await lab.use(ann)] });
      return toldByForm(answer, raw(answer, "FailAccounts"), { "empty list": "empty", missing: "omit" });
    },
  },
  {
    tells: ["accountBatch"],
    calls: { [CHECK]: 1 },
    async run(lab) {
      const id = lab.newId();
      const CheckItem = Array.from({ length: TOO_MANY }, (_, i) => ({ UserID: `${id}${i}` }));
      return toldByCode(await lab.call(CHECK, { CheckItem }));
    },
  },
  {
    tells: ["unknownAccountInGlobalMute"],
    calls: { [MUTED]: 1 },
    run: async (lab) => toldAs(await lab.call(MUTED, { Get_Account: lab.newId() }), { 130003: "fail", 0: "accept" }),
  },
  {
    tells: ["unknownAccountInJoined"],
    calls: { "group_open_http_svc/get_joined_group_list": 1 },
    run: async (lab) =>
      toldAs(await lab.call("group_open_http_svc/get_joined_group_list", { Member_Account: lab.newId() }), {
        0: "empty",
        10019: 10019,
      }),
  },
];
