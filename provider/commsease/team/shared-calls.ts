import { namingUnknown } from "../../collections/unknown-people";
import type { Listed } from "../../ownership/creations";
import { markedChange, splitMark } from "../../ownership/marked-text";
import type { CommsEaseClient, Parameter } from "../client";
import { accountsOf } from "../people";
import type { TeamFields } from "./shared-fields";

/** A team in the listing of an owner's teams. */
export function listedTeam({ tid, tname, owner }: ListedInfo, custom: string): Listed {
  return { id: tid, name: tname, owner, mark: splitMark(custom).mark };
}

interface ListedInfo {
  tid: string;
  tname: string;
  owner: string;
}

/**
 * Sends a create.
 * @returns the id, and who of the invited was not refused
 */
export async function sendCreate(
  client: CommsEaseClient,
  call: "team/create" | "superteam/create",
  { owner, tname }: Pick<TeamFields, "owner" | "tname">,
  invited: readonly string[],
  parameters: Record<string, Parameter>,
): Promise<{ id: string; present: string[] }> {
  const create = client.call(call, parameters, tname);
  const { tid, faccid } = await namingUnknown(accountsOf(client), [owner, ...invited], create);
  return { id: tid, present: invited.filter((accid) => !faccid.has(accid)) };
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
