import {
  keepDeclared,
  type Member,
  type MembershipMode,
  managedOf,
  normaliseMembers,
} from "../../collections/membership";
import { namingUnknown } from "../../collections/unknown-people";
import { type ImError, refusal } from "../../errors";
import type { Answer } from "../../http/answers";
import type { Listed } from "../../ownership/creations";
import { asText, markedChange, unmarked } from "../../ownership/marked-text";
import type { Current } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import type { Values } from "../../values/values";
import { asStored } from "../accid";
import type { Call } from "../calls";
import type { CommsEaseClient, Parameter } from "../client";
import { accountsOf } from "../people";
import { managerFlag, refusedIn } from "./members";
import type { TeamFields } from "./shared-fields";

/** What a team or super team has whose members are managed. */
interface Peopled<M extends Member> {
  members?: Record<string, M> | undefined;
  membership?: MembershipMode | undefined;
}

/** How many people a team or super team takes where its limit is not declared. */
export const defaultMemberLimit = 200;

/**
 * Inputs with members as a map, and the custom data as text.
 * @param custom the field of the custom data
 * @param demanded what the vendor requires at creation and a program need not say
 */
export function normaliseTeam(raw: Values, custom: string, demanded: Values): { inputs: Values; problems: Problem[] } {
  const { members, problems } = normaliseMembers(raw.members, "accid", asStored, managerFlag);
  const inputs: Values = { ...demanded, ...raw };
  if ("owner" in raw) inputs.owner = asStored(raw.owner);
  if (custom in raw) inputs[custom] = asText(raw[custom]);
  if (raw.members !== undefined) inputs.members = members;
  return { inputs, problems };
}

/** The state keeps of each member what is declared of him. */
export const keepMembers = keepDeclared("members", managerFlag);

/** A refresh brings in the people whom the membership manages. */
export function managedMembers<M extends Member, State extends Peopled<M>>(
  live: Current<State>,
  { members, membership }: Partial<State>,
): Current<State> {
  return { ...live, members: managedOf<M>(live.members ?? {}, members, membership) };
}

/** What is wrong with owner, members and limit together. */
export function membersConflicts(
  owner: string | undefined,
  members: Record<string, Member> | undefined,
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

/** A team in the listing of an owner's teams. */
export function listedTeam(info: Answer, owner: string, custom: string): Listed {
  const { mark } = unmarked(String(info[custom] ?? ""));
  return { id: String(info.tid), name: String(info.tname), owner, mark };
}

/**
 * Sends a create.
 * @returns the id, and who of the invited was not refused
 */
export async function sendCreate(
  client: CommsEaseClient,
  call: Call,
  { owner, tname }: Pick<TeamFields, "owner" | "tname">,
  invited: readonly string[],
  parameters: Record<string, Parameter>,
): Promise<{ id: string; present: string[] }> {
  const create = client.call(call, parameters, tname);
  const answer = await namingUnknown(accountsOf(client), [owner, ...invited], create);
  const refused = refusedIn(answer);
  return { id: String(answer.tid), present: invited.filter((accid) => !refused.has(accid)) };
}

/** The steps in which a team comes to what is declared, by the calls of its kind. */
export interface TeamSteps {
  /** Brings the fields along, the limit only where it is asked for. */
  fields(withLimit: boolean): Promise<void>;
  /** Brings the people along, and says who was not added. */
  people(): Promise<ImError | undefined>;
  mute(muteType: 0 | 1 | 3): Promise<unknown>;
}

/**
 * Takes the steps in the order that the limit asks for: a lower one must wait until people have left; a higher one must be
 * there before others come.
 * @param limits how many may be in, as declared and as it is
 * @returns who was not added, for the caller to tell when all else is done
 */
export async function syncTeam(
  { muteType }: Pick<TeamFields, "muteType">,
  current: Pick<TeamFields, "muteType">,
  limits: { declared: number | undefined; present: number | undefined },
  steps: TeamSteps,
): Promise<ImError | undefined> {
  const { declared = 0, present = defaultMemberLimit } = limits;
  const lowersLimit = declared < present;
  await steps.fields(!lowersLimit);
  const refused = await steps.people();
  if (lowersLimit) await steps.fields(true);
  if (muteType !== undefined && muteType !== current.muteType) {
    await steps.mute(muteType);
    current.muteType = muteType;
  }
  return refused;
}

/**
 * Sends the declared values that differ, of the fields named, with the mark in the custom data.
 * @param custom the field of the custom data
 */
export async function sendFields<T extends Pick<TeamFields, "mark">, Key extends keyof T & string>(
  inputs: T,
  current: Partial<T>,
  fields: readonly Key[],
  custom: Key,
  send: (sent: Partial<Pick<T, Key>>) => Promise<unknown>,
): Promise<void> {
  const differing = fields.filter((field) => inputs[field] !== undefined && inputs[field] !== current[field]);
  const changed = Object.fromEntries(differing.map((field) => [field, inputs[field]])) as Partial<Pick<T, Key>>;
  const { sent, mark } = markedChange(custom, changed, current, inputs.mark);
  if (Object.keys(sent).length === 0) return;
  await send(sent);
  Object.assign(current, changed, { mark });
}

/**
 * Dismisses a team.
 * @param look the team as it is, or nothing where there is none
 */
export async function dismiss(send: () => Promise<unknown>, look: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    // The attempt whose answer was lost may have dismissed it.
    if (!refusal(error) || (await look())) throw error;
  }
}

/** Fields of an answer, where a text that was never set and a number that was never given may be missing. */
export function fieldsOf(
  answer: Record<string, unknown>,
  texts: readonly string[],
  numbers: readonly string[],
): Record<string, unknown> {
  const entries = [
    ...texts.map((field) => [field, answer[field] ?? ""]),
    ...numbers.map((field) => [field, answer[field] ?? 0]),
  ];
  return Object.fromEntries(entries);
}
