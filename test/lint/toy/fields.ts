import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { type Shape, shownName, text, word } from "../../schema/fields";
import { channelIdField } from "../ids";

/** What {@link Toy} is declared with. */
export interface ToyInputs {
  /** The toy's id, chosen by you. A change makes a new toy. */
  toyId: string;
  /** The toy's name. */
  name?: string | undefined;
  /**
   * The toy's colour.
   * @call user/get
   */
  colour?: "red" | "blue" | undefined;
  /** What its owner says about it. */
  note?: string | undefined;
  /**
   * The name of the connection.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the program can read of a {@link Toy}. */
export interface ToyState extends ToyInputs {
  /** The App Key of the app that the toy is in. */
  appId: string;
}

export const schema = z.strictObject({
  toyId: channelIdField(),
  name: shownName(text(20)).optional(),
  colour: word({ red: "as a fire engine", blue: "as the sea" }).optional(),
  note: text(100).optional(),
  connection: connectionField(),
} satisfies Shape<ToyInputs>);
