import { numberOf, part } from "../answer";
import { lagOf, searchCosts } from "../lag";
import { told, toldByCode, toldFrom } from "../outcome";
import { refused } from "../setbacks";
import { ann, ben, createGroup, newGroup, team } from "./fixtures";
import { groupInfo } from "./group-info";
import type { TencentExperiment, TencentLab } from "./types";

const CREATE = "group_open_http_svc/create_group";
const DESTROY = "group_open_http_svc/destroy_group";
const INFO = "group_open_http_svc/get_group_info";

const TAKEN = [10021, 10025];

/** How long the id of a destroyed group is waited for; two rounds more follow, so that it is less than ten minutes. */
export const LONGEST_TAKEN_SECONDS = 180;
const search = { looks: [0, 1, 2, 3, 5, 8, 12, 18, 27, 41, 62, 93, 140, LONGEST_TAKEN_SECONDS], rounds: 2 };

/** Sleeps to the middle of a second: the vendor counts whole ones. */
async function middleOfSecond(lab: TencentLab): Promise<void> {
  await lab.sleep((1500 - (lab.now() % 1000)) % 1000);
}

/** The ids of groups: which are taken, and what is said of those that nothing has. */
export const groupIdExperiments: readonly TencentExperiment[] = [
  {
    tells: ["unknownGroup", "unknownAssignedGroup", "outerCodeOfGroupInfo"],
    calls: { [INFO]: 1 },
    async run(lab) {
      const assigned = `@TGS#2${lab.newId().toUpperCase()}`;
      const answer = await groupInfo(lab, [lab.newId(), assigned]);
      const [own, other] = [0, 1].map((at) => numberOf(part(answer, "GroupInfo", at, "ErrorCode")));
      return {
        unknownGroup: told(own ?? NaN, answer),
        unknownAssignedGroup: told(other ?? NaN, answer),
        outerCodeOfGroupInfo: toldFrom(answer, answer.code, [
          [0, 0],
          [own, "firstFailure"],
        ]),
      };
    },
  },
  {
    tells: ["malformedGroupId"],
    calls: { [INFO]: 1 },
    async run(lab) {
      const answer = await groupInfo(lab, [lab.newId().padEnd(60, "p")]);
      const own = numberOf(part(answer, "GroupInfo", 0, "ErrorCode"));
      return Number.isNaN(own) ? toldByCode(answer) : told(own, answer);
    },
  },
  {
    tells: ["invalidNewGroupId"],
    calls: { [CREATE]: 1 },
    objects: { group: 1 },
    async run(lab) {
      const tooLong = lab.newId().padEnd(60, "p");
      return toldByCode((await lab.make("group", (GroupId) => createGroup(lab, { GroupId }), tooLong)).answer);
    },
  },
  {
    tells: ["takenGroupId"],
    uses: [team, ann, ben],
    calls: { [CREATE]: 2 },
    async run(lab) {
      const GroupId = await lab.use(team);
      const own = await createGroup(lab, { GroupId, Owner_Account: await lab.use(ann) });
      const others = await createGroup(lab, { GroupId, Owner_Account: await lab.use(ben) });
      return toldFrom(own, `${own.code} ${others.code}`, [
        ["10025 10021", "byOwner"],
        ["10021 10021", 10021],
        ["10025 10025", 10025],
      ]);
    },
  },
  {
    tells: ["destroyedGroupIdSeconds"],
    calls: { [CREATE]: 1 + searchCosts(search).looks, [DESTROY]: searchCosts(search).writes },
    objects: { group: 1 },
    async run(lab) {
      const GroupId = await newGroup(lab);
      let looks = 0;
      return lagOf(
        {
          now: () => Math.floor(lab.now() / 1000),
          sleep: (seconds) => lab.sleep(seconds * 1000),
          async write() {
            await middleOfSecond(lab);
            await lab.must(DESTROY, { GroupId });
          },
          /** Whether the id can be used again, after which it is. */
          async shows() {
            // The first waits until the destruction is visible; what is refused after it writes nothing to be waited for.
            const answer = await createGroup(lab, { GroupId }, looks === 0 ? "call" : "atOnce");
            if (!answer.ok && !TAKEN.includes(answer.code ?? 0)) throw refused(answer);
            looks += 1;
            return answer.ok;
          },
        },
        search,
      );
    },
  },
];
