import { type ClientAct, joining } from "../cloud/client-actions";
import { refuse } from "../cloud/refusal";
import { isRunning } from "./account/rules";
import type { Context } from "./endpoint";
import { removeMembers } from "./group/leaving";
import { findGroup, membersChanged, newMember } from "./group/rules";
import { TYPES } from "./group/types";

/** What clients do. */
export const clientActs: Readonly<Record<string, ClientAct<Context>>> = {
  join: joining<Context>({
    place: "GroupId",
    person: "Member_Account",
    /** Somebody comes unasked: into an AVChatRoom as audience, elsewhere as a member. */
    enter(groupId, account, context) {
      const group = findGroup(context, groupId);
      const { state, nowSeconds } = context;
      if (!state.accounts.has(account)) refuse(10019, `account ${account} does not exist`);
      if (isRunning(group.bans.get(account), nowSeconds)) refuse(10007, `${account} is banned`);
      const rules = TYPES[group.Type];
      if (!rules.members) {
        if (!group.audience.has(account)) group.audience.set(account, nowSeconds);
        return;
      }
      if (group.members.has(account)) refuse(10013, `${account} is a member`);
      if ((rules.applyJoinOption ?? group.ApplyJoinOption) !== "FreeAccess") refuse(10007, "joining is not free");
      if (group.members.size >= group.MaxMemberNum) refuse(10014, "group is full");
      group.members.set(account, newMember(group.Type, nowSeconds));
      membersChanged(group, context);
    },
    leave(groupId, account, context) {
      const group = findGroup(context, groupId);
      if (group.audience.delete(account)) return;
      if (!group.members.has(account)) refuse(10007, `${account} is not a member`);
      if (group.Owner_Account === account && !TYPES[group.Type].ownerMayQuit) {
        refuse(10009, "the owner may not leave");
      }
      removeMembers(group, [account], context);
    },
  }),
};
