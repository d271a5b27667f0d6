/** What the processes of a live run share. */
export interface Meter {
  /** The file in which creations are noted. */
  journal: string;
  /** The process of the run: when it is gone, nothing more is sent. */
  pid: number;
  /** What the ids that the run chooses begin with. */
  prefix: string;
  maxCalls: number;
  maxObjects: number;
}

/** A line of a journal. */
export interface Note {
  /** The first line. */
  run?: string;
  pid?: number;
  app?: string;
  /** What sort of object, as in the vendor's `objects.ts`. */
  kind?: string;
  /** An object's id. */
  made?: string;
  /** Whether that came with the vendor's answer. */
  given?: boolean;
  /** One whose id the vendor gives is asked for. */
  making?: boolean;
}

export function before(meter: Meter, call: { path: string; body: string }): ((answer: string) => void) | undefined;
export function callsIn(journal: string): number;
export function isRunning(pid: number): boolean;
export function notesIn(journal: string): Note[];
export function objectsIn(notes: Note[]): number;
