import { choice } from "../../cloud/settings";

/** What is left open about chatrooms themselves. */
export const roomSettings = {
  chatroomFeature: choice(
    [true, false],
    true,
    "Whether the app has chatrooms; without them every chatroom call is 403.",
  ),
  delayCloseFeature: choice([true, false], true, "Whether the app has delayed closing; without it 403."),
  unknownRoom: choice([404, 414], 404, "Code for a chatroom that does not exist."),
  unknownRoomCreator: choice([414, 404], 414, "Code for chatroom/create with an unknown creator."),
  unknownCreatorInQueryUserRoomIds: choice(["empty", 404], "empty", "queryUserRoomIds of an unknown account."),
  sameStateToggle: choice([417, 200], 417, "toggleCloseStat to the state that the room is in."),
  sameStateMuteRoom: choice([200, 417], 200, "muteRoom to the state that the room is in."),
  ionotifyOnRead: choice([true, false], true, "Whether chatroom/get shows `ionotify`."),
  inOutNotificationOn: choice([1, 0], 1, "Which value of `inOutNotification` in chatroom/create means on."),
  delayInfoOnGet: choice([false, true], false, "Whether chatroom/get shows `delayInfo`."),
  delaySecondsWithoutPolicy: choice(
    [414, "ignore"],
    414,
    "`delaySeconds` sent without a delayClosePolicy of 1 or 2: refused, or ignored.",
  ),
  getBatchRoomObject: choice(
    ["asGet", "short"],
    "asGet",
    "Rooms in getBatch: as chatroom/get shows them, or without queuelevel, muted and ionotify.",
  ),
  closedRoomUpdatable: choice(
    [true, false],
    true,
    "Whether a closed room can be updated, muted and given a closing policy; if not 13002.",
  ),
  closedRoomRoles: choice(
    [true, false],
    true,
    "Whether roles, mutes, tags and members' own data can be changed in a closed room; if not 13002.",
  ),
  closedRoomAddresses: choice([404, 13002, "allow"], 404, "requestAddr for a closed room."),
  roomEmptyStringClears: choice(
    [true, false],
    true,
    "Whether an empty text in chatroom/update and updateMyRoomRole clears the field, or is ignored.",
  ),
  clearedAnnouncement: choice(
    ["empty", "null"],
    "empty",
    "How a cleared announcement of a room reads; one never set reads null.",
  ),
  unsetRoomText: choice(["empty", "null", "omit"], "empty", "How broadcasturl and ext read when never set."),
  roomidForm: choice(["number", "text"], "number", "How answers show `roomid`."),
  getBatchLists: choice(["list", "text"], "list", "The lists in the answer of getBatch: lists, or JSON text."),
  creatorRoomIds: choice(["text", "list"], "text", "`roomids` in queryUserRoomIds: a JSON list as text, or a list."),
};
