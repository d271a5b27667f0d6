import { z } from "zod";
import { asId, described, word } from "../../schema/fields";
import type { Problem } from "../../schema/problems";

const meanings = {
  Private: "people come by invitation; also called Work",
  Public: "people apply to join",
  ChatRoom: "anybody joins; also called Meeting",
  AVChatRoom: "any number of people come and go; no members",
  Community: "anybody joins, up to 100,000 people; may have topics",
} as const;

export type GroupType = keyof typeof meanings;

export const groupTypes = Object.keys(meanings) as GroupType[];

/** What the console and the client SDKs call two of the types. */
const aliases = { Work: "Private", Meeting: "ChatRoom" } as const;

/** The type as the vendor's server calls write it. */
export function canonicalType(type: unknown): unknown {
  return typeof type === "string" && Object.hasOwn(aliases, type) ? aliases[type as keyof typeof aliases] : type;
}

export function groupTypeField() {
  return word(meanings);
}

const longestId = 48;

export function groupIdField() {
  const schema = z.string().regex(/^[\x20-\x7e]{1,48}$/);
  const fix = "Choose another id, or leave it out and the server assigns one.";
  return asId(described(schema, `1 to ${longestId} printable ASCII characters`, fix));
}

const entersAlone = "People enter an AVChatRoom by themselves, from a client";
const joinsFreely = "Whoever wants to join needs nobody's approval";
const noTopics = "Only a community has topics";
const noHistory = "The vendor has no such choice for this type";

/** The fields that not every type has: those that lack it, each with the reason. */
const lacking: Record<string, Partial<Record<GroupType, string>>> = {
  MemberList: { AVChatRoom: `${entersAlone}, so that nobody can be declared to be in it; mutes and bans work` },
  MaxMemberCount: { AVChatRoom: "It takes any number of people" },
  ApplyJoinOption: {
    Private: "Nobody can apply to join it",
    ChatRoom: joinsFreely,
    AVChatRoom: joinsFreely,
    Community: joinsFreely,
  },
  InviteJoinOption: { AVChatRoom: entersAlone, Community: "The vendor does not let it change" },
  MutedAccountList: { Private: "Nobody can be muted alone in it" },
  SupportTopic: { Private: noTopics, Public: noTopics, ChatRoom: noTopics, AVChatRoom: noTopics },
  HistoryMsgBeforeJoin: { AVChatRoom: noHistory, Community: noHistory },
};

/** The types without admins, each with the reason. */
const roleless: Partial<Record<GroupType, string>> = { Private: "It has no admins", AVChatRoom: "It has no admins" };

/** Why nobody can be declared to be in a group of a type, or nothing where that can be. */
export function whyNoMembers(type: GroupType): string | undefined {
  return lacking.MemberList?.[type];
}

/** Why nobody can be an admin in a group of a type, or nothing where that can be. */
export function whyNoAdmins(type: GroupType): string | undefined {
  return roleless[type];
}

/** What the type makes of a group. */
interface Typed {
  Type?: GroupType | undefined;
  GroupId?: string | undefined;
  MemberList?: Record<string, { Role?: unknown }> | undefined;
}

/** What is declared and the type does not have. */
export function typeConflicts(inputs: Typed): Problem[] {
  const { Type, GroupId, MemberList = {} } = inputs;
  if (Type === undefined) return [];
  const fields = Object.entries(lacking)
    .filter(([field]) => inputs[field as keyof Typed] !== undefined)
    .flatMap(([field, types]) => lack([field], field, Type, types));
  const roles = Object.entries(MemberList)
    .filter(([, { Role }]) => Role !== undefined)
    .flatMap(([id]) => lack(["MemberList", id, "Role"], "Role", Type, roleless));
  return [...fields, ...(fields.length === 0 ? roles : []), ...idProblem(Type, GroupId)];
}

function lack(
  path: (string | number)[],
  field: string,
  type: GroupType,
  types: Partial<Record<GroupType, string>>,
): Problem[] {
  const reason = types[type];
  if (reason === undefined) return [];
  const having = groupTypes.filter((one) => types[one] === undefined).map(nameOf);
  return [
    {
      path,
      seen: `${field} for a group of type ${nameOf(type)}`,
      allowed: `${field} for ${having.join(", ")}`,
      fix: `${reason}. Leave it out, or choose another Type.`,
    },
  ];
}

/** A type with its other name. */
export function nameOf(type: GroupType): string {
  const alias = Object.entries(aliases).find(([, own]) => own === type)?.[0];
  return alias === undefined ? type : `${type} (${alias})`;
}

function idProblem(type: GroupType, id: string | undefined): Problem[] {
  if (id === undefined || isChosenId(type, id)) return [];
  const form = type === "Community" ? "an id that begins with @TGS#_" : "an id that does not begin with @TGS#";
  return [
    {
      path: ["GroupId"],
      seen: JSON.stringify(id),
      allowed: `${form} for a group of type ${nameOf(type)}`,
      fix: "The vendor keeps the other ids for itself. Choose such an id, or leave it out and the server assigns one.",
    },
  ];
}

function isChosenId(type: GroupType, id: string): boolean {
  return type === "Community" ? /^@TGS#_./.test(id) : !id.startsWith("@TGS#");
}
