import { topic } from "../../../../provider/tencent/topic/resource";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { describeFaults } from "../table";
import { type Scenario, type TencentCloud, useTencent } from "./harness";

const GroupId = "@TGS#_shop";
const TopicId = `${GroupId}@TOPIC#_news`;
const mark = ours;

const shop = async (cloud: TencentCloud) => {
  const group = { GroupId, Type: "Community", Name: "Shop", SupportTopic: 1, Owner_Account: "olga" };
  await cloud.byHand("group_open_http_svc/create_group", group);
};

function scenario(
  call: string,
  at: Scenario["at"],
  before: Values | undefined,
  inputs: Values,
  holds: Values,
): Scenario {
  const chosen = { GroupId, TopicId };
  return {
    call,
    at,
    definition: topic,
    accounts: ["olga"],
    prepare: shop,
    ...(before && { before: { ...chosen, ...before } }),
    inputs: { ...chosen, ...inputs },
    holds,
  };
}

const news = { TopicName: "News" };
const create = "million_group_open_http_svc/create_topic";
const get = "million_group_open_http_svc/get_topic";
const modify = "million_group_open_http_svc/modify_topic";

describeFaults(useTencent("--rate-limit", "off"), [
  { ...scenario("group_open_http_svc/get_group_info", "create", undefined, news, news), comesFirst: true },
  { ...scenario(get, "create", undefined, news, news), comesFirst: true },
  { ...scenario(create, "create", undefined, { ...news, mark, CustomString: "x" }, news), comesFirst: true },
  scenario(modify, "create", undefined, { ...news, MuteAllMember: "On" }, { ...news, MuteAllMember: "On" }),
  { ...scenario(get, "update", news, { TopicName: "Old" }, { TopicName: "Old" }), comesFirst: true },
  scenario(modify, "update", { ...news, Introduction: "i" }, { ...news, Introduction: "" }, { Introduction: "" }),
  { ...scenario(get, "read", news, news, news), at: "read" },
  { ...scenario("million_group_open_http_svc/destroy_topic", "remove", news, news, {}), holds: "nothing" },
]);
