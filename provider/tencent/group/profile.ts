import { pickDefined } from "../../values/objects";
import type { LiveGroup } from "../answers";
import type { TencentClient } from "../client";
import { carryingKeys, pairsToSend } from "../custom-data";
import type { GroupDeclaration, GroupState } from "./fields";

const texts = ["Name", "Introduction", "Notification", "FaceUrl"] as const;
const options = ["ApplyJoinOption", "InviteJoinOption", "MuteAllMember", "HistoryMsgBeforeJoin"] as const;

const shown = [
  "GroupId",
  "Type",
  "Owner_Account",
  ...texts,
  "ApplyJoinOption",
  "InviteJoinOption",
  "MuteAllMember",
  "SupportTopic",
] as const;

/** The fields of a group as the vendor gives them; those that it does not show are left out. */
export function liveFields(group: LiveGroup): Partial<GroupState> {
  const { MaxMemberNum } = group;
  return {
    ...pickDefined(group, shown),
    ...(MaxMemberNum !== undefined && { MaxMemberCount: MaxMemberNum }),
  };
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
