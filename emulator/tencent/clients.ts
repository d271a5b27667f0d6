import type { ClientAction, ClientOutcome } from "../cloud/vendor";
import { isRunning } from "./account/rules";
import type { Context } from "./endpoint";
import { removeMembers } from "./group/leaving";
import { findGroup, membersChanged, newMember } from "./group/rules";
import { TYPES } from "./group/types";
import { Refusal, refuse } from "./refusal";
import type { Group } from "./state";

interface JoinOrder {
  readonly GroupId: string;
  readonly Member_Account: string;
  readonly action: "enter" | "leave";
}

/** Somebody comes by himself: into an AVChatRoom as audience, elsewhere as a member. */
function enter(group: Group, account: string, context: Context): void {
  const { state, now } = context;
  if (!state.accounts.has(account)) refuse(10_019, `account ${account} does not exist`);
  if (isRunning(group.bans.get(account), now)) refuse(10_007, `${account} is banned`);
  const rules = TYPES[group.Type];
  if (!rules.members) {
    if (!group.audience.has(account)) group.audience.set(account, now);
    return;
  }
  if (group.members.has(account)) refuse(10_013, `${account} is a member`);
  if ((rules.applyJoinOption ?? group.ApplyJoinOption) !== "FreeAccess") refuse(10_007, "joining is not free");
  if (group.members.size >= group.MaxMemberNum) refuse(10_014, "group is full");
  group.members.set(account, newMember(group.Type, now));
  membersChanged(group, context);
}

function leave(group: Group, account: string, context: Context): void {
  if (group.audience.delete(account)) return;
  if (!group.members.has(account)) refuse(10_007, `${account} is not a member`);
  if (group.Owner_Account === account && !TYPES[group.Type].ownerMayQuit) refuse(10_009, "the owner may not leave");
  removeMembers(group, [account], context);
}

function join({ GroupId, Member_Account, action }: JoinOrder, context: Context): ClientOutcome {
  try {
    const group = findGroup(context, GroupId);
    if (action === "enter") enter(group, Member_Account, context);
    else leave(group, Member_Account, context);
    return { code: 0 };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, desc: error.info };
    throw error;
  }
}

const text = { type: "string", minLength: 1 };

/** What clients do. `change` gives an act its context and has its result kept. */
export function clientActions(
  change: (act: (context: Context) => ClientOutcome) => ClientOutcome,
): Record<string, ClientAction> {
  return {
    join: {
      required: ["GroupId", "Member_Account", "action"],
      properties: { GroupId: text, Member_Account: text, action: { enum: ["enter", "leave"] } },
      run: (order) => change((context) => join(order as unknown as JoinOrder, context)),
    },
  };
}
