import type { Current, Definition } from "../definition";
import type { ImError } from "../errors";
import { asDeclared, type LiveMember, type Member, type MembershipMode, managedOf } from "../membership";
import type { Problem } from "../problems";

/** What a team or super team has whose members are managed. */
interface Peopled<M extends Member> {
  members?: Record<string, M> | undefined;
  membership?: MembershipMode | undefined;
}

/** The vendor's word for who helps the owner, a key of a member. */
export const managerFlag = "manager";

/** How many people a team or super team takes where its limit is not declared. */
export const defaultMemberLimit = 200;

export const joining = { 0: "anybody", 1: "with approval", 2: "nobody" } as const;
export const whoMay = { 0: "owner and managers", 1: "everyone" } as const;
export const consent = { 0: "has to agree", 1: "need not agree" } as const;
export const muting = { 0: "nobody's", 1: "ordinary members'", 3: "everyone's, the owner's too" } as const;

/** The state keeps of each member what is declared of him. */
export const keepMembers: NonNullable<Definition<unknown, object, object>["keep"]> = (key, value, declared) =>
  key === "members"
    ? asDeclared(value as Record<string, LiveMember<Member>>, declared as Record<string, Member>, managerFlag)
    : value;

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

/**
 * Fields and people in the order that the limit asks for: a lower one must wait until people have left; a higher one must be
 * there before others come.
 */
export async function fieldsAndMembers(
  lowersLimit: boolean,
  syncFields: (withLimit: boolean) => Promise<void>,
  syncMembers: () => Promise<ImError | undefined>,
): Promise<ImError | undefined> {
  await syncFields(!lowersLimit);
  const refused = await syncMembers();
  if (lowersLimit) await syncFields(true);
  return refused;
}

/** The declared values that differ from what is there, of the fields named. */
export function changedOf<T extends object, Key extends keyof T & string>(
  inputs: T,
  current: Partial<T>,
  fields: readonly Key[],
): Partial<Pick<T, Key>> {
  const changed = fields.filter((field) => inputs[field] !== undefined && inputs[field] !== current[field]);
  return Object.fromEntries(changed.map((field) => [field, inputs[field]])) as Partial<Pick<T, Key>>;
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
