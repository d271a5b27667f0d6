import { isOutcomeUnknown } from "../errors";
import { warn } from "../report";
import { own } from "../values/objects";
import { type LiveMember, type Member, managedOf } from "./membership";
import type { MembershipChange, MembershipOperations, PriorPeople } from "./membership-change";
import { inRounds } from "./rounds";

/** People in something that is made elsewhere, and who of them came by this resource. */
export interface AddedPeople<M extends Member> {
  /** Left out or `""` where there is none. */
  owner?: string | undefined;
  members?: Record<string, LiveMember<M>> | undefined;
  /** Only they are ever removed. */
  added?: string[] | undefined;
}

/** Operations that note whom they add. */
export type Noting<M extends Member> = (operations: MembershipOperations<M>) => MembershipOperations<M>;

/** What a refresh takes into the state: those who are named, the owner too. */
export function managedAdded<M extends Member>(live: AddedPeople<M>, prior: AddedPeople<M>) {
  const members = managedOf(withOwner(live, prior.members), prior.members, "additive");
  return { members, added: stillThere(prior.added, members) };
}

/**
 * Brings those who are named to what is declared, and keeps in `current.added` who came by that.
 * @param what what they are in, for texts, such as `commsease team 2366968294`
 * @param open makes the additive change of `current`; it may remove only whom it is told to know
 * @param look the people at this moment: for a vendor where an add that failed may have brought some of them all the same
 * @returns who was not added and why, for the caller to tell when all else is done
 */
export async function changeAdded<M extends Member>(
  what: string,
  current: AddedPeople<M>,
  declared: Record<string, M>,
  prior: AddedPeople<M>,
  open: (prior: PriorPeople, noting: Noting<M>) => MembershipChange<M>,
  look?: () => Promise<AddedPeople<M> | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const added = new Set(current.added);
  current.members = withOwner(current, declared);
  tellWhoStays(what, current.members, declared, prior);
  const change = open({ members: ours(prior) }, noting(current, added, look));
  change.spareUnmanaged();
  const refused = await change.run();
  current.added = stillThere([...added], current.members);
  return refused;
}

/**
 * Removes whom this resource has added, and nobody else.
 * @param look the people at this moment, or undefined where what they were in is gone
 * @param open makes the additive change to nobody; it may remove only whom it is told to know
 */
export function removeAdded<M extends Member, P>(
  prior: AddedPeople<M>,
  look: (isAgain: boolean) => Promise<P | undefined>,
  open: (current: P, prior: PriorPeople) => MembershipChange<M>,
): Promise<void> {
  return inRounds(async (failure) => {
    const people = await look(failure !== undefined);
    if (!people) return;
    await open(people, { members: ours(prior) }).run();
  }, isOutcomeUnknown);
}

/** The members whom this resource may remove. */
function ours<M extends Member>({ members = {}, added }: AddedPeople<M>): Record<string, LiveMember<M>> {
  return Object.fromEntries(Object.entries(members).filter(([id]) => added?.includes(id)));
}

function stillThere(ids: readonly string[] | undefined, members: Record<string, Member>): string[] {
  return Object.keys(members)
    .filter((id) => ids?.includes(id))
    .sort();
}

/** The people beside the owner. The owner counts as a member only where it is named, and then nothing is done about it. */
function withOwner<M extends Member>(
  { owner, members = {} }: AddedPeople<M>,
  named: Record<string, Member> = {},
): Record<string, LiveMember<M>> {
  if (owner === undefined) return { ...members };
  const { [owner]: _, ...others } = members;
  return Object.hasOwn(named, owner) ? { ...others, [owner]: { pending: true } as LiveMember<M> } : others;
}

/** Noted before the call: where its answer is lost, a look shows who is there and not who added them. */
function noting<M extends Member>(
  current: AddedPeople<M>,
  added: Set<string>,
  look: (() => Promise<AddedPeople<M> | undefined>) | undefined,
): Noting<M> {
  const note = (ids: Iterable<string>, isOurs: boolean) => {
    for (const id of ids) {
      if (isOurs) added.add(id);
      else added.delete(id);
    }
    current.added = [...added].sort();
  };
  const afterFailure = async (ids: readonly string[], error: unknown) => {
    if (!look) {
      if (!isOutcomeUnknown(error)) note(ids, false);
      return;
    }
    const live = await look().catch(() => undefined);
    // Of whom nothing can be known, the next run finds out: until then they stay as declared, and ours.
    const found = (id: string) => (live ? own(live.members, id) : ({ pending: true } as LiveMember<M>));
    for (const id of ids) {
      const member = found(id);
      if (member && current.members) current.members[id] = member;
      else note([id], false);
    }
  };
  return (operations) => ({
    ...operations,
    add: async (ids) => {
      note(ids, true);
      try {
        const arrivals = await operations.add(ids);
        if (arrivals.refused) note(arrivals.refused.keys(), false);
        return arrivals;
      } catch (error) {
        await afterFailure(ids, error);
        throw error;
      }
    },
  });
}

/** The preview shows whoever is no longer declared as going; of those who were there before it is not so. */
function tellWhoStays<M extends Member>(
  what: string,
  members: Record<string, Member>,
  declared: Record<string, M>,
  prior: AddedPeople<M>,
): void {
  const dropped = Object.keys(prior.members ?? {}).filter((id) => !Object.hasOwn(declared, id));
  const staying = dropped.filter((id) => Object.hasOwn(members, id) && !prior.added?.includes(id));
  if (staying.length === 0) return;
  warn(`${what} keeps ${staying.join(", ")}: no longer declared, and there before this resource named them.`);
}
