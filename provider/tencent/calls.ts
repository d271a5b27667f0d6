import type { CallKind } from "../http/retry";

interface CallFacts {
  kind: CallKind;
  /** What the vendor allows in a second; by default {@link defaultCallsPerSecond}. */
  perSecond?: number;
  /** The calls that share a rate limit; by default a call has its own. */
  bucket?: string;
  /** The list in the answer whose items have codes of their own, where the one around them means nothing. */
  items?: string;
}

/** The vendor counts the writes of a group's attributes together, and for each group alone. */
const attributeWrite = { kind: "write", perSecond: 5, bucket: "group attributes" } as const;

/** Every vendor call that this package makes: service and command. */
export const calls = {
  // Repeated, it sets the same name and picture again.
  "im_open_login_svc/account_import": { kind: "write" },
  "im_open_login_svc/account_check": { kind: "read", perSecond: 100 },
  "im_open_login_svc/account_delete": { kind: "write", perSecond: 100 },
  "im_open_login_svc/kick": { kind: "write" },
  "profile/portrait_get": { kind: "read", perSecond: 100 },
  "profile/portrait_set": { kind: "write" },
  "openconfigsvr/setnospeaking": { kind: "write" },
  "openconfigsvr/getnospeaking": { kind: "read" },

  "group_open_http_svc/create_group": { kind: "once" },
  "group_open_http_svc/destroy_group": { kind: "write" },
  "group_open_http_svc/get_group_info": { kind: "read", items: "GroupInfo" },
  "group_open_http_svc/get_appid_group_list": { kind: "read", perSecond: 1 },
  "group_open_http_svc/modify_group_base_info": { kind: "write" },
  "group_open_http_svc/change_group_owner": { kind: "once" },
  "group_open_http_svc/get_joined_group_list": { kind: "read" },
  "group_open_http_svc/add_group_member": { kind: "write" },
  "group_open_http_svc/delete_group_member": { kind: "write" },
  "group_open_http_svc/get_group_member_info": { kind: "read" },
  "group_open_http_svc/modify_group_member_info": { kind: "write" },
  "group_open_http_svc/forbid_send_msg": { kind: "write" },
  "group_open_http_svc/get_group_muted_account": { kind: "read" },
  "group_open_http_svc/ban_group_member": { kind: "write" },
  "group_open_http_svc/unban_group_member": { kind: "write" },
  "group_open_http_svc/get_group_ban_member": { kind: "read" },
  "group_open_http_svc/modify_group_attr": attributeWrite,
  "group_open_http_svc/delete_group_attr": attributeWrite,
  "group_open_attr_http_svc/get_group_attr": { kind: "read" },

  "million_group_open_http_svc/create_topic": { kind: "once" },
  "million_group_open_http_svc/get_topic": { kind: "read" },
  "million_group_open_http_svc/modify_topic": { kind: "write" },
  "million_group_open_http_svc/destroy_topic": { kind: "write" },
} satisfies Record<string, CallFacts>;

export type Call = keyof typeof calls;

export function factsOfCall(call: Call): CallFacts {
  return calls[call];
}

/** Calls per second that an app may make by default. */
export const defaultCallsPerSecond = 200;

/** The vendor counts by the second and blocks nobody for longer. */
export const blockMs = 1_000;

/** The vendor's caps on lists in one call. */
export const caps = {
  accountsPerRead: 100,
  groupsPerRead: 50,
  // Its pages say 300 and 100.
  membersPerAdd: 100,
  // Its pages say 100 and 500.
  membersPerDelete: 100,
  membersPerPage: 100,
  mutesPerCall: 500,
  bansPerCall: 20,
  bansPerPage: 100,
  groupsPerPage: 5000,
  groupsPerAppPage: 10_000,
} as const;

/** The calls whose lists each cap is of, and what is in these lists; for the reference. */
export const capped: Record<keyof typeof caps, readonly [calls: string, what: string]> = {
  accountsPerRead: ["im_open_login_svc/account_check, profile/portrait_get", "accounts"],
  groupsPerRead: ["group_open_http_svc/get_group_info", "groups"],
  membersPerAdd: ["group_open_http_svc/add_group_member", "members"],
  membersPerDelete: ["group_open_http_svc/delete_group_member", "members"],
  membersPerPage: ["group_open_http_svc/get_group_member_info", "members"],
  mutesPerCall: ["group_open_http_svc/forbid_send_msg", "members"],
  bansPerCall: ["group_open_http_svc/ban_group_member, group_open_http_svc/unban_group_member", "members"],
  bansPerPage: ["group_open_http_svc/get_group_ban_member", "members"],
  groupsPerPage: ["group_open_http_svc/get_joined_group_list", "groups"],
  groupsPerAppPage: ["group_open_http_svc/get_appid_group_list", "groups"],
};
