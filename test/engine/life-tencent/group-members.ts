import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";
import { writesOf } from "./writes";

const svc = "group_open_http_svc";
const roster = async (emulator: Emulator, of = "first") =>
  rosterOf((await emulator.tencent.group(of)).members as Record<string, Record<string, string>>, "Role", "NameCard");

export const groupMembers: Row = {
  kind: "tencent:GroupMembers",
  folder: "tencent-group-members",
  resource: "staff",
  isOwn: ({ params }) => params.GroupId === "first",
  previewed: [/ben: \{\n *Role: "Admin"/],

  async prepare({ emulator: { tencent }, project }) {
    await tencent.mustVendor("im_open_login_svc/account_import", { UserID: "otto" });
    const MemberList = [{ Member_Account: "cat" }, { Member_Account: "fay" }];
    for (const GroupId of ["first", "other"]) {
      const group = { Type: "Public", GroupId, Name: GroupId, Owner_Account: "otto", MemberList };
      await tencent.mustVendor(`${svc}/create_group`, group);
    }
    await project.ok(["config", "set-all", "--plaintext", "group=first", "--plaintext", "other=other"]);
  },

  async created({ emulator, outputs }) {
    const there = { otto: "Owner", cat: "Member Cat", fay: "Member" };
    expect(await roster(emulator)).toEqual({ ...there, ann: "Member", ben: "Admin", dan: "Member" });
    expect(outputs).toEqual({ added: ["ann", "ben", "dan"], invited: [] });
  },

  async changed({ emulator, shown, calls }) {
    for (const line of [/- dan *: \{\}/, /\+ eve *: \{/]) expect(shown).toMatch(line);
    const changed = { otto: "Owner", ann: "Admin", cat: "Member", eve: "Member Eve", fay: "Member" };
    expect(await roster(emulator)).toEqual(changed);
    expect((await emulator.tencent.group("first")).members.cat.AppMemberDefinedData).toEqual({});
    expect(writesOf(calls)).toEqual([
      "add_group_member",
      "modify_group_member_info",
      "delete_group_member",
      "modify_group_member_info",
      "modify_group_member_info",
    ]);
  },

  async drift({ emulator }) {
    const byHand = (call: string, body: object) =>
      emulator.tencent.mustVendor(`${svc}/${call}`, { GroupId: "first", ...body });
    await byHand("delete_group_member", { MemberToDel_Account: ["eve", "fay"] });
    await byHand("modify_group_member_info", { Member_Account: "ann", Role: "Member" });
    await byHand("modify_group_member_info", { Member_Account: "cat", NameCard: "By hand" });
    await byHand("add_group_member", { MemberList: [{ Member_Account: "dan" }] });
  },

  // Of the people named only.
  async mended({ emulator, shown }) {
    expect(shown).toMatch(/\+ eve *: \{/);
    expect(shown).toMatch(/- NameCard *: "By hand"/);
    expect(shown).not.toMatch(/dan|fay/);
    const mended = { otto: "Owner", ann: "Admin", cat: "Member", dan: "Member", eve: "Member Eve" };
    expect(await roster(emulator)).toEqual(mended);
  },

  // Those added here go, and nobody else.
  async replaced({ emulator }) {
    expect(await roster(emulator)).toEqual({ otto: "Owner", cat: "Member", dan: "Member" });
    expect(Object.keys(await roster(emulator, "other")).sort()).toEqual(["ann", "cat", "eve", "fay", "otto"]);
  },

  async destroyed({ emulator }) {
    expect(await roster(emulator, "other")).toEqual({ otto: "Owner", cat: "Member", fay: "Member" });
  },
};
