import { normaliseMembers } from "../../collections/membership";
import { ImError, refusal } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { warn } from "../../report";
import type { Definition } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import { canonicalInstant } from "../../schema/timestamps";
import { holdsUnknown } from "../../values/unknowns";
import type { Values } from "../../values/values";
import { asStored } from "../accid";
import type { CommsEaseClient } from "../client";
import { vendor } from "../vendor";
import { closed, RoleChange } from "./change";
import {
  type ChatroomRolesInputs,
  type ChatroomRolesState,
  type Live,
  maxFixedMembers,
  type RolesDeclaration,
  type RoomRole,
  schema,
} from "./fields";
import { guide } from "./guide";
import { fixedMembers, own, type Person, sorted } from "./people";
import { flagsOf } from "./steps";

/** The definition of `commsease.ChatroomRoles`. */
export const chatroomRoles: Definition<CommsEaseClient, RolesDeclaration, ChatroomRolesState> = {
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
      ...(raw.tagMutes !== undefined && { tagMutes: eachValue(raw.tagMutes, canonicalInstant) }),
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

  keep: (key, value, declared) =>
    key === "members" ? asDeclared(value as Record<string, Person>, declared as Record<string, RoomRole>) : value,

  async observe(client, roomid, state) {
    const live = await look(client, roomid, state);
    return live as Partial<ChatroomRolesState> | undefined;
  },

  async ensure(client, { roomid }) {
    const live = await look(client, roomid, {});
    if (live) return { id: roomid, current: live as Partial<ChatroomRolesState> };
    throw new ImError(
      "IM_INVALID_INPUT",
      `commsease room ${roomid} does not exist in this app, so nobody can have a role in it. Give the roomid of a room of this app.`,
      { vendor: "commsease", object: roomid },
    );
  },

  async sync(client, _roomid, current, inputs, prior) {
    const { members: declared, membership, needNotify, notifyExt, tagMutes, connection } = inputs;
    const live = current as Partial<ChatroomRolesState> & Live;
    // At once: a state that took one for the other would have the next refresh bring everybody in, or leave ours out.
    current.membership = membership;
    if (declared) spareStrangers(live, declared, prior);
    rememberPrior(live, inputs, prior);
    refuseCreator(live, declared);
    const change = new RoleChange(client, live, live.members, { needNotify, notifyExt });
    if (declared) await reconcile(change, live, declared, prior);
    if (tagMutes) {
      current.tagMutes = { ...current.tagMutes };
      await change.muteTags(tagMutes, current.tagMutes);
    }
    Object.assign(current, { needNotify, notifyExt, connection });
    change.finish();
  },

  async remove(client, roomid, state) {
    const live = await look(client, roomid, state);
    if (!live) return;
    const change = new RoleChange(client, live, live.members, state);
    try {
      for (const [accid, before] of Object.entries(state.members ?? {})) {
        await change.letGo(accid, before, own(state.priorRoles, accid));
      }
      await change.muteTags({}, { ...state.tagMutes });
    } catch (error) {
      if (refusal(error)?.vendorCode !== closed) throw error;
      warn(`commsease room ${roomid} is closed and refuses changes: its people keep their roles.`);
    }
    change.finish();
  },
};

/** What a program gives to {@link ChatroomRoles}: each value now, or as an output of another resource. */
export type ChatroomRolesArgs = ArgsOf<ChatroomRolesInputs>;

/** The fixed members of a CommsEase chat room: managers, ordinary members, block list, mute list, mutes for a time, tags. */
export class ChatroomRoles extends resourceClass<ChatroomRolesArgs, ChatroomRolesState>(chatroomRoles) {}

function eachValue(map: unknown, change: (value: unknown) => unknown): unknown {
  if (!(map instanceof Object)) return map;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

/** What is false is the same said or unsaid; said one way, it shows no difference. */
function normalisedRole(role: unknown): unknown {
  if (!(role instanceof Object)) return role;
  const { manager, blocked, muted, mutedUntil, tags, ...rest } = role as Values;
  return {
    ...trueOrWrong({ manager, blocked, muted }),
    ...(mutedUntil !== undefined && { mutedUntil: canonicalInstant(mutedUntil) }),
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

/** Members as the state keeps them: their roles, and beside these only what is declared of each. */
function asDeclared(people: Record<string, Person>, declared: Record<string, RoomRole>): Record<string, RoomRole> {
  const fields = ["mutedUntil", "nick", "avator", "ext", "tags", "notifyTargetTags"] as const;
  return Object.fromEntries(
    Object.entries(people).map(([accid, person]) => {
      const said = fields.filter((field) => own(declared, accid)?.[field] !== undefined && person[field] !== undefined);
      return [accid, { ...flagsOf(person), ...Object.fromEntries(said.map((field) => [field, person[field]])) }];
    }),
  );
}

async function look(
  client: CommsEaseClient,
  roomid: string,
  state: Partial<ChatroomRolesState>,
): Promise<Live | undefined> {
  const room = await client.rooms.load(roomid);
  if (!room) return undefined;
  const creator = String(room.creator);
  const known = state.members ?? {};
  const everybody = await fixedMembers(client, roomid, creator, known);
  const members =
    state.membership === "additive" ? those(everybody, (accid) => Object.hasOwn(known, accid)) : everybody;
  return { roomid, creator, members: { ...members }, everybody };
}

function those<T>(people: Record<string, T>, wanted: (accid: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(people).filter(([accid]) => wanted(accid)));
}

/** Who was in no preview stays, and is not taken into the state, where the next change would release him unseen. */
function spareStrangers(
  live: Partial<ChatroomRolesState> & Live,
  declared: Record<string, RoomRole>,
  { members: known = {} }: Partial<ChatroomRolesState>,
): void {
  const isOurs = (accid: string) => Object.hasOwn(declared, accid) || Object.hasOwn(known, accid);
  live.members = those(live.everybody, isOurs);
  const strangers = Object.keys(live.everybody).filter((accid) => !isOurs(accid));
  if (strangers.length === 0 || live.membership === "additive") return;
  warn(
    `commsease room ${live.roomid} has fixed members who are neither declared nor in the state: ${strangers.join(", ")}. They stay. \`pulumi refresh\` brings them into the next preview.`,
  );
}

function rememberPrior(
  live: Partial<ChatroomRolesState> & Live,
  { members: declared, membership }: RolesDeclaration,
  { members: known = {} }: Partial<ChatroomRolesState>,
): void {
  const prior = { ...live.priorRoles };
  for (const accid of Object.keys(declared ?? {})) {
    if (Object.hasOwn(known, accid)) continue;
    const person = own(live.everybody, accid);
    if (person) prior[accid] = flagsOf(person);
    else delete prior[accid];
  }
  const isNeeded = membership === "additive" && declared !== undefined && Object.keys(prior).length > 0;
  live.priorRoles = isNeeded ? prior : undefined;
}

function refuseCreator({ roomid, creator }: Live, declared: Record<string, RoomRole> | undefined): void {
  if (!declared || !Object.hasOwn(declared, creator)) return;
  throw new ImError(
    "IM_INVALID_INPUT",
    `commsease room ${roomid} was made by ${creator}, whose role nobody can change. Nothing was done. Remove "${creator}" from members.`,
    { vendor: "commsease", object: roomid },
  );
}

/** Gives what is declared, then takes what is not; in a full room the other way round. */
async function reconcile(
  change: RoleChange,
  live: Partial<ChatroomRolesState> & Live,
  declared: Record<string, RoomRole>,
  { members: known = {} }: Partial<ChatroomRolesState>,
): Promise<void> {
  const arriving = Object.keys(declared).filter((accid) => !Object.hasOwn(live.everybody, accid)).length;
  const isTight = Object.keys(live.everybody).length + 1 + arriving > maxFixedMembers;
  const leaving = Object.keys(live.members).filter((accid) => !Object.hasOwn(declared, accid));
  const release = async () => {
    for (const accid of leaving) {
      await change.letGo(accid, own(known, accid), own(live.priorRoles, accid));
      delete live.priorRoles?.[accid];
    }
  };
  if (isTight) await release();
  for (const [accid, role] of Object.entries(declared)) await change.bring(accid, role, own(known, accid));
  if (!isTight) await release();
}
