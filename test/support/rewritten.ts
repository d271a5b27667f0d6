import { Origin } from "../../provider/http/pool";

// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes.
type Json = any;

/**
 * Does some work while a cloud answers a call in another way.
 * @param call the end of its path
 * @param change what becomes of each answer; one that it gives back as undefined stays
 */
export async function rewritten<T>(
  call: string,
  change: (answer: Json) => unknown,
  work: () => Promise<T>,
): Promise<T> {
  const { post } = Origin.prototype;
  Origin.prototype.post = async function (this: Origin, request) {
    const result = await post.call(this, request);
    if (result.kind !== "answer" || !request.path.endsWith(`/${call}`)) return result;
    const answer = change(JSON.parse(result.text));
    return answer === undefined ? result : { ...result, text: JSON.stringify(answer) };
  };
  try {
    return await work();
  } finally {
    Origin.prototype.post = post;
  }
}
