import type { PeopleLookup } from "../collections/unknown-people";
import { refusal } from "../errors";
import { codes, type NexconnClient } from "./client";

/** Whether a refusal says that a user does not exist: users' calls have another code for it than those of groups. */
export function saysUnknown(error: unknown): boolean {
  const code = refusal(error)?.vendorCode;
  return code === codes.userUnknown || code === codes.noSuchUser;
}

/** Which users there are, each asked for by itself: the vendor has no call for several. */
export function usersOf(client: NexconnClient): PeopleLookup {
  const exists = async (userId: string) => {
    try {
      await client.call("user/get", { userId }, { object: userId });
      return true;
    } catch (error) {
      if (saysUnknown(error)) return false;
      throw error;
    }
  };
  return { noun: "user", mayBeUnknown: saysUnknown, exist: (userIds) => Promise.all(userIds.map(exists)) };
}
