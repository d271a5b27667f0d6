import { part, textOf } from "../answer";
import { LAG_LOOKS, LAG_WRITES, LONGEST_LAG_MS, lagOf } from "../lag";
import { toldAs, untellable } from "../outcome";
import { refused } from "../setbacks";
import { ann, newTeam, profileOf } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** Longer than the pacer keeps anything in mind: what follows goes without a pause. */
const REST_MS = 2000;

/** How often an account is written to until it takes it: each pause twice as long as the one before. */
const FIRST_WRITES = Math.ceil(Math.log2(LONGEST_LAG_MS)) + 2;

/**
 * Waits until an account can be written to, and gives it the profile that the owner of everything has; false where that takes
 * too long. That it was made, or is no longer blocked, may be invisible to a write too.
 */
async function isReady(lab: CommsEaseLab, accid: string): Promise<boolean> {
  for (let write = 0; write < FIRST_WRITES; write += 1) {
    if ((await lab.call("user/updateUinfo", { accid, ...profileOf(accid) })).ok) return true;
    if (write < FIRST_WRITES - 1) await lab.sleep(2 ** write);
    // What blocked it may have been invisible to the call that took that back.
    await lab.call("user/unblock", { accid });
  }
  return false;
}

/** What is not visible yet: told before everything that is written and read. */
export const lagExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["readAfterWriteDelayMs"],
    uses: [ann],
    calls: {
      "user/unblock": FIRST_WRITES,
      "user/updateUinfo": FIRST_WRITES + LAG_WRITES,
      "user/getUinfos": LAG_LOOKS,
    },
    async run(lab) {
      const accid = await lab.use(ann);
      if (!(await isReady(lab, accid))) return untellable;
      let sign = "";
      return lagOf({
        now: () => lab.now(),
        sleep: (ms) => lab.sleep(ms),
        async write() {
          sign = lab.newId();
          await lab.must("user/updateUinfo", { accid, sign });
        },
        async shows() {
          const answer = await lab.call("user/getUinfos", { accids: [accid] });
          // The account itself may be invisible yet.
          if (!answer.ok && answer.code !== 414) throw refused(answer);
          return textOf(part(answer, "uinfos", 0, "sign")) === sign;
        },
      });
    },
  },
  {
    tells: ["lagSeenBy"],
    hiddenBy: [{ readAfterWriteDelayMs: [0] }],
    visibleWith: { readAfterWriteDelayMs: 300 },
    uses: [ann],
    calls: { "team/create": 1, "team/update": 1 },
    objects: { team: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      await lab.sleep(REST_MS);
      const tid = await newTeam(lab, owner);
      const change = await lab.atOnce("team/update", { tid, owner, intro: "probe" });
      return toldAs(change, { 200: "reads", 803: "all", 404: "all" });
    },
  },
];
