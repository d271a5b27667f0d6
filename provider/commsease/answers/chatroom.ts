import { z } from "zod";
import { absent, flag, leavingOut, listOf, mapOf, object, oneOf, text, whole } from "../../http/answer-fields";
import { isObject } from "../../values/values";
import { accid, serverId, unset, untold } from "./shared";

const room = object({
  roomid: serverId(),
  creator: accid(),
  name: text(),
  announcement: unset(),
  broadcasturl: unset(),
  ext: unset(),
  valid: flag(),
  queuelevel: untold(oneOf(0, 1)),
  muted: untold(flag()),
  ionotify: untold(flag()),
});

/** A chat room. */
export type Room = z.output<typeof room>;

/** What somebody is in a room; `LIMITED` is who is blocked or muted. */
const standing = oneOf("UNSET", "LIMITED", "COMMON", "CREATOR", "MANAGER", "TEMPORARY");

/** What the type of a member may be. */
export type MemberType = z.output<typeof standing>;

const entered = absent(whole(), undefined, "it is not told; a list of more than one page cannot be read then");

const member = object({
  accid: accid(),
  type: standing,
  nick: unset(),
  avator: unset(),
  ext: unset(),
  onlineStat: absent(flag(), false, "the member is not inside"),
  blacklisted: absent(flag(), false, "the member is not blocked"),
  muted: absent(flag(), false, "the member is not muted"),
  tempMuted: absent(flag(), false, "the member is not muted for a time"),
  tempMuteTtl: absent(whole(), undefined, "the member is not muted for a time"),
  enterTime: entered,
}).superRefine(({ tempMuted, tempMuteTtl }, context) => {
  if (!tempMuted || tempMuteTtl !== undefined) return;
  context.addIssue({ code: "custom", path: ["tempMuteTtl"], message: "a whole number", input: undefined });
});

/** A fixed member of a room. */
export type RoomMember = z.output<typeof member>;

const holder = object({
  accid: accid(),
  tags: leavingOut(listOf(text()), "the person does not bear the tag"),
  notifyTargetTags: unset(),
  enterTime: entered,
});

/** Somebody inside who bears a tag. */
export type TagHolder = z.output<typeof holder>;

const element = mapOf(text()).refine((one) => Object.keys(one).length === 1, "an object of one key");

const addresses = leavingOut(
  listOf(text()).refine((list) => list.length > 0, "a list of at least one address"),
  "clients are not to connect to the address",
);

/** The vendor's code for a change to what is so already, in whose answer its words stand and nothing else. */
const repeated = 417;

/** The answer to a change; none where it was so already. */
function unlessRepeated<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (answer) => (isObject(answer) && answer.code === repeated ? undefined : answer),
    schema.optional(),
  );
}

/** What an answer holds under `desc`, where a refusal has the vendor's words. */
function inDesc<Shape extends z.ZodRawShape>(shape: Shape) {
  return object({ desc: object(shape) });
}

export const chatroomAnswers = {
  "chatroom/create": object({ chatroom: room }),
  "chatroom/getBatch": object({
    // Each room that was asked for has to be in one of them.
    succRooms: absent(listOf(room), [], "no room was found"),
    noExistRooms: absent(listOf(serverId()), [], "every room exists"),
    failRooms: absent(listOf(serverId()), [], "every room could be read"),
  }),
  "chatroom/queryUserRoomIds": inDesc({
    roomids: leavingOut(listOf(serverId()), "the room is closed, or does not exist"),
  }).transform(({ desc }) => desc.roomids),
  "chatroom/requestAddr": object({ addr: addresses }).transform(({ addr }) => addr),
  "chatroom/membersByPage": inDesc({
    data: leavingOut(listOf(member), "the person is no fixed member"),
  }).transform(({ desc }) => desc.data),
  "chatroom/queryMembersByRole": inDesc({
    data: leavingOut(listOf(object({ accid: accid() })), "the person does not have the role"),
  }).transform(({ desc }) => desc.data),
  "chatroom/tagMembersQuery": inDesc({
    data: leavingOut(listOf(holder), "the person is not inside, or does not bear the tag"),
  }).transform(({ desc }) => desc.data),
  "chatroom/setMemberRole": unlessRepeated(inDesc({ accid: accid(), type: standing }).transform(({ desc }) => desc)),
  "chatroom/queueList": inDesc({
    list: leavingOut(listOf(element), "the element is not in the queue"),
  }).transform(({ desc }) => desc.list),
  "chatroom/queueBatchUpdateElements": unlessRepeated(
    inDesc({ noExistElementKey: leavingOut(listOf(text()), "the element was there, and has its new value") }).transform(
      ({ desc }) => desc.noExistElementKey,
    ),
  ),
};
