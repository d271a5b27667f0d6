import { listAt, part, textOf } from "../answer";
import { told, toldAs, toldByCode, toldFrom, untellable } from "../outcome";
import { refused } from "../setbacks";
import { UNKNOWN_USER } from "./codes";
import type { NexconnExperiment, NexconnFixture, NexconnLab } from "./types";

/** How many users wait one after the other to be soft-deleted by probes that follow each other within an hour. */
const TURNS = 9;
const TAGS = ["probe"];

/** A soft delete that takes longer is not waited for. */
export const LONGEST_DELETE_SECONDS = 600;

interface Leaver {
  readonly userId: string;
  /** When the soft delete was asked for. */
  readonly at: number;
}

/**
 * A user with tags who was just soft-deleted: the first of a row who was not yet. Those before are restored, if an hour is over,
 * for the probes that follow.
 */
const leaver: NexconnFixture<Leaver> = {
  name: "leaver",
  calls: { "auth/access-token/issue": TURNS, "user/tag/batch/set": 1, "user/soft-delete": 1, "user/restore": 1 },
  objects: { leaver: 1 },
  async make(lab) {
    const before: string[] = [];
    let userId = "";
    await lab.mustMake(
      "leaver",
      async (row) => {
        for (let turn = 1; ; turn += 1) {
          userId = `${row}${turn}`;
          const answer = await lab.call("auth/access-token/issue", { userId, name: userId });
          if (answer.ok || turn === TURNS) return answer;
          before.push(userId);
        }
      },
      lab.lastingId("d"),
    );
    if (before.length > 0) lab.afterwards("user/restore", { userIds: before });
    await lab.must("user/tag/batch/set", { userIds: [userId], tags: TAGS });
    await lab.must("user/soft-delete", { userIds: [userId] });
    return { userId, at: lab.now() };
  },
};

/** Whether a soft delete is done: the user is not there, or has no name any more. */
async function isGone(lab: NexconnLab, userId: string): Promise<boolean> {
  const answer = await lab.call("user/get", { userId });
  if (!answer.ok && !UNKNOWN_USER.includes(answer.code)) throw refused(answer);
  return textOf(part(answer, "result", "name")) === "";
}

export const softDeleteExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["softDeleteSeconds"],
    uses: [leaver],
    calls: { "user/get": LONGEST_DELETE_SECONDS + 1 },
    async run(lab) {
      const { userId, at } = await lab.use(leaver);
      for (let seconds = 0; seconds <= LONGEST_DELETE_SECONDS; seconds += 1) {
        await lab.sleep(at + seconds * 1000 - lab.now());
        if (await isGone(lab, userId)) return told(seconds);
      }
      return untellable;
    },
  },
  {
    tells: ["softDeletedGet", "softDeleteWipesProfile"],
    needs: ["softDeleteSeconds"],
    uses: [leaver],
    calls: { "user/get": 1, "user/tag/batch/get": 1 },
    async run(lab) {
      const { userId } = await lab.use(leaver);
      const user = await lab.call("user/get", { userId });
      const tags = await lab.must("user/tag/batch/get", { userIds: [userId] });
      return {
        softDeletedGet: user.ok ? told("empty") : toldByCode(user),
        softDeleteWipesProfile: toldFrom(tags, listAt(tags, "result", "users", 0, "tags").length, [
          [0, true],
          [TAGS.length, false],
        ]),
      };
    },
  },
  {
    tells: ["softDeletedIssue"],
    uses: [leaver],
    calls: { "auth/access-token/issue": 1 },
    async run(lab) {
      const { userId } = await lab.use(leaver);
      return toldByCode(await lab.call("auth/access-token/issue", { userId, name: userId }));
    },
  },
  {
    tells: ["earlyRestore"],
    uses: [leaver],
    calls: { "user/restore": 1 },
    async run(lab) {
      const { userId } = await lab.use(leaver);
      return toldAs(await lab.call("user/restore", { userIds: [userId] }), { 1002: 1002, 400: 400, 0: "ignore" });
    },
  },
];
