import { type Problem, seen } from "../schema/problems";
import { putInQuotes } from "../schema/wrong-type";
import { own } from "../values/objects";
import { isUnknown, unknownValue } from "../values/unknowns";
import { isObject, type Values } from "../values/values";

/** A member: fields, among them the flag of those who help the owner, which each vendor calls by another name. */
export type Member = object;

/** The flag: a key that is true of those who have it, or a key with a value for them and one for the others. */
export type Flag<Key extends string = string> = Key | { key: Key; on: string; off: string };

/** The key of a flag, its value for those who have it, and that for the others. */
export function partsOf<Key extends string>(flag: Flag<Key>): { key: Key; on: unknown; off: unknown } {
  return typeof flag === "string" ? { key: flag, on: true, off: false } : flag;
}

/** Whether somebody has the flag. */
export function isFlagged(member: Member | undefined, flag: Flag): boolean {
  const { key, on } = partsOf(flag);
  return (member as Values | undefined)?.[key] === on;
}

/** Who is managed: everybody, or only those who are named. */
export type MembershipMode = "authoritative" | "additive";

/** A member as a change sees it. */
export type LiveMember<M extends Member> = M & {
  /** There, and out of reach: invited and yet to accept, so that the vendor refuses every call that names them. */
  pending?: boolean | undefined;
};

/** What has to happen to a membership, as lists of ids. */
export interface MembershipPlan {
  add: string[];
  promote: string[];
  demote: string[];
  remove: string[];
  /** There, not declared, and never in the state: they stay. */
  unmanaged: string[];
}

/**
 * Compares who is declared with who is there. Only people whom the state knows are ever removed or demoted, since only
 * they were in the preview.
 * @param owner the owner after the change; never touched
 * @param flag the vendor's word for a manager, a key of a member
 */
export function planMembership(
  declared: Record<string, Member>,
  live: Record<string, Member>,
  prior: Record<string, Member>,
  owner: string,
  flag: Flag,
): MembershipPlan {
  const isDeclared = (id: string) => Object.hasOwn(declared, id);
  const isToHelp = (id: string) => isDeclared(id) && isFlagged(declared[id], flag);
  const helps = (id: string) => Object.hasOwn(live, id) && isFlagged(live[id], flag);
  const others = Object.keys(live).filter((id) => id !== owner);
  const undeclared = others.filter((id) => !isDeclared(id));
  return {
    add: Object.keys(declared).filter((id) => id !== owner && !Object.hasOwn(live, id)),
    promote: Object.keys(declared).filter((id) => id !== owner && isToHelp(id) && !helps(id)),
    demote: others.filter((id) => isDeclared(id) && helps(id) && !isToHelp(id)),
    remove: undeclared.filter((id) => Object.hasOwn(prior, id)),
    unmanaged: undeclared.filter((id) => !Object.hasOwn(prior, id)),
  };
}

/**
 * Members as the state keeps them: of each only what is declared of them, and the flag. Of who has yet to accept nothing can
 * be read, so they are kept as declared.
 * @param flags what is kept of each, declared or not
 */
export function asDeclared<M extends Member>(
  members: Record<string, LiveMember<M>>,
  declared: Record<string, M>,
  ...flags: Flag[]
): Record<string, M> {
  const isFlag = (field: string) => flags.some((flag) => partsOf(flag).key === field);
  return Object.fromEntries(
    Object.entries(members).map(([id, member]) => {
      const said = own(declared, id) ?? {};
      if (member.pending) return [id, said];
      const live = new Map(Object.entries(member));
      const kept = Object.entries(said)
        .filter(([field, value]) => value !== undefined && live.get(field) !== undefined && !isFlag(field))
        .map(([field]) => [field, live.get(field)]);
      const helps = flags.filter((flag) => isFlagged(member, flag)).map(partsOf);
      return [id, Object.fromEntries([...helps.map(({ key, on }) => [key, on]), ...kept])];
    }),
  );
}

/**
 * What the state keeps of an input, for a definition that has members.
 * @param property the input that holds them
 */
export function keepDeclared(property: string, ...flags: Flag[]) {
  return (key: string, value: unknown, declared: unknown): unknown =>
    key === property
      ? asDeclared(value as Record<string, LiveMember<Member>>, declared as Record<string, Member>, ...flags)
      : value;
}

/** Those of the members, or entries, that an additive set names; of an authoritative one, all. */
export function managedOf<M>(
  live: Record<string, M>,
  named: Record<string, unknown> | undefined,
  mode: MembershipMode | undefined,
): Record<string, M> {
  if (mode !== "additive") return live;
  return Object.fromEntries(Object.entries(live).filter(([id]) => Object.hasOwn(named ?? {}, id)));
}

/**
 * Members as a map by id, from a map or from a list of ids and of objects with an id. A list in which an id is not known
 * yet is unknown as a whole.
 * @param idKey the name of the id in an object, such as `accid`
 * @param stored an id as the vendor stores it
 * @param flag the vendor's word for a manager, a key of a member; left out, nobody is one
 * @param property the input that holds them
 */
export function normaliseMembers(
  members: unknown,
  idKey: string,
  stored: (id: unknown) => unknown,
  flag?: Flag,
  property = "members",
): { members: unknown; problems: Problem[] } {
  if (Array.isArray(members)) return fromList(members, idKey, stored, flag, property);
  if (!isObject(members)) return { members, problems: [] };
  return collected(
    Object.entries(members).map(([id, member]) => ({ id, member, path: [property, id] })),
    stored,
    flag,
  );
}

interface Entry {
  id: unknown;
  member: unknown;
  path: (string | number)[];
}

function fromList(
  list: unknown[],
  idKey: string,
  stored: (id: unknown) => unknown,
  flag: Flag | undefined,
  property: string,
) {
  const entries: Entry[] = list.map((item, i) => {
    if (!isObject(item)) return { id: item, member: {}, path: [property, i] };
    const { [idKey]: id, ...member } = item;
    return { id, member, path: [property, i] };
  });
  if (entries.some(({ id }) => isUnknown(id))) return { members: unknownValue, problems: [] };
  const isNamed = ({ id }: Entry) => typeof id === "string";
  const problems = entries
    .filter((entry) => !isNamed(entry))
    .map(({ id, path }) => ({
      path,
      seen: seen(id),
      allowed: `an id, or an object with ${idKey}`,
      ...(typeof id === "number"
        ? putInQuotes
        : { fix: `Write "alice" or { ${idKey}: "alice"${flag === undefined ? "" : exampleOf(flag)} }.` }),
    }));
  const { members, problems: more } = collected(entries.filter(isNamed), stored, flag);
  return { members, problems: [...problems, ...more] };
}

function exampleOf(flag: Flag): string {
  const { key, on } = partsOf(flag);
  return `, ${key}: ${JSON.stringify(on)}`;
}

function collected(entries: Entry[], stored: (id: unknown) => unknown, flag: Flag | undefined) {
  const members = new Map<string, unknown>();
  const problems: Problem[] = [];
  for (const { id, member, path } of entries) {
    const key = String(stored(id));
    if (members.has(key)) {
      problems.push({ path, seen: `"${key}" twice`, allowed: "each member once", fix: "Remove one of the two." });
    }
    members.set(key, flag === undefined ? member : withoutFalseFlag(member, flag));
  }
  return { members: Object.fromEntries(members), problems };
}

/** Not a manager is the same said or unsaid; said one way, it shows no difference. */
function withoutFalseFlag(member: unknown, flag: Flag): unknown {
  const { key, off } = partsOf(flag);
  if (!isObject(member) || member[key] !== off) return member;
  const { [key]: _, ...rest } = member;
  return rest;
}
