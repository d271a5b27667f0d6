import { refusal } from "../errors";
import { codes, type TencentClient } from "./client";

/** People whom a call did not take, each with the reason. */
export type Refused = Map<string, string>;

const noSuchAccount = "no such account";

async function unknownAmong(client: TencentClient, UserIDs: readonly string[]): Promise<string[]> {
  const known = await Promise.all(UserIDs.map((id) => client.accounts.load(id)));
  return UserIDs.filter((_, i) => !known[i]);
}

/**
 * Makes a call about several people, of whom the vendor refuses all where one does not exist or is in too many groups: then
 * the others are sent alone.
 * @returns who was left out, with the reason
 */
export async function forThose(
  client: TencentClient,
  ids: readonly string[],
  send: (ids: readonly string[]) => Promise<Refused>,
): Promise<Refused> {
  if (ids.length === 0) return new Map();
  try {
    return await send(ids);
  } catch (error) {
    const { vendorCode, vendorText } = refusal(error) ?? {};
    if (vendorCode === codes.noSuchAccount) {
      const unknown = await unknownAmong(client, ids);
      if (unknown.length === 0) throw error;
      const known = ids.filter((id) => !unknown.includes(id));
      return new Map([...(await forThose(client, known, send)), ...unknown.map((id) => [id, noSuchAccount] as const)]);
    }
    if (vendorCode !== codes.joinedTooMany) throw error;
    const [first] = ids;
    if (first !== undefined && ids.length === 1) return new Map([[first, `code ${vendorCode} "${vendorText}"`]]);
    // Of whom it is true is not said: each half on its own.
    const half = Math.ceil(ids.length / 2);
    const one = await forThose(client, ids.slice(0, half), send);
    return new Map([...one, ...(await forThose(client, ids.slice(half), send))]);
  }
}

/** Why people were not added of whom the vendor says no more than that. */
export async function reasonsFor(client: TencentClient, ids: readonly string[]): Promise<Refused> {
  if (ids.length === 0) return new Map();
  const unknown = await unknownAmong(client, ids);
  const other = "the vendor gives no reason; banned from the group, perhaps";
  return new Map(ids.map((id) => [id, unknown.includes(id) ? noSuchAccount : other]));
}
