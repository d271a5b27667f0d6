import { z } from "zod";
import { refusal, withMore } from "../errors";
import { bytes, described } from "../schema/fields";
import { own } from "../values/objects";

/** Custom data by key. The app's console has to know the keys. */
export type CustomData = Record<string, string>;

const longestKey = 16;

export function customDataField(valueBytes: number) {
  const key = z.string().refine((name) => name !== "" && Buffer.byteLength(name) <= longestKey);
  return described(
    z.record(
      described(key, `a key of 1 to ${longestKey} bytes`, "Use a key that the vendor's console has."),
      bytes(valueBytes),
    ),
    `a map of texts of at most ${valueBytes} bytes in UTF-8, by keys of at most ${longestKey} bytes`,
    'Write { kind: "support" }; the keys have to be declared in the vendor\'s console first.',
  );
}

/** What brings custom data to what is declared: the vendor leaves alone what is not listed, and takes `""` for "remove it". */
export function pairsToSend(declared: CustomData, current: CustomData = {}): { Key: string; Value: string }[] {
  const changed = Object.entries(declared).filter(([key, value]) => own(current, key) !== value);
  const dropped = Object.keys(current).filter((key) => !Object.hasOwn(declared, key));
  return [...changed, ...dropped.map((key) => [key, ""] as const)].map(([Key, Value]) => ({ Key, Value }));
}

/** Those of the listed data whose keys are declared: the others are nobody's business here. */
export function declaredOf(listed: readonly { Key: string; Value: string }[], declared: CustomData): CustomData {
  const live = Object.fromEntries(listed.map(({ Key, Value }) => [Key, Value]));
  const values = Object.entries(declared).map(([key, value]) => [
    key,
    own(live, key) ?? (value === "" ? "" : undefined),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

const badParameter = 10004;

/** Makes a call that carries custom data, and says in its refusal where the keys have to be declared. */
export async function carryingKeys<Answered>(
  keys: readonly string[],
  of: "group" | "group member",
  call: Promise<Answered>,
): Promise<Answered> {
  try {
    return await call;
  } catch (error) {
    // The code stands for any parameter, and the vendor's words may change: so this is added, and not put in their place.
    if (keys.length === 0 || refusal(error)?.vendorCode !== badParameter) throw error;
    throw withMore(
      error,
      `If it is about the custom fields ${keys.join(", ")}: declare them as ${of} custom fields in the vendor's console first, which takes about 5 minutes to work, or leave them out.`,
    );
  }
}
