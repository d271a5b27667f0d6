import { choice, count } from "../../cloud/settings";

/** What is left open about reading groups and members. */
export const readSettings = {
  spelling: choice(
    ["new", "old", "both"],
    "new",
    "Names in answers where they changed (MuteAllMember or ShutUpAllMember, MuteUntil or ShutUpUntil). What a filter names is named so.",
  ),
  outerCodeOfGroupInfo: choice(
    [0, "firstFailure"],
    0,
    "ErrorCode around get_group_info with elements that failed: 0, or that of the first.",
  ),
  absentSubFilter: choice(
    ["nothing", "everything"],
    "nothing",
    "What a filter of get_group_info says of the parts it does not mention.",
  ),
  infoSeqUnasked: choice([true, false], true, "Whether get_group_info without a filter shows InfoSeq."),
  supportTopicUnasked: choice(
    [true, false],
    true,
    "Whether get_group_info without a filter shows SupportTopic of a Community.",
  ),
  historyMsgOnRead: choice([false, true], false, "Whether get_group_info shows HistoryMsgBeforeJoin."),
  avChatRoomMemberNum: choice(
    ["inside", "withOwner"],
    "inside",
    "MemberNum of an AVChatRoom: those inside, or the owner too.",
  ),
  avChatRoomMemberList: choice(
    ["omit", "empty"],
    "omit",
    "MemberList of an AVChatRoom in get_group_info: missing, or empty.",
  ),
  memberPageMaximum: count(
    [1, 6000],
    6000,
    "Limit that get_group_member_info takes; beyond it 10004. Its prose advises 100.",
  ),
  communityNext: choice(
    ["text", "number"],
    "text",
    "`Next` in the pages of a Community's members: text that begins and ends empty, or a number that begins and ends with 0.",
  ),
  communityPage: count([1, 6000], 6000, "Members of a Community in an answer where no Limit is given."),
  unknownAccountInJoined: choice(
    ["empty", 10019],
    "empty",
    "get_joined_group_list of an unknown account: an empty list, or 10019.",
  ),
};
