import { planEntries } from "../../collections/entries";
import { keepDeclared, managedOf, normaliseMembers } from "../../collections/membership";
import { tellOfUnmanaged } from "../../collections/unmanaged";
import { ImError, refusal } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import { define } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import { canonicalTimestamp } from "../../schema/timestamps";
import { own } from "../../values/objects";
import { holdsUnknown } from "../../values/unknowns";
import { isObject, type Values } from "../../values/values";
import { asStored } from "../accid";
import type { CommsEaseClient } from "../client";
import { noRoom } from "../roomid";
import { vendor } from "../vendor";
import { closed, RoleChange } from "./change";
import {
  type ChatroomRolesInputs,
  type ChatroomRolesLive,
  type ChatroomRolesState,
  maxFixedMembers,
  type RolesDeclaration,
  type RoomRole,
  schema,
} from "./fields";
import { guide } from "./guide";
import { fixedMembers, type Person, sorted } from "./people";
import { flagsOf, type RoleFlags } from "./steps";

/** Roles are kept whether they are declared or not. */
const keepRoles = keepDeclared("members", "manager", "blocked", "muted");

/** The definition of `commsease.ChatroomRoles`. */
export const chatroomRoles = define<CommsEaseClient, RolesDeclaration, ChatroomRolesLive>({
  kind: "commsease:ChatroomRoles",
  vendor,
  schema,
  outputs: ["creator", "priorRoles", "appId"],
  identities: [
    { object: "chat room", part: "roles", by: "roomid", keys: "members" },
    { object: "chat room", part: "tag mutes", by: "roomid", keys: "tagMutes" },
  ],
  secrets: [],
  sets: ["members"],
  replaceOn: ["roomid"],
  writeOnly: ["tagMutes", "needNotify", "notifyExt"],
  calls: [
    { call: "chatroom/getBatch", when: "before each create, update and delete, and on refresh" },
    { call: "chatroom/membersByPage", when: "the same, once for each 99 fixed members" },
    { call: "chatroom/queryMembersByRole", when: "the same, where anybody is blocked or muted" },
    { call: "chatroom/tagMembersQuery", when: "the same, once for each tag in the state whose holder is inside" },
    { call: "chatroom/setMemberRole", when: "for each role, block and mute that differs" },
    { call: "chatroom/temporaryMute", when: "for each `mutedUntil` that differs and has not passed" },
    { call: "chatroom/updateMyRoomRole", when: "for each member whose `nick`, `avator` or `ext` differs" },
    { call: "chatroom/updateChatRoomRoleTag", when: "for each member whose `tags` or `notifyTargetTags` differ" },
    { call: "chatroom/tagTemporaryMute", when: "for each of `tagMutes` that differs and has not passed" },
  ],
  replacement: "delete",
  onDelete:
    "Makes guests of the people in the state and lifts their mutes and those of tags; with `additive`, who was more before is that again. Nobody else is touched.",
  guide,

  normalise(raw) {
    const { members, problems } = normaliseMembers(raw.members, "accid", asStored, "manager");
    const inputs = {
      ...raw,
      ...(raw.members !== undefined && { members: eachValue(members, normalisedRole) }),
      ...(raw.tagMutes !== undefined && { tagMutes: eachValue(raw.tagMutes, canonicalTimestamp) }),
    };
    return { inputs, problems };
  },

  conflicts({ members = {} }, isOpen) {
    const problems: Problem[] = [];
    const count = Object.keys(members).length;
    if (count + 1 > maxFixedMembers) {
      problems.push({
        path: ["members"],
        seen: `${count} members and the creator`,
        allowed: `${maxFixedMembers} fixed members in all`,
        fix: "Declare fewer: whoever needs no role can enter without being declared.",
      });
    }
    for (const [accid, { tags, notifyTargetTags }] of isOpen("members") ? [] : Object.entries(members)) {
      if (notifyTargetTags === undefined || tags !== undefined) continue;
      problems.push({
        path: ["members", accid, "notifyTargetTags"],
        seen: "notifyTargetTags without tags",
        allowed: "notifyTargetTags together with tags, which the vendor takes in one call",
        fix: "Declare tags, or leave out notifyTargetTags.",
      });
    }
    return problems;
  },

  keep: (key, value, declared) => keepRoles(key, key === "members" ? eachValue(value, withFlag) : value, declared),

  observe: observeRoles,

  async ensure(client, { roomid }) {
    const current = await observeRoles(client, roomid, {});
    if (current) return { id: roomid, current };
    throw noRoom(roomid, "nobody was given a role in it");
  },

  async sync(client, roomid, current, inputs, prior) {
    const { members: declared, membership, needNotify, notifyExt, tagMutes, connection } = inputs;
    const { creator = "", everybody = {} } = current;
    // At once: a state that took one for the other would have the next refresh bring everybody in, or leave ours out.
    current.membership = membership;
    const leaving = declared ? spareUnmanaged(roomid, current, declared, prior.members) : [];
    rememberPrior(current, inputs, prior);
    refuseCreator(roomid, creator, declared);
    current.members ??= {};
    const change = new RoleChange(client, { roomid, creator }, current.members, { needNotify, notifyExt });
    if (declared) await reconcile(change, { everybody, priorRoles: current.priorRoles, leaving }, declared, prior);
    if (tagMutes) {
      current.tagMutes = { ...current.tagMutes };
      await change.muteTags(tagMutes, current.tagMutes);
    }
    Object.assign(current, { needNotify, notifyExt, connection });
    change.finish();
  },

  async remove(client, roomid, prior, { creator = "", members = {} }) {
    const change = new RoleChange(client, { roomid, creator }, members, prior);
    try {
      for (const [accid, before] of Object.entries(prior.members ?? {})) {
        await change.letGo(accid, before, own(prior.priorRoles, accid));
      }
      await change.muteTags({}, { ...prior.tagMutes });
    } catch (error) {
      if (refusal(error)?.vendorCode !== closed) throw error;
      warn(`commsease room ${roomid} is closed and refuses changes: its people keep their roles.`);
    }
    change.finish();
  },
});

/** What a program gives to {@link ChatroomRoles}: each value now, or as an output of another resource. */
export type ChatroomRolesArgs = ArgsOf<ChatroomRolesInputs>;

/** The fixed members of a CommsEase chat room: managers, ordinary members, block list, mute list, mutes for a time, tags. */
export class ChatroomRoles extends resourceClass<ChatroomRolesArgs, ChatroomRolesState>(chatroomRoles) {}

function eachValue(map: unknown, change: (value: unknown) => unknown): unknown {
  if (!isObject(map)) return map;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

/** What is false is the same said or unsaid; said one way, it shows no difference. */
function normalisedRole(role: unknown): unknown {
  if (!isObject(role)) return role;
  const { manager, blocked, muted, mutedUntil, tags, ...rest } = role;
  return {
    ...trueOrWrong({ manager, blocked, muted }),
    ...(mutedUntil !== undefined && { mutedUntil: canonicalTimestamp(mutedUntil) }),
    ...(tags !== undefined && { tags: isTexts(tags) ? sorted(tags) : tags }),
    ...rest,
  };
}

function trueOrWrong(flags: Values): Values {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined && value !== false));
}

function isTexts(tags: unknown): tags is string[] {
  return Array.isArray(tags) && !holdsUnknown(tags) && tags.every((tag) => typeof tag === "string");
}

/** A person whose role as a manager is said as it is declared. */
function withFlag(person: unknown): unknown {
  return isObject(person) && person.role === "manager" ? { ...person, manager: true } : person;
}

async function observeRoles(
  client: CommsEaseClient,
  roomid: string,
  prior: Partial<ChatroomRolesLive>,
): Promise<Partial<ChatroomRolesLive> | undefined> {
  const room = await client.rooms.load(roomid);
  if (!room) return undefined;
  const { creator } = room;
  const everybody = await fixedMembers(client, roomid, creator, prior.members ?? {});
  const members = { ...managedOf(everybody, prior.members, prior.membership) };
  return { roomid, creator, members, everybody };
}

/**
 * Who was in no preview stays, and is not taken into the state, where the next change would release them unseen.
 * @returns who is in the state and no longer declared
 */
function spareUnmanaged(
  roomid: string,
  current: Partial<ChatroomRolesLive>,
  declared: Record<string, RoomRole>,
  prior: Record<string, RoomRole> = {},
): string[] {
  const { everybody = {}, membership } = current;
  const { drop, unmanaged } = planEntries<object>(declared, everybody, prior, () => true);
  const others = new Set(unmanaged);
  current.members = Object.fromEntries(Object.entries(everybody).filter(([accid]) => !others.has(accid)));
  tellOfUnmanaged(`fixed members of commsease room ${roomid}`, unmanaged, membership === "additive");
  return drop;
}

function rememberPrior(
  current: Partial<ChatroomRolesLive>,
  { members: declared, membership }: RolesDeclaration,
  { members: known = {} }: Partial<ChatroomRolesState>,
): void {
  const prior = { ...current.priorRoles };
  for (const accid of Object.keys(declared ?? {})) {
    if (Object.hasOwn(known, accid)) continue;
    const person = own(current.everybody, accid);
    if (person) prior[accid] = flagsOf(person);
    else delete prior[accid];
  }
  const isNeeded = membership === "additive" && declared !== undefined && Object.keys(prior).length > 0;
  current.priorRoles = isNeeded ? prior : undefined;
}

function refuseCreator(roomid: string, creator: string, declared: Record<string, RoomRole> | undefined): void {
  if (!declared || !Object.hasOwn(declared, creator)) return;
  throw new ImError(
    "IM_INVALID_INPUT",
    `commsease room ${roomid} was made by ${creator}, whose role nobody can change. Nothing was done. Remove "${creator}" from members.`,
    { vendor: "commsease", object: roomid },
  );
}

/** What is there when a change begins, and who goes. */
interface Start {
  everybody: Record<string, Person>;
  priorRoles: Record<string, RoleFlags> | undefined;
  leaving: readonly string[];
}

/** Gives what is declared, then takes what is not; in a full room the other way round. */
async function reconcile(
  change: RoleChange,
  { everybody, priorRoles, leaving }: Start,
  declared: Record<string, RoomRole>,
  { members: known = {} }: Partial<ChatroomRolesState>,
): Promise<void> {
  const arriving = Object.keys(declared).filter((accid) => !Object.hasOwn(everybody, accid)).length;
  const isTight = Object.keys(everybody).length + 1 + arriving > maxFixedMembers;
  const release = async () => {
    for (const accid of leaving) {
      await change.letGo(accid, own(known, accid), own(priorRoles, accid));
      delete priorRoles?.[accid];
    }
  };
  if (isTight) await release();
  for (const [accid, role] of Object.entries(declared)) await change.bring(accid, role, own(known, accid));
  if (!isTight) await release();
}
