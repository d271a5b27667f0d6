import type { PeopleLookup } from "../collections/unknown-people";
import { refusal } from "../errors";
import type { CommsEaseClient } from "./client";

/** The vendor's code for an account that does not exist, and for any other bad parameter. */
const badParameter = 414;

/** Which accounts there are, read together. */
export function accountsOf(client: CommsEaseClient): PeopleLookup {
  return {
    noun: "account",
    mayBeUnknown: (error) => refusal(error)?.vendorCode === badParameter,
    async exist(accids) {
      const profiles = await Promise.all(accids.map((accid) => client.profiles.load(accid)));
      return profiles.map((profile) => profile !== undefined);
    },
  };
}
