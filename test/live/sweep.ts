import { setTimeout as sleep } from "node:timers/promises";
import { endJournal, journalsOf } from "./journal";
import type { Ask, LiveTable, Made } from "./row";
import type { Run } from "./run";

/** As the calls of a run: ten a second. */
const pauseMs = 100;

/** What a sweep came to, each as lines to print. */
export interface Swept {
  removed: string[];
  stays: string[];
  /** What could not be removed; the journals that name it are kept. */
  left: string[];
}

/**
 * Removes what runs have made: by their journals, and by what the vendor lists. The runs of others go on.
 * @returns what was removed, what the vendor keeps, and what is left
 */
export async function sweep(run: Run, { objects, vendor }: Pick<LiveTable, "objects" | "vendor">): Promise<Swept> {
  const ask: Ask = async (call, params) => {
    await sleep(pauseMs);
    return run.calls.vendor(call, params);
  };
  const journals = journalsOf(run);
  const over = journals.filter(({ isRunning }) => !isRunning);
  const others = journals.filter(({ isRunning }) => isRunning).flatMap(({ made }) => made);
  const noted = over.flatMap(({ made }) => made);
  const listed = await objects.listed(ask, noted);
  const all = distinct([...noted, ...listed]).filter((one) => !others.some((other) => isSame(one, other)));

  const swept: Swept = { removed: [], stays: [], left: [] };
  for (const [kind, { remove, stays }] of Object.entries(objects.kinds)) {
    for (const { id } of all.filter((one) => one.kind === kind)) {
      const line = `${vendor} ${kind} ${id}`;
      if (!(await remove(ask, id))) swept.left.push(line);
      else if (stays) swept.stays.push(`${line} stays ${stays}`);
      else swept.removed.push(line);
    }
  }
  if (swept.left.length === 0) for (const { path } of over) endJournal(path);
  return swept;
}

const isSame = (one: Made, other: Made) => one.kind === other.kind && one.id === other.id;

function distinct(made: readonly Made[]): Made[] {
  return made.filter((one, i) => made.findIndex((other) => isSame(one, other)) === i);
}
