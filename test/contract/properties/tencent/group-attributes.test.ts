import fc from "fast-check";
import { groupAttributes } from "../../../../provider/tencent/group-attributes/resource";
import { runs } from "../../../support/arbitraries";
import { ours } from "../../../support/marks";
import { groupAttr } from "../../../support/tencent-arbitraries";
import { holds } from "../mixture/mixture";
import { TencentEstate } from "./estate";

let estate: TencentEstate;
beforeAll(async () => {
  estate = await TencentEstate.open();
});
afterAll(() => estate.close());

const life = fc.tuple(groupAttr, groupAttr, fc.constantFrom("authoritative", "additive"));

test("attributes read back as they were declared, and leave nothing but the mark of the group", async () => {
  await holds(groupAttributes, life, runs(13, 500), async ([first, second, membership], settings) => {
    await estate.empty(settings);
    const tencent = estate.emulator.tencent;
    const group = { GroupId: "team", Type: "Public", Name: "Team" };
    await tencent.mustVendor("group_open_http_svc/create_group", group);
    await estate.settle();
    const GroupAttr = [{ key: "pulumi-im", value: ours }];
    await tencent.mustVendor("group_open_http_svc/modify_group_attr", { GroupId: "team", GroupAttr });
    const declared = { GroupId: "team", membership };
    const { id, state } = await estate.follow(groupAttributes, [
      { ...declared, GroupAttr: first },
      { ...declared, GroupAttr: second },
    ]);
    expect((await tencent.group("team")).attributes).toEqual({ "pulumi-im": ours, ...second });
    await estate.remove(groupAttributes, id, state);
    expect((await tencent.group("team")).attributes).toEqual({ "pulumi-im": ours });
    await estate.expectCleanLog();
  });
});
