import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";

let tid: string;
const roster = async (emulator: Emulator) =>
  rosterOf((await emulator.superTeam(tid)).members as never, "role", "nick", "custom", "mute");

export const superTeam: Row = {
  kind: "commsease:SuperTeam",
  folder: "super-team",
  resource: "hall",
  isOwn: ({ call }) => call.startsWith("superteam/"),
  previewed: [/ben: \{\n *manager: true/],

  note(outputs) {
    tid = outputs.tid;
  },

  async created({ emulator }) {
    expect(await emulator.superTeam(tid)).toMatchObject({
      tname: "First",
      owner: "olga",
      announcement: "first announcement",
      intro: "first intro",
      serverCustom: expect.stringContaining('"n":1}'),
      icon: "https://example.com/1.png",
      joinmode: 0,
      tlevel: 500,
      muteType: 0,
    });
    expect(await roster(emulator)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "manager",
      cat: "member Cat c1",
      dan: "member",
    });
  },

  async changed({ emulator, shown, calls }) {
    for (const line of [/- dan *: \{\}/, /\+ eve *: \{\}/]) expect(shown).toMatch(line);
    expect(await emulator.superTeam(tid)).toMatchObject({
      tname: "Second",
      owner: "cat",
      announcement: "",
      intro: "second intro",
      serverCustom: expect.stringContaining('"n":2}'),
      icon: "https://example.com/2.png",
      joinmode: 2,
      beinvitemode: 1,
      invitemode: 1,
      uptinfomode: 1,
      upcustommode: 1,
      tlevel: 6,
      muteType: 1,
    });
    expect(await roster(emulator)).toEqual({
      cat: "owner Cat c1",
      ann: "manager",
      ben: "member Ben b2 mute",
      eve: "member",
      olga: "manager",
    });
    const writes = calls.map(({ call }) => call).filter((call) => !/query|superteam\/get/.test(call));
    expect(writes).toEqual([
      "superteam/updateTinfo",
      "superteam/invite",
      "superteam/addManager",
      "superteam/changeOwner",
      "superteam/addManager",
      "superteam/removeManager",
      "superteam/kick",
      "superteam/updateTeamNick",
      "superteam/updateTlist",
      "superteam/muteTlist",
      "superteam/changeLevel",
      "superteam/mute",
    ]);
  },

  async drift({ emulator }) {
    const owner = "cat";
    await emulator.mustVendor("superteam/updateTinfo", {
      tid,
      owner,
      tname: "By hand",
      announcement: "By hand",
      intro: "",
      serverCustom: "",
      icon: "",
      joinmode: 1,
      beinvitemode: 0,
      invitemode: 0,
      uptinfomode: 0,
      upcustommode: 0,
    });
    await emulator.mustVendor("superteam/changeLevel", { tid, owner, tlevel: 50 });
    await emulator.mustVendor("superteam/mute", { tid, owner, muteType: 0 });
    await emulator.mustVendor("superteam/removeManager", { tid, owner, managerAccids: ["olga"] });
    await emulator.mustVendor("superteam/updateTlist", { tid, accid: "ben", nick: "Benny", custom: "" });
    await emulator.mustVendor("superteam/muteTlist", { tid, owner, muteAccids: ["ben"], mute: 0 });
    await emulator.mustVendor("superteam/invite", { tid, owner, inviteAccids: ["fay"], msg: "by hand" });
    await emulator.mustVendor("superteam/changeOwner", { tid, owner, accid: "olga", leave: 2 });
  },

  async mended({ emulator, shown }) {
    const fields = ["tname", "announcement", "intro", "serverCustom", "icon", "joinmode", "beinvitemode", "invitemode"];
    for (const field of [...fields, "uptinfomode", "upcustommode", "tlevel", "muteType", "owner", "members"]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toMatch(/- fay *: \{\}/);
    expect(shown).toMatch(/~ nick *: "Benny" => "Ben"/);
    expect(await emulator.superTeam(tid)).toMatchObject({ tname: "Second", owner: "cat", joinmode: 2, tlevel: 6 });
    expect(await roster(emulator)).toEqual({
      cat: "owner Cat c1",
      ann: "manager",
      ben: "member Ben b2 mute",
      eve: "member",
      olga: "manager",
    });
  },

  async destroyed({ emulator }) {
    expect((await emulator.state()).superTeams).toEqual({});
  },
};
