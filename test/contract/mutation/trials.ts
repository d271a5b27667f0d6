import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { answers as commsease } from "../../../provider/commsease/answers";
import { answers as nexconn } from "../../../provider/nexconn/answers";
import type { Settled } from "../../../provider/resource/lifecycle";
import { answers as tencent } from "../../../provider/tencent/answers";
import type { Values } from "../../../provider/values/values";
import { definitionOf } from "../../support/kinds";
import type { Cloud } from "../faults/cloud";
import { Documented } from "./documented";
import { type Mutation, mutationsOf, type Place, placesOf, placeText, valueAt } from "./places";
import type { Recorded, Way } from "./rewriting";
import type { Scene } from "./scenes";

const schemas: Readonly<Record<string, z.ZodType>> = { ...commsease, ...nexconn, ...tencent };

export type Operation = "read" | "update" | "remove";

/** How a trial came out. */
export type Outcome =
  /** As if the answer had been as it should. */
  | "same"
  /** With an error of the provider's, and nothing lost. */
  | "error"
  /** Otherwise, as the schema says of what is missing. */
  | "documented"
  /** Nothing that is read is another, so that the trial needs no run. */
  | "unread"
  /** State or cloud lost something, or the provider broke down. */
  | "failure";

/** What is compared: what came back, and what the cloud holds. */
interface Result {
  returned: unknown;
  world: unknown;
}

interface Trial {
  answer: Recorded;
  place: Place;
  mutation: Mutation;
}

/** The trials of one operation on one object. */
export class Trials {
  readonly counts: Partial<Record<Outcome, number>> = {};
  readonly failures: string[] = [];
  places = 0;
  #before: Settled = { id: "", state: {} };
  #isFresh = false;

  constructor(
    readonly cloud: Cloud,
    readonly way: Way,
    readonly scene: Scene,
    readonly operation: Operation,
  ) {}

  /** @param chosen which of the mutations of a place are tried, told by the number of the place */
  async run(chosen: (mutations: readonly Mutation[], index: number) => readonly Mutation[]): Promise<void> {
    await this.#make();
    this.way.begin();
    const calm = await this.#result();
    const known = this.way.recorded;
    if ("error" in calm) throw calm.error;
    for (const answer of known.values()) {
      const whole: unknown = JSON.parse(answer.result.text);
      const documented = schemas[answer.call] && new Documented(schemas[answer.call] as z.ZodType);
      for (const place of placesOf(whole, (at) => documented?.isOpen(at) ?? true)) {
        const all = mutationsOf(valueAt(whole, place), place).filter((one) => !isAnotherValue(one, place, documented));
        for (const mutation of chosen(all, this.places++))
          await this.#try({ answer, place, mutation }, whole, documented, known, calm);
      }
    }
  }

  async #try(
    { answer, place, mutation }: Trial,
    whole: unknown,
    documented: Documented | undefined,
    known: ReadonlyMap<string, Recorded>,
    calm: Result,
  ): Promise<void> {
    if (this.#isUnread(answer.call, place, whole, mutation)) return this.#count("unread");
    await this.#make();
    this.way.begin({ known, key: answer.key, rewrite: (given) => mutation.of(given, place) });
    const result = await this.#result();
    const told = "error" in result ? this.#ofError(result.error) : isDeepStrictEqual(result, calm) ? "same" : undefined;
    const outcome = told ?? this.#ofChange(place, mutation, documented);
    this.#count(outcome);
    if (outcome !== "failure") return;
    const what = "error" in result ? `broke down: ${String(result.error)}` : difference(result, calm);
    this.failures.push(`${answer.call}: ${placeText(place)} ${mutation.name}: ${what}`);
  }

  /** Whether what the schema makes of an answer is the same: nothing else of it is read but its code. */
  #isUnread(call: string, place: Place, whole: unknown, mutation: Mutation): boolean {
    const schema = schemas[call];
    if (this.operation === "read" || !schema || place.length < 2) return false;
    const [before, after] = [whole, mutation.of(whole, place)].map((one) => schema.safeParse(bodyOf(one)));
    return isDeepStrictEqual(before?.data, after?.data) && before?.success === after?.success;
  }

  #ofError(error: unknown): Outcome {
    return /^IM_/.test(String((error as { code?: unknown }).code)) ? "error" : "failure";
  }

  #ofChange(place: Place, { leaves }: Mutation, documented: Documented | undefined): Outcome {
    return documented?.says(place, leaves) ? "documented" : "failure";
  }

  #count(outcome: Outcome): void {
    this.counts[outcome] = (this.counts[outcome] ?? 0) + 1;
  }

  /** Makes the object, where what was tried last may have changed it. */
  async #make(): Promise<void> {
    if (this.#isFresh && !this.way.hasWritten) return;
    const { kind, people, prepare, inputs, afterwards } = this.scene;
    const { cloud } = this;
    this.way.begin();
    await cloud.emulator.reset();
    await cloud.newRun();
    await cloud.people(...people);
    const all = { ...inputs, ...(await prepare?.(cloud)) };
    const definition = definitionOf(kind);
    const made = await cloud.create(definition, all);
    if (made.failure) throw made.failure;
    await afterwards?.(cloud, made.id);
    await cloud.newRun();
    const found = await cloud.read(definition, made);
    this.#before = { id: made.id, state: found?.state ?? {} };
    this.#inputs = all;
    this.#isFresh = true;
    this.way.begin();
  }
  #inputs: Values = {};

  async #result(): Promise<Result | { error: unknown }> {
    await this.cloud.close();
    try {
      const returned = await this.#act();
      return { returned, world: this.way.hasWritten ? withoutTimes(await this.cloud.world()) : "as it was" };
    } catch (error) {
      return { error };
    }
  }

  async #act(): Promise<unknown> {
    const { cloud, scene, operation } = this;
    const definition = definitionOf(scene.kind);
    if (operation === "read") return (await cloud.read(definition, this.#before)) ?? "gone";
    if (operation === "remove") return cloud.remove(definition, this.#before);
    const { state, failure } = await cloud.update(definition, this.#before, { ...this.#inputs, ...scene.change });
    if (failure) throw failure;
    const { token, accessToken, userSig, ...rest } = state;
    return rest;
  }
}

/** Ends of mutes in seconds are as far from now as the object is old, which is made anew for each trial. */
function withoutTimes(world: unknown): unknown {
  const isTime = (value: unknown) => typeof value === "number" && value > 1_600_000_000 && value < 4_000_000_000;
  return JSON.parse(JSON.stringify(world, (_key, value) => (isTime(value) ? "a time" : value)));
}

/** Whether an answer that came out so would be as good as the one before: nothing tells that it is another. */
function isAnotherValue({ name }: Mutation, place: Place, documented: Documented | undefined): boolean {
  if (name === "renamed") return documented?.isEntry(place) === true;
  return (name === "a broken number" || name === "a text") && documented?.takesTextsAndNumbers(place) === true;
}

/** What a schema is about: in newer calls of Nexconn that stands below `result`. */
function bodyOf(answer: unknown): unknown {
  return (answer as { result?: unknown } | null)?.result ?? answer;
}

/** What of a result is another, in few words. */
function difference(result: Result, calm: Result): string {
  if (result.returned === "gone") return "told to be gone";
  const [is, was] = [result, calm].map((one) => flat(one));
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys
    .filter((key) => was?.[key] !== is?.[key])
    .slice(0, 3)
    .map((key) => `${key} ${was?.[key]} -> ${is?.[key]}`)
    .join("; ");
}

function flat(value: unknown, path = ""): Record<string, string> {
  if (typeof value !== "object" || value === null) return { [path]: JSON.stringify(value) ?? "nothing" };
  return Object.assign({}, ...Object.entries(value).map(([key, item]) => flat(item, `${path}.${key}`)));
}
