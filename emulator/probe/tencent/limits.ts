import type { Params } from "../experiment";
import { likelyLargest, likelyLooksAt } from "../measure";
import { told } from "../outcome";
import { refused } from "../setbacks";
import { draft, members, team } from "./fixtures";
import type { Name, TencentExperiment, TencentFixture } from "./types";

/** A number up to which a call is taken. */
interface Limit {
  readonly tells: Name;
  readonly call: string;
  readonly group: TencentFixture<string>;
  /** What the documents say, and other pages of them. */
  readonly likely: readonly number[];
  /** The largest that the setting can hold. */
  readonly most: number;
  /** The code beyond it. */
  readonly refusal: number;
  /** Codes that come where the limit is kept. */
  readonly within?: readonly number[];
  /** Parameters that are so large; `id` is one that nothing has. */
  params(n: number, id: string): Params;
}

function measured({ tells, call, group, likely, most, refusal, within = [], params }: Limit): TencentExperiment {
  return {
    tells: [tells],
    uses: [group],
    // One more than the setting can hold shows where there is no such limit.
    calls: { [call]: likelyLooksAt(likely, 1, most + 1) },
    async run(lab) {
      const GroupId = await lab.use(group);
      const id = lab.newId();
      const passes = async (n: number) => {
        const answer = await lab.call(call, { GroupId, ...params(n, id) });
        if (answer.code === refusal) return false;
        if (!answer.ok && !within.includes(answer.code ?? 0)) throw refused(answer);
        return true;
      };
      return told(await likelyLargest(likely, 1, most + 1, passes));
    },
  };
}

const MODIFY = "group_open_http_svc/modify_group_base_info";

function bytes(field: string, tells: Name, likely: readonly number[]): TencentExperiment {
  const params = (n: number) => ({ [field]: "p".repeat(n) });
  return measured({ tells, call: MODIFY, group: draft, likely, most: 1000, refusal: 10004, params });
}

function strangers(n: number, id: string): string[] {
  return Array.from({ length: n }, (_, i) => `${id}${i}`);
}

export const limitExperiments: readonly TencentExperiment[] = [
  bytes("Name", "nameBytes", [30, 100]),
  bytes("Introduction", "introductionBytes", [240, 400]),
  bytes("Notification", "notificationBytes", [300, 400]),
  bytes("FaceUrl", "faceUrlBytes", [100, 500]),
  measured({
    tells: "addMemberMaximum",
    call: "group_open_http_svc/add_group_member",
    group: team,
    likely: [300, 100],
    most: 1000,
    refusal: 10005,
    // Nobody is added: nobody has these ids.
    within: [10019],
    params: (n, id) => ({ MemberList: members(...strangers(n, id)) }),
  }),
  measured({
    tells: "deleteMemberMaximum",
    call: "group_open_http_svc/delete_group_member",
    group: team,
    likely: [100, 500],
    most: 1000,
    refusal: 10005,
    params: (n, id) => ({ MemberToDel_Account: strangers(n, id) }),
  }),
  measured({
    tells: "memberPageMaximum",
    call: "group_open_http_svc/get_group_member_info",
    group: team,
    likely: [6000, 100],
    most: 6000,
    refusal: 10004,
    params: (Limit) => ({ Limit }),
  }),
];
