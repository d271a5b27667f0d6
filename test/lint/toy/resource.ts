import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import type { NexconnClient } from "../client";
import { vendor } from "../vendor";
import { schema, type ToyInputs, type ToyState } from "./fields";
import { guide } from "./guide";

/** The definition of `nexconn.Toy`, of which nothing is ever called. */
export const toy = define<NexconnClient, ToyInputs, ToyState>({
  kind: "nexconn:Toy",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [{ object: "toy", by: "toyId" }],
  secrets: [],
  replaceOn: ["toyId"],
  writeOnly: ["note"],
  calls: [{ call: "user/get", when: "before each create" }],
  onDelete: "Puts the toy away.",
  guide,
  replacement: "delete",
  normalise: (raw) => ({ inputs: raw, problems: [] }),
  conflicts: () => [],
  observe: async () => undefined,
  ensure: async (_client, { toyId }) => ({ id: toyId, current: { toyId } }),
  sync: async () => {},
  remove: async () => {},
});

/** What a program gives to a {@link Toy}. */
export type ToyArgs = ArgsOf<ToyInputs>;

/** A toy that belongs to a user. */
export class Toy extends resourceClass<ToyArgs, ToyState>(toy) {}
