import { chatroomRoles } from "../../../provider/commsease/chatroom-roles/resource";
import { timestampText } from "../../../provider/schema/timestamps";
import type { Values } from "../../../provider/values/values";
import { type Cloud, type Scenario, useCloud } from "./harness";
import { describeFaults } from "./table";

/** The first room that an emulator makes. */
const roomid = "1605000001";
const soon = timestampText(Date.now() + 3_600_000);

const inRoom = (settings: Values, inside: string[]) => async (cloud: Cloud) => {
  if (Object.keys(settings).length > 0) await cloud.emulator.settings(settings);
  const { chatroom } = await cloud.byHand("chatroom/create", { creator: "host", name: "Lobby" });
  expect(String((chatroom as Values).roomid)).toBe(roomid);
  for (const accid of inside) {
    await cloud.emulator.control("POST", "/control/join", {
      vendor: "commsease",
      roomid: Number(roomid),
      accid,
      action: "enter",
    });
  }
};

interface More extends Partial<Scenario> {
  settings?: Values;
  inside?: string[];
}

function creates(call: string, inputs: Values, holds: Values, { settings = {}, inside = [], ...more }: More = {}) {
  const accounts = ["host", "ann", "ben"];
  const prepare = inRoom(settings, inside);
  const all = { roomid, ...inputs };
  const scenario: Scenario = { call, at: "create", definition: chatroomRoles, accounts, prepare, inputs: all, holds };
  return { ...scenario, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values, more: More = {}) {
  return creates(call, inputs, holds, { ...more, at: "update", before: { roomid, ...before } });
}

const manager = { role: "manager", blocked: false, muted: false };
const common = { role: "common", blocked: false, muted: false };
const same = { settings: { sameStateRole: 417 } };
const stays = { settings: { releasedMember: "role" } };
const inside = { inside: ["ann"] };

describeFaults(useCloud("--rate-limit", "off"), [
  creates("chatroom/getBatch", { members: ["ann"] }, { members: { ann: common } }, { comesFirst: true }),
  creates("chatroom/membersByPage", { members: ["ann"] }, { members: { ann: common } }, { comesFirst: true }),
  creates("chatroom/setMemberRole", { members: { ann: { manager: true } } }, { members: { ann: manager } }),
  creates(
    "chatroom/setMemberRole",
    { members: { ann: { manager: true, muted: true } } },
    { members: { ann: { ...manager, muted: true } } },
    same,
  ),
  creates("chatroom/temporaryMute", { members: { ann: { mutedUntil: soon } } }, { members: { ann: common } }),
  creates("chatroom/updateMyRoomRole", { members: { ann: { nick: "A" } } }, { members: { ann: { nick: "A" } } }),
  creates("chatroom/tagTemporaryMute", { tagMutes: { red: soon } }, {}),
  updates(
    "chatroom/queryMembersByRole",
    { members: { ann: { manager: true, muted: true } } },
    { members: { ann: { manager: true } } },
    { members: { ann: manager } },
    { comesFirst: true },
  ),
  updates(
    "chatroom/tagMembersQuery",
    { members: { ann: { tags: ["red"] } } },
    { members: { ann: { tags: ["red"], nick: "A" } } },
    { members: { ann: { tags: ["red"], nick: "A" } } },
    { ...inside, comesFirst: true },
  ),
  updates(
    "chatroom/updateChatRoomRoleTag",
    { members: { ann: {} } },
    { members: { ann: { tags: ["red"] } } },
    { members: { ann: { tags: ["red"] } } },
    inside,
  ),
  ...[{}, same, stays].map((more) =>
    updates(
      "chatroom/setMemberRole",
      { members: { ann: { manager: true, muted: true } } },
      { members: { ann: { manager: true } } },
      { members: { ann: manager } },
      more,
    ),
  ),
  ...[{}, same, stays].map((more) =>
    updates(
      "chatroom/setMemberRole",
      { members: { ann: { muted: true } } },
      { members: { ann: {} } },
      { members: { ann: common } },
      more,
    ),
  ),
  updates(
    "chatroom/temporaryMute",
    { members: { ann: { mutedUntil: soon } } },
    { members: { ann: {} } },
    { members: { ann: { tempMuteUntil: 0 } } },
  ),
  updates("chatroom/tagTemporaryMute", { tagMutes: { red: soon } }, { tagMutes: {} }, { tagMutes: {} }),
  ...[{}, same, stays].map((more) =>
    updates("chatroom/setMemberRole", { members: { ann: { manager: true } } }, { members: {} }, {}, more),
  ),
  {
    ...updates("chatroom/membersByPage", { members: ["ann"] }, { members: ["ann"] }, { members: { ann: common } }),
    at: "read",
  },
  { ...updates("chatroom/membersByPage", { members: ["ann"] }, {}, {}), at: "remove" },
  { ...updates("chatroom/setMemberRole", { members: { ann: { blocked: true } } }, {}, {}), at: "remove" },
  { ...updates("chatroom/tagTemporaryMute", { tagMutes: { red: soon } }, {}, { tagMutes: {} }), at: "remove" },
]);
