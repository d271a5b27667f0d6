import { setTimeout as sleep } from "node:timers/promises";
import { ImError, messageOf, refusal } from "../../errors";
import { warn } from "../../report";
import { timestampText } from "../../schema/timestamps";
import type { NexconnClient } from "../client";

/** The vendor restores nobody sooner after the delete. */
const earliestMs = 3_600_000;

/** How long to wait between looks whether a restore is done. The vendor says within 15 minutes, which is too long to wait. */
const waitsMs = [500, 1_000, 2_000, 4_000];

/** Asks for a restore. A second request for the same user does no harm. */
export async function requestRestore(client: NexconnClient, userId: string): Promise<void> {
  try {
    await client.call("user/restore", { userIds: [userId] }, { object: userId });
  } catch (error) {
    throw refusal(error) ? tooEarly(client, userId, error) : error;
  }
  warn(`nexconn user ${userId} was soft-deleted; the vendor restores the user, without the data from before.`);
}

/** Waits a little for a restore that was asked for. */
export async function awaitRestore(client: NexconnClient, userId: string): Promise<void> {
  for (const ms of waitsMs) {
    if (!(await client.lists.softDeleted.load(userId))) return;
    await sleep(ms);
  }
  if (!(await client.lists.softDeleted.load(userId))) return;
  throw new ImError(
    "IM_PARTIAL",
    `nexconn user ${userId} is being restored, which the vendor does in the background within about 15 minutes. Run it again then: it finishes what is declared. Where the user was deleted less than an hour ago, run it again when that hour is over.`,
    { vendor: "nexconn", call: "user/restore", object: userId },
  );
}

function tooEarly(client: NexconnClient, userId: string, error: unknown): ImError {
  const { facts } = error as ImError;
  const latest = timestampText(Math.ceil((client.now() + earliestMs) / 60_000) * 60_000);
  return new ImError(
    "IM_REFUSED",
    `nexconn user ${userId} is soft-deleted, and the vendor refused to restore the user: ${messageOf(error)} A user can be restored from one hour after the delete on. The vendor does not say when that was: run it again at ${latest}, or before if you know the time of the delete.`,
    facts,
    { cause: error },
  );
}
