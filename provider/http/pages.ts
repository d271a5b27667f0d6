import { type CallFacts, ImError } from "../errors";

/** A page of a listing. */
export interface Page<Item, Place> {
  items: readonly Item[];
  /** Where the next page begins; undefined where there is none. */
  next: Place | undefined;
  /** How many there are in all, where that is told; text or `undefined` as an answer has it. */
  total?: unknown;
}

/** How a listing is read that comes in pages. */
export interface Listing<Item, Place> {
  facts: Pick<CallFacts, "vendor" | "call" | "object">;
  /** Where the first page begins. */
  first: Place;
  read(place: Place): Promise<Page<Item, Place>>;
  /** What an item is known by: one that is on two pages counts once. */
  idOf(item: Item): string;
  /** How few came, to read after the name of the call, such as `gave 3 members of 4`. */
  gave(found: number, total: number): string;
  /** Whether a page that is not the last may have nothing that was not on those before. */
  mayBringNothing?: boolean;
  /** Whether an incomplete list is read once more, since something may have come or gone between two pages. */
  again?: boolean;
}

/**
 * The pages of a listing, each asked for when the one before has been dealt with.
 * @throws ImError where the vendor sends back to a page that was read, so that there is no end
 */
export async function* pages<Item, Place>({
  facts,
  first,
  read,
}: Pick<Listing<Item, Place>, "facts" | "first" | "read">): AsyncGenerator<Page<Item, Place>, void> {
  const seen = new Set<string | undefined>();
  for (let place: Place = first; ; ) {
    seen.add(JSON.stringify(place));
    const page = await read(place);
    yield page;
    if (page.next === undefined) return;
    place = page.next;
    if (seen.has(JSON.stringify(place))) throw endless(facts);
  }
}

/**
 * All that a listing has, by id.
 * @throws ImError where it has less than the vendor counts, or the vendor tells of a next page and gives nothing more: what is
 * missing would be taken for gone
 */
export async function everyItem<Item, Place>(listing: Listing<Item, Place>): Promise<Map<string, Item>> {
  const { facts, idOf, gave, mayBringNothing = false, again = false } = listing;
  const found = new Map<string, Item>();
  let total: unknown;
  for await (const page of pages(listing)) {
    const before = found.size;
    for (const item of page.items) found.set(idOf(item), item);
    if (page.next !== undefined && found.size === before && !mayBringNothing) throw endless(facts);
    total = page.total;
  }
  if (!(found.size < Number(total ?? 0))) return found;
  if (again) return everyItem({ ...listing, again: false });
  throw unreadable(facts, gave(found.size, Number(total)));
}

type Facts = Pick<CallFacts, "vendor" | "call" | "object">;

function endless(facts: Facts): ImError {
  const about = facts.object === undefined ? "" : `for ${facts.object} `;
  return unreadable(facts, `${about}tells of more pages, and gives what it gave before`);
}

function unreadable(facts: Facts, what: string): ImError {
  const text = `${facts.vendor} ${facts.call} ${what}. Nothing was changed, for the others would be taken for gone. Run it again.`;
  return new ImError("IM_UNAVAILABLE", text, facts);
}
