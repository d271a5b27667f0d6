import { z } from "zod";
import type { LiveMember } from "../../collections/membership";
import type { MembershipOperations } from "../../collections/membership-change";
import { notUnderstood } from "../../http/answers";
import { everyItem } from "../../http/pages";
import { described, flag, shownName, text } from "../../schema/fields";
import { chunks } from "../../values/chunks";
import type { SuperTeamInfo, SuperTeamMemberInfo } from "../answers";
import { type Call, caps } from "../calls";
import type { CommsEaseClient, Parameter } from "../client";
import { invite, managerFlag } from "../team/members";

/** A member of a super team. */
export interface SuperTeamMember {
  /** Whether the member is a manager. */
  manager?: boolean | undefined;
  /** The member's name within the super team. Left out, it is the member's own business. */
  nick?: string | undefined;
  /** Your own data about the member, readable by clients. Written in the member's name. */
  custom?: string | undefined;
  /** Whether the member may not send in the super team. */
  mute?: boolean | undefined;
}

/** A member as a change sees it. */
export type LiveSuperTeamMember = LiveMember<SuperTeamMember>;

const memberSchema = z.strictObject({
  manager: flag().optional(),
  nick: shownName(text(32)).optional(),
  custom: text(32).optional(),
  mute: flag().optional(),
});

export function superMemberField() {
  return described(memberSchema, "an object with manager, nick, custom, mute", "Write {} for an ordinary member.");
}

/** The people of a super team, and whether they are asked before they are in. */
interface SuperTeamPeople {
  owner?: string | undefined;
  members?: Record<string, LiveSuperTeamMember> | undefined;
  beinvitemode?: 0 | 1 | undefined;
}

/** What the vendor's calls do to the membership of a super team. */
export function superTeamOperations(
  client: CommsEaseClient,
  tid: string,
  msg: string,
  current: SuperTeamPeople,
): MembershipOperations<SuperTeamMember> {
  const send = (call: Call, parameters: object) =>
    client.call(call, { tid, owner: current.owner, ...parameters }, tid).then(() => undefined);
  const setTexts = async (
    accid: string,
    nick: string | undefined,
    custom: string | undefined,
    accepted: (accid: string, fields: Partial<SuperTeamMember>) => void,
  ) => {
    if (nick !== undefined) {
      await send("superteam/updateTeamNick", { accid, nick });
      accepted(accid, { nick });
    }
    if (custom === undefined) return;
    // The one call that carries it is made in the member's own name.
    await client.call("superteam/updateTlist", { tid, accid, custom }, tid);
    accepted(accid, { custom });
  };
  return {
    caps: {
      add: caps.superMembersPerInvite,
      remove: caps.superMembersPerKick,
      managers: caps.superManagersPerCall,
    },
    flag: managerFlag,
    untouched: { nick: "", custom: "", mute: false },
    add: async (ids) => {
      const refused = await invite(client, ids, (inviteAccids) =>
        client.call("superteam/invite", { tid, owner: current.owner, inviteAccids, msg }, tid),
      );
      if (current.beinvitemode === 1) return { refused };
      // Whether who is invited by a server is asked at all is not documented: look who is in.
      const there = await peopleOf(client, tid);
      return { refused, pending: ids.filter((id) => !there.has(id)) };
    },
    remove: (kickAccids) => send("superteam/kick", { kickAccids }),
    promote: (managerAccids) => send("superteam/addManager", { managerAccids }),
    demote: (managerAccids) => send("superteam/removeManager", { managerAccids }),
    transfer: (accid, isLeaving) => send("superteam/changeOwner", { accid, leave: isLeaving ? 1 : 2 }),
    setFields: async (changes, accepted) => {
      for (const [accid, { nick, custom }] of changes) {
        await setTexts(accid, nick, custom, accepted);
      }
      for (const mute of [true, false]) {
        const accids = [...changes].filter(([, fields]) => fields.mute === mute).map(([accid]) => accid);
        for (const muteAccids of chunks(accids, caps.superMutesPerCall)) {
          await send("superteam/muteTlist", { muteAccids, mute: mute ? 1 : 0 });
          for (const accid of muteAccids) accepted(accid, { mute });
        }
      }
    },
  };
}

/** The members of a super team beside its owner. `size` is how many the vendor counts, the owner included. */
export async function superMembersOf(
  client: CommsEaseClient,
  tid: string,
  { owner, size }: Pick<SuperTeamInfo, "owner" | "size">,
): Promise<Record<string, SuperTeamMember>> {
  const people = await peopleOf(client, tid, size);
  const muted = await everyone("superteam/getMuteTlists", tid, (page) =>
    client.call("superteam/getMuteTlists", page, tid),
  );
  const others = [...people.values()].filter(({ accid }) => accid !== owner);
  const entries = others.map(({ accid, type, nick, custom }): [string, SuperTeamMember] => [
    accid,
    { ...(type === managerType && { manager: true }), nick, custom, mute: muted.has(accid) },
  ]);
  return Object.fromEntries(entries);
}

const managerType = 2;

/** @param size how many there are, where that is known */
function peopleOf(client: CommsEaseClient, tid: string, size?: number): Promise<Map<string, SuperTeamMemberInfo>> {
  return everyone("superteam/getTlists", tid, (page) => client.call("superteam/getTlists", page, tid), size);
}

type Joined = Pick<SuperTeamMemberInfo, "accid" | "createtime">;

/** Every page of a listing that goes by the time people joined. */
function everyone<Person extends Joined>(
  call: Call,
  tid: string,
  read: (page: Record<string, Parameter>) => Promise<Person[]>,
  total?: number,
): Promise<Map<string, Person>> {
  const limit = caps.superMembersPerPage;
  const facts = { vendor: "commsease", call, object: tid };
  return everyItem<Person, number>({
    facts,
    first: 0,
    read: async (timetag) => {
      const items = await read({ tid, timetag, limit, reverse: 1 });
      return { items, next: items.length < limit ? undefined : nextTime(items, timetag, facts), total };
    },
    idOf: ({ accid }) => accid,
    gave: (found, size) => `gave ${found} of the ${size} people in super team ${tid}`,
    mayBringNothing: true,
    // Somebody may have come or gone since the vendor was asked how many there are.
    again: true,
  });
}

function nextTime(page: readonly Joined[], timetag: number, facts: Parameters<typeof notUnderstood>[0]): number {
  const last = Math.max(...page.map(({ createtime }) => createtime ?? Number.NaN));
  if (Number.isNaN(last)) {
    throw notUnderstood(facts, "a page is full and has members without a time, so the next one cannot be asked for");
  }
  // From one moment before: people who joined in the same one may be on both sides of the page's end.
  return last - 1 > timetag ? last - 1 : Math.max(last, timetag + 1);
}
