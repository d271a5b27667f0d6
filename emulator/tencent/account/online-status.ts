import { type Endpoint, endpoint } from "../endpoint";
import { accounts, optional, required, zeroOrOne } from "../parameters";

/** Under its present name and its old one. Online is who is inside an AVChatRoom. */
export const onlineStatusEndpoints: readonly Endpoint[] = ["query_online_status", "querystate"].map((command) =>
  endpoint({
    call: `openim/${command}`,
    reads: true,
    parameters: {
      To_Account: required(accounts({ nonEmpty: true, max: 500, maxCode: 90011 })),
      IsNeedDetail: optional(zeroOrOne),
    },
    handle({ To_Account, IsNeedDetail }, { state }) {
      const inside = new Set([...state.groups.values()].flatMap((group) => [...group.audience.keys()]));
      const existing = To_Account.filter((id) => state.accounts.has(id));
      const unknown = To_Account.filter((id) => !state.accounts.has(id));
      return {
        QueryResult: existing.map((id) => ({
          To_Account: id,
          Status: inside.has(id) ? "Online" : "Offline",
          ...(IsNeedDetail === 1 && inside.has(id) && { Detail: [{ Platform: "Web", Status: "Online" }] }),
        })),
        ...(unknown.length > 0 && { ErrorList: unknown.map((id) => ({ To_Account: id, ErrorCode: 70107 })) }),
        ...(existing.length === 0 && { ActionStatus: "FAIL", ErrorCode: 70107, ErrorInfo: "no account exists" }),
      };
    },
  }),
);
