import { type Answer, part } from "../answer";
import type { Params } from "../experiment";
import type { TencentLab } from "./types";

/** What is said of groups, of which there may be none. */
export function groupInfo(lab: TencentLab, GroupIdList: readonly string[], ResponseFilter?: Params): Promise<Answer> {
  return lab.call("group_open_http_svc/get_group_info", { GroupIdList, ...(ResponseFilter && { ResponseFilter }) });
}

/** One group as it is shown, which has to be there. */
export function mustShow(lab: TencentLab, GroupId: string, ResponseFilter?: Params): Promise<Answer> {
  const params = { GroupIdList: [GroupId], ...(ResponseFilter && { ResponseFilter }) };
  return lab.must("group_open_http_svc/get_group_info", params);
}

/** A field of the one group that was asked for. */
export function field(answer: Answer, name: string): unknown {
  return part(answer, "GroupInfo", 0, name);
}
