import type { SettingValue } from "../cloud/settings";
import type { Account } from "./account";
import type { Answer } from "./answer";
import type { Fixture, Lab, Params } from "./experiment";
import type { Made } from "./journal";
import { NoAnswer } from "./line";
import type { Objects } from "./objects";
import { refused, Setback } from "./setbacks";
import type { Wire } from "./wire";

/** What labs share. */
export interface Bench<O, S extends string> {
  readonly wire: Wire<O, S>;
  readonly objects: Objects<O, S>;
  fixture<T>(fixture: Fixture<O, S, T>): Promise<T>;
}

interface Part<O, S extends string> {
  readonly account: Account;
  readonly needs?: readonly S[] | undefined;
  readonly uses?: readonly Fixture<O, S, unknown>[] | undefined;
}

/** A lab with an account of its own. */
export class OwnLab<O, S extends string> implements Lab<O, S> {
  readonly #made: Made[] = [];
  readonly #undo: (() => Promise<unknown>)[] = [];

  constructor(
    readonly bench: Bench<O, S>,
    readonly part: Part<O, S>,
  ) {}

  call(call: string, params: Params, options?: O): Promise<Answer> {
    return this.bench.wire.call({ call, params, options }, this.part.account);
  }

  atOnce(call: string, params: Params, options?: O): Promise<Answer> {
    return this.bench.wire.atOnce({ call, params, options }, this.part.account);
  }

  async must(call: string, params: Params, options?: O): Promise<Answer> {
    const answer = await this.call(call, params, options);
    if (!answer.ok) throw refused(answer);
    return answer;
  }

  afterwards(call: string, params: Params): void {
    this.#undo.unshift(() => this.call(call, params));
  }

  value(name: S): SettingValue {
    const { needs = [], account } = this.part;
    if (!needs.includes(name)) throw new Error(`${account.owner} asks for ${name} and does not declare it`);
    const value = this.bench.wire.found(name);
    if (value === undefined) throw new Setback(`${name} is not known`);
    return value;
  }

  use<T>(fixture: Fixture<O, S, T>): Promise<T> {
    const { uses = [], account } = this.part;
    if (!uses.includes(fixture)) throw new Error(`${account.owner} uses ${fixture.name} and does not declare it`);
    return this.bench.fixture(fixture);
  }

  newId(): string {
    return this.bench.objects.newId();
  }

  lastingId(label: string): string {
    return this.bench.objects.lastingId(label);
  }

  async make(
    kind: string,
    create: (id: string) => Promise<Answer>,
    id = this.newId(),
  ): Promise<{ id: string; answer: Answer }> {
    this.#note(kind, id);
    return { id, answer: await create(id) };
  }

  async mustMake(kind: string, create: (id: string) => Promise<Answer>, id?: string): Promise<string> {
    const made = await this.make(kind, create, id);
    if (!made.answer.ok) throw refused(made.answer);
    return made.id;
  }

  async makeAssigned(
    kind: string,
    create: () => Promise<Answer>,
    idOf: (answer: Answer) => string | undefined,
  ): Promise<{ id: string | undefined; answer: Answer }> {
    const answer = await create();
    const id = idOf(answer);
    if (id !== undefined) this.#note(kind, id);
    return { id, answer };
  }

  async mustMakeAssigned(
    kind: string,
    create: () => Promise<Answer>,
    idOf: (answer: Answer) => string | undefined,
  ): Promise<string> {
    const { id, answer } = await this.makeAssigned(kind, create, idOf);
    if (id === undefined) throw refused(answer);
    return id;
  }

  now(): number {
    return this.bench.wire.around.clock.now();
  }

  sleep(ms: number): Promise<void> {
    return this.bench.wire.sleep(ms);
  }

  /** Takes back what was done and removes what was made, newest first. */
  clean(): Promise<void> {
    const undone = this.#undo.splice(0);
    const made = this.#made.splice(0).reverse();
    return this.bench.wire.unstoppable(async () => {
      for (const undo of undone) {
        await undo().catch((error: unknown) => {
          if (!(error instanceof NoAnswer)) throw error;
        });
      }
      for (const one of made) await this.bench.objects.remove(one, this, this.part.account);
    });
  }

  /** Removes objects that earlier probes left. */
  async sweep(left: readonly Made[]): Promise<void> {
    for (const made of left) await this.bench.objects.remove(made, this, this.part.account);
  }

  #note(kind: string, id: string): void {
    this.part.account.spendObject(kind);
    this.bench.objects.note(kind, id);
    this.#made.push({ app: this.bench.objects.app, kind, id });
  }
}
