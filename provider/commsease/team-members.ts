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

/** Members as the state keeps them: of each only what is declared of him, and whether he is a manager. */
export function asDeclared(
  members: Record<string, TeamMember>,
  declared: Record<string, TeamMember>,
): Record<string, TeamMember> {
  return Object.fromEntries(
    Object.entries(members).map(([accid, member]) => {
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

/**
 * Brings owner and members to what is declared: add, promote, transfer, demote, remove.
 * @returns what the vendor did not accept, for the caller to throw when all else is done
 */
export async function syncMembers(
  client: CommsEaseClient,
  tid: string,
  current: Partial<TeamState>,
  inputs: TeamDeclaration,
  prior: Partial<TeamState>,
): Promise<ImError | undefined> {
  const change = new MemberChange(client, tid, current, inputs, prior);
  return change.run();
}

class MemberChange {
  readonly #client: CommsEaseClient;
  readonly #tid: string;
  readonly #current: Partial<TeamState>;
  readonly #inputs: TeamDeclaration;
  readonly #known: Record<string, TeamMember>;
  /** Who is there, beside the owner. */
  readonly #members: Record<string, TeamMember>;
  readonly #failed: string[] = [];
  /** Invited in this change, and not a member before they accept. */
  readonly #invited = new Set<string>();

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
    this.#known = prior.members ?? {};
    current.members ??= {};
    this.#members = current.members;
  }

  async run(): Promise<ImError | undefined> {
    const declared = this.#inputs.members;
    if (declared) await this.#reconcile(declared);
    else await this.#transfer();
    if (this.#failed.length === 0) return undefined;
    return new ImError(
      "IM_PARTIAL",
      `commsease team/add for ${this.#tid} did not add ${this.#failed.join("; ")}. Everybody else was handled. Remove them from members, or free them from other teams, then run it again.`,
      { vendor: "commsease", call: "team/add", object: this.#tid },
    );
  }

  async #reconcile(declared: Record<string, TeamMember>): Promise<void> {
    const plan = planMembership(declared, this.#members, this.#known, this.#inputs.owner);
    this.#spare(plan.strangers);
    const add = plan.add.filter((accid) => accid !== this.#current.owner);
    // In a full team those who go have to make room first; the order is otherwise the other way round.
    const limit = this.#inputs.teamMemberLimit ?? this.#current.teamMemberLimit;
    const isTight = limit !== undefined && Object.keys(this.#members).length + 1 + add.length > limit;
    if (isTight) await this.#kick(plan.remove);
    await this.#add(add);
    await this.#promote(plan.promote);
    await this.#transfer();
    // The owner before can become a manager only now.
    await this.#promote(plan.promote);
    await this.#inChunks("team/removeManager", plan.demote, caps.managersPerCall, (accid) => {
      delete this.#members[accid]?.manager;
    });
    if (!isTight) await this.#kick(plan.remove);
    for (const [accid, member] of Object.entries(declared)) await this.#syncOwnFields(accid, member);
  }

  /** Who is there and was in no preview stays, and is not taken into the state. */
  #spare(strangers: string[]): void {
    if (strangers.length === 0) return;
    warn(
      `commsease team ${this.#tid} has members who are neither declared nor in the state: ${strangers.join(", ")}. They stay. \`pulumi refresh\` brings them into the next preview.`,
    );
    for (const accid of strangers) if (accid !== this.#current.owner) delete this.#members[accid];
  }

  async #add(accids: string[]): Promise<void> {
    const { msg = "", magree = 0, attach } = this.#inputs;
    const tid = this.#tid;
    for (const members of chunks(accids, caps.membersPerAdd)) {
      const parameters = { tid, owner: this.#current.owner, members, magree, msg, attach };
      const { faccid } = await this.#client.call("team/add", parameters, tid);
      const refused = faccid as Answer | undefined;
      const failed = list(refused?.accid).map(String);
      if (failed.length > 0) this.#failed.push(`${failed.join(", ")} (${String(refused?.msg ?? "no reason given")})`);
      for (const accid of members.filter((id) => !failed.includes(id))) {
        this.#members[accid] = {};
        if (magree === 1) this.#invited.add(accid);
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
    if (!(newowner in this.#members)) await this.#add([newowner]);
    if (this.#failed.some((failed) => failed.includes(newowner))) return;
    const stays = members === undefined || owner in members;
    const parameters = { tid: this.#tid, owner, newowner, leave: stays ? 2 : 1 };
    await this.#client.call("team/changeOwner", parameters, this.#tid);
    delete this.#members[newowner];
    if (stays) this.#members[owner] = {};
    this.#current.owner = newowner;
  }

  async #kick(accids: string[]): Promise<void> {
    const present = accids.filter((accid) => accid in this.#members && accid !== this.#current.owner);
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
    return accid in this.#members && !this.#invited.has(accid);
  }
}

/** What a member who was just added has: the vendor starts with nothing set. */
const untouched = { nick: "", custom: "", mute: false };

function differing(declared: TeamMember, live: TeamMember): TeamMember {
  const present = { ...untouched, ...live };
  const fields = ownFields.filter((field) => declared[field] !== undefined && declared[field] !== present[field]);
  return pickDefined(declared, fields) as TeamMember;
}
