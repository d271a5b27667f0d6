import { refuse } from "../../cloud/refusal";
import type { Reader } from "../parameters";
import type { GroupType } from "../state";

/** What makes a type of group different from the others. */
export interface TypeRules {
  /** Members are added, listed and changed by calls; without them people come and go as an audience. */
  readonly members: boolean;
  /** Single members can be admins and muted. */
  readonly authority: boolean;
  /** The owner may leave. */
  readonly ownerMayQuit: boolean;
  /** What ApplyJoinOption reads; absent where it is the group's own. */
  readonly applyJoinOption?: string;
  /** The InviteJoinOption of a new group; absent where the type has none. */
  readonly inviteJoinOption?: string;
  /** How much of what was said before they came new members see, where the type lets choose. */
  readonly history: boolean;
  /** The MsgFlag of new members. */
  readonly msgFlag: string;
  /** What assigned ids begin with. */
  readonly idPrefix: string;
}

export const TYPES: Readonly<Record<GroupType, TypeRules>> = {
  Private: {
    members: true,
    authority: false,
    ownerMayQuit: true,
    applyJoinOption: "DisableApply",
    inviteJoinOption: "FreeAccess",
    history: true,
    msgFlag: "AcceptAndNotify",
    idPrefix: "@TGS#1",
  },
  Public: {
    members: true,
    authority: true,
    ownerMayQuit: false,
    inviteJoinOption: "DisableInvite",
    history: true,
    msgFlag: "AcceptAndNotify",
    idPrefix: "@TGS#2",
  },
  ChatRoom: {
    members: true,
    authority: true,
    ownerMayQuit: false,
    applyJoinOption: "FreeAccess",
    inviteJoinOption: "DisableInvite",
    history: true,
    msgFlag: "AcceptNotNotify",
    idPrefix: "@TGS#3",
  },
  AVChatRoom: {
    members: false,
    authority: true,
    ownerMayQuit: false,
    applyJoinOption: "FreeAccess",
    history: false,
    msgFlag: "AcceptNotNotify",
    idPrefix: "@TGS#a",
  },
  Community: {
    members: true,
    authority: true,
    ownerMayQuit: false,
    applyJoinOption: "FreeAccess",
    inviteJoinOption: "DisableInvite",
    history: false,
    msgFlag: "AcceptAndNotify",
    idPrefix: "@TGS#_@TGS#c",
  },
};

/** Names that the client SDKs and the console use for two of the types. */
const ALIASES: Readonly<Record<string, GroupType>> = { Work: "Private", Meeting: "ChatRoom" };

function isGroupType(value: string): value is GroupType {
  return Object.hasOwn(TYPES, value);
}

export const groupType: Reader<GroupType> = (value, at, { settings, parameterCode }) => {
  if (typeof value !== "string") return refuse(parameterCode, `${at} is not a string`);
  if (isGroupType(value)) return value;
  const alias = settings.workAndMeeting === "accept" && Object.hasOwn(ALIASES, value) ? ALIASES[value] : undefined;
  return alias ?? refuse(parameterCode, `${at} is invalid`);
};
