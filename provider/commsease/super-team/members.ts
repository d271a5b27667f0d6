import { z } from "zod";
import type { LiveMember } from "../../collections/membership";
import type { MembershipOperations } from "../../collections/membership-change";
import { ImError } from "../../errors";
import { type Answer, records } from "../../http/answers";
import { flag, group, shownName, text } from "../../schema/fields";
import { chunks } from "../../values/chunks";
import { type Call, caps } from "../calls";
import type { CommsEaseClient } from "../client";
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

/** A member as a change sees him. */
export type LiveSuperTeamMember = LiveMember<SuperTeamMember>;

const memberSchema = z.strictObject({
  manager: flag().optional(),
  nick: shownName(text(32)).optional(),
  custom: text(32).optional(),
  mute: flag().optional(),
});

export function superMemberField() {
  return group(memberSchema, "an object with manager, nick, custom, mute", "Write {} for an ordinary member.");
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
  owner: string,
  size: number,
): Promise<Record<string, SuperTeamMember>> {
  let people = await peopleOf(client, tid);
  // Somebody may have come or gone between the two reads.
  if (people.size < size) people = await peopleOf(client, tid);
  if (people.size < size) {
    throw new ImError(
      "IM_UNAVAILABLE",
      `commsease superteam/getTlists gave ${people.size} of the ${size} people in super team ${tid}. Nothing was changed, for the others would be taken for gone. Run it again.`,
      { vendor: "commsease", call: "superteam/getTlists", object: tid },
    );
  }
  const muted = await pages(client, "superteam/getMuteTlists", "muteTlists", tid);
  const entries = [...people].map(([accid, member]): [string, SuperTeamMember] => [
    accid,
    {
      ...(Number(member.type) === managerType && { manager: true }),
      nick: String(member.nick ?? ""),
      custom: String(member.custom ?? ""),
      mute: muted.has(accid),
    },
  ]);
  return Object.fromEntries(entries.filter(([accid]) => accid !== owner));
}

const managerType = 2;

function peopleOf(client: CommsEaseClient, tid: string): Promise<Map<string, Answer>> {
  return pages(client, "superteam/getTlists", "tlists", tid);
}

/** Every page of a listing that goes by the time people joined. */
async function pages(
  client: CommsEaseClient,
  call: "superteam/getTlists" | "superteam/getMuteTlists",
  key: string,
  tid: string,
): Promise<Map<string, Answer>> {
  const limit = caps.superMembersPerPage;
  const found = new Map<string, Answer>();
  for (let timetag = 0; ; ) {
    const page = records((await client.call(call, { tid, timetag, limit, reverse: 1 }, tid))[key]);
    for (const member of page) found.set(String(member.accid), member);
    if (page.length < limit) return found;
    const last = Math.max(...page.map(({ createtime, jointime }) => Number(createtime ?? jointime)));
    if (!Number.isFinite(last)) throw withoutTime(call, tid);
    // From one moment before: people who joined in the same one may be on both sides of the page's end.
    timetag = last - 1 > timetag ? last - 1 : Math.max(last, timetag + 1);
  }
}

function withoutTime(call: Call, tid: string): ImError {
  return new ImError(
    "IM_UNAVAILABLE",
    `commsease ${call} for ${tid} gave members without a time, so the next page cannot be asked for. Run it again.`,
    { vendor: "commsease", call, object: tid },
  );
}
