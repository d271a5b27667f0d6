import type { MemberType } from "../answers";

/** What a person may be in a room; a manager can be muted or blocked as well. */
export interface RoleFlags {
  manager?: boolean | undefined;
  blocked?: boolean | undefined;
  muted?: boolean | undefined;
}

/** A person's standing as far as it can be known. */
export interface Standing {
  /** `hidden`: not a manager; whether an ordinary member or a guest, the vendor does not show of who is restricted. */
  role: "manager" | "common" | "guest" | "hidden";
  blocked: boolean;
  muted: boolean;
}

/** One `chatroom/setMemberRole`. */
export interface RoleStep {
  opt: 1 | 2 | -1 | -2;
  on: boolean;
}

/** Somebody who is no fixed member. */
export const nobody: Standing = { role: "guest", blocked: false, muted: false };

/** Whether a person is a fixed member, or may be one. */
export function isFixed({ role, blocked, muted }: Standing): boolean {
  return blocked || muted || role !== "guest";
}

export function flagsOf({ role, blocked, muted }: Standing): RoleFlags {
  return { ...(role === "manager" && { manager: true }), ...(blocked && { blocked }), ...(muted && { muted }) };
}

/**
 * The next call on the way from one standing to another, or undefined at the end of it. A person is never more free on
 * the way than before or after. A release comes before the role, since it may take the role along.
 * @param wanted undefined for a guest
 */
export function nextStep(now: Standing, wanted: RoleFlags | undefined): RoleStep | undefined {
  return restriction(now, wanted ?? {}) ?? demotion(now, wanted) ?? release(now, wanted ?? {}) ?? role(now, wanted);
}

function restriction(now: Standing, wanted: RoleFlags): RoleStep | undefined {
  if (wanted.blocked && !now.blocked) return { opt: -1, on: true };
  if (wanted.muted && !now.muted) return { opt: -2, on: true };
  return undefined;
}

function demotion(now: Standing, wanted: RoleFlags | undefined): RoleStep | undefined {
  if (now.role !== "manager" || wanted?.manager) return undefined;
  return wanted && !isRestricted(wanted) ? { opt: 2, on: true } : { opt: 1, on: false };
}

function release(now: Standing, wanted: RoleFlags): RoleStep | undefined {
  if (now.blocked && !wanted.blocked) return { opt: -1, on: false };
  if (now.muted && !wanted.muted) return { opt: -2, on: false };
  return undefined;
}

function role(now: Standing, wanted: RoleFlags | undefined): RoleStep | undefined {
  if (!wanted) return now.role === "guest" ? undefined : { opt: 2, on: false };
  if (wanted.manager) return now.role === "manager" ? undefined : { opt: 1, on: true };
  return isRestricted(wanted) || now.role === "common" ? undefined : { opt: 2, on: true };
}

function isRestricted({ blocked, muted }: RoleFlags): boolean {
  return blocked === true || muted === true;
}

/**
 * The standing after a step.
 * @param type what the answer says that the person is now; undefined where it says nothing
 */
export function afterStep(before: Standing, { opt, on }: RoleStep, type: MemberType | undefined): Standing {
  const after = { ...before };
  if (opt === -1) after.blocked = on;
  if (opt === -2) after.muted = on;
  if (opt > 0) after.role = on ? (opt === 1 ? "manager" : "common") : "guest";
  if (opt < 0 && !on && !after.blocked && !after.muted) after.role = "hidden";
  return { ...after, role: roleOf(type) ?? after.role };
}

/** The role that a type stands for; a type that speaks of a restriction says nothing of the role. */
export function roleOf(type: MemberType | undefined): Standing["role"] | undefined {
  switch (type) {
    case "MANAGER":
      return "manager";
    case "COMMON":
      return "common";
    case "TEMPORARY":
    case "UNSET":
      return "guest";
    default:
      return undefined;
  }
}
