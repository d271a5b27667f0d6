import { isObject } from "../../cloud/values";
import { type Answer, listAt, numberOf, part } from "../answer";
import type { Kind } from "../vendor";
import type { Name, Options, TencentLab } from "./types";

/** The list of all groups is looked through so far. */
const PAGES = 3;
const PAGE = 5000;

/** What the ids of communities begin with. */
export const COMMUNITY = "@TGS#_";
export const TOPIC = "@TOPIC#_";

const UNKNOWN_ACCOUNT = 70107;
/** A group that is not there, by either code. */
export const UNKNOWN_GROUP: readonly number[] = [10010, 10015];
const UNKNOWN_TOPIC = 110003;

async function groupIds(lab: TencentLab, filter: { readonly GroupType?: string }): Promise<string[]> {
  const ids: string[] = [];
  let next = 0;
  for (let page = 0; page < PAGES; page += 1) {
    const params = { Limit: PAGE, Next: next, ...filter };
    const answer = await lab.call("group_open_http_svc/get_appid_group_list", params);
    const list = listAt(answer, "GroupIdList");
    ids.push(...list.flatMap((one) => (isObject(one) && typeof one.GroupId === "string" ? [one.GroupId] : [])));
    next = numberOf(part(answer, "Next"));
    if (!answer.ok || !(next > 0)) break;
  }
  return ids;
}

/** An answer about one thing, whose own code stands in a list. */
function ofFirst(answer: Answer, list: string, member: string): Answer {
  const code = numberOf(part(answer, list, 0, member));
  return answer.ok && !Number.isNaN(code) ? { ...answer, code, ok: code === 0 } : answer;
}

function destroy(GroupId: string, lab: TencentLab): Promise<Answer> {
  return lab.call("group_open_http_svc/destroy_group", { GroupId });
}

const isGone = ({ code = 0 }: Answer) => UNKNOWN_GROUP.includes(code);

/** What a probe of Tencent IM makes. */
export const kinds: Readonly<Record<string, Kind<Options, Name>>> = {
  person: {
    words: ["lasting account", "lasting accounts"],
    leaves: "imported, since an id that was deleted may be refused for three months; the next probe uses them again",
  },
  account: {
    words: ["account", "accounts"],
    removal: {
      calls: { "im_open_login_svc/account_delete": 1 },
      async remove(UserID, lab) {
        const answer = await lab.call("im_open_login_svc/account_delete", { DeleteItem: [{ UserID }] });
        return ofFirst(answer, "ResultItem", "ResultCode");
      },
      absent: ({ code }) => code === UNKNOWN_ACCOUNT,
    },
  },
  group: {
    words: ["group", "groups"],
    removal: { calls: { "group_open_http_svc/destroy_group": 1 }, remove: destroy, absent: isGone },
    listing: {
      calls: { "group_open_http_svc/get_appid_group_list": PAGES },
      list: (lab) => groupIds(lab, {}),
    },
  },
  community: {
    words: ["community", "communities"],
    removal: {
      calls: { "group_open_http_svc/destroy_group": 1 },
      remove: (id, lab) => destroy(COMMUNITY + id, lab),
      absent: isGone,
    },
    listing: {
      calls: { "group_open_http_svc/get_appid_group_list": PAGES },
      async list(lab) {
        const ids = await groupIds(lab, { GroupType: "Community" });
        return ids.filter((id) => id.startsWith(COMMUNITY)).map((id) => id.slice(COMMUNITY.length));
      },
    },
  },
  /** A topic's id begins with that of its community, which may be gone with its topics. */
  topic: {
    words: ["topic", "topics"],
    removal: {
      calls: { "million_group_open_http_svc/destroy_topic": 1 },
      async remove(TopicId, lab) {
        const [GroupId] = TopicId.split(TOPIC);
        const answer = await lab.call("million_group_open_http_svc/destroy_topic", { GroupId, TopicIdList: [TopicId] });
        return ofFirst(answer, "DestroyResultItem", "ErrorCode");
      },
      absent: (answer) => isGone(answer) || answer.code === UNKNOWN_TOPIC,
    },
  },
};
