import { user } from "../../../../provider/nexconn/user/resource";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { useWarnings } from "../cloud";
import { describeFaults } from "../table";
import { type Scenario, useNexconn } from "./harness";

const userId = "svc-desk";
const mark = ours;
const name = "Desk";
const soon = new Date(Date.now() + 3_600_000).toISOString();

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  const declared = { userId, name, ...inputs };
  return { call, at: "create", definition: user, inputs: declared, holds: { userId, ...holds }, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { userId, name, ...before }, ...more };
}

/** A user of an earlier stack, soft-deleted long enough ago. */
const deleted: Partial<Scenario> = {
  prepare: async (cloud) => {
    await cloud.emulator.nexconn.settings({ softDeleteSeconds: 0, restoreSeconds: 0 });
    await cloud.people(userId);
    await cloud.byHand("user/soft-delete", { userIds: [userId] });
    await cloud.emulator.advanceClock(3_600);
  },
};

const first = { comesFirst: true };
const mute = (...types: string[]) => ({ mutedChannelTypes: types });

// That a user is restored is told on standard error.
useWarnings();

describeFaults(useNexconn("--rate-limit", "off"), [
  creates("user/get", {}, { name }, first),
  creates("auth/access-token/issue", { avatarUrl: "https://a.example/1" }, { avatarUrl: "https://a.example/1" }, first),
  creates("auth/access-token/issue", { mark }, { name, profile: { userExtProfile: { ext_pulumi_im: mark } } }, first),
  creates(
    "user/profile/set",
    { mark, userExtProfile: { ext_a: "1" } },
    { profile: { userExtProfile: { ext_a: "1" } } },
  ),
  creates("user/update", { mark }, { name }),
  creates("user/tag/batch/set", { mark, tags: ["b", "a"] }, { name, tags: ["a", "b"] }),
  creates("channel-type/mute/set", mute("GROUP"), mute("GROUP")),
  creates("user/ban", { banExpiresAt: soon }, { bannedUntil: expect.any(Number) }),
  creates("auth/access-token/issue", { mark }, { name, deletion: null }, deleted),
  creates("user/restore", { mark, tags: ["a"] }, { name, tags: ["a"], deletion: null }, { ...deleted, ...first }),
  creates("user/soft-deleted/list", { mark }, { name, deletion: null }, { ...deleted, ...first }),
  updates("user/get", {}, { name: "New" }, { name: "New" }, first),
  updates(
    "user/update",
    { avatarUrl: "https://a.example" },
    { name: "New", avatarUrl: "" },
    { name: "New", avatarUrl: "" },
  ),
  updates("user/profile/batch/get", { mark }, { mark, name: "New" }, { name: "New" }, first),
  updates(
    "user/profile/set",
    { mark, userProfile: { email: "a@b.example", gender: 1 }, userExtProfile: { ext_a: "1", ext_b: "2" } },
    { mark, userProfile: { email: "", gender: 2 }, userExtProfile: { ext_b: "3" } },
    { profile: { userProfile: { email: "", gender: 2 }, userExtProfile: { ext_b: "3", ext_pulumi_im: mark } } },
  ),
  updates("user/tag/batch/get", { tags: ["a"] }, { tags: ["b"] }, { tags: ["b"] }, first),
  updates("user/tag/batch/set", { tags: ["a"] }, { tags: [] }, { tags: [] }),
  updates("channel-type/mute/list", mute("GROUP"), mute("PERSON"), mute("PERSON"), first),
  updates("channel-type/mute/set", mute("GROUP"), mute("PERSON"), mute("PERSON")),
  updates("user/ban/list", { banExpiresAt: soon }, { banExpiresAt: soon, name: "New" }, { name: "New" }, first),
  updates("user/unban", { banExpiresAt: soon }, { banExpiresAt: "" }, { bannedUntil: null }),
  updates("auth/access-token/expire", { tokenVersion: 1 }, { tokenVersion: 2 }, { name }),
  updates("auth/access-token/issue", { tokenVersion: 1 }, { tokenVersion: 2 }, { name }),
  { ...updates("user/get", {}, {}, { name }), at: "read" },
  { ...updates("user/profile/batch/get", { mark }, { mark }, { name }), at: "read" },
  { ...updates("user/soft-delete", {}, {}, { deletion: expect.any(Object) }), at: "remove" },
]);
