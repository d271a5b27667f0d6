import { RecentlyMade } from "../../provider/lag/recently-made";
import { checked } from "../../provider/resource/check";
import * as lifecycle from "../../provider/resource/lifecycle";
import { Run } from "../../provider/resource/run";
import type { Call } from "../../provider/tencent/calls";
import type { TencentClient } from "../../provider/tencent/client";
import type { GroupMembersDeclaration } from "../../provider/tencent/group-members/fields";
import { groupMembers } from "../../provider/tencent/group-members/resource";

/** A group in which `ann` joins at once, and `bob` once he has accepted. */
function groupOf(present: Set<string>) {
  const removed: string[] = [];
  const answers: Partial<Record<Call, (params: { MemberList: { Member_Account: string }[] }) => object>> = {
    "group_open_http_svc/get_group_member_info": () => ({
      MemberNum: present.size,
      MemberList: [...present].map((Member_Account) => ({ Member_Account })),
    }),
    "group_open_http_svc/add_group_member": ({ MemberList }) => {
      present.add("ann");
      return { MemberList: MemberList.map((one) => ({ ...one, Result: one.Member_Account === "ann" ? 1 : 3 })) };
    },
    "group_open_http_svc/delete_group_member": (params) => {
      removed.push(...(params as unknown as { MemberToDel_Account: string[] }).MemberToDel_Account);
      return {};
    },
  };
  const client = {
    group: async (GroupId: string) => ({ GroupId, Type: "Public", Owner_Account: "olga" }),
    call: async (call: Call, params: never) => answers[call]?.(params),
    recent: new RecentlyMade(),
  } as unknown as TencentClient;
  return { client, removed };
}

const declared: GroupMembersDeclaration = { GroupId: "ops", MemberList: { ann: {}, bob: { Role: "Admin" } } };

test("who has to accept first stays as declared until he is in, and cannot be taken back before", async () => {
  const present = new Set(["olga"]);
  const { client, removed } = groupOf(present);
  const target = { definition: groupMembers, client, appId: "app", run: new Run(), marks: true };
  const nextRun = { ...target, run: new Run() };
  const { id, state, failure } = await lifecycle.create(target, { ...declared });
  expect(failure).toBeUndefined();
  expect(state).toEqual({ ...declared, added: ["ann", "bob"], invited: ["bob"] });
  expect((await lifecycle.read(target, id, state))?.state).toEqual(state);

  await lifecycle.remove(nextRun, id, state);
  expect(removed).toEqual(["ann"]);
  const dropped = await lifecycle.update(target, id, state, { GroupId: "ops", MemberList: { ann: {} } });
  expect(dropped.state).toEqual({ GroupId: "ops", MemberList: { ann: {} }, added: ["ann"], invited: [] });
  expect(removed).toEqual(["ann"]);

  present.add("bob");
  const found = await lifecycle.read(target, id, state);
  expect(found?.state).toMatchObject({ MemberList: { ann: {}, bob: {} }, added: ["ann", "bob"], invited: [] });
  expect(found?.state.MemberList).not.toHaveProperty("bob.Role");
});

test("a list and a map are one way of writing members", () => {
  const { inputs } = checked(groupMembers, {
    GroupId: "ops",
    MemberList: ["ann", { Member_Account: "bob", Role: "Admin" }, { Member_Account: "cid", Role: "Member" }],
  });
  expect(inputs).toEqual({ GroupId: "ops", MemberList: { ann: {}, bob: { Role: "Admin" }, cid: {} } });
});
