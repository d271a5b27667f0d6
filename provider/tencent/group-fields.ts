import { type Answer, pickDefined } from "../answers";
import type { TencentClient } from "./client";
import { carryingKeys, pairsToSend } from "./custom-data";
import type { GroupDeclaration, GroupState } from "./group";

/** The texts of which the vendor's pages give two limits, in bytes: each is refused beyond the larger. */
export const doubtfulLimits = {
  Name: { surely: 30, atMost: 100 },
  Introduction: { surely: 240, atMost: 400 },
  Notification: { surely: 300, atMost: 400 },
  FaceUrl: { surely: 100, atMost: 500 },
} as const;

/** The texts that may be too long, as warnings. */
export function lengthCautions(
  what: string,
  inputs: Partial<Record<keyof typeof doubtfulLimits, string | undefined>>,
  nameKey = "Name",
): string[] {
  return Object.entries(doubtfulLimits).flatMap(([field, { surely, atMost }]) => {
    const size = Buffer.byteLength(inputs[field as keyof typeof doubtfulLimits] ?? "");
    if (size <= surely) return [];
    return [
      `${what}: ${field === "Name" ? nameKey : field} has ${size} bytes. Some of the vendor's pages allow ${atMost}, others only ${surely}; if the vendor refuses it, shorten it.`,
    ];
  });
}

const texts = ["Name", "Introduction", "Notification", "FaceUrl"] as const;
const options = ["ApplyJoinOption", "InviteJoinOption", "MuteAllMember", "HistoryMsgBeforeJoin"] as const;

/** The fields of a group as the vendor gives them; those that it does not show are left out. */
export function liveFields(group: Answer): Partial<GroupState> {
  const shown = {
    ...pickDefined(group, ["Type", "ApplyJoinOption", "InviteJoinOption", "SupportTopic"]),
    MuteAllMember: group.MuteAllMember ?? group.ShutUpAllMember,
    MaxMemberCount: group.MaxMemberNum,
  };
  return {
    ...pickDefined(shown, Object.keys(shown) as (keyof typeof shown)[]),
    ...Object.fromEntries(texts.map((field) => [field, String(group[field] ?? "")])),
    GroupId: String(group.GroupId),
    Owner_Account: String(group.Owner_Account ?? ""),
  } as Partial<GroupState>;
}

/** Sends the fields that differ, in one call. */
export async function syncFields(
  client: TencentClient,
  GroupId: string,
  current: Partial<GroupState>,
  inputs: GroupDeclaration,
): Promise<void> {
  const { MaxMemberCount, AppDefinedData } = inputs;
  const differing = [...texts, ...options].filter((field) => inputs[field] !== current[field]);
  const changed = pickDefined(inputs, differing);
  const isNewLimit = MaxMemberCount !== undefined && MaxMemberCount !== current.MaxMemberCount;
  const pairs = AppDefinedData ? pairsToSend(AppDefinedData, current.AppDefinedData) : [];
  const sent = {
    ...changed,
    ...(isNewLimit && { MaxMemberNum: MaxMemberCount }),
    ...(pairs.length > 0 && { AppDefinedData: pairs }),
  };
  if (Object.keys(sent).length > 0) {
    const call = client.call("group_open_http_svc/modify_group_base_info", { GroupId, ...sent }, { object: GroupId });
    const keys = pairs.map(({ Key }) => Key);
    await carryingKeys(keys, "group", call);
  }
  Object.assign(current, changed, isNewLimit && { MaxMemberCount }, AppDefinedData && { AppDefinedData });
}
