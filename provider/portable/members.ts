import { z } from "zod";
import { described, flag, shownName, text } from "../schema/fields";
import { isUnknown } from "../values/unknowns";
import { isObject, type Values } from "../values/values";
import type { NativeField } from "./translation";

/** A member of a {@link Team}, on any vendor. */
export interface Member {
  /** Whether the member is a manager: an admin, as other vendors call it. */
  manager?: boolean | undefined;
  /** The member's name within the team. Left out, it is the member's own business. */
  nickname?: string | undefined;
}

export const memberField = () =>
  described(
    z.strictObject({ manager: flag().optional(), nickname: shownName(text(64)).optional() }),
    "an object with manager, nickname",
    "Write {} for an ordinary member.",
  );

export const membersField = () =>
  described(
    z.record(z.string().min(1), memberField()),
    "a map by accountId, or a list of accountIds and of objects with an accountId",
    'Write { alice: { manager: true }, bob: {} } or ["alice", { accountId: "bob" }].',
  );

/** How a vendor's member shows what a portable one says. */
export interface MemberFields {
  /** Who is a manager, in the vendor's terms; nobody else has the field. */
  manager: { at: string; value: unknown };
  nickname: string;
}

/** The members of a team, each in the vendor's terms. What a portable member cannot say stays as it is. */
export function membersAs<const At extends string>(at: At, { manager, nickname }: MemberFields): NativeField<At> {
  return {
    at,
    items: { [manager.at]: "manager", [nickname]: "nickname" },
    to: (members) =>
      eachMember(members, ({ manager: isManager, nickname: name, ...others }) => ({
        ...others,
        ...(isManager === true && { [manager.at]: manager.value }),
        ...(isUnknown(isManager) && { [manager.at]: isManager }),
        ...(name !== undefined && { [nickname]: name }),
      })),
    from: (members) =>
      eachMember(members, ({ [manager.at]: rank, [nickname]: name, ...others }) => ({
        ...others,
        ...(rank === manager.value && { manager: true }),
        ...(isUnknown(rank) && { manager: rank }),
        ...(name !== undefined && { nickname: name }),
      })),
  };
}

function eachMember(members: unknown, change: (member: Values) => Values): unknown {
  if (!isObject(members)) return members;
  const entries = Object.entries(members).map(([id, member]) => [id, isObject(member) ? change(member) : member]);
  return Object.fromEntries(entries);
}
