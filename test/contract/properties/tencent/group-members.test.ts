import fc from "fast-check";
import { groupMembers } from "../../../../provider/tencent/group-members/resource";
import { runs } from "../../../support/arbitraries";
import { customKeys, memberList, people } from "../../../support/tencent-group-arbitraries";
import { holds } from "../mixture/mixture";
import { TencentEstate } from "./estate";

let estate: TencentEstate;
beforeAll(async () => {
  estate = await TencentEstate.open("--setting", `tencent.memberCustomKeys=${customKeys.join(",")}`);
});
afterAll(() => estate.close());

// That who was there before stays is warned of; the faults test looks at the words.
beforeEach(() => {
  jest.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => jest.restoreAllMocks());

const typed = fc.constantFrom("Private" as const, "Public" as const, "ChatRoom" as const, "Community" as const);

const life = typed.chain((Type) =>
  fc.tuple(
    fc.constant(Type),
    fc.subarray([...people], { minLength: 1 }),
    fc.array(memberList(Type), { minLength: 1, maxLength: 4 }),
  ),
);

test("members of a group made elsewhere read back as they were declared, and leave the group as it was", async () => {
  await holds(groupMembers, life, runs(13, 500), async ([Type, there, declarations], settings) => {
    await estate.empty(settings, people);
    const tencent = estate.emulator.tencent;
    const GroupId = Type === "Community" ? "@TGS#_team" : "team";
    const [Owner_Account, ...others] = there;
    const MemberList = others.map((Member_Account) => ({ Member_Account }));
    const group = { GroupId, Type, Name: "Team", Owner_Account, MemberList };
    await tencent.mustVendor("group_open_http_svc/create_group", group);
    const { id, state } = await estate.follow(
      groupMembers,
      declarations.map((MemberList) => ({ GroupId, MemberList })),
    );
    await estate.remove(groupMembers, id, state);
    expect(Object.keys((await tencent.group(GroupId)).members).sort()).toEqual([...there].sort());
    await estate.expectCleanLog();
  });
});
