import { type AddedPeople, changeAdded, managedAdded, type Noting, removeAdded } from "../collections/added-members";
import { type Flag, keepDeclared, type Member, normaliseMembers } from "../collections/membership";
import type { MembershipChange, PriorPeople } from "../collections/membership-change";
import { notAccepted } from "../collections/not-accepted";
import type { Problem } from "../schema/problems";
import type { Values } from "../values/values";
import { type AnyDefinition, type Definition, define } from "./definition";
import { notThere } from "./not-there";

/** A change of those who are named, as a vendor has to make it. */
export interface AdditiveChange<Inputs, State, M extends Member> {
  /** Who is there; the change writes into it what the vendor accepts. */
  current: Partial<State>;
  /** Who is to be there of those who are named. */
  members: Record<string, M>;
  /** What goes along with the vendor's calls. */
  along: Partial<Inputs>;
  /** Who may be removed. */
  prior: PriorPeople;
  /** To be put around the vendor's operations. */
  noting: Noting<M>;
}

/** What one vendor does its own way about members of something made elsewhere. */
export interface MembersElsewhere<Client, M extends Member, Inputs extends object, State extends Inputs>
  extends Pick<Definition<Client, Inputs, State>, "kind" | "vendor" | "schema" | "calls" | "onDelete" | "guide"> {
  /** The vendor's word for what the people are in, such as `team`. */
  object: string;
  /** The input that is its id. */
  by: keyof Inputs & string;
  /** The input that holds the members, the id in one of a list, as the vendor stores it, and the word for who helps the owner. */
  members: { key: keyof Inputs & string; idKey: string; stored?: (id: unknown) => unknown; flag: Flag };
  /** Outputs beside those that every such resource has. */
  outputs?: Definition<Client, Inputs, State>["outputs"];
  writeOnly?: Definition<Client, Inputs, State>["writeOnly"];
  /** What the vendor requires and a program need not say. */
  demanded?: Values;
  conflicts?(inputs: Partial<Inputs>): Problem[];
  /** The call that adds people, and what to do about those whom it did not. */
  adding: { call: string; fix?: string };
  declaredIn(inputs: Inputs): Record<string, M>;
  /** The people of a state, as every vendor's sets have them; what is written into this is written into the state. */
  peopleOf(prior: Partial<State>): AddedPeople<M>;
  /**
   * Who is there, and what a change has to know; undefined where there is nothing for people to be in.
   * @param named of whom everything is read that may be declared of them
   * @param before the state, where it says who was invited
   */
  look(
    client: Client,
    id: string,
    named: Record<string, M>,
    before: Partial<State>,
  ): Promise<Partial<State> | undefined>;
  /** What a create begins with beside what is there. */
  atFirst?(inputs: Inputs): Partial<State>;
  /** The additive change. */
  change(client: Client, id: string, change: AdditiveChange<Inputs, State, M>): MembershipChange<M>;
  /** Throws where what is there cannot have these members. */
  refuse?(id: string, current: Partial<State>, inputs: Inputs): void;
  /** Whether an add that failed may have brought some of them all the same, so that it takes a look. */
  addsInPart?: boolean;
  /** What a change ends with, beside the members. */
  settle(current: Partial<State>, inputs: Inputs): void;
  /** Whether those who were added have to stay when the resource goes; then it is told. */
  mustStay?(id: string, live: Partial<State>, prior: Partial<State>): boolean;
}

/** The definition of a resource that has members of something made elsewhere: those named, and nobody else. */
export function membersElsewhere<
  Client,
  M extends Member,
  Inputs extends object,
  State extends Inputs & { added: string[]; appId: string },
>(own: MembersElsewhere<Client, M, Inputs, State>): AnyDefinition {
  const { kind, vendor, schema, calls, onDelete, guide, object, by, outputs = [], writeOnly = [], demanded = {} } = own;
  const { key, idKey, stored = (id: unknown) => id, flag } = own.members;
  const whatOf = (id: string) => `${vendor.name} ${object} ${id}`;
  const withoutPending = (live: Partial<State>): Partial<State> => {
    const there = { ...live };
    const { members = {} } = own.peopleOf(there);
    own.peopleOf(there).members = Object.fromEntries(Object.entries(members).filter(([, { pending }]) => !pending));
    return there;
  };
  const namedIn = (prior: Partial<State>): Record<string, M> => own.peopleOf(prior).members ?? {};

  return define<Client, Inputs, State>({
    kind,
    vendor,
    schema,
    outputs: ["added", ...outputs, "appId"],
    identities: [{ object, part: "members", by, keys: key }],
    secrets: [],
    replaceOn: [by],
    writeOnly,
    calls,
    onDelete,
    guide,
    // A delete that comes later would take whom the replacement has found there.
    replacement: "delete",

    normalise(raw) {
      const inputs = { ...demanded, ...raw };
      if (raw[key] === undefined) return { inputs, problems: [] };
      const { members, problems } = normaliseMembers(raw[key], idKey, stored, flag, key);
      return { inputs: { ...inputs, [key]: members }, problems };
    },

    conflicts: (inputs) => own.conflicts?.(inputs) ?? [],

    keep: keepDeclared(key, flag),

    managed(live, prior) {
      const shown = { ...live };
      Object.assign(own.peopleOf(shown), managedAdded(own.peopleOf(live), own.peopleOf(prior)));
      return shown;
    },

    observe: (client, id, prior) => own.look(client, id, namedIn(prior), prior),

    async ensure(client, inputs) {
      const id = String(inputs[by]);
      const members = own.declaredIn(inputs);
      const current = await own.look(client, id, members, {});
      if (!current) throw notThere({ vendor: vendor.name, object, id, by }, "nobody was added to it");
      own.refuse?.(id, current, inputs);
      Object.assign(current, own.atFirst?.(inputs));
      own.peopleOf(current).added = [];
      return { id, current };
    },

    async sync(client, id, current, inputs, prior) {
      const members = own.declaredIn(inputs);
      const look = async () => {
        const live = await own.look(client, id, namedIn(current), current);
        return live && own.peopleOf(live);
      };
      const refused = await changeAdded<M>(
        whatOf(id),
        own.peopleOf(current),
        members,
        own.peopleOf(prior),
        (people, noting) => {
          const change = own.change(client, id, { current, members, along: inputs, prior: people, noting });
          // Before anything can fail: see there.
          change.spareUnmanaged();
          own.refuse?.(id, current, inputs);
          return change;
        },
        own.addsInPart ? look : undefined,
      );
      own.settle(current, inputs);
      const { call, fix } = own.adding;
      const failure = notAccepted(whatOf(id), { add: refused }, { vendor: vendor.name, call, object: id }, fix);
      if (failure) throw failure;
    },

    remove(client, id, prior, atFirst) {
      const look = async (isAgain: boolean) => {
        // Who has yet to accept cannot be taken back.
        const live = isAgain ? await own.look(client, id, namedIn(prior), {}) : withoutPending(atFirst);
        return live && !own.mustStay?.(id, live, prior) ? live : undefined;
      };
      return removeAdded<M, Partial<State>>(own.peopleOf(prior), look, (current, people) =>
        own.change(client, id, { current, members: {}, along: prior, prior: people, noting: (o) => o }),
      );
    },
  });
}
