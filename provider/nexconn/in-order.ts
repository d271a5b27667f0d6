import { demandAsked } from "../http/answers";
import type { Call } from "./calls";

/**
 * What the answer to a call about several tells of each, in the order in which they were asked for; undefined where it leaves
 * one out.
 * @param place where their ids stand in the answer
 * @throws ImError where it tells of somebody or something else
 */
export function inOrder<Told>(
  call: Call,
  asked: readonly string[],
  place: string,
  told: readonly (readonly [id: string, told: Told])[],
): (Told | undefined)[] {
  const byId = new Map(told);
  demandAsked({ vendor: "nexconn", call, object: asked.join(" ") }, place, [...byId.keys()], asked);
  return asked.map((id) => byId.get(id));
}
