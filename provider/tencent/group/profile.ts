import type { Answer } from "../../http/answers";
import { pickDefined } from "../../values/objects";
import type { TencentClient } from "../client";
import { carryingKeys, pairsToSend } from "../custom-data";
import type { GroupDeclaration, GroupState } from "./fields";

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
