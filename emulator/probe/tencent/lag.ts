import { entryOf, listAt, textOf } from "../answer";
import { LAG_LOOKS, LAG_WRITES, LONGEST_LAG_MS, lagOf } from "../lag";
import { toldAs, untellable } from "../outcome";
import { refused } from "../setbacks";
import { ann, newGroup, SHORT } from "./fixtures";
import type { TencentExperiment, TencentLab } from "./types";

const SET = "profile/portrait_set";
const GET = "profile/portrait_get";
const NICK = "Tag_Profile_IM_Nick";
const UNKNOWN_ACCOUNT = 40003;

/** Pauses before a write may see what was just imported: each twice as long as the last. */
const PAUSES = Math.ceil(Math.log2(LONGEST_LAG_MS)) + 1;

function nickname(From_Account: string, Value: string) {
  return { From_Account, ProfileItem: [{ Tag: NICK, Value }] };
}

/** Waits until an account is there for writes; false where that takes too long. */
async function isWritable(lab: TencentLab, account: string): Promise<boolean> {
  for (let pauses = 0; pauses <= PAUSES; pauses += 1) {
    const answer = await lab.call(SET, nickname(account, lab.newId()));
    if (answer.ok) return true;
    if (answer.code !== UNKNOWN_ACCOUNT) throw refused(answer);
    await lab.sleep(2 ** pauses);
  }
  return false;
}

/** What is not visible yet: told before everything that is written and read. */
export const lagExperiments: readonly TencentExperiment[] = [
  {
    tells: ["readAfterWriteDelayMs"],
    uses: [ann],
    calls: { [SET]: PAUSES + 1 + LAG_WRITES + 1, [GET]: LAG_LOOKS },
    async run(lab) {
      const account = await lab.use(ann);
      if (!(await isWritable(lab, account))) return untellable;
      lab.afterwards(SET, nickname(account, ""));
      let nick = "";
      return lagOf({
        now: () => lab.now(),
        sleep: (ms) => lab.sleep(ms),
        async write() {
          nick = lab.newId();
          await lab.must(SET, nickname(account, nick));
        },
        async shows() {
          const answer = await lab.call(GET, { To_Account: [account], TagList: [NICK] });
          if (!answer.ok && answer.code !== UNKNOWN_ACCOUNT) throw refused(answer);
          const items = listAt(answer, "UserProfileItem", 0, "ProfileItem");
          return textOf(entryOf(items, "Tag", NICK).Value) === nick;
        },
      });
    },
  },
  {
    tells: ["lagSeenBy"],
    hiddenBy: [{ readAfterWriteDelayMs: [0] }],
    visibleWith: { readAfterWriteDelayMs: 300 },
    calls: { "group_open_http_svc/create_group": 1, "group_open_http_svc/modify_group_base_info": 1 },
    objects: { group: 1 },
    async run(lab) {
      const GroupId = await newGroup(lab);
      const change = { GroupId, Name: SHORT };
      const answer = await lab.atOnce("group_open_http_svc/modify_group_base_info", change);
      return toldAs(answer, { 0: "reads", 10010: "all", 10015: "all" });
    },
  },
];
