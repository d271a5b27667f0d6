/** The order of an action: it fits the action's schema. */
export type Order = Readonly<Record<string, unknown>>;

/** Something that a client does, ordered through the control port. `C` is what the vendor's calls work on, too. */
export interface ClientAct<C> {
  /** JSON schema of the order's properties, `vendor` apart. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  /** Does it, or refuses in the code that the client would see. */
  act(order: Order, context: C): void;
}

export const textProperty = { type: "string", minLength: 1 } as const;

interface Joining<C> {
  /** What the order calls the room and the account. */
  readonly place: string;
  readonly person: string;
  readonly placeProperty?: object;
  readonly more?: Readonly<Record<string, unknown>>;
  enter(place: string, person: string, context: C, order: Order): void;
  leave(place: string, person: string, context: C, order: Order): void;
}

/** A client enters a place or leaves it. */
export function joining<C>({
  place,
  person,
  placeProperty = textProperty,
  more,
  enter,
  leave,
}: Joining<C>): ClientAct<C> {
  return {
    required: [place, person, "action"],
    properties: { [place]: placeProperty, [person]: textProperty, action: { enum: ["enter", "leave"] }, ...more },
    act(order, context) {
      const move = order.action === "enter" ? enter : leave;
      move(String(order[place]), String(order[person]), context, order);
    },
  };
}
