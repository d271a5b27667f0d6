import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accid, integer, optional, required, text, texts } from "../parameters";
import type { Room, RoomMember } from "../state";
import { needNotify, notifyExt, roomid } from "./parameters";
import { demandOpen, demandRoomRole, findRoom, MUTE_MAXIMUM } from "./rules";
import { isOnPage, roomMember, roomMembers } from "./shapes";

const tag = required(text());
const notifyTargetTags = optional(text({ max: 128 }));

function holdsTag(member: RoomMember, wanted: string): boolean {
  return member.online && member.tags.includes(wanted);
}

function taggedMember(room: Room, who: string, member: RoomMember, context: Context): Record<string, unknown> {
  return {
    ...roomMember(room, who, member, context),
    tags: member.tags,
    ...(member.notifyTargetTags !== undefined && { notifyTargetTags: member.notifyTargetTags }),
  };
}

/** The tags that people in a chatroom carry. */
export const roomTagEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/tagTemporaryMute",
    parameters: {
      roomid,
      operator: accid,
      targetTag: tag,
      needNotify,
      notifyExt,
      muteDuration: required(integer({ min: 0, max: MUTE_MAXIMUM })),
      notifyTargetTags,
    },
    handle(args, context) {
      const { settings, now } = context;
      const room = findRoom(context, args.roomid);
      demandRoomRole(context, room, args.operator, ["creator", "manager"]);
      demandOpen(room, settings.closedRoomRoles);
      if (args.muteDuration === 0) room.tagMutes.delete(args.targetTag);
      else room.tagMutes.set(args.targetTag, now + args.muteDuration * 1000);
      return { [settings.tagTemporaryMuteKey]: { muteDuration: args.muteDuration } };
    },
  }),
  endpoint({
    call: "chatroom/tagMembersCount",
    reads: true,
    parameters: { roomid, tag },
    handle(args, context) {
      const found = roomMembers(findRoom(context, args.roomid), (member) => holdsTag(member, args.tag));
      return { data: { tag: args.tag, onlineUserCount: found.length } };
    },
  }),
  endpoint({
    call: "chatroom/tagMembersQuery",
    reads: true,
    parameters: {
      roomid,
      tag,
      endTime: required(integer({ min: 0 })),
      limit: required(integer({ min: 1, max: 100 })),
    },
    handle(args, context) {
      const room = findRoom(context, args.roomid);
      const page = roomMembers(
        room,
        (member) => holdsTag(member, args.tag) && isOnPage(member, args.endTime, context),
      ).slice(0, args.limit);
      return { desc: { data: page.map(([who, member]) => taggedMember(room, who, member, context)) } };
    },
  }),
  endpoint({
    call: "chatroom/updateChatRoomRoleTag",
    parameters: { roomId: roomid, accid, tags: required(texts()), notifyTargetTags },
    handle(args, context) {
      const { settings } = context;
      const room = findRoom(context, args.roomId);
      operator(context, args.accid, 404);
      demandOpen(room, settings.closedRoomRoles);
      const member = room.members.get(args.accid);
      if (!member || (!member.online && settings.roleTagScope === "inside")) {
        return refuse(settings.roleTagAbsent, `${args.accid} not in chatroom`);
      }
      member.tags = args.tags;
      if (args.notifyTargetTags !== undefined) member.notifyTargetTags = args.notifyTargetTags;
      return {};
    },
  }),
];
