import * as commsease from "./commsease";
import { ImError } from "./errors";
import * as nexconn from "./nexconn";
import * as portable from "./portable";
import { definitionsIn } from "./program/registered";
import { type Kind, nativeKind } from "./resource/adapter";
import type { AnyDefinition } from "./resource/definition";
import { Handler, shown } from "./resource/handler";
import * as tencent from "./tencent";

/** Every kind of resource. A kind that was ever released stays: states name it. */
export const definitions: readonly AnyDefinition[] = [commsease, nexconn, tencent].flatMap(definitionsIn);

const kinds: readonly Kind[] = [...definitions.map(nativeKind), ...portable.kinds];

/**
 * The provider of one kind. States call this by the package's path `pulumi-im/dynamic`, in whatever version is installed.
 */
export function handler(kind: string): Handler {
  const found = kinds.find(({ name }) => name === kind);
  if (!found) {
    const text = `This version of pulumi-im has no resource ${kind}. Install a version that has it.`;
    throw shown(new ImError("IM_UNKNOWN_KIND", text));
  }
  return new Handler(found);
}
