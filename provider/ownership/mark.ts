import { createHash } from "node:crypto";

/*
 * A mark, in base 32: 6 digits for the stack, 8 for the resource in it, 1 for the generation, and at the object 5 for the
 * minute in which it was made. Twenty in all: behind `pulumi-im:` they just fit into the 30 bytes of a Tencent group's name.
 */
const stackDigits = 6;
const resourceDigits = 8;
const identityDigits = stackDigits + resourceDigits;
const declaredDigits = identityDigits + 1;
const timeDigits = 5;

/** Where the stack configuration turns marks off, or names the stack in them. */
export const markSettingKey = "im:ownershipMark";

/** The key under which a mark stands in a JSON object, and the word before it in another text or in a name. */
export const markKey = "pulumi-im";

/** The length of a mark at an object. */
export const markDigits = declaredDigits + timeDigits;

/** What a mark looks like at an object. */
export const markPattern = `[0-9a-v]{${markDigits}}`;

/** What a mark looks like in inputs, which hold no time: a preview and its `up` have to agree. */
export const declaredMarkPattern = `[0-9a-v]{${declaredDigits}}`;

/** The part of a mark that belongs to a resource whatever became of its object. */
export function identityOf(mark: string): string {
  return mark.slice(0, identityDigits);
}

/**
 * The mark that a resource is declared with.
 * @param stack what tells the stack from all others, such as organisation, project and name
 * @param resource what tells the resource from others in the stack: the types of its parents, its kind and its name
 */
export function declaredMark(stack: readonly string[], resource: readonly string[]): string {
  return `${digest(stack, stackDigits)}${digest(resource, resourceDigits)}0`;
}

function digest(parts: readonly string[], digits: number): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  return inBase32(hash.readUIntBE(0, 6), digits);
}

function inBase32(number: number, digits: number): string {
  return (number % 32 ** digits).toString(32).padStart(digits, "0");
}

/** The mark as inputs hold it: without the time, and the same whoever has taken the object over. */
export function withoutTime(mark: string): string {
  return withGeneration(mark, generationOf(mark)).slice(0, declaredDigits);
}

const epochMs = Date.UTC(2020, 0, 1);
const minuteMs = 60_000;

/** The mark of an object that is made now; one that has a time already stays as it is. */
export function stamped(declared: string, nowMs = Date.now()): string {
  if (madeAtMs(declared) !== undefined) return declared;
  return `${withoutTime(declared)}${inBase32(Math.floor((nowMs - epochMs) / minuteMs), timeDigits)}`;
}

/** When the object of a mark was made; undefined for a mark without a time. */
export function madeAtMs(mark: string): number | undefined {
  const time = mark.slice(declaredDigits);
  return time === "" ? undefined : epochMs + Number.parseInt(time, 32) * minuteMs;
}

/** How long a run that was cut short is taken for our own without being asked. */
const recentMs = 24 * 60 * minuteMs;

/** Whether an object is so new that it can be what an interrupted run of this stack has left. */
export function isRecent(mark: string, nowMs = Date.now()): boolean {
  return Math.abs(nowMs - (madeAtMs(mark) ?? nowMs)) < recentMs;
}

/** The bit of a generation that tells who took an object over from who had it before. */
const takenOverBit = 16;

const generationDigit = (mark: string) => Number.parseInt(mark.charAt(identityDigits), 32);
const generationOf = (mark: string) => generationDigit(mark) % takenOverBit;
const withGeneration = (mark: string, generation: number) =>
  `${identityOf(mark)}${generation.toString(32)}${mark.slice(declaredDigits)}`;

/** The mark of what replaces an object with this mark. */
export function markAfter(mark: string): string {
  return withGeneration(mark, (generationOf(mark) + 1) % takenOverBit);
}

/** The mark of an object that is taken over by the resource that has made it. */
export function markTakenOver(mark: string): string {
  return withGeneration(mark, generationDigit(mark) ^ takenOverBit);
}

/** Whether a mark is that of a replacement. */
export function isReplacement(mark: string | undefined): boolean {
  return mark !== undefined && generationOf(mark) !== 0;
}

type MaybeMark = string | undefined;

/** Whether two marks are of one stack. */
export function isSameStack(a: MaybeMark, b: MaybeMark): boolean {
  return !!a && !!b && a.slice(0, stackDigits) === b.slice(0, stackDigits);
}

/** Whether two marks are of one resource, whatever has been replaced or taken over since. */
export function isSameResource(a: MaybeMark, b: MaybeMark): boolean {
  return !!a && !!b && identityOf(a) === identityOf(b);
}

/** Whether two marks are of one generation of one resource: an object of ours, at whatever time it was made. */
export function isSameGeneration(a: MaybeMark, b: MaybeMark): boolean {
  return !!a && !!b && withoutTime(a) === withoutTime(b);
}

/** Whether two marks are of one object: one generation, made at one time. Where one has no time, it may be any. */
export function isSameObject(a: MaybeMark, b: MaybeMark): boolean {
  if (!isSameGeneration(a, b)) return false;
  const [one, other] = [madeAtMs(a as string), madeAtMs(b as string)];
  return one === undefined || other === undefined || one === other;
}

/**
 * Whether the object has been taken over since a state knew it by `known`, by the same resource: a forced replacement
 * cannot be told from the repetition of an interrupted create, so the new one has it, and the old one must leave it alone.
 */
export function isTakenOver(live: MaybeMark, known: MaybeMark): boolean {
  return isSameObject(live, known) && generationDigit(live as string) !== generationDigit(known as string);
}
