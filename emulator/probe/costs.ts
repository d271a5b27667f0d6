/** How often each call is made, at most. */
export type Calls = Readonly<Record<string, number>>;

/** What something costs, at most. The lab refuses to spend more: a plan is kept. */
export interface Costs {
  readonly calls: Calls;
  /** Objects that are made, by kind. */
  readonly objects?: Readonly<Record<string, number>>;
}
