import { listAt } from "../answer";
import { told, toldAs, untellable } from "../outcome";
import { newOpenChannel } from "./fixtures";
import type { NexconnExperiment } from "./types";

/** Of more open channels that may be kept alive than so many, a probe does not use up the number. */
export const KEPT_AT_MOST = 20;

const TOO_MANY = 1016;

/** Only the older generation of routes can keep open channels alive. */
export const keepAliveExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["keepAliveFeature"],
    hiddenBy: [{ jsonRoutes: [false] }],
    calls: { "chatroom/keepalive/query.json": 1 },
    run: async (lab) => toldAs(await lab.call("chatroom/keepalive/query.json", {}), { 200: true, 1009: false }),
  },
  {
    tells: ["keepAliveMaximum"],
    hiddenBy: [{ jsonRoutes: [false] }, { keepAliveFeature: [false] }],
    calls: {
      "chatroom/keepalive/query.json": 1,
      "open-channel/create": KEPT_AT_MOST + 1,
      "chatroom/keepalive/add.json": KEPT_AT_MOST + 1,
    },
    objects: { openChannel: KEPT_AT_MOST + 1 },
    async run(lab) {
      const answer = await lab.must("chatroom/keepalive/query.json", {});
      // Those of others count too.
      for (let kept = listAt(answer, "chatroomIds").length; kept <= KEPT_AT_MOST; kept += 1) {
        const chatroomId = await newOpenChannel(lab);
        const added = await lab.call("chatroom/keepalive/add.json", { chatroomId });
        if (!added.ok) return added.code === TOO_MANY ? told(kept, added) : { strange: added };
      }
      return untellable;
    },
  },
];
