import { z } from "zod";
import { ImError } from "../errors";
import { bytes, flag, group, text } from "../fields";
import { chunks, planMembership } from "../membership";
import { warn } from "../report";
import { type Call, caps } from "./calls";
import { type Answer, type CommsEaseClient, list, pickDefined } from "./client";
import type { TeamDeclaration, TeamState } from "./team";

/** A member of a team. */
export interface TeamMember {
  /** Whether the member is a manager. */
  manager?: boolean | undefined;
  /** The member's name within the team. Left out, it is the member's own business. */
  nick?: string | undefined;
  /** Your own data about the member, readable by clients. */
  custom?: string | undefined;
  /** Whether the member may not send in the team. */
  mute?: boolean | undefined;
}

/** A member as a change sees him. */
export interface LiveMember extends TeamMember {
  /** Invited, and no member before he accepts: the vendor refuses every call that names him. */
  pending?: boolean | undefined;
}

const memberSchema = z.strictObject({
  manager: flag().optional(),
  nick: text(32).optional(),
  custom: bytes(1024).optional(),
  mute: flag().optional(),
});

export function memberField() {
  return group(memberSchema, "an object with manager, nick, custom, mute", "Write {} for an ordinary member.");
}

const ownFields = ["nick", "custom", "mute"] as const;

/**
 * Members as the state keeps them: of each only what is declared of him, and whether he is a manager. Of who has yet to
 * accept nothing can be read, so he is kept as declared.
 */
export function asDeclared(
  members: Record<string, LiveMember>,
  declared: Record<string, TeamMember>,
): Record<string, TeamMember> {
  return Object.fromEntries(
    Object.entries(members).map(([accid, member]) => {
      if (member.pending) return [accid, declared[accid] ?? {}];
      const kept: TeamMember = member.manager ? { manager: true } : {};
      for (const field of ownFields) {
        if (declared[accid]?.[field] !== undefined && member[field] !== undefined) {
          Object.assign(kept, { [field]: member[field] });
        }
      }
      return [accid, kept];
    }),
  );
}

/** Brings owner and members of a team to what is declared. */
export class MemberChange {
  readonly #client: CommsEaseClient;
  readonly #tid: string;
  readonly #current: Partial<TeamState>;
  readonly #inputs: TeamDeclaration;
  readonly #prior: Partial<TeamState>;
  /** Who is there, beside the owner. */
  readonly #members: Record<string, LiveMember>;
  /** Who is there beside these, and stays without being ours. */
  readonly #strangers = new Set<string>();
  readonly #refused = new Map<string, string>();

  constructor(
    client: CommsEaseClient,
    tid: string,
    current: Partial<TeamState>,
    inputs: TeamDeclaration,
    prior: Partial<TeamState>,
  ) {
    this.#client = client;
    this.#tid = tid;
    this.#current = current;
    this.#inputs = inputs;
    this.#prior = prior;
    current.members ??= {};
    this.#members = current.members;
  }

  /**
   * Who is there and was in no preview stays, and is not taken into the state. To be called before anything can fail: a
   * state that knew them would let the next change remove them unseen.
   */
  spareStrangers(): void {
    const declared = this.#inputs.members;
    if (!declared) return;
    const { strangers } = this.#plan(declared);
    for (const accid of strangers.filter((accid) => accid !== this.#current.owner)) this.#spare(accid);
    if (this.#strangers.size === 0) return;
    warn(
      `commsease team ${this.#tid} has members who are neither declared nor in the state: ${[...this.#strangers].join(", ")}. They stay. \`pulumi refresh\` brings them into the next preview.`,
    );
  }

  /**
   * Adds, promotes, transfers, demotes, removes, in this order.
   * @returns what the vendor did not accept, for the caller to throw when all else is done
   */
  async run(): Promise<ImError | undefined> {
    const declared = this.#inputs.members;
    if (declared) await this.#reconcile(declared);
    else await this.#transfer();
    if (this.#refused.size === 0) return undefined;
    const refused = [...this.#refused].map(([accid, reason]) => `${accid} (${reason})`).join(", ");
    return new ImError(
      "IM_PARTIAL",
      `commsease team/add for ${this.#tid} did not add ${refused}. Everybody else was handled. Remove them from members, or free them from other teams, then run it again.`,
      { vendor: "commsease", call: "team/add", object: this.#tid },
    );
  }

  async #reconcile(declared: Record<string, TeamMember>): Promise<void> {
    const plan = this.#plan(declared);
    const add = plan.add.filter((accid) => accid !== this.#current.owner);
    // In a full team those who go have to make room first; the order is otherwise the other way round.
    const limit = this.#inputs.teamMemberLimit ?? this.#current.teamMemberLimit;
    const present = Object.keys(this.#members).length + this.#strangers.size + 1;
    const isTight = limit !== undefined && present + this.#arriving(add) > limit;
    if (isTight) {
      await this.#kick(plan.remove);
      await this.#transfer();
    }
    await this.#add(add);
    await this.#promote(plan.promote);
    if (!isTight) await this.#transfer();
    // The owner before can become a manager only now.
    await this.#promote(plan.promote);
    await this.#inChunks("team/removeManager", plan.demote, caps.managersPerCall, (accid) => {
      delete this.#members[accid]?.manager;
    });
    if (!isTight) await this.#kick(plan.remove);
    for (const [accid, member] of Object.entries(declared)) await this.#syncOwnFields(accid, member);
  }

  #plan(declared: Record<string, TeamMember>) {
    return planMembership(declared, this.#members, this.#prior.members ?? {}, this.#inputs.owner);
  }

  /** How many come in: those to add, and a new owner who is not there yet. */
  #arriving(add: string[]): number {
    const { owner } = this.#inputs;
    return owner === this.#current.owner || Object.hasOwn(this.#members, owner) ? add.length : add.length + 1;
  }

  #spare(accid: string): void {
    this.#strangers.add(accid);
    delete this.#members[accid];
  }

  async #add(accids: string[]): Promise<void> {
    const { msg = "", magree = 0, attach } = this.#inputs;
    const tid = this.#tid;
    for (const members of chunks(accids, caps.membersPerAdd)) {
      const parameters = { tid, owner: this.#current.owner, members, magree, msg, attach };
      const { faccid } = await this.#client.call("team/add", parameters, tid);
      const refused = faccid as Answer | undefined;
      const failed = list(refused?.accid).map(String);
      for (const accid of failed) this.#refused.set(accid, String(refused?.msg ?? "no reason given"));
      for (const accid of members.filter((id) => !failed.includes(id))) {
        this.#members[accid] = invited(magree);
      }
    }
  }

  async #promote(accids: string[]): Promise<void> {
    const ready = accids.filter((accid) => this.#isMember(accid) && !this.#members[accid]?.manager);
    await this.#inChunks("team/addManager", ready, caps.managersPerCall, (accid) => {
      this.#members[accid] = { ...this.#members[accid], manager: true };
    });
  }

  async #transfer(): Promise<void> {
    const { owner: newowner, members } = this.#inputs;
    const owner = this.#current.owner;
    if (owner === undefined || newowner === owner) return;
    if (!Object.hasOwn(this.#members, newowner)) await this.#add([newowner]);
    if (this.#refused.has(newowner)) return;
    const isDeclared = members === undefined || Object.hasOwn(members, owner);
    // Whoever took the team over by hand was in no preview.
    const isStranger = !isDeclared && owner !== this.#prior.owner && !Object.hasOwn(this.#prior.members ?? {}, owner);
    const parameters = { tid: this.#tid, owner, newowner, leave: isDeclared || isStranger ? 2 : 1 };
    await this.#client.call("team/changeOwner", parameters, this.#tid);
    delete this.#members[newowner];
    if (isDeclared) this.#members[owner] = { ...notRead };
    if (isStranger) this.#spare(owner);
    this.#current.owner = newowner;
  }

  async #kick(accids: string[]): Promise<void> {
    const present = accids.filter((accid) => this.#isMember(accid) && accid !== this.#current.owner);
    for (const accid of accids) if (this.#members[accid]?.pending) delete this.#members[accid];
    await this.#inChunks("team/kick", present, caps.membersPerKick, (accid) => {
      delete this.#members[accid];
    });
  }

  async #inChunks(call: Call, accids: string[], size: number, accepted: (accid: string) => void): Promise<void> {
    const tid = this.#tid;
    for (const members of chunks(accids, size)) {
      await this.#client.call(call, { tid, owner: this.#current.owner, members, attach: this.#inputs.attach }, tid);
      members.forEach(accepted);
    }
  }

  async #syncOwnFields(accid: string, declared: TeamMember): Promise<void> {
    const live = this.#members[accid];
    if (!live || !this.#isMember(accid)) return;
    const on = { tid: this.#tid, owner: this.#current.owner, accid };
    const changed = differing(declared, live);
    if (changed.nick !== undefined || changed.custom !== undefined) {
      const texts = pickDefined(changed, ["nick", "custom"]);
      await this.#client.call("team/updateTeamNick", { ...on, ...texts }, this.#tid);
      Object.assign(live, texts);
    }
    if (changed.mute !== undefined) {
      await this.#client.call("team/muteTlist", { ...on, mute: changed.mute ? 1 : 0 }, this.#tid);
      live.mute = changed.mute;
    }
    this.#members[accid] = { ...live, ...pickDefined(declared, ownFields) };
  }

  #isMember(accid: string): boolean {
    return Object.hasOwn(this.#members, accid) && !this.#members[accid]?.pending;
  }
}

/** Somebody who was just invited. */
export function invited(magree: 0 | 1): LiveMember {
  return magree === 1 ? { pending: true } : {};
}

/** What the owner before has as a member: it may be of an earlier time, so what is declared is written. */
const notRead: LiveMember = { nick: undefined, custom: undefined, mute: undefined };

/** What a member who was just added has: the vendor starts with nothing set. */
const untouched = { nick: "", custom: "", mute: false };

function differing(declared: TeamMember, live: TeamMember): TeamMember {
  const present = { ...untouched, ...live };
  const fields = ownFields.filter((field) => declared[field] !== undefined && declared[field] !== present[field]);
  return pickDefined(declared, fields) as TeamMember;
}
