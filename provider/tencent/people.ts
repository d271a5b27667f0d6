import type { Refused } from "../collections/not-accepted";
import { noSuch, type PeopleLookup, unknownAmong, withoutUnknown } from "../collections/unknown-people";
import { refusal } from "../errors";
import { codes, type TencentClient } from "./client";

/** Which accounts there are, read together. */
export function accountsOf(client: TencentClient): PeopleLookup {
  return {
    noun: "account",
    mayBeUnknown: (error) => refusal(error)?.vendorCode === codes.noSuchAccount,
    async exist(UserIDs) {
      const found = await Promise.all(UserIDs.map((id) => client.accounts.load(id)));
      return found.map((one) => one !== undefined);
    },
  };
}

/**
 * Makes a call about several people, of whom the vendor refuses all where one does not exist or is in too many groups: then
 * the others are sent alone.
 * @returns who was left out, with the reason
 */
export function forThose(
  client: TencentClient,
  ids: readonly string[],
  send: (ids: readonly string[]) => Promise<Refused>,
): Promise<Map<string, string>> {
  return withoutUnknown(accountsOf(client), ids, (some) => withoutBusy(client, some, send));
}

/** Who it is that is in too many groups is not said: each half is sent on its own. */
async function withoutBusy(
  client: TencentClient,
  ids: readonly string[],
  send: (ids: readonly string[]) => Promise<Refused>,
): Promise<Refused> {
  try {
    return await send(ids);
  } catch (error) {
    const { vendorCode, vendorText } = refusal(error) ?? {};
    const [first] = ids;
    if (vendorCode !== codes.joinedTooMany || first === undefined) throw error;
    if (ids.length === 1) return new Map([[first, `code ${vendorCode} "${vendorText}"`]]);
    const half = Math.ceil(ids.length / 2);
    const one = await forThose(client, ids.slice(0, half), send);
    return new Map([...one, ...(await forThose(client, ids.slice(half), send))]);
  }
}

/** Why people were not added of whom the vendor says no more than that. */
export async function reasonsFor(client: TencentClient, ids: readonly string[]): Promise<Refused> {
  if (ids.length === 0) return new Map();
  const accounts = accountsOf(client);
  const unknown = await unknownAmong(accounts, ids);
  const other = "the vendor gives no reason; banned from the group, perhaps";
  return new Map(ids.map((id) => [id, unknown.includes(id) ? noSuch(accounts) : other]));
}
