import { isDeepStrictEqual } from "node:util";
import { chunks } from "../values/chunks";
import {
  type Flag,
  isFlagged,
  type LiveMember,
  type Member,
  type MembershipMode,
  type MembershipPlan,
  partsOf,
  planMembership,
} from "./membership";
import { tellOfUnmanaged } from "./unmanaged";

/** What came of adding people. */
export interface Arrivals {
  /** Who was not added, each with the vendor's reason. */
  refused?: ReadonlyMap<string, string>;
  /** Who was invited and has to accept before they are members. */
  pending?: readonly string[];
}

/** What a vendor can do to a membership. Each acts for the owner of the moment, and throws where the vendor refuses. */
export interface MembershipOperations<M extends Member> {
  /** How many people one call takes. */
  caps: { readonly add: number; readonly remove: number; readonly managers: number };
  /** The vendor's word for a manager, a key of a member. */
  flag: Flag<string & keyof M>;
  /** Whether who hands over stays at first, so that it takes a removal to have it leave; otherwise `transfer` sees to it. */
  staysAtTransfer?: boolean;
  /** How many managers there may be, where the vendor has a limit. */
  mostManagers?: number;
  /** What a member who was just added has, for every field beside the flag. */
  untouched: Partial<M>;
  add(ids: readonly string[]): Promise<Arrivals>;
  remove(ids: readonly string[]): Promise<void>;
  promote(ids: readonly string[]): Promise<void>;
  demote(ids: readonly string[]): Promise<void>;
  /** Hands over to a member. The owner before leaves, or stays as an ordinary member. */
  transfer(newOwner: string, isLeaving: boolean): Promise<void>;
  /** Sets the fields that differ, and says of each member what the vendor accepted. */
  setFields(
    changes: ReadonlyMap<string, Partial<M>>,
    accepted: (id: string, fields: Partial<M>) => void,
  ): Promise<void>;
}

/** What a membership has to become. */
export interface MembershipGoal<M extends Member> {
  /** What the people are in, for texts, such as `commsease team 2366968294`. */
  what: string;
  /** The owner after the change. */
  owner: string;
  /** The members beside the owner; left out, they are not managed. */
  members: Record<string, M> | undefined;
  mode: MembershipMode;
  /** How many may be there, the owner included, where that is known. */
  limit: number | undefined;
}

/** Whom the state before the change knows: of the others, nobody is removed or demoted. */
export interface PriorPeople {
  owner?: string | undefined;
  members?: Record<string, Member> | undefined;
}

/** Who is there. A change writes into it what the vendor accepted, so that it is true at any moment of a failure. */
export interface LivePeople<M extends Member> {
  /** `""` where there is none. */
  owner?: string | undefined;
  members?: Record<string, LiveMember<M>> | undefined;
}

/** Brings the owner and the members of something to what is declared. Knows no vendor. */
export class MembershipChange<M extends Member> {
  readonly #operations: MembershipOperations<M>;
  readonly #goal: MembershipGoal<M>;
  readonly #prior: PriorPeople;
  readonly #current: LivePeople<M>;
  /** Who is there, beside the owner. */
  readonly #members: Record<string, LiveMember<M>>;
  /** Who is there beside these, and stays without being ours. */
  readonly #unmanaged = new Set<string>();
  readonly #refused = new Map<string, string>();

  constructor(
    operations: MembershipOperations<M>,
    goal: MembershipGoal<M>,
    current: LivePeople<M>,
    prior: PriorPeople,
  ) {
    this.#operations = operations;
    this.#goal = goal;
    this.#prior = prior;
    this.#current = current;
    current.members ??= {};
    this.#members = current.members;
  }

  /**
   * Who is there and was in no preview stays, and is not taken into the state. To be called before anything can fail: a
   * state that knew them would let the next change remove them unseen.
   */
  spareUnmanaged(): void {
    const { what, members: declared, mode } = this.#goal;
    if (!declared) return;
    const { unmanaged } = this.#plan(declared);
    for (const id of unmanaged.filter((id) => id !== this.#current.owner)) this.#spare(id);
    tellOfUnmanaged(`members of ${what}`, [...this.#unmanaged], mode === "additive");
  }

  /**
   * Adds, promotes, transfers, demotes, removes, in this order.
   * @returns who was not added and why, for the caller to tell when all else is done
   */
  async run(): Promise<ReadonlyMap<string, string>> {
    const declared = this.#goal.members;
    if (declared) await this.#reconcile(declared);
    else await this.#transfer();
    return this.#refused;
  }

  async #reconcile(declared: Record<string, M>): Promise<void> {
    const plan = this.#plan(declared);
    const add = plan.add.filter((id) => id !== this.#current.owner);
    // In a full team those who go have to make room first; the order is otherwise the other way round.
    const { limit = Number.POSITIVE_INFINITY } = this.#goal;
    const present = Object.keys(this.#members).length + this.#unmanaged.size + 1;
    const isTight = present + this.#arriving(add) > limit;
    if (isTight) {
      await this.#remove(plan.remove);
      await this.#transfer();
    }
    await this.#add(add);
    const { mostManagers = Number.POSITIVE_INFINITY } = this.#operations;
    const isCrowded = this.#managers().length + plan.promote.length > mostManagers;
    if (isCrowded) await this.#makeWayForManagers(plan);
    await this.#promote(plan.promote);
    if (!isTight) await this.#transfer();
    // The owner before can become a manager only now.
    await this.#promote(plan.promote);
    await this.#demote(plan.demote);
    await this.#remove(plan.remove);
    await this.#setFields(declared);
  }

  #plan(declared: Record<string, M>) {
    return planMembership(declared, this.#members, this.#prior.members ?? {}, this.#goal.owner, this.#operations.flag);
  }

  /** Where there is no room for more managers, those who are none in the end stop being it first. */
  async #makeWayForManagers({ demote, remove }: MembershipPlan): Promise<void> {
    await this.#demote(demote);
    await this.#remove(remove.filter((id) => this.#isManager(id)));
    await this.#transfer();
  }

  #managers(): string[] {
    return Object.keys(this.#members).filter((id) => this.#isManager(id));
  }

  /** How many come in: those to add, and a new owner who is not there yet. */
  #arriving(add: string[]): number {
    const { owner } = this.#goal;
    return owner === this.#current.owner || Object.hasOwn(this.#members, owner) ? add.length : add.length + 1;
  }

  #spare(id: string): void {
    this.#unmanaged.add(id);
    delete this.#members[id];
  }

  async #add(ids: string[]): Promise<void> {
    for (const some of chunks(ids, this.#operations.caps.add)) {
      const { refused = new Map(), pending = [] } = await this.#operations.add(some);
      for (const [id, reason] of refused) this.#refused.set(id, reason);
      for (const id of some.filter((id) => !refused.has(id))) {
        this.#members[id] = (pending.includes(id) ? { pending: true } : {}) as LiveMember<M>;
      }
    }
  }

  async #promote(ids: string[]): Promise<void> {
    const ready = ids.filter((id) => this.#isMember(id) && !this.#isManager(id));
    for (const some of chunks(ready, this.#operations.caps.managers)) {
      await this.#operations.promote(some);
      for (const id of some) this.#members[id] = { ...this.#live(id), [this.#flag.key]: this.#flag.on };
    }
  }

  async #demote(ids: string[]): Promise<void> {
    const ready = ids.filter((id) => this.#isMember(id) && this.#isManager(id));
    for (const some of chunks(ready, this.#operations.caps.managers)) {
      await this.#operations.demote(some);
      for (const id of some) delete this.#members[id]?.[this.#flag.key];
    }
  }

  async #transfer(): Promise<void> {
    const { owner: newOwner, members } = this.#goal;
    const owner = this.#current.owner;
    if (owner === undefined || newOwner === owner) return;
    if (!Object.hasOwn(this.#members, newOwner)) await this.#add([newOwner]);
    if (this.#members[newOwner]?.pending)
      this.#refused.set(newOwner, "has yet to accept, and cannot be the owner before");
    if (this.#refused.has(newOwner)) return;
    const isDeclared = members === undefined || Object.hasOwn(members, owner);
    const stays = isDeclared || !this.#mayLeave(owner);
    const { transfer, staysAtTransfer = false } = this.#operations;
    await transfer(newOwner, !stays);
    delete this.#members[newOwner];
    this.#current.owner = newOwner;
    if (owner === "") return;
    if (isDeclared) this.#members[owner] = this.#unread();
    else if (!stays && staysAtTransfer) {
      this.#members[owner] = this.#unread();
      await this.#remove([owner]);
    }
  }

  /** Whether an owner who is no longer declared may leave: only if the preview showed it, and in an additive set only if it is one of them. */
  #mayLeave(owner: string): boolean {
    const isKnownMember = Object.hasOwn(this.#prior.members ?? {}, owner);
    return isKnownMember || (this.#goal.mode === "authoritative" && owner === this.#prior.owner);
  }

  async #remove(ids: string[]): Promise<void> {
    const present = ids.filter((id) => this.#isMember(id) && id !== this.#current.owner);
    // An invitation cannot be taken back.
    for (const id of ids) if (this.#members[id]?.pending) delete this.#members[id];
    for (const some of chunks(present, this.#operations.caps.remove)) {
      await this.#operations.remove(some);
      for (const id of some) delete this.#members[id];
    }
  }

  async #setFields(declared: Record<string, M>): Promise<void> {
    const people = Object.entries(declared).filter(([id]) => this.#isMember(id));
    const differing = people.map(([id, member]): [string, Partial<M>] => [id, this.#differing(member, this.#live(id))]);
    const changes = new Map(differing.filter(([, fields]) => Object.keys(fields).length > 0));
    await this.#operations.setFields(changes, (id, fields) => {
      this.#members[id] = { ...this.#live(id), ...fields };
    });
    for (const [id, member] of people) this.#members[id] = { ...this.#live(id), ...this.#fieldsOf(member) };
  }

  #differing(declared: M, live: LiveMember<M>): Partial<M> {
    const present: Record<string, unknown> = { ...this.#operations.untouched, ...live };
    const entries = Object.entries(this.#fieldsOf(declared)).filter(
      ([field, value]) => !isDeepStrictEqual(value, present[field]),
    );
    return Object.fromEntries(entries) as Partial<M>;
  }

  /** The declared fields beside the flag. */
  #fieldsOf(member: M): Partial<M> {
    const entries = Object.entries(member).filter(([field, value]) => field !== this.#flag.key && value !== undefined);
    return Object.fromEntries(entries) as Partial<M>;
  }

  /** What the owner before has as a member: it may be of an earlier time, so what is declared is written. */
  #unread(): LiveMember<M> {
    const fields = Object.keys(this.#operations.untouched).map((field) => [field, undefined]);
    return Object.fromEntries(fields) as LiveMember<M>;
  }

  #live(id: string): LiveMember<M> {
    return this.#members[id] ?? ({} as LiveMember<M>);
  }

  get #flag() {
    return partsOf(this.#operations.flag);
  }

  #isManager(id: string): boolean {
    return isFlagged(this.#live(id), this.#operations.flag);
  }

  #isMember(id: string): boolean {
    return Object.hasOwn(this.#members, id) && !this.#members[id]?.pending;
  }
}
