import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";

const reads = /\/(get|list|check|exist)$/;

async function roster(emulator: Emulator, of = "plaza"): Promise<Record<string, string>> {
  return rosterOf((await emulator.nexconn.state()).groups[of].members, "role", "nickname", "extra");
}

export const groupMembers: Row = {
  kind: "nexconn:GroupMembers",
  folder: "nexconn-elsewhere",
  resource: "staff",
  isOwn: ({ call, params }) => !reads.test(call) && ["plaza", "office"].includes(params.channelId),
  previewed: [/ben: \{\n *admin: true/],

  async prepare({ emulator: { nexconn } }) {
    const group = { owner: "olga", userIds: ["cat"] };
    await nexconn.mustVendor("group-channel/create", {
      ...group,
      channelId: "plaza",
      name: "P",
      userIds: ["cat", "fay"],
    });
    await nexconn.mustVendor("group-channel/create", { ...group, channelId: "office", name: "O" });
  },

  async created({ emulator, outputs, calls }) {
    expect(await roster(emulator)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "admin",
      cat: "member Cat c1",
      dan: "member",
      fay: "member",
    });
    expect(outputs).toMatchObject({ added: ["ann", "ben", "dan"] });
    expect(calls.map(({ call }) => call).sort()).toEqual([
      "group-channel/admin/add",
      "group-channel/join",
      "group-channel/member/set",
    ]);
  },

  async changed({ emulator, shown, calls }) {
    expect(shown).toMatch(/- dan *: \{\}/);
    expect(await roster(emulator)).toEqual({
      olga: "owner",
      ann: "admin",
      cat: "member Kat c1",
      eve: "member",
      fay: "member",
    });
    expect(calls.map(({ call }) => call).sort()).toEqual([
      "group-channel/admin/add",
      "group-channel/join",
      "group-channel/leave",
      "group-channel/member/set",
    ]);
  },

  async drift({ emulator: { nexconn } }) {
    const byHand = (call: string, params: object) =>
      nexconn.mustVendor(`group-channel/${call}`, { channelId: "plaza", ...params });
    await byHand("leave", { userIds: ["eve", "fay"] });
    await byHand("admin/remove", { userIds: ["ann"] });
    await byHand("member/set", { userId: "cat", nickname: "By hand" });
    await byHand("join", { userIds: ["dan"] });
  },

  // Of the people named only.
  async mended({ emulator, shown }) {
    expect(shown).toMatch(/\+ eve *: \{\}/);
    expect(shown).toMatch(/~ nickname *: "By hand" => "Kat"/);
    expect(shown).not.toMatch(/\bdan\b|\bfay\b/);
    expect(await roster(emulator)).toEqual({
      olga: "owner",
      ann: "admin",
      cat: "member Kat c1",
      dan: "member",
      eve: "member",
    });
  },

  // Whoever was brought in here goes.
  async replaced({ emulator }) {
    expect(await roster(emulator)).toEqual({ olga: "owner", cat: "member Kat c1", dan: "member" });
    expect(await roster(emulator, "office")).toEqual({ olga: "owner", ann: "member", cat: "member" });
  },

  async destroyed({ emulator, calls }) {
    expect(await roster(emulator, "office")).toEqual({ olga: "owner", cat: "member" });
    expect(calls.map(({ call }) => call)).toEqual(["group-channel/leave"]);
  },
};
