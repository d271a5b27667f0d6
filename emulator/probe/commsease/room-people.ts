import { isTrue, listAt, part, raw } from "../answer";
import { told, toldAs, toldByCode, toldByForm, toldFrom } from "../outcome";
import { ann, ben, dan, room, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** The owner of the room acts on somebody. */
async function setRole(lab: CommsEaseLab, accid: string, opt: number, optvalue: boolean) {
  const where = { roomid: await lab.use(room), operator: await lab.use(ann) };
  return lab.call("chatroom/setMemberRole", { ...where, target: accid, opt, optvalue });
}

async function mute(lab: CommsEaseLab, accid: string) {
  const order = { roomid: await lab.use(room), operator: await lab.use(ann), target: accid };
  lab.afterwards("chatroom/temporaryMute", { ...order, muteDuration: 0 });
  return lab.call("chatroom/temporaryMute", { ...order, muteDuration: 600 });
}

/** Roles, mutes and what is shown of people in a chatroom. */
export const roomPeopleExperiments: readonly CommsEaseExperiment[] = [
  {
    // The creator is not inside, and has no nick there.
    tells: ["roomMembersDesc", "falseMemberFlags", "unsetMemberTexts"],
    hiddenBy: withoutRooms,
    uses: [room],
    calls: { "chatroom/membersByPage": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), type: 0, endtime: 0, limit: 100 };
      const answer = await lab.must("chatroom/membersByPage", order);
      const shown = (name: string) => part(answer, "desc", "data", 0, name);
      const isShown = shown("accid") !== undefined;
      return {
        roomMembersDesc: toldByForm(answer, raw(answer, "desc"), { object: "object", text: "text" }),
        falseMemberFlags: isShown ? told(shown("blacklisted") === undefined ? "omit" : "false") : { strange: answer },
        unsetMemberTexts: isShown
          ? toldByForm(answer, shown("nick"), { missing: "omit", "empty text": "empty", null: "null" })
          : { strange: answer },
      };
    },
  },
  {
    tells: ["queryMembersScope"],
    hiddenBy: withoutRooms,
    uses: [room, ann],
    calls: { "chatroom/queryMembers": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), accids: [await lab.use(ann)] };
      const answer = await lab.must("chatroom/queryMembers", order);
      return told(listAt(answer, "desc", "data").length > 0 ? "all" : "online");
    },
  },
  {
    tells: ["sameStateRole"],
    hiddenBy: withoutRooms,
    uses: [room, ann, dan],
    calls: { "chatroom/setMemberRole": 1 },
    run: async (lab) => toldByCode(await setRole(lab, await lab.use(dan), -1, false)),
  },
  {
    tells: ["releasedMember"],
    hiddenBy: withoutRooms,
    uses: [room, ann, ben],
    calls: { "chatroom/setMemberRole": 4 },
    async run(lab) {
      const target = await lab.use(ben);
      const order = { roomid: await lab.use(room), operator: await lab.use(ann), target };
      lab.afterwards("chatroom/setMemberRole", { ...order, opt: 1, optvalue: false });
      await setRole(lab, target, 1, true);
      await setRole(lab, target, -2, true);
      const answer = await setRole(lab, target, -2, false);
      return toldFrom(answer, part(answer, "desc", "type"), [
        ["TEMPORARY", "guest"],
        ["MANAGER", "role"],
      ]);
    },
  },
  {
    tells: ["temporaryMuteAbsent"],
    hiddenBy: withoutRooms,
    uses: [room, ann, dan],
    calls: { "chatroom/temporaryMute": 2 },
    run: async (lab) => toldAs(await mute(lab, await lab.use(dan)), { 200: "allow", 404: 404 }),
  },
  {
    // A guest that can come and go without a client is a robot.
    tells: ["temporaryMuteOfLeaver"],
    hiddenBy: withoutRooms,
    uses: [room, ann, ben],
    calls: {
      "chatroom/addRobot": 2,
      "chatroom/removeRobot": 2,
      "chatroom/temporaryMute": 2,
      "chatroom/queryMembers": 1,
    },
    async run(lab) {
      const accid = await lab.use(ben);
      const order = { roomid: await lab.use(room), accids: [accid] };
      lab.afterwards("chatroom/removeRobot", order);
      await lab.must("chatroom/addRobot", order);
      const muted = await mute(lab, accid);
      if (!muted.ok) return { strange: muted };
      await lab.must("chatroom/removeRobot", order);
      await lab.must("chatroom/addRobot", order);
      const answer = await lab.must("chatroom/queryMembers", order);
      if (listAt(answer, "desc", "data").length === 0) return { strange: answer };
      return told(isTrue(part(answer, "desc", "data", 0, "tempMuted")) ? "stays" : "ends");
    },
  },
  {
    tells: ["roleInfoAbsent"],
    hiddenBy: withoutRooms,
    uses: [room, dan],
    calls: { "chatroom/updateMyRoomRole": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), accid: await lab.use(dan), nick: "probe" };
      return toldByCode(await lab.call("chatroom/updateMyRoomRole", order));
    },
  },
  {
    tells: ["kickAbsent"],
    hiddenBy: withoutRooms,
    uses: [room, ann, dan],
    calls: { "chatroom/kickMember": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), accid: await lab.use(ann), targetAccid: await lab.use(dan) };
      return toldByCode(await lab.call("chatroom/kickMember", order));
    },
  },
  {
    tells: ["kickWithoutOperator"],
    hiddenBy: withoutRooms,
    uses: [room, dan],
    calls: { "chatroom/kickMember": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), targetAccid: await lab.use(dan) };
      return toldAs(await lab.call("chatroom/kickMember", order), { 200: "creator", 404: "creator", 414: 414 });
    },
  },
];
