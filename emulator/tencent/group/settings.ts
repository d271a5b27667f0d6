import { choice, count, freeText } from "../../cloud/settings";

/** What is left open about groups themselves, and what the app's plan says of them. */
export const groupSettings = {
  communityFeature: choice([true, false], true, "Whether the app has communities; without them 11000."),
  groupQuota: count([0, 10_000_000], 0, "Groups that the app may have, 0 = no limit; beyond it 10058."),
  avChatRoomQuota: count([0, 10_000_000], 0, "AVChatRooms that the app may have, 0 = no limit; beyond it 10036."),
  dailyGroupQuota: count([0, 10_000_000], 0, "Net new groups in a day, 0 = no limit; beyond it 10006."),
  groupSizeMaximum: count([2, 1_000_000], 200, "The plan's ceiling of members in a group."),
  communitySizeMaximum: count([2, 1_000_000], 100_000, "The plan's ceiling of members in a community."),
  overSizeMaximum: choice(
    [10004, 10038, "clip"],
    10004,
    "MaxMemberCount or MaxMemberNum beyond the ceiling: refused with the code, or taken as the ceiling.",
  ),
  avChatRoomMaxMemberNum: count([0, 1_000_000], 0, "MaxMemberNum that an AVChatRoom, which has no limit, reads."),
  nameBytes: count([1, 1000], 30, "Bytes of a group's Name and of a TopicName. The client SDK's pages say 100."),
  introductionBytes: count([1, 1000], 240, "Bytes of an Introduction. The client SDK's pages say 400."),
  notificationBytes: count([1, 1000], 300, "Bytes of a Notification. The client SDK's pages say 400."),
  faceUrlBytes: count([1, 1000], 100, "Bytes of a group's FaceUrl. The client SDK's pages say 500."),
  groupCustomKeys: freeText(
    "",
    "Keys of group AppDefinedData that the console knows, with commas between; `*` = any; `Public:key` = of that type only.",
  ),
  undeclaredKeys: choice(
    ["fail", "ignore"],
    "fail",
    "Custom keys that the console does not know beside some that it knows: 10004, or ignored. Alone they are always 10004.",
  ),
  workAndMeeting: choice(
    ["accept", "refuse"],
    "accept",
    "`Work` and `Meeting` as group types in requests: names of Private and ChatRoom, or 10004.",
  ),
  foreignField: choice(
    [10004, 10007, "ignore"],
    10004,
    "A field that the group's type does not have (InviteJoinOption of an AVChatRoom; SupportTopic, EnablePermission and " +
      "DefaultPermission outside Community; HistoryMsgBeforeJoin of an AVChatRoom or Community): refused with the code, or ignored.",
  ),
  applyJoinOption: choice(
    ["fixed", "stored"],
    "fixed",
    "ApplyJoinOption of a type other than Public: reads as the type's own whatever was sent, or as it was sent.",
  ),
  communityInviteJoinOption: choice(
    ["fixed", "changeable"],
    "fixed",
    "InviteJoinOption of a Community in modify_group_base_info: a field that the type does not have, or taken over.",
  ),
  takenGroupId: choice(
    ["byOwner", 10021, 10025],
    "byOwner",
    "Creating a group with an id in use: 10025 where `Owner_Account` is the owner of that group and 10021 otherwise, or one code.",
  ),
  destroyedGroupIdSeconds: count(
    [0, 10_000_000],
    0,
    "How long the id of a group that was destroyed stays in use: 10021.",
  ),
  invalidNewGroupId: choice([10015, 10004], 10015, "Code for creating a group with a malformed id."),
  unknownGroup: choice([10010, 10015], 10010, "Code for a group that does not exist, with an id of one's own choice."),
  unknownAssignedGroup: choice(
    [10010, 10015],
    10010,
    "Code for a group that does not exist, with an id such as the server assigns.",
  ),
  malformedGroupId: choice([10015, 10010], 10015, "Code for an id that no group can have."),
  unknownOwner: choice([10019, 10004], 10019, "Code for an unknown account as owner of a new group."),
  unknownInitialMember: choice(
    ["fail", "skip"],
    "fail",
    "An unknown account among a new group's members: 10019 and no group, or left out.",
  ),
  emptyTextClears: choice(
    [true, false],
    true,
    "Whether an empty text in modify_group_base_info clears the field, or is ignored.",
  ),
  formerOwner: choice(["Member", "leaves"], "Member", "What becomes of the owner when the group gets another."),
  banFeature: choice([true, false], true, "Whether the app has bans; without them 10007."),
  banTypes: choice(
    ["all", "withoutCommunity", "AVChatRoom"],
    "all",
    "Types of group with bans: all, all but Community (2023), or AVChatRoom only (2022).",
  ),
  attributeTypes: choice(
    ["all", "AVChatRoom"],
    "all",
    "Types of group with attributes: all, or AVChatRoom only (2022).",
  ),
  communityAttributes: choice(
    ["withoutClear", "all"],
    "withoutClear",
    "Whether clear_group_attr of a Community is 10007, as its page says, or works.",
  ),
  setGroupAttr: choice(
    ["replace", "merge"],
    "replace",
    "Whether set_group_attr removes the attributes it does not list, or leaves them.",
  ),
  counterFeature: choice([true, false], true, "Whether the app has group counters; without them 10059."),
  counterMode: choice(["Set", "Increase"], "Set", "What update_group_counter does without a Mode."),
};
