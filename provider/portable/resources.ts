import { Account, account, accountKind } from "./account";
import { Chatroom, chatroom, chatroomKind } from "./chatroom";
import { ChatroomEntries, chatroomEntries, chatroomEntriesKind } from "./chatroom-entries";
import { Team, team, teamKind } from "./team";
import { TeamMembers, teamMembers, teamMembersKind } from "./team-members";

/** Every resource that works on any vendor, by the name under which a stack file lists it. Each refers to none but those above it. */
export const resources = {
  accounts: { portable: account, kind: accountKind, class: Account },
  teams: { portable: team, kind: teamKind, class: Team },
  teamMembers: { portable: teamMembers, kind: teamMembersKind, class: TeamMembers },
  chatrooms: { portable: chatroom, kind: chatroomKind, class: Chatroom },
  chatroomEntries: { portable: chatroomEntries, kind: chatroomEntriesKind, class: ChatroomEntries },
};
