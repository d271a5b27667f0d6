import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { rosterOf } from "../../support/roster";

const channelId = "support";
const group = async (emulator: Emulator, id = channelId) => (await emulator.nexconn.state()).groups[id];
const roster = (found: { members: object }) => rosterOf(found.members as never, "role", "nickname", "extra");

const second = {
  name: "Second",
  owner: "cat",
  groupProfile: { introduction: "", announcement: "second", portraitUrl: "https://example.com/2.png" },
  permissions: { joinPerm: 3, removePerm: 1, memInvitePerm: 2, invitePerm: 1, profilePerm: 1, memProfilePerm: 2 },
  groupExtProfile: { ext_topic: "second", ext_new: "y", ext_pulumi_im: expect.stringMatching(/^[0-9a-v]{20}$/) },
  mutes: { ben: { until: expect.any(Number) }, eve: { until: 0 } },
  frozen: true,
};
const secondRoster = { cat: "owner Cat c1", ann: "admin", ben: "member Ben b2", eve: "member", olga: "admin" };

export const groupChannel: Row = {
  kind: "nexconn:GroupChannel",
  folder: "group-channel",
  resource: "group",
  isOwn: ({ call, params }) =>
    call.startsWith("group-channel/") && [params.channelId, params.channelIds].flat().includes(channelId),
  previewed: [/ben: \{\n *admin: true/, /"olga"/],

  async created({ emulator }) {
    const found = await group(emulator);
    expect(found).toMatchObject({
      name: "First",
      owner: "olga",
      groupProfile: { introduction: "first intro", announcement: "first", portraitUrl: "https://example.com/1.png" },
      groupExtProfile: { ext_topic: "first", ext_gone: "x", ext_pulumi_im: expect.any(String) },
      allowedSenders: ["ann", "ben"],
      mutes: { cat: { until: 0 }, dan: { until: expect.any(Number) } },
      frozen: false,
    });
    expect(roster(found)).toEqual({
      olga: "owner",
      ann: "member",
      ben: "admin",
      cat: "member Cat c1",
      dan: "member",
    });
  },

  async changed({ emulator, shown, calls }) {
    for (const line of [/- dan *: \{\}/, /\+ eve *: \{\}/, /~ owner *: "olga" => "cat"/]) expect(shown).toMatch(line);
    const found = await group(emulator);
    expect(found).toMatchObject(second);
    expect(found.allowedSenders.sort()).toEqual(["ann", "eve"]);
    expect(roster(found)).toEqual(secondRoster);
    const writes = calls.map(({ call }) => call).filter((call) => !/\/(get|list|check|exist)$/.test(call));
    expect(writes).toEqual([
      "group-channel/profile/update",
      "group-channel/allowed-sender-list/remove",
      "group-channel/user/mute-list/remove",
      "group-channel/join",
      "group-channel/admin/add",
      "group-channel/transfer/owner",
      "group-channel/admin/add",
      "group-channel/admin/remove",
      "group-channel/leave",
      "group-channel/member/set",
      "group-channel/allowed-sender-list/add",
      "group-channel/user/mute-list/add",
      "group-channel/user/mute-list/add",
      "group-channel/freeze-list/add",
    ]);
  },

  async drift({ emulator }) {
    const byHand = (call: string, params: object) =>
      emulator.nexconn.mustVendor(`group-channel/${call}`, { channelId, ...params });
    await byHand("profile/update", {
      groupProfile: { name: "By hand", introduction: "By hand" },
      permissions: { joinPerm: 0 },
      groupExtProfile: { ext_topic: "by hand", ext_theirs: "z" },
    });
    await byHand("leave", { userIds: ["ann"], shouldDeleteAllowedSendersList: 1 });
    await byHand("admin/remove", { userIds: ["olga"] });
    await byHand("member/set", { userId: "ben", nickname: "Benny" });
    await byHand("join", { userIds: ["fay"] });
    await byHand("user/mute-list/add", { userIds: ["fay"], durationMinutes: 0 });
    await byHand("user/mute-list/remove", { userIds: ["ben"] });
    await byHand("transfer/owner", { newOwner: "olga", shouldLeave: 0 });
    await emulator.nexconn.mustVendor("group-channel/freeze-list/remove", { channelIds: [channelId] });
  },

  async mended({ emulator, shown, calls }) {
    const lists = ["groupExtProfile", "allowedSendersList", "mutedMembers", "members"];
    for (const field of ["name", "owner", "groupProfile", "permissions", "isFrozen", ...lists]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toMatch(/- fay *: \{\}/);
    expect(shown).toMatch(/~ nickname *: "Benny" => "Ben"/);
    expect(shown).toMatch(/- ext_theirs *: "z"/);
    expect(calls.filter(({ call }) => call === "group-channel/profile/update")).toHaveLength(1);
    const found = await group(emulator);
    expect(found).toMatchObject(second);
    expect(Object.keys(found.mutes).sort()).toEqual(["ben", "eve"]);
    expect(found.allowedSenders.sort()).toEqual(["ann", "eve"]);
    expect(roster(found)).toEqual(secondRoster);
  },

  async replaced({ emulator }) {
    expect(await group(emulator, "helpdesk")).toMatchObject({ name: "Third", owner: "cat" });
    expect(await group(emulator)).toBeUndefined();
  },

  async destroyed({ emulator }) {
    expect(await group(emulator, "helpdesk")).toBeUndefined();
  },
};
