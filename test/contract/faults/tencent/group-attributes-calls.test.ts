import { groupAttributes } from "../../../../provider/tencent/group-attributes/resource";
import { describeFaults } from "../table";
import { type Scenario, type TencentCloud, useTencent } from "./harness";

const GroupId = "team";

const team = async (cloud: TencentCloud) => {
  await cloud.byHand("group_open_http_svc/create_group", { GroupId, Type: "Public", Name: "Team" });
};

function scenario(call: string, at: Scenario["at"], before: object | undefined, GroupAttr: object): Scenario {
  const inputs = { GroupId, GroupAttr };
  const held = { ...inputs, GroupAttr: before };
  return {
    call,
    at,
    definition: groupAttributes,
    prepare: team,
    ...(before && { before: held }),
    inputs,
    holds: { attributes: GroupAttr },
  };
}

const get = "group_open_attr_http_svc/get_group_attr";
const modify = "group_open_http_svc/modify_group_attr";
const drop = "group_open_http_svc/delete_group_attr";

describeFaults(useTencent("--rate-limit", "off"), [
  { ...scenario(get, "create", undefined, { a: "1" }), comesFirst: true },
  scenario(modify, "create", undefined, { a: "1", b: "2" }),
  { ...scenario(get, "update", { a: "1" }, { a: "2" }), comesFirst: true },
  scenario(modify, "update", { a: "1", b: "2" }, { a: "1", b: "3", c: "4" }),
  scenario(drop, "update", { a: "1", b: "2", c: "3" }, { a: "1" }),
  scenario(get, "read", { a: "1" }, { a: "1" }),
  { ...scenario(drop, "remove", { a: "1", b: "2" }, {}), holds: { attributes: {} } },
]);
