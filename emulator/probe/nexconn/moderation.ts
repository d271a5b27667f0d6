import { entryOf, listAt } from "../answer";
import { told, toldAs, toldByForm } from "../outcome";
import { ann, ben, cem, club, newGroup } from "./fixtures";
import { withoutGroups } from "./group";
import type { NexconnExperiment, NexconnLab } from "./types";

const FOREVER = 0;

/** Mutes somebody in a group for an hour, unless it is refused, and takes that back in the end. */
async function mute(lab: NexconnLab, channelId: string, userId: string, durationMinutes = 60) {
  lab.afterwards("group-channel/user/mute-list/remove", { channelId, userIds: [userId] });
  return lab.call("group-channel/user/mute-list/add", { channelId, userIds: [userId], durationMinutes });
}

async function muteOf(lab: NexconnLab, channelId: string, userId: string) {
  const answer = await lab.must("group-channel/user/mute-list/get", { channelId });
  return { answer, shown: entryOf(listAt(answer, "result", "mutedMembers"), "userId", userId) };
}

/** Mutes in groups. */
export const moderationExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["moderateNonMember"],
    hiddenBy: withoutGroups,
    uses: [club, cem],
    calls: { "group-channel/user/mute-list/add": 1, "group-channel/user/mute-list/remove": 1 },
    run: async (lab) => toldAs(await mute(lab, await lab.use(club), await lab.use(cem)), { 25418: 25418, 0: "accept" }),
  },
  {
    tells: ["moderateUnknownGroup"],
    hiddenBy: withoutGroups,
    uses: [ben],
    calls: { "group-channel/user/mute-list/add": 1, "group-channel/user/mute-list/remove": 1 },
    run: async (lab) => toldAs(await mute(lab, lab.newId(), await lab.use(ben)), { 25410: 25410, 0: "accept" }),
  },
  {
    tells: ["permanentMute", "groupMutesSurviveDismissal"],
    hiddenBy: withoutGroups,
    uses: [ann, ben],
    calls: {
      "group-channel/create": 2,
      "group-channel/dismiss": 1,
      "group-channel/user/mute-list/add": 1,
      "group-channel/user/mute-list/get": 2,
      "group-channel/user/mute-list/remove": 1,
    },
    objects: { group: 1 },
    async run(lab) {
      const [owner, member] = [await lab.use(ann), await lab.use(ben)];
      const channelId = await newGroup(lab, owner, [member]);
      await mute(lab, channelId, member, FOREVER);
      const first = await muteOf(lab, channelId, member);
      await lab.must("group-channel/dismiss", { channelId });
      await lab.must("group-channel/create", { channelId, name: "probe", owner, userIds: [member] });
      const second = await muteOf(lab, channelId, member);
      return {
        permanentMute: toldByForm(first.answer, first.shown.muteExpiresAt, {
          "empty text": "empty",
          missing: "omit",
          null: "null",
          text: "far",
        }),
        groupMutesSurviveDismissal: told(second.shown.userId !== undefined, second.answer),
      };
    },
  },
];
