import { openChannel } from "../../../../provider/nexconn/open-channel/resource";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { describeFaults } from "../table";
import { type Scenario, useNexconn } from "./harness";

const channelId = "lobby";
const accounts = ["ann", "ben", "svc"];
const mark = ours;
const soon = new Date(Date.now() + 3_600_000).toISOString();
const later = new Date(Date.now() + 7_200_000).toISOString();

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: openChannel, accounts, inputs: { channelId, ...inputs }, holds, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { channelId, ...before }, ...more };
}

const first = { comesFirst: true };
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]));
const mute = (end: string) => ({ mutedParticipants: { ann: { muteExpiresAt: end } } });
const ban = (end: string) => ({ bannedParticipants: { ann: { banExpiresAt: end } } });
const ann = { ann: expect.any(Number) };

describeFaults(useNexconn("--rate-limit", "off"), [
  creates("open-channel/get", {}, { ttlMinutes: 60 }, first),
  creates(
    "open-channel/create",
    { mark, metadata: { topic: "x" }, isFrozen: true, allowedSendersList: ["ann"], ttlMinutes: 90 },
    { ttlMinutes: 90, frozen: true, allowedSenders: ["ann"], metadata: { "pulumi-im": { value: mark } } },
    first,
  ),
  creates("open-channel/create", { destroyType: 1 }, { destroyType: 1 }, first),
  creates("open-channel/metadata/batch/set", { mark, metadata: keys(30) }, { metadata: { k29: { value: "v" } } }),
  creates("open-channel/participant/mute-list/get", mute(soon), { mutes: ann }),
  creates("open-channel/participant/ban-list/add", ban(soon), { bans: ann }),
  creates("chatroom/keepalive/query.json", { keepAlive: true }, { keptAlive: true }),
  updates("open-channel/get", {}, { ttlMinutes: 90 }, { ttlMinutes: 90 }, first),
  updates(
    "open-channel/metadata/batch/get",
    { metadata: { a: "1" } },
    { metadata: { a: "2" } },
    { metadata: { a: { value: "2" } } },
    first,
  ),
  updates(
    "open-channel/metadata/batch/set",
    { mark, metadata: { a: "1" } },
    { mark, metadata: { a: "1" }, metadataOwnerId: "svc" },
    { metadata: { a: { value: "1", owner: "svc" } } },
  ),
  updates(
    "open-channel/metadata/batch/remove",
    { metadata: { a: "1", b: "2" } },
    { metadata: { b: "2" } },
    { metadata: { b: { value: "2" } } },
  ),
  updates("open-channel/destroy-type/set", {}, { destroyType: 1, ttlMinutes: 90 }, { destroyType: 1, ttlMinutes: 90 }),
  updates("open-channel/freeze-list/add", { isFrozen: false }, { isFrozen: true }, { frozen: true }),
  updates("open-channel/freeze-list/remove", { isFrozen: true }, { isFrozen: false }, { frozen: false }),
  updates(
    "open-channel/participant/allowed-sender-list/get",
    { allowedSendersList: ["ann"] },
    { allowedSendersList: ["ben"] },
    { allowedSenders: ["ben"] },
    first,
  ),
  updates(
    "open-channel/participant/allowed-sender-list/add",
    { allowedSendersList: ["ann"] },
    { allowedSendersList: ["ann", "ben"] },
    { allowedSenders: ["ann", "ben"] },
  ),
  updates(
    "open-channel/participant/allowed-sender-list/remove",
    { allowedSendersList: ["ann"] },
    { allowedSendersList: [] },
    { allowedSenders: [] },
  ),
  updates("open-channel/participant/mute-list/add", mute(soon), mute(later), { mutes: ann }),
  updates("open-channel/participant/mute-list/remove", mute(soon), { mutedParticipants: {} }, { mutes: {} }),
  updates("open-channel/participant/ban-list/get", ban(soon), ban(later), { bans: ann }, first),
  updates("open-channel/participant/ban-list/remove", ban(soon), { bannedParticipants: {} }, { bans: {} }),
  updates("chatroom/keepalive/add.json", { keepAlive: false }, { keepAlive: true }, { keptAlive: true }),
  updates("chatroom/keepalive/remove.json", { keepAlive: true }, { keepAlive: false }, { keptAlive: false }),
  { ...updates("open-channel/get", { ttlMinutes: 90 }, {}, { ttlMinutes: 90 }), at: "read" },
  { ...updates("open-channel/metadata/batch/get", { mark }, { mark }, {}), holds: "nothing", at: "remove" },
  { ...updates("chatroom/keepalive/remove.json", { keepAlive: true }, {}, {}), holds: "nothing", at: "remove" },
  { ...updates("open-channel/destroy", {}, {}, {}), holds: "nothing", at: "remove" },
]);
