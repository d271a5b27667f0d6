import { Origin } from "../../provider/http/pool";
import type { Values } from "../../provider/values/values";

/** An answer as the vendor gave it, to be changed in place or replaced. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
export type Rewrite = (answer: any) => unknown;

/** What came of work, and how many answers were rewritten meanwhile. */
export interface Rewritten<T> {
  outcome: PromiseSettledResult<T>;
  times: number;
}

/**
 * Does work while a call is answered in another form.
 * @param call the vendor's name of it, as the path has it
 * @param rewrite changes the answer; what it returns, if anything, takes its place
 */
export async function rewriting<T>(call: string, rewrite: Rewrite, work: () => Promise<T>): Promise<Rewritten<T>> {
  const { post } = Origin.prototype;
  let times = 0;
  Origin.prototype.post = async function (request, ...rest) {
    const result = await post.call(this, request, ...rest);
    if (result.kind !== "answer" || !new RegExp(`/${call}\\b`).test(request.path)) return result;
    times += 1;
    const answer: Values = JSON.parse(result.text);
    return { ...result, text: JSON.stringify(rewrite(answer) ?? answer) };
  };
  try {
    const [outcome] = await Promise.allSettled([work()]);
    return { outcome, times };
  } finally {
    Origin.prototype.post = post;
  }
}
