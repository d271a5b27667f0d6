import { part, textOf } from "../answer";
import { LAG_LOOKS, LAG_WRITES, lagOf } from "../lag";
import { toldAs } from "../outcome";
import { refused } from "../setbacks";
import { UNKNOWN_USER } from "./codes";
import { ann } from "./fixtures";
import type { NexconnExperiment } from "./types";

/** Longer than the pacer keeps anything in mind: what follows goes without a pause. */
const REST_MS = 2000;

/** What is not visible yet: told before everything that is written and read. */
export const lagExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["readAfterWriteDelayMs"],
    uses: [ann],
    calls: { "auth/access-token/issue": LAG_WRITES, "user/get": LAG_LOOKS },
    async run(lab) {
      const userId = await lab.use(ann);
      let avatarUrl = "";
      return lagOf({
        now: () => lab.now(),
        sleep: (ms) => lab.sleep(ms),
        async write() {
          avatarUrl = `https://example.com/${lab.newId()}.png`;
          // It makes the user too where that is not visible yet, so that nothing is in its way.
          await lab.must("auth/access-token/issue", { userId, name: userId, avatarUrl });
        },
        async shows() {
          const answer = await lab.call("user/get", { userId });
          // The user itself may be invisible yet.
          if (!answer.ok && !UNKNOWN_USER.includes(answer.code)) throw refused(answer);
          return textOf(part(answer, "result", "avatarUrl")) === avatarUrl;
        },
      });
    },
  },
  {
    tells: ["lagSeenBy"],
    hiddenBy: [{ readAfterWriteDelayMs: [0] }],
    visibleWith: { readAfterWriteDelayMs: 300 },
    calls: { "open-channel/create": 1, "open-channel/destroy-type/set": 1 },
    objects: { openChannel: 1 },
    async run(lab) {
      await lab.sleep(REST_MS);
      const channelId = await lab.mustMake("openChannel", (id) => lab.call("open-channel/create", { channelId: id }));
      const change = { channelId, destroyType: 0, ttlMinutes: 60 };
      return toldAs(await lab.atOnce("open-channel/destroy-type/set", change), { 0: "reads", 23410: "all" });
    },
  },
];
