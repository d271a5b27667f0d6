import { account } from "../../../../provider/tencent/account/resource";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { describeFaults } from "../table";
import { type Scenario, useTencent } from "./harness";

const UserID = "alice";
const mark = ours;

/** What the profile has in the end, by tag. */
function creates(call: string, inputs: Values, profile: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: account, inputs: { UserID, ...inputs }, holds: { profile }, ...more };
}

function updates(
  call: string,
  before: Values,
  inputs: Values,
  profile: Values,
  more: Partial<Scenario> = {},
): Scenario {
  return { ...creates(call, inputs, profile, more), at: "update", before: { UserID, ...before } };
}

const nick = (name: string) => ({ Tag_Profile_IM_Nick: name });
const markedNick = { ...nick("Alice"), Tag_Profile_Custom_PulumiIm: mark };
const muted: Partial<Scenario> = { holds: { C2CmsgNospeakingUntil: 4294967295 } };

describeFaults(useTencent("--rate-limit", "off", "--setting", "tencent.profileCustomTags=PulumiIm,Team"), [
  creates("im_open_login_svc/account_check", { Nick: "Alice" }, nick("Alice"), { comesFirst: true }),
  creates("im_open_login_svc/account_import", { Nick: "Alice" }, nick("Alice"), { comesFirst: true }),
  creates("im_open_login_svc/account_import", { Nick: "Alice", mark }, markedNick, { comesFirst: true }),
  creates("profile/portrait_set", { Nick: "Alice", mark, Gender: "Gender_Type_Male" }, markedNick),
  creates("openconfigsvr/setnospeaking", { C2CmsgNospeakingTime: 4294967295 }, {}, muted),
  updates("im_open_login_svc/account_check", nickOf("A"), nickOf("Alice"), nick("Alice"), { comesFirst: true }),
  updates("profile/portrait_get", nickOf("A"), nickOf("Alice"), nick("Alice"), { comesFirst: true }),
  updates(
    "profile/portrait_set",
    { Nick: "A", Custom: { Team: "n" } },
    { Nick: "Alice", Custom: {} },
    {
      ...nick("Alice"),
      Tag_Profile_Custom_Team: "",
    },
  ),
  updates(
    "openconfigsvr/getnospeaking",
    { C2CmsgNospeakingTime: 0 },
    { C2CmsgNospeakingTime: 4294967295 },
    {},
    {
      ...muted,
      comesFirst: true,
    },
  ),
  updates("openconfigsvr/setnospeaking", {}, { C2CmsgNospeakingTime: 4294967295 }, {}, muted),
  updates("im_open_login_svc/kick", { userSigVersion: 1 }, { userSigVersion: 2 }, {}),
  { ...updates("profile/portrait_get", nickOf("Alice"), nickOf("Alice"), nick("Alice")), at: "read" },
  { ...updates("im_open_login_svc/account_delete", nickOf("Alice"), {}, {}), at: "remove", holds: "nothing" },
]);

function nickOf(Nick: string): Values {
  return { Nick };
}
