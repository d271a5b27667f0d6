import { part, textOf } from "../answer";
import { LAG_LOOKS, LAG_WRITES, LONGEST_LAG_MS, lagOf } from "../lag";
import { toldAs, untellable } from "../outcome";
import { ann, newTeam } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** Longer than the pacer keeps anything in mind: what follows goes without a pause. */
const REST_MS = 2000;

/** How often a new account is looked for: each pause twice as long as the one before. */
const FIRST_LOOKS = Math.ceil(Math.log2(LONGEST_LAG_MS)) + 2;

async function signOf(lab: CommsEaseLab, accid: string): Promise<string | undefined> {
  const answer = await lab.call("user/getUinfos", { accids: [accid] });
  const info = part(answer, "uinfos", 0);
  return answer.ok && info !== undefined ? textOf(part(answer, "uinfos", 0, "sign")) : undefined;
}

/** Waits until an account can be written to; false where that takes too long. */
async function isThere(lab: CommsEaseLab, accid: string): Promise<boolean> {
  for (let look = 0; look < FIRST_LOOKS; look += 1) {
    if ((await signOf(lab, accid)) !== undefined) return true;
    if (look < FIRST_LOOKS - 1) await lab.sleep(2 ** look);
  }
  return false;
}

/** What is not visible yet: told before everything that is written and read. */
export const lagExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["readAfterWriteDelayMs"],
    uses: [ann],
    calls: { "user/updateUinfo": LAG_WRITES, "user/getUinfos": LAG_LOOKS + FIRST_LOOKS },
    async run(lab) {
      const accid = await lab.use(ann);
      if (!(await isThere(lab, accid))) return untellable;
      let sign = "";
      return lagOf({
        now: () => lab.now(),
        sleep: (ms) => lab.sleep(ms),
        async write() {
          sign = lab.newId();
          await lab.must("user/updateUinfo", { accid, sign });
        },
        shows: async () => (await signOf(lab, accid)) === sign,
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
