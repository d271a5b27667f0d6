import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";
import { writesOf } from "./writes";

const GroupId = "team";
const live = (emulator: Emulator) => emulator.tencent.group(GroupId);
const roles = async (emulator: Emulator) => rosterOf((await live(emulator)).members as never, "Role" as never);

export const group: Row = {
  kind: "tencent:Group",
  folder: "tencent-group",
  resource: "team",
  isOwn: ({ params }) => params.GroupId === GroupId,
  previewed: [/ben: \{\n *NameCard: "Ben"\n *Role *: "Admin"/],

  async created({ emulator, outputs }) {
    expect(await live(emulator)).toMatchObject({
      Type: "Public",
      Name: "Team",
      Owner_Account: "olga",
      Introduction: "first",
      MaxMemberNum: 50,
      MuteAllMember: "On",
      HistoryMsgBeforeJoin: "On",
      AppDefinedData: { kind: "support", desk: "4" },
      bans: { eve: { BannedUntil: 4294967295 } },
      attributes: { "pulumi-im": expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/) },
    });
    expect(await roles(emulator)).toEqual({ olga: "Owner", ann: "Member", ben: "Admin", cid: "Member" });
    expect(outputs).toEqual({ GroupId: "team", GroupIdDeclared: true });
  },

  async changed({ emulator, calls }) {
    expect(await live(emulator)).toMatchObject({
      Name: "Crew",
      Introduction: "",
      MaxMemberNum: 40,
      ApplyJoinOption: "DisableApply",
      InviteJoinOption: "FreeAccess",
      MuteAllMember: "Off",
      HistoryMsgBeforeJoin: "Off",
      AppDefinedData: { kind: "sales" },
      members: { ann: { NameCard: "Ann", AppMemberDefinedData: { rank: "1" } } },
      mutes: { cid: 4294967295 },
      bans: {},
    });
    expect(await roles(emulator)).toEqual({ ben: "Owner", olga: "Member", ann: "Admin", eve: "Member" });
    expect(writesOf(calls)).toEqual([
      "forbid_send_msg",
      "unban_group_member",
      "add_group_member",
      "modify_group_member_info",
      "change_group_owner",
      "delete_group_member",
      "modify_group_member_info",
      "modify_group_base_info",
      "forbid_send_msg",
    ]);
  },

  async drift({ emulator }) {
    const byHand = (call: string, body: object) =>
      emulator.tencent.mustVendor(`group_open_http_svc/${call}`, { GroupId, ...body });
    await byHand("modify_group_base_info", { Name: "by hand", AppDefinedData: [{ Key: "kind", Value: "" }] });
    await byHand("delete_group_member", { MemberToDel_Account: ["eve"] });
    await byHand("modify_group_member_info", { Member_Account: "ann", Role: "Member", NameCard: "x" });
    await byHand("forbid_send_msg", { Members_Account: ["cid"], MuteTime: 0 });
    await byHand("change_group_owner", { NewOwner_Account: "olga" });
  },

  async mended({ emulator, shown }) {
    for (const line of [/~ Name *: "by hand" => "Crew"/, /\+ eve *: \{\}/, /\+ cid *: \{/, /~ Owner_Account *:/]) {
      expect(shown).toMatch(line);
    }
    expect(await roles(emulator)).toEqual({ ben: "Owner", olga: "Member", ann: "Admin", eve: "Member" });
    const data = { Name: "Crew", AppDefinedData: { kind: "sales" }, mutes: { cid: 4294967295 } };
    expect(await live(emulator)).toMatchObject(data);
  },

  // Another type under the same id: the old one goes first.
  async replaced({ emulator }) {
    const mark = expect.stringMatching(/^[0-9a-v]{14}1[0-9a-v]{5}$/);
    expect(await live(emulator)).toMatchObject({ Type: "Private", attributes: { "pulumi-im": mark } });
    expect(await roles(emulator)).toEqual({ olga: "Owner", ann: "Member" });
  },

  async destroyed({ emulator }) {
    expect(await live(emulator)).toBeUndefined();
  },
};
