import { isOfARun } from "../names";
import type { Ask, Made, Objects } from "../row";

const svc = "group_open_http_svc";
/** A group that is not there, by either code. */
const unknownGroup = [10010, 10015];
const unknownAccount = 70107;

/** The list of all groups is looked through so far. */
const pages = 3;
const pageSize = 5000;

async function groupsOf(ask: Ask, filter: object): Promise<Made[]> {
  const found: Made[] = [];
  for (let page = 0, Next = 0; page < pages; page++) {
    const answer = await ask(`${svc}/get_appid_group_list`, { Limit: pageSize, Next, ...filter });
    const ids: string[] = (answer.GroupIdList ?? []).map(({ GroupId }: { GroupId: string }) => GroupId);
    found.push(...ids.filter(isOfARun).map((id) => ({ kind: "group", id })));
    Next = Number(answer.Next ?? 0);
    if (!(Next > 0)) break;
  }
  return found;
}

/** How what runs made at Tencent IM is removed. Topics go with their community. */
export const objects: Objects = {
  kinds: {
    topic: { remove: async () => true },
    group: {
      async remove(ask, GroupId) {
        const { ErrorCode } = await ask(`${svc}/destroy_group`, { GroupId });
        return ErrorCode === 0 || unknownGroup.includes(ErrorCode);
      },
    },
    account: {
      async remove(ask, UserID) {
        const answer = await ask("im_open_login_svc/account_delete", { DeleteItem: [{ UserID }] });
        const code = answer.ErrorCode === 0 ? answer.ResultItem?.[0]?.ResultCode : answer.ErrorCode;
        return code === 0 || code === unknownAccount;
      },
    },
  },
  listed: async (ask) => [...(await groupsOf(ask, {})), ...(await groupsOf(ask, { GroupType: "Community" }))],
};
