import {
  asBoolean,
  asJsonText,
  asNull,
  asNumber,
  asText,
  isEmptyList,
  isFlag,
  isNumber,
  leftOut,
  named,
  type PlaceSpelling,
  type Spellings,
  where,
} from "../cloud/spelling";
import type { CommsEaseSettings } from "./settings";

const ROOM_MEMBERS = [
  "chatroom/membersByPage",
  "chatroom/queryMembersByRole",
  "chatroom/queryMembers",
  "chatroom/tagMembersQuery",
];
const SUPER_MEMBERS = ["superteam/getTlists", "superteam/getMuteTlists"];

/** Calls, and where their answers have an id. */
function shown(calls: readonly string[], ...places: string[]) {
  return { calls, places };
}

/** Where ids of teams and super teams are read. */
const tids = [
  shown(["team/query"], "tinfos[].tid", "invalidTids[]", "invalid[]", "ignoredTids[]"),
  shown(["team/queryDetail"], "tinfo.tid"),
  shown(["team/joinTeams"], "infos[].tid"),
  shown(["team/listMemberInfo"], "data[].tid"),
  shown(["team/listTeamMute"], "mutes[].tid"),
  shown(["superteam/getTinfos", "superteam/joinTeams"], "tinfos[].tid", "tlists[].tid"),
  shown(SUPER_MEMBERS, "tlists[].tid", "muteTlists[].tid"),
];

/** Where ids of chatrooms stand. */
const roomids = [
  shown(["chatroom/create", "chatroom/get", "chatroom/update", "chatroom/updateDelayClosePolicy"], "chatroom.roomid"),
  shown(["chatroom/toggleCloseStat", "chatroom/setMemberRole"], "desc.roomid"),
  shown(["chatroom/getBatch"], "succRooms[].roomid", "noExistRooms[]"),
  shown(["chatroom/queryUserRoomIds"], "desc.roomids[]"),
  shown(ROOM_MEMBERS, "desc.data[].roomid"),
];

const places: readonly PlaceSpelling<CommsEaseSettings>[] = [
  { setting: "tidInCreate", ...shown(["team/create"], "tid"), forms: { text: asText } },
  { setting: "superTidInCreate", ...shown(["superteam/create"], "tid"), forms: { text: asText } },
  ...tids.map((where) => ({ setting: "tidOnRead" as const, ...where, forms: { text: asText } })),
  ...roomids.map((where) => ({ setting: "roomidForm" as const, ...where, forms: { text: asText } })),
  {
    setting: "teamNoticeSwitches",
    calls: ["team/query", "team/queryDetail"],
    places: ["tinfos[]", "tinfo"].flatMap((team) => [`${team}.isNotifyCloseOnline`, `${team}.isNotifyClosePersistent`]),
    forms: { boolean: asBoolean },
  },
  {
    setting: "joinTeamsExtension",
    ...shown(["team/joinTeams"], "infos[].custom"),
    forms: { clientCustom: named("clientCustom") },
  },
  { setting: "emptyJoinTeams", ...shown(["team/joinTeams"], "infos"), forms: { omit: where(isEmptyList, leftOut) } },
  {
    setting: "emptyJoinTeams",
    ...shown(["superteam/joinTeams"], "tinfos", "tlists"),
    forms: { omit: where(isEmptyList, leftOut) },
  },
  {
    setting: "superMemberTimes",
    calls: SUPER_MEMBERS,
    places: ["tlists[]", "muteTlists[]"].flatMap((member) =>
      ["jointime", "createtime", "updatetime"].map((time) => `${member}.${time}`),
    ),
    forms: { text: asText },
  },
  {
    setting: "superMemberMute",
    ...shown(SUPER_MEMBERS, "tlists[].mute", "muteTlists[].mute"),
    forms: { boolean: asBoolean },
  },
  {
    setting: "getBatchLists",
    ...shown(["chatroom/getBatch"], "succRooms", "noExistRooms", "failRooms"),
    forms: { text: asJsonText },
  },
  { setting: "creatorRoomIds", ...shown(["chatroom/queryUserRoomIds"], "desc.roomids"), forms: { text: asJsonText } },
  { setting: "memberTags", ...shown(["chatroom/tagMembersQuery"], "desc.data[].tags"), forms: { text: asJsonText } },
  { setting: "roomMembersDesc", ...shown(ROOM_MEMBERS, "desc"), forms: { text: asJsonText } },
  {
    setting: "robotLists",
    ...shown(["chatroom/addRobot", "chatroom/removeRobot"], "desc.failAccids", "desc.successAccids", "desc.oldAccids"),
    forms: { text: asJsonText },
  },
  {
    setting: "queueDesc",
    ...shown(
      ["chatroom/queueList", "chatroom/queueMultiGet", "chatroom/queuePoll", "chatroom/queueBatchUpdateElements"],
      "desc",
    ),
    forms: { text: asJsonText },
  },
];

/** How the answers of CommsEase may be spelled. */
export const commseaseSpellings: Spellings<CommsEaseSettings> = {
  places,
  types: [
    { setting: "answerNumbers", of: isNumber, forms: { text: asText } },
    { setting: "answerFlags", of: isFlag, forms: { number: asNumber, text: asText } },
    { setting: "emptyLists", of: isEmptyList, forms: { omit: leftOut, null: asNull } },
  ],
};
