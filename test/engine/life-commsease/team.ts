import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";

let tid: string;
const roster = (found: { members: object }) => rosterOf(found.members as never, "role", "nick", "custom", "mute");

export const team: Row = {
  kind: "commsease:Team",
  folder: "team",
  resource: "team",
  isOwn: ({ call, params }) => call.startsWith("team/") && params.tid === tid,
  previewed: [/ben: \{\n *manager: true/, /"olga"/],

  note(outputs) {
    tid = outputs.tid;
  },

  async created({ emulator }) {
    const found = await emulator.team(tid);
    expect(found).toMatchObject({
      tname: "First",
      owner: "olga",
      announcement: "first announcement",
      intro: "first intro",
      custom: expect.stringContaining('"n":1}'),
      icon: "https://example.com/1.png",
      joinmode: 0,
      maxusers: 10,
      muteType: 0,
    });
    expect(roster(found)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "manager",
      cat: "member Cat c1",
      dan: "member",
    });
  },

  async changed({ emulator, shown, calls }) {
    for (const line of [/- dan *: \{\}/, /\+ eve *: \{\}/, /~ owner *: "olga" => "cat"/]) expect(shown).toMatch(line);
    const found = await emulator.team(tid);
    expect(found).toMatchObject({
      tname: "Second",
      owner: "cat",
      announcement: "",
      intro: "second intro",
      custom: expect.stringContaining('"n":2}'),
      icon: "https://example.com/2.png",
      joinmode: 2,
      beinvitemode: 1,
      invitemode: 1,
      uptinfomode: 1,
      upcustommode: 1,
      maxusers: 6,
      muteType: 1,
    });
    // Invited with magree 1, eve is no member before she accepts.
    expect(found.pending).toEqual(["eve"]);
    expect(roster(found)).toEqual({ cat: "owner Cat c1", ann: "manager", ben: "member Ben b2 mute", olga: "manager" });
    expect(calls.map(({ call }) => call)).toEqual([
      "team/queryDetail",
      "team/update",
      "team/add",
      "team/addManager",
      "team/changeOwner",
      "team/addManager",
      "team/removeManager",
      "team/kick",
      "team/updateTeamNick",
      "team/muteTlist",
      "team/update",
      "team/muteTlistAll",
    ]);
  },

  async beforeDrift({ emulator }) {
    await emulator.control("POST", "/control/accept", { vendor: "commsease", tid, accid: "eve" });
  },

  async drift({ emulator }) {
    const owner = "cat";
    await emulator.mustVendor("team/update", {
      tid,
      owner,
      tname: "By hand",
      announcement: "By hand",
      intro: "",
      custom: "",
      icon: "",
      joinmode: 1,
      beinvitemode: 0,
      invitemode: 0,
      uptinfomode: 0,
      upcustommode: 0,
      teamMemberLimit: 50,
    });
    await emulator.mustVendor("team/muteTlistAll", { tid, owner, muteType: 0 });
    await emulator.mustVendor("team/removeManager", { tid, owner, members: ["olga"] });
    await emulator.mustVendor("team/updateTeamNick", { tid, owner, accid: "ben", nick: "Benny", custom: "" });
    await emulator.mustVendor("team/muteTlist", { tid, owner, accid: "ben", mute: 0 });
    await emulator.mustVendor("team/add", { tid, owner, members: ["fay"], magree: 0, msg: "by hand" });
    await emulator.mustVendor("team/changeOwner", { tid, owner, newowner: "olga", leave: 2 });
  },

  async mended({ emulator, shown }) {
    const fields = ["tname", "announcement", "intro", "custom", "icon", "joinmode", "beinvitemode", "invitemode"];
    for (const field of [...fields, "uptinfomode", "upcustommode", "teamMemberLimit", "muteType", "owner", "members"]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toMatch(/- fay *: \{\}/);
    expect(shown).toMatch(/~ nick *: "Benny" => "Ben"/);
    // Who was invited and has accepted meanwhile is no difference.
    expect(shown).not.toMatch(/[~+-] eve/);
    const found = await emulator.team(tid);
    expect(found).toMatchObject({
      tname: "Second",
      owner: "cat",
      announcement: "",
      joinmode: 2,
      maxusers: 6,
      muteType: 1,
    });
    expect(roster(found)).toEqual({
      cat: "owner Cat c1",
      ann: "manager",
      ben: "member Ben b2 mute",
      eve: "member",
      olga: "manager",
    });
  },

  async replaced({ emulator, outputs }) {
    expect(outputs.tid).not.toBe(tid);
    expect(await emulator.team(outputs.tid)).toMatchObject({ tname: "Third", isNotifyCloseOnline: 1 });
    expect(await emulator.team(tid)).toBeUndefined();
    tid = outputs.tid;
  },

  async destroyed({ emulator }) {
    expect(await emulator.team(tid)).toBeUndefined();
  },
};
