import { keepDeclared, type LiveMember, managedOf, normaliseMembers } from "../../collections/membership";
import { MembershipChange, type MembershipOperations } from "../../collections/membership-change";
import { type ImError, refusal } from "../../errors";
import type { Creations, Listed } from "../../ownership/creations";
import { asText, roomForMark } from "../../ownership/marked-text";
import type { Definition } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import type { Values } from "../../values/values";
import { asStored } from "../accid";
import type { Call } from "../calls";
import type { CommsEaseClient } from "../client";
import { vendor } from "../vendor";
import { managerFlag, notAdded, type TeamMember } from "./members";
import { longestCustom, type TeamFields, type TeamOutputs } from "./shared-fields";

/** A team or super team, as it is declared. */
export interface AnyTeam extends TeamFields {
  members?: Record<string, TeamMember> | undefined;
  custom?: string | undefined;
  serverCustom?: string | undefined;
  teamMemberLimit?: number | undefined;
  tlevel?: number | undefined;
  beinvitemode?: 0 | 1 | undefined;
  magree?: 0 | 1 | undefined;
  attach?: string | undefined;
}

/** A team or super team, as far as it is known. */
export type LiveTeam = Partial<AnyTeam & TeamOutputs> & {
  members?: Record<string, LiveMember<TeamMember>> | undefined;
};

type LimitKey = "teamMemberLimit" | "tlevel";
type WriteOnlyKey = "msg" | "magree" | "attach" | "bid" | "adopt";

/** What differs between teams and super teams in how they are managed. */
export interface TeamKind<Limit extends LimitKey, WriteOnly extends WriteOnlyKey> {
  /** What to call one in a text. */
  what: string;
  /** The field of the custom data. */
  custom: "custom" | "serverCustom";
  /** The field of the most people in it. */
  limit: Limit;
  /** What the vendor requires at creation and a program need not say. */
  demanded: Values;
  /** The fields that the vendor does not give back. */
  writeOnly: readonly WriteOnly[];
  /** Those of them that go with each invitation. */
  invitation: readonly ("msg" | "magree")[];
  createCall: Call;
  addCall: Call;
  /** The creations of the kind. */
  creationsOf(client: CommsEaseClient): Creations;
  list(client: CommsEaseClient, owner: string): Promise<Listed[]>;
  create(client: CommsEaseClient, inputs: AnyTeam): Promise<{ id: string; made: LiveTeam }>;
  /** Whether only a look can tell who of the invited is in. */
  isAsking(inputs: AnyTeam, made: LiveTeam): boolean;
  /** What the vendor's calls do to the membership. */
  operations(
    client: CommsEaseClient,
    tid: string,
    inputs: AnyTeam,
    current: LiveTeam,
  ): MembershipOperations<TeamMember>;
  /** Refuses what no call changes. */
  refuseFixed?(tid: string, current: LiveTeam, inputs: AnyTeam): void;
  /** Brings the fields along, the limit only where it is asked for. */
  syncFields(
    client: CommsEaseClient,
    tid: string,
    current: LiveTeam,
    inputs: AnyTeam,
    withLimit: boolean,
  ): Promise<void>;
  /** Comes right before the people are brought along. */
  beforePeople?(current: LiveTeam): void;
  mute(client: CommsEaseClient, tid: string, current: LiveTeam, inputs: AnyTeam): Promise<unknown>;
  dismiss(client: CommsEaseClient, tid: string, owner: string | undefined, state: LiveTeam): Promise<unknown>;
  /** The team as it is, or nothing where there is none. */
  look(client: CommsEaseClient, tid: string, owner: string | undefined): Promise<unknown>;
}

/** How many people a team or super team takes where its limit is not declared. */
const defaultMemberLimit = 200;

/** What the definitions of teams and super teams have in common. */
export function teamDefinition<Limit extends LimitKey, WriteOnly extends WriteOnlyKey>(
  kind: TeamKind<Limit, WriteOnly>,
) {
  const { what, custom, limit, writeOnly, createCall } = kind;
  return {
    vendor,
    outputs: ["tid", "appId"],
    idKey: "tid",
    secrets: [],
    sets: ["members"],
    writeOnly,
    replacement: "create",

    normalise: (raw) => normaliseTeam(raw, custom, kind.demanded),

    conflicts: (inputs: Partial<AnyTeam>, isOpen: (key: Limit) => boolean) => [
      ...membersConflicts(inputs, limit, isOpen(limit) ? undefined : (inputs[limit] ?? defaultMemberLimit)),
      ...roomForMark(custom, inputs[custom], longestCustom, inputs.mark),
    ],

    keep: keepDeclared("members", managerFlag),

    managed: (live, { members, membership }) => ({
      ...live,
      members: managedOf<TeamMember>(live.members ?? {}, members, membership),
    }),

    async ensure(client, inputs) {
      const { owner, tname, mark, adopt = false } = inputs;
      const { id, made, wasThere } = await kind.creationsOf(client).create({
        what,
        facts: { vendor: "commsease", call: createCall, object: tname },
        owner,
        name: tname,
        mark,
        adopt,
        list: () => kind.list(client, owner),
        create: () => kind.create(client, inputs),
      });
      const current: LiveTeam = { ...declared(inputs, kind.invitation), ...made, tid: id };
      return { id, current, wasFound: made === undefined || kind.isAsking(inputs, made), wasThere };
    },

    async sync(client, tid, current: LiveTeam, inputs, prior) {
      const { owner, members, membership, muteType } = inputs;
      const change = new MembershipChange(
        kind.operations(client, tid, inputs, current),
        {
          what: `${what} ${tid}`,
          owner,
          members,
          mode: membership ?? "authoritative",
          limit: inputs[limit] ?? current[limit],
        },
        current,
        prior,
      );
      change.spareUnmanaged();
      current.membership = membership;
      kind.refuseFixed?.(tid, current, inputs);
      // A lower limit must wait until people have left; a higher one must be there before others come.
      const { [limit]: most = 0 } = inputs;
      const lowersLimit = most < (current[limit] ?? defaultMemberLimit);
      await kind.syncFields(client, tid, current, inputs, !lowersLimit);
      kind.beforePeople?.(current);
      const refused: ImError | undefined = notAdded(`${what} ${tid}`, kind.addCall, tid, await change.run());
      if (lowersLimit) await kind.syncFields(client, tid, current, inputs, true);
      if (muteType !== undefined && muteType !== current.muteType) {
        await kind.mute(client, tid, current, inputs);
        current.muteType = muteType;
      }
      Object.assign(current, declared(inputs, [...writeOnly, "connection"]));
      // Told when all else is done.
      if (refused) throw refused;
    },

    async remove(client, tid, prior, { owner }) {
      try {
        await kind.dismiss(client, tid, owner, prior);
      } catch (error) {
        // The attempt whose answer was lost may have dismissed it.
        if (!refusal(error) || (await kind.look(client, tid, owner))) throw error;
      }
    },
  } satisfies Partial<Definition<CommsEaseClient, AnyTeam, AnyTeam & TeamOutputs>>;
}

/** Fields as they are declared, those too that are not. */
function declared<Key extends keyof AnyTeam>(inputs: AnyTeam, keys: readonly Key[]): Partial<AnyTeam> {
  return Object.fromEntries(keys.map((key) => [key, inputs[key]]));
}

/** Inputs with members as a map, and the custom data as text. */
function normaliseTeam(raw: Values, custom: string, demanded: Values): { inputs: Values; problems: Problem[] } {
  const { members, problems } = normaliseMembers(raw.members, "accid", asStored, managerFlag);
  const inputs: Values = { ...demanded, ...raw };
  if ("owner" in raw) inputs.owner = asStored(raw.owner);
  if (custom in raw) inputs[custom] = asText(raw[custom]);
  if (raw.members !== undefined) inputs.members = members;
  return { inputs, problems };
}

/** What is wrong with owner, members and limit together. */
function membersConflicts(
  { owner, members }: Partial<AnyTeam>,
  limitKey: string,
  limit: number | undefined,
): Problem[] {
  const problems: Problem[] = [];
  if (owner !== undefined && members && Object.hasOwn(members, owner)) {
    problems.push({
      path: ["members", owner],
      seen: "the owner",
      allowed: "everybody but the owner, who is always in the team",
      fix: `Remove "${owner}" from members.`,
    });
  }
  const count = Object.keys(members ?? {}).length;
  if (limit !== undefined && count + 1 > limit) {
    problems.push({
      path: ["members"],
      seen: `${count} members and the owner`,
      allowed: `${limit} in all (${limitKey})`,
      fix: `Declare fewer members, or raise ${limitKey} if the app's maximum allows it.`,
    });
  }
  return problems;
}
