import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parse, Scalar } from "yaml";
import type { Path } from "./paths";

/** The text of the value at a place of a file, where it stands there without quotes. */
export type Written = (path: Path) => string | undefined;

/** The texts in a part of a document. `root` leads to the part. */
export function writtenIn(document: Document | undefined, root: Path): Written {
  return (path) => {
    const node = [...root, ...path].reduce<Node | undefined>(
      (here, part) => childOf(here, part, document),
      document?.contents ?? undefined,
    );
    const value = resolved(node, document);
    // Of what has nothing after its key, the text is empty.
    return isScalar(value) && value.type === Scalar.PLAIN ? (value.source ?? "") : undefined;
  };
}

/** Whether YAML, in either of its versions, may read a text without quotes as a value. */
export function mayReadAs(text: string, value: unknown): boolean {
  const read = (["1.1", "1.2"] as const).map((version) => readAs(text, version));
  return read.some((one) => one === value);
}

function readAs(text: string, version: "1.1" | "1.2"): unknown {
  try {
    return parse(text, { version });
  } catch {
    return undefined;
  }
}

/** Whether a key is one that a program knows by a name: what stands there, or what YAML reads of it. */
function mayBeKey({ source = "", type }: Scalar, name: string): boolean {
  if (source === name) return true;
  return type === Scalar.PLAIN && (["1.1", "1.2"] as const).some((version) => String(readAs(source, version)) === name);
}

function resolved(node: Node | undefined, document: Document | undefined): Node | undefined {
  return isAlias(node) && document ? node.resolve(document) : node;
}

function childOf(node: Node | undefined, part: string | number, document: Document | undefined): Node | undefined {
  const here = resolved(node, document);
  if (isSeq(here)) return here.items[Number(part)] as Node | undefined;
  if (!isMap(here)) return undefined;
  const pairs = here.items as Pair<Node, Node | null>[];
  const own = pairs.find(({ key }) => isScalar(key) && mayBeKey(key, String(part)));
  if (own) return own.value ?? undefined;
  // What is merged in by `<<` counts as if it stood here.
  return pairs
    .filter(({ key }) => isScalar(key) && key.source === "<<")
    .flatMap(({ value }) => merged(value ?? undefined, document))
    .map((other) => childOf(other, part, document))
    .find((found) => found !== undefined);
}

function merged(node: Node | undefined, document: Document | undefined): Node[] {
  const here = resolved(node, document);
  if (isSeq(here)) return here.items as Node[];
  return here ? [here] : [];
}
