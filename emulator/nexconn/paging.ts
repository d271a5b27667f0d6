import { refuse } from "../cloud/refusal";

/** The page with a number from 1. */
export function numbered<T>(items: readonly T[], page: number, size: number): T[] {
  return items.slice((page - 1) * size, page * size);
}

interface PageOrder {
  readonly pageToken: string | undefined;
  readonly pageSize: number;
  /** 0 upwards, 1 downwards. */
  readonly order: number;
}

/**
 * The page after a token, and the token of the page that follows if one does. A token names its list and the last item before it, so one of another list is refused, and
 * what joins or leaves between two pages moves nobody else.
 */
export function tokenPage<T extends { readonly seq: number }>(
  list: string,
  items: readonly T[],
  { pageToken, pageSize, order }: PageOrder,
): { page: T[]; pageToken: string | undefined } {
  const sorted = items.toSorted((a, b) => (order === 0 ? a.seq - b.seq : b.seq - a.seq));
  const scope = `${list} ${order} `;
  const start = pageToken ? readToken(pageToken, scope) : undefined;
  const rest = start === undefined ? sorted : sorted.filter(({ seq }) => (order === 0 ? seq > start : seq < start));
  const page = rest.slice(0, pageSize);
  const last = page.at(-1);
  if (!last || rest.length === page.length) return { page, pageToken: undefined };
  return { page, pageToken: Buffer.from(`${scope}${last.seq}`).toString("base64url") };
}

function readToken(token: string, scope: string): number {
  const text = Buffer.from(token, "base64url").toString();
  const seq = text.startsWith(scope) ? text.slice(scope.length) : "";
  return /^\d+$/.test(seq) ? Number(seq) : refuse(25432, "pageToken is invalid");
}
