import { isTrue, part, raw } from "../answer";
import { told, toldAs, toldByCode, toldByForm } from "../outcome";
import { ann, cem, dan, room, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

const TAG = "probe";

async function giveTag(lab: CommsEaseLab, accid: string) {
  return lab.call("chatroom/updateChatRoomRoleTag", { roomId: await lab.use(room), accid, tags: [TAG] });
}

export const roomTagExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["tagTemporaryMuteKey", "memberTags", "tagMuteOnMembers"],
    hiddenBy: withoutRooms,
    uses: [room, ann, cem],
    calls: {
      "chatroom/addRobot": 1,
      "chatroom/removeRobot": 1,
      "chatroom/updateChatRoomRoleTag": 1,
      "chatroom/tagTemporaryMute": 2,
      "chatroom/tagMembersQuery": 1,
    },
    async run(lab) {
      const accid = await lab.use(cem);
      const roomid = await lab.use(room);
      const mute = { roomid, operator: await lab.use(ann), targetTag: TAG };
      lab.afterwards("chatroom/removeRobot", { roomid, accids: [accid] });
      await lab.must("chatroom/addRobot", { roomid, accids: [accid] });
      await giveTag(lab, accid);
      lab.afterwards("chatroom/tagTemporaryMute", { ...mute, muteDuration: 0 });
      const muted = await lab.must("chatroom/tagTemporaryMute", { ...mute, muteDuration: 600 });
      const answer = await lab.must("chatroom/tagMembersQuery", { roomid, tag: TAG, endTime: 0, limit: 100 });
      const member = part(answer, "desc", "data", 0);
      const key = ["desc", "data"].find((one) => raw(muted, one, "muteDuration") !== undefined) ?? "";
      return {
        tagTemporaryMuteKey: told(key, muted),
        memberTags: toldByForm(answer, Object(member).tags, { text: "text", list: "array" }),
        tagMuteOnMembers: member === undefined ? { strange: answer } : told(isTrue(Object(member).tempMuted)),
      };
    },
  },
  {
    // The creator is a fixed member, and is not inside.
    tells: ["roleTagScope"],
    hiddenBy: withoutRooms,
    uses: [room, ann],
    calls: { "chatroom/updateChatRoomRoleTag": 1 },
    run: async (lab) => toldAs(await giveTag(lab, await lab.use(ann)), { 200: "fixed", 403: "inside", 404: "inside" }),
  },
  {
    tells: ["roleTagAbsent"],
    hiddenBy: withoutRooms,
    uses: [room, dan],
    calls: { "chatroom/updateChatRoomRoleTag": 1 },
    run: async (lab) => toldByCode(await giveTag(lab, await lab.use(dan))),
  },
];
