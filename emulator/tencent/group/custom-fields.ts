import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { list, object, required, text } from "../parameters";
import { commaSeparated } from "../settings";
import type { GroupType } from "../state";

interface Offered {
  readonly Key: string;
  readonly Value: string;
}

function pairs(valueBytes: number) {
  return list(
    object({
      Key: required(text({ nonEmpty: true, max: 16, title: "custom key" })),
      Value: required(text({ max: valueBytes, title: "custom value" })),
    }),
  );
}

/** AppDefinedData of a group. */
export const groupPairs = pairs(512);
/** AppMemberDefinedData. */
export const memberPairs = pairs(64);

/** Whether the console knows a key of groups or members of this type. */
function isDeclared(key: string, type: GroupType, declared: string): boolean {
  return commaSeparated(declared).some((one) => one === "*" || one === key || one === `${type}:${key}`);
}

/** Those of the fields that the console knows; refuses others as the settings say. */
export function declaredPairs(
  offered: readonly Offered[],
  type: GroupType,
  declared: string,
  { settings }: Context,
): readonly Offered[] {
  const known = offered.filter(({ Key }) => isDeclared(Key, type, declared));
  if (known.length < offered.length && (known.length === 0 || settings.undeclaredKeys === "fail")) {
    return refuse(10004, "all defined key is invalid");
  }
  return known;
}

/** Writes the listed fields and no others; an empty value removes one. */
export function mergePairs(target: Map<string, string>, offered: readonly Offered[]): void {
  for (const { Key, Value } of offered) {
    if (Value === "") target.delete(Key);
    else target.set(Key, Value);
  }
}
