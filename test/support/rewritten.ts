import { Origin } from "../../provider/http/pool";

/** An answer as the vendor gave it, to be changed in place or replaced. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
export type Rewrite = (answer: any) => unknown;

/**
 * Does work while a call is answered in another form.
 * @param call the end of its path, or a pattern of it
 * @param rewrite changes the answer; what it returns, if anything, takes its place
 */
export async function rewritten<T>(call: string | RegExp, rewrite: Rewrite, work: () => Promise<T>): Promise<T> {
  const { post } = Origin.prototype;
  Origin.prototype.post = async function (this: Origin, request, ...rest) {
    const result = await post.call(this, request, ...rest);
    const [path = ""] = request.path.split("?");
    const isMeant = typeof call === "string" ? path.endsWith(`/${call}`) : call.test(path);
    if (result.kind !== "answer" || !isMeant) return result;
    const answer: unknown = JSON.parse(result.text);
    return { ...result, text: JSON.stringify(rewrite(answer) ?? answer) };
  };
  try {
    return await work();
  } finally {
    Origin.prototype.post = post;
  }
}

/** The same, and what came of the work, with how many answers were rewritten meanwhile. */
export async function rewriting<T>(call: string | RegExp, rewrite: Rewrite, work: () => Promise<T>) {
  let times = 0;
  const counted: Rewrite = (answer) => {
    times += 1;
    return rewrite(answer);
  };
  const [outcome] = await Promise.allSettled([rewritten(call, counted, work)]);
  return { outcome, times };
}
