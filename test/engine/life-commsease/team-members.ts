import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";

let tid: string;
let other: string;
const roster = async (emulator: Emulator, of = tid) =>
  rosterOf((await emulator.team(of)).members as never, "role", "nick", "custom", "mute");

export const teamMembers: Row = {
  kind: "commsease:TeamMembers",
  folder: "team-members",
  resource: "staff",
  isOwn: ({ call, params }) => call.startsWith("team/") && params.tid === tid,
  previewed: [/ben: \{\n *manager: true/],

  async prepare({ emulator, project }) {
    const team = { owner: "olga", msg: "by hand", magree: 0, joinmode: 0 };
    tid = (await emulator.mustVendor("team/create", { ...team, tname: "First", members: ["cat", "fay"] })).tid;
    other = (await emulator.mustVendor("team/create", { ...team, tname: "Other", members: ["cat"] })).tid;
    await project.ok(["config", "set-all", "--plaintext", `tid=${tid}`, "--plaintext", `other=${other}`]);
  },

  async created({ emulator, outputs }) {
    expect(await roster(emulator)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "manager",
      cat: "member Cat c1",
      dan: "member",
      fay: "member",
    });
    expect(outputs).toEqual({ added: ["ann", "ben", "dan"] });
  },

  async changed({ emulator, shown, calls }) {
    for (const line of [/- dan *: \{\}/, /\+ eve *: \{\}/]) expect(shown).toMatch(line);
    expect(await roster(emulator)).toEqual({ olga: "owner", ann: "manager", cat: "member Kat mute", fay: "member" });
    // Who was invited shows no difference, before they accept and after.
    expect((await emulator.team(tid)).pending).toEqual(["eve"]);
    const writes = calls.map(({ call }) => call).filter((call) => !call.includes("query"));
    expect(writes).toEqual(["team/add", "team/addManager", "team/kick", "team/updateTeamNick", "team/muteTlist"]);
  },

  async beforeDrift({ emulator }) {
    await emulator.control("POST", "/control/accept", { vendor: "commsease", tid, accid: "eve" });
  },

  async drift({ emulator }) {
    await emulator.mustVendor("team/kick", { tid, owner: "olga", members: ["fay"] });
    await emulator.mustVendor("team/removeManager", { tid, owner: "olga", members: ["ann"] });
    await emulator.mustVendor("team/updateTeamNick", { tid, owner: "olga", accid: "cat", nick: "By hand" });
    await emulator.mustVendor("team/add", { tid, owner: "olga", members: ["dan"], magree: 0, msg: "by hand" });
  },

  // Of the people named only.
  async mended({ emulator, shown }) {
    expect(shown).toMatch(/~ nick *: "By hand" => "Kat"/);
    expect(shown).not.toMatch(/[~+-] eve/);
    expect(shown).not.toMatch(/dan|fay/);
    expect(await roster(emulator)).toEqual({
      olga: "owner",
      ann: "manager",
      cat: "member Kat mute",
      dan: "member",
      eve: "member",
    });
  },

  // Those added here go, and nobody else.
  async replaced({ emulator }) {
    expect(Object.keys(await roster(emulator)).sort()).toEqual(["cat", "dan", "olga"]);
    expect(await roster(emulator, other)).toEqual({ olga: "owner", ann: "member", cat: "member" });
  },

  async destroyed({ emulator }) {
    expect(await roster(emulator, other)).toEqual({ olga: "owner", cat: "member" });
  },
};
