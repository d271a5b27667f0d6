import { entryOf, listAt, part, textOf } from "../answer";
import { told, toldByCode, toldFrom } from "../outcome";
import { ann } from "./fixtures";
import type { NexconnExperiment, NexconnLab } from "./types";

const AVATAR = "https://example.com/probe.png";
const HOUR_MS = 3_600_000;

async function avatarOf(lab: NexconnLab, userId: string) {
  const answer = await lab.must("user/get", { userId });
  return { answer, shown: textOf(part(answer, "result", "avatarUrl")) };
}

/** The end of a user's ban as the vendor shows it, read as if it were UTC. */
async function banEnd(lab: NexconnLab, userId: string): Promise<number> {
  const bans = listAt(await lab.must("user/ban/list", {}), "result", "bannedUsers");
  const { banExpiresAt } = entryOf(bans, "userId", userId);
  return Date.parse(`${String(banExpiresAt).replace(" ", "T")}Z`);
}

export const userExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["unknownUser"],
    calls: { "user/get": 1 },
    run: async (lab) => toldByCode(await lab.call("user/get", { userId: lab.newId() })),
  },
  {
    tells: ["issueWithoutAvatar"],
    uses: [ann],
    calls: { "user/update": 1, "auth/access-token/issue": 1, "user/get": 1 },
    async run(lab) {
      const userId = await lab.use(ann);
      await lab.must("user/update", { userId, avatarUrl: AVATAR });
      await lab.must("auth/access-token/issue", { userId, name: userId });
      const { answer, shown } = await avatarOf(lab, userId);
      return toldFrom(answer, shown, [
        ["", "clear"],
        [AVATAR, "keep"],
      ]);
    },
  },
  {
    tells: ["emptyAvatarClears"],
    uses: [ann],
    calls: { "user/update": 2, "user/get": 1 },
    async run(lab) {
      const userId = await lab.use(ann);
      await lab.must("user/update", { userId, avatarUrl: AVATAR });
      await lab.must("user/update", { userId, avatarUrl: "" });
      const { answer, shown } = await avatarOf(lab, userId);
      return toldFrom(answer, shown, [
        ["", true],
        [AVATAR, false],
      ]);
    },
  },
  {
    tells: ["secondBan", "userTimes"],
    uses: [ann],
    calls: { "user/ban": 2, "user/ban/list": 2, "user/unban": 1 },
    async run(lab) {
      const userId = await lab.use(ann);
      lab.afterwards("user/unban", { userIds: [userId] });
      const asked = lab.now() + HOUR_MS;
      await lab.must("user/ban", { userIds: [userId], durationMinutes: 60 });
      const first = await banEnd(lab, userId);
      const second = await lab.must("user/ban", { userIds: [userId], durationMinutes: 10 });
      const end = await banEnd(lab, userId);
      const zone = Math.round((first - asked) / HOUR_MS);
      return {
        secondBan: told(end < first ? "replace" : "longer"),
        userTimes: toldFrom(second, zone, [
          [0, "UTC"],
          [8, "UTC+8"],
        ]),
      };
    },
  },
  {
    tells: ["unbanNotBanned"],
    uses: [ann],
    calls: { "user/unban": 2 },
    async run(lab) {
      const userIds = [await lab.use(ann)];
      await lab.call("user/unban", { userIds });
      return toldByCode(await lab.call("user/unban", { userIds }));
    },
  },
];
