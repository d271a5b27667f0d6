import { namingUnknown } from "../../collections/unknown-people";
import type { Answer } from "../../http/answers";
import type { Listed } from "../../ownership/creations";
import { markedChange, splitMark } from "../../ownership/marked-text";
import type { Call } from "../calls";
import type { CommsEaseClient, Parameter } from "../client";
import { accountsOf } from "../people";
import { refusedIn } from "./members";
import type { TeamFields } from "./shared-fields";

/** A team in the listing of an owner's teams. */
export function listedTeam(info: Answer, owner: string, custom: string): Listed {
  const { mark } = splitMark(String(info[custom] ?? ""));
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
