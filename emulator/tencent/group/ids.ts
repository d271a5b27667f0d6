import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import type { GroupType } from "../state";
import { TYPES } from "./types";

/** Far enough into the numbers that ids have as many characters as the vendor's. */
const FIRST = 36 ** 7 * 2;

const TAKEN = "group id has be used!";

function assignedId(type: GroupType, { state }: Context): string {
  const digits = (FIRST + state.lastSerial * 7919).toString(36).toUpperCase();
  return `${TYPES[type].idPrefix}${digits}`;
}

/** The id of a new group: the one asked for, or one that the server assigns. Counts it. */
export function takeGroupId(type: GroupType, wanted: string | undefined, owner: string, context: Context): string {
  const { state, settings } = context;
  if (wanted !== undefined) checkWanted(type, wanted, owner, context);
  if (settings.groupQuota > 0 && state.groups.size >= settings.groupQuota) return refuse(10058, "too many groups");
  checkRooms(type, context);
  checkDay(context);
  state.lastSerial += 1;
  state.netNewGroups.count += 1;
  return wanted ?? assignedId(type, context);
}

function checkWanted(type: GroupType, wanted: string, owner: string, { state, settings, nowSeconds }: Context): void {
  const shaped = type === "Community" ? /^@TGS#_[\x20-\x7e]+$/ : /^(?!@TGS#)[\x20-\x7e]+$/;
  if (wanted.length > 48 || !shaped.test(wanted)) refuse(settings.invalidNewGroupId, "invalid group id");
  const destroyed = state.destroyedGroups.get(wanted) ?? Number.NEGATIVE_INFINITY;
  if (nowSeconds < destroyed + settings.destroyedGroupIdSeconds) refuse(10021, TAKEN);
  const taken = state.groups.get(wanted);
  if (!taken) return;
  const own = owner !== "" && taken.Owner_Account === owner;
  const code = settings.takenGroupId === "byOwner" ? (own ? 10025 : 10021) : settings.takenGroupId;
  refuse(code, code === 10025 ? "group id has be used by youself!" : TAKEN);
}

function checkRooms(type: GroupType, { state, settings }: Context): void {
  if (type !== "AVChatRoom" || settings.avChatRoomQuota === 0) return;
  const rooms = [...state.groups.values()].filter((group) => group.Type === "AVChatRoom").length;
  if (rooms >= settings.avChatRoomQuota) refuse(10036, "too many AVChatRooms");
}

function checkDay({ state, settings, nowSeconds }: Context): void {
  const day = Math.floor(nowSeconds / 86_400);
  if (state.netNewGroups.day !== day) state.netNewGroups = { day, count: 0 };
  if (settings.dailyGroupQuota > 0 && state.netNewGroups.count >= settings.dailyGroupQuota) {
    refuse(10006, "too many new groups today");
  }
}
