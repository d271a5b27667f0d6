import type { AnswerSchemas } from "../../http/answers";
import type { Call } from "../calls";
import { accountAnswers } from "./account";
import { chatroomAnswers } from "./chatroom";
import { superTeamAnswers } from "./super-team";
import { teamAnswers } from "./team";

export type { Profile } from "./account";
export type { MemberType, Room, RoomMember, TagHolder } from "./chatroom";
export type { SuperTeamInfo, SuperTeamMemberInfo } from "./super-team";
export type { TeamDetail } from "./team";

/** What the answers hold that are read, by call. */
export const answers = {
  ...accountAnswers,
  ...teamAnswers,
  ...superTeamAnswers,
  ...chatroomAnswers,
} satisfies AnswerSchemas<Call>;
