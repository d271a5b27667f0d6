import type { Values } from "../../../provider/values/values";
import { chatroom, type Scenario, useCloud } from "./harness";
import { describeFaults } from "./table";

const base = { creator: "host", name: "Lobby" };

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  const all = { ...base, ...inputs };
  return { call, at: "create", definition: chatroom, accounts: ["host"], inputs: all, holds, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { ...base, ...before } };
}

const open = { ...base, valid: true };

describeFaults(useCloud("--rate-limit", "off"), [
  creates("chatroom/queryUserRoomIds", {}, open, { comesFirst: true }),
  creates("chatroom/create", { announcement: "a" }, { ...open, announcement: "a" }, { comesFirst: true }),
  creates(
    "chatroom/create",
    { delayClosePolicy: 1, delaySeconds: 60 },
    { ...open, delay: { policy: 1, seconds: 60 } },
    { comesFirst: true },
  ),
  creates("chatroom/muteRoom", { muteRoom: true }, { ...open, muted: true }),
  creates("chatroom/toggleCloseStat", { valid: false }, { ...open, valid: false }),
  creates("chatroom/updateInOutNotification", { inOutNotification: false }, { ...open, ionotify: false }),
  { ...updates("chatroom/getBatch", {}, { name: "Hall" }, { name: "Hall" }), comesFirst: true },
  updates("chatroom/update", { ext: "e" }, { ext: "", queuelevel: 1 }, { ext: "", queuelevel: 1 }),
  updates("chatroom/muteRoom", { muteRoom: true }, { muteRoom: false }, { muted: false }),
  updates("chatroom/updateInOutNotification", {}, { inOutNotification: false }, { ionotify: false }),
  updates(
    "chatroom/updateDelayClosePolicy",
    {},
    { delayClosePolicy: 2, delaySeconds: 90 },
    {
      delay: { policy: 2, seconds: 90 },
    },
  ),
  updates("chatroom/toggleCloseStat", {}, { valid: false, name: "Hall" }, { valid: false, name: "Hall" }),
  updates("chatroom/toggleCloseStat", { valid: false }, { valid: true, name: "Hall" }, { valid: true, name: "Hall" }),
  { ...updates("chatroom/getBatch", { ext: "e" }, { ext: "e" }, { ext: "e" }), at: "read" },
  { ...updates("chatroom/getBatch", {}, {}, { valid: false }), at: "remove" },
  { ...updates("chatroom/toggleCloseStat", {}, {}, { valid: false }), at: "remove" },
]);
