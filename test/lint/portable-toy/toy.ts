import { z } from "zod";
import { connectionField } from "../connection/fields";
import type { ToyInputs as NexconnInputs } from "../nexconn/toy/fields";
import { toy as nexconnToy } from "../nexconn/toy/resource";
import { type ArgsOf, classOf } from "../program/resource-class";
import { asId, filledText, type Shape, text } from "../schema/fields";
import { type Block, type Portable, portableKind, sameAs } from "./translation";

/** What a {@link Toy} is declared with, on any vendor. */
export interface ToyInputs {
  /** The toy's id. */
  toyId: string;
  /** The toy's name. */
  name?: string | undefined;
  /** The name of the connection. */
  connection?: string | undefined;
  /** Fields of `nexconn.Toy` under their own names. */
  nexconn?: Block<NexconnInputs, typeof onNexconn> | undefined;
}

/** What the program can read of a {@link Toy}. */
export interface ToyState extends ToyInputs {
  /** The vendor of the connection. */
  vendor: string;
  /** The public id of the app that the toy is in. */
  appId: string;
}

const schema = z.strictObject({
  toyId: asId(filledText(64)),
  name: text(20).optional(),
  connection: connectionField(),
} satisfies Shape<Omit<ToyInputs, "nexconn">>);

const onNexconn = { toyId: sameAs("toyId"), name: sameAs("name") };

/** The portable toy. */
export const toy: Portable = {
  name: "Toy",
  schema,
  id: "toyId",
  outputs: ["appId"],
  secrets: [],
  on: [{ definition: nexconnToy, fields: onNexconn }],
};

export const toyKind = portableKind(toy);

/** What a program gives to a {@link Toy}. */
export type ToyArgs = ArgsOf<ToyInputs>;

/** A toy on whichever cloud has toys. */
export class Toy extends classOf<ToyArgs, ToyState>(toyKind) {}
