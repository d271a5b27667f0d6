import { choice, count } from "../../cloud/settings";

/** What is left open about people in chatrooms. */
export const memberSettings = {
  fixedMemberLimit: count(
    [1, 10_000],
    1000,
    "Fixed members that a room may have, the creator included; beyond it 419.",
  ),
  queryMembersScope: choice(
    ["all", "online"],
    "all",
    "Whom queryMembers finds: fixed members and everybody inside, or only those inside.",
  ),
  temporaryMuteAbsent: choice(
    [404, "allow"],
    404,
    "temporaryMute of somebody who is neither a fixed member nor inside: refused, or in force once they enter.",
  ),
  releasedMember: choice(
    ["guest", "role"],
    "guest",
    "What setMemberRole makes of a manager or common member whose last block or mute it lifts: a guest, or what it was.",
  ),
  sameStateRole: choice([200, 417], 200, "setMemberRole giving what the member has, or taking what it has not."),
  memberTimes: choice(
    ["unique", "clock"],
    "unique",
    "Times of the members of a chatroom or super team: made unique, so that paging by time loses nobody, or as the clock says.",
  ),
  pageStart: choice(
    ["exclusive", "inclusive"],
    "exclusive",
    "Whether a page of members leaves out those of exactly the given time (membersByPage, tagMembersQuery, getTlists, getMuteTlists).",
  ),
  roleInfoAbsent: choice(
    [404, 403, 414],
    404,
    "Code for updateMyRoomRole of an account that is not inside, unless it is a fixed member and `save` is true.",
  ),
  kickWithoutOperator: choice(
    [414, "creator"],
    414,
    "kickMember without `accid`: refused, or done in the creator's name.",
  ),
  kickAbsent: choice([404, 200], 404, "kickMember of somebody who is not inside."),
  temporaryMuteOfLeaver: choice(
    ["stays", "ends"],
    "stays",
    "Whether a guest's temporary mute outlasts the guest's leaving.",
  ),
  roomMembersDesc: choice(
    ["object", "text"],
    "object",
    "`desc` of membersByPage, queryMembersByRole, queryMembers and tagMembersQuery: an object, or JSON text.",
  ),
  falseMemberFlags: choice(["omit", "false"], "omit", "Flags of a room's member that are false: missing, or shown."),
  unsetMemberTexts: choice(
    ["omit", "empty", "null"],
    "omit",
    "nick, avator and ext of a room's member when never set: missing, empty, or null.",
  ),
  tagMuteOnMembers: choice([false, true], false, "Whether a member who holds a muted tag reads as `tempMuted`."),
  tagTemporaryMuteKey: choice(["desc", "data"], "desc", "Key of the payload in the answer of tagTemporaryMute."),
  memberTags: choice(["text", "array"], "text", "`tags` in tagMembersQuery: a JSON array as text, or an array."),
  roleTagScope: choice(
    ["inside", "fixed"],
    "inside",
    "Whom updateChatRoomRoleTag may name: people inside, whose tags go when they leave, or fixed members too, who keep theirs.",
  ),
  roleTagAbsent: choice([404, 403], 404, "Code for updateChatRoomRoleTag of anybody else."),
  closedRoomRobots: choice([13002, "allow"], 13002, "addRobot in a closed room."),
  robotOfPersonInside: choice(
    ["fail", "old"],
    "fail",
    "addRobot of an account that is inside as a person: listed in `failAccids`, or in `oldAccids`.",
  ),
  oldRobotStay: choice(
    ["keeps", "renews"],
    "keeps",
    "Whether addRobot of a robot that is there lets its 24 hours run on, or start anew.",
  ),
  robotLists: choice(["text", "list"], "text", "The lists in addRobot and removeRobot: JSON text, or lists."),
  robotExpirAtUnit: choice(["seconds", "ms"], "seconds", "Unit of `robotExpirAt`, an epoch time."),
  robotsCountAsOnline: choice(
    [true, false],
    true,
    "Whether robots count in `onlineusercount` and keep a room from being empty.",
  ),
};
