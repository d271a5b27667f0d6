import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, notesIn } from "./meter.cjs";
import type { Made } from "./row";
import type { Run } from "./run";

/** What a run noted of what it made. */
export interface Journal {
  path: string;
  made: Made[];
  /** Whether the run is still going on. */
  isRunning: boolean;
}

/** Begins the journal of a run. */
export function newJournal({ vendor, app, name, journals }: Run): string {
  mkdirSync(journals, { recursive: true });
  const path = join(journals, `${vendor}-${name}-${process.pid}.jsonl`);
  writeFileSync(path, `${JSON.stringify({ run: name, app, pid: process.pid })}\n`);
  return path;
}

/** The journals of an app that are there. */
export function journalsOf({ vendor, app, journals }: Run): Journal[] {
  mkdirSync(journals, { recursive: true });
  const files = readdirSync(journals).filter((file) => file.startsWith(`${vendor}-`) && file.endsWith(".jsonl"));
  return files.flatMap((file) => {
    const path = join(journals, file);
    const notes = notesIn(path);
    const [head] = notes;
    if (head?.app !== app) return [];
    const made = notes.flatMap(({ kind, made: id }) => (kind && id ? [{ kind, id }] : []));
    return [{ path, made, isRunning: head.pid !== undefined && head.pid !== process.pid && isRunning(head.pid) }];
  });
}

/** Takes a journal away, when nothing of what it names is left to remove. */
export function endJournal(path: string): void {
  for (const file of [path, `${path}.calls`]) rmSync(file, { force: true });
}
