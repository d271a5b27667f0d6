import type { Values } from "../../../provider/values/values";
import { account, type Scenario, useCloud, useWarnings } from "./harness";
import { describeFaults } from "./table";

const accid = "alice";

function creates(call: string, inputs: Values, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: account, inputs: { accid, ...inputs }, holds: { accid, ...holds }, ...more };
}

function updates(call: string, before: Values, inputs: Values, holds: Values): Scenario {
  return { ...creates(call, inputs, holds), at: "update", before: { accid, ...before } };
}

/** The account of somebody who left, blocked since. */
const blocked: Partial<Scenario> = {
  prepare: async (cloud) => {
    await cloud.accounts(accid);
    await cloud.byHand("user/block", { accid });
  },
};

// Taking back an account is told on standard error.
useWarnings();

describeFaults(useCloud("--rate-limit", "off"), [
  creates("user/getUinfos", { name: "Alice" }, { name: "Alice" }, { comesFirst: true }),
  creates("user/create", { name: "Alice", ex: "{}" }, { name: "Alice", ex: "{}" }, { comesFirst: true }),
  creates("user/create", { token: "chosen-by-us" }, { blocked: false }, { comesFirst: true }),
  creates("user/mute", { mute: true }, { mute: true }),
  creates("user/block", { block: true, name: "Alice" }, { blocked: true, name: "Alice" }),
  creates("user/unblock", { name: "Anew" }, { blocked: false, name: "Anew" }, blocked),
  creates("user/refreshToken", { name: "Anew" }, { blocked: false, name: "Anew" }, blocked),
  creates("user/update", { token: "chosen-by-us" }, { blocked: false }, blocked),
  creates("user/block", { block: true, mute: true }, { blocked: true, mute: true }, blocked),
  { ...updates("user/getUinfos", { name: "Alice" }, { name: "Alicia" }, { name: "Alicia" }), comesFirst: true },
  updates("user/updateUinfo", { name: "A", sign: "s" }, { name: "B", sign: "" }, { name: "B", sign: "" }),
  updates("user/update", { token: "first" }, { token: "second" }, {}),
  updates("user/update", {}, { props: "p" }, { props: "p" }),
  updates("user/refreshToken", { tokenVersion: 1 }, { tokenVersion: 2 }, {}),
  updates("user/mute", {}, { mute: true }, { mute: true }),
  updates("user/muteModule", { muteP2P: true }, { muteP2P: false, muteTeam: true }, { muteP2P: false, muteTeam: true }),
  updates("user/setDonnop", {}, { donnopOpen: true }, { donnopOpen: true }),
  updates("user/block", {}, { block: true }, { blocked: true }),
  updates("user/unblock", { block: true }, { block: false, name: "B" }, { blocked: false, name: "B" }),
  { ...updates("user/getUinfos", { name: "Alice" }, { name: "Alice" }, { name: "Alice" }), at: "read" },
  { ...updates("user/block", { name: "Alice" }, { name: "Alice" }, { name: "Alice", blocked: true }), at: "remove" },
]);
