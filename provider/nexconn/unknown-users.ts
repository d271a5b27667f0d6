import { codeOf, refusal } from "../errors";
import { codes, type NexconnClient } from "./client";

/** Whether a refusal says that a user does not exist: users' calls have another code for it than those of groups. */
export function saysUnknown(error: unknown): boolean {
  const code = refusal(error)?.vendorCode;
  return code === codes.userUnknown || code === codes.noSuchUser;
}

/**
 * Those who do not exist, where a call about several people was refused because of one of them: the vendor does not say of
 * whom. Nobody for any other error.
 */
export async function unknownAmong(
  client: NexconnClient,
  userIds: readonly string[],
  error: unknown,
): Promise<string[]> {
  if (!saysUnknown(error)) return [];
  const isUnknown = await Promise.all(
    userIds.map((userId) =>
      client.call("user/get", { userId }, { object: userId }).then(
        () => false,
        (failure: unknown) => saysUnknown(failure) || rethrow(failure),
      ),
    ),
  );
  return userIds.filter((_, i) => isUnknown[i]);
}

/** Makes a call about several people, and names in its refusal those who do not exist. */
export async function namingUnknown<T>(
  client: NexconnClient,
  userIds: readonly string[],
  call: Promise<T>,
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const unknown = codeOf(error) ? await unknownAmong(client, userIds, error).catch(() => []) : [];
    if (unknown.length > 0 && error instanceof Error) {
      error.message += ` No such user in this app: ${unknown.join(", ")}.`;
    }
    throw error;
  }
}

function rethrow(error: unknown): never {
  throw error;
}
