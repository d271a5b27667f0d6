import { isPermitted, type SettingValue } from "../cloud/settings";
import { Account } from "./account";
import { named } from "./answer";
import type { Costs } from "./costs";
import type { Condition, Experiment, Fixture } from "./experiment";
import type { Journal } from "./journal";
import { type Bench, OwnLab } from "./lab";
import { NoAnswer, Unreachable } from "./line";
import { Objects } from "./objects";
import type { Finding, Outcome } from "./outcome";
import { experimentOf, settingsBefore } from "./requirements";
import { Setback } from "./setbacks";
import type { ProbedVendor } from "./vendor";
import { type Surroundings, Wire } from "./wire";
import { counted } from "./words";

/** How a probe is made. */
export interface ProbeOptions<S extends string> extends Surroundings {
  readonly names: readonly S[];
  readonly prefix: string;
  readonly journal: Journal;
  /** Hears of each setting when it is known. */
  readonly progress?: (text: string) => void;
}

/** What came of a probe. */
export interface ProbeResult<S extends string> {
  readonly findings: ReadonlyMap<S, Finding>;
  /** How often each call was sent. */
  readonly sent: ReadonlyMap<string, number>;
  /** Objects that were made, by kind. */
  readonly made: ReadonlyMap<string, number>;
  /** What could not be removed, and why. */
  readonly remaining: readonly string[];
}

/** The app cannot be probed at all. */
export class ProbeError extends Error {}

/** Finds out settings of one app. Each experiment is done once, when the first setting asks for it. */
class Probe<O, S extends string> implements Bench<O, S> {
  readonly wire: Wire<O, S>;
  readonly objects: Objects<O, S>;
  readonly findings = new Map<S, Finding>();
  readonly #fixtures = new Map<Fixture<O, S, unknown>, Promise<unknown>>();
  /** Those of fixtures, which are cleaned up last. */
  readonly #labs: OwnLab<O, S>[] = [];
  readonly #running = new Set<Experiment<O, S>>();

  constructor(
    readonly vendor: ProbedVendor<O, S>,
    readonly options: ProbeOptions<S>,
  ) {
    this.wire = new Wire(vendor, options, (name) => this.valueOf(name));
    this.objects = new Objects(vendor, options.app.id, options.prefix, options.journal, options.clock.now());
  }

  async run(): Promise<ProbeResult<S>> {
    const { first } = this.vendor;
    try {
      for (const name of first) await this.find(name);
      await this.#greet();
      await this.#sweep();
      for (const name of this.options.names) await this.find(name);
    } finally {
      for (const lab of this.#labs.splice(0).reverse()) await lab.clean();
    }
    const { findings, wire, objects } = this;
    return { findings, sent: wire.sent, made: objects.made, remaining: objects.remaining };
  }

  valueOf(name: S): SettingValue | undefined {
    const finding = this.findings.get(name);
    return finding && "value" in finding ? finding.value : undefined;
  }

  async fixture<T>(fixture: Fixture<O, S, T>): Promise<T> {
    const made = (this.#fixtures.get(fixture) as Promise<T> | undefined) ?? this.#makeFixture(fixture);
    this.#fixtures.set(fixture, made);
    return made;
  }

  async find(name: S): Promise<Finding> {
    const known = this.findings.get(name);
    if (known) return known;
    const experiment = experimentOf(this.vendor, name);
    if (!experiment) return this.#tell(name, { untold: this.#reasonOf(name) });
    if (this.#running.has(experiment)) throw new Error(`${name} has to be known before itself`);
    this.#running.add(experiment);
    const hidden = await this.#hiddenReason(experiment);
    if (hidden !== undefined) for (const one of experiment.tells) this.#tell(one, { untold: hidden });
    else await this.#try(experiment);
    return this.findings.get(name) ?? this.#tell(name, { untold: "the experiment said nothing" });
  }

  async #try(experiment: Experiment<O, S>): Promise<void> {
    const lab = this.#lab(experiment.tells.join(", "), experiment, experiment);
    try {
      const outcome = await experiment.run(lab);
      for (const name of experiment.tells) this.#tell(name, this.#judge(name, outcomeOf(outcome, name)));
    } catch (error) {
      if (!isSetback(error)) throw error;
      for (const name of experiment.tells) this.#tell(name, { untold: error.message });
    } finally {
      await lab.clean();
    }
  }

  /** Why an experiment can tell nothing; undefined where it can. */
  async #hiddenReason(experiment: Experiment<O, S>): Promise<string | undefined> {
    const lag = this.#unknownLag(experiment);
    if (lag !== undefined) return `hidden by ${lag}, which is not known`;
    for (const name of settingsBefore(experiment)) {
      const finding = await this.find(name);
      if (!("value" in finding)) return `hidden by ${name}, which is not known: ${finding.untold}`;
    }
    const condition = experiment.hiddenBy?.find((one) => this.#holds(one));
    if (!condition) return undefined;
    const hiding = Object.keys(condition) as S[];
    const reason = experiment.tells
      .map((name) => this.vendor.untellable[name])
      .find((one) => one?.hiddenBy !== undefined && hiding.some((name) => name === one.hiddenBy));
    return `hidden by ${hiding.map((name) => this.#said(name)).join(" and ")}${reason ? `: ${reason.because}` : ""}`;
  }

  /** Without its lag, what a cloud shows says nothing. */
  #unknownLag({ tells }: Experiment<O, S>): S | undefined {
    const { lag, first } = this.vendor;
    if (!lag || tells.some((name) => first.includes(name))) return undefined;
    return this.valueOf(lag.ms) === undefined ? lag.ms : undefined;
  }

  #holds(condition: Condition<S>): boolean {
    return (Object.keys(condition) as S[]).every((name) => condition[name]?.some((one) => one === this.valueOf(name)));
  }

  #said(name: S): string {
    return `${name} = ${JSON.stringify(this.valueOf(name))}`;
  }

  #judge(name: S, outcome: Outcome | undefined): Finding {
    if (!outcome) return { untold: "the experiment said nothing" };
    if ("untellable" in outcome) return { untold: this.#reasonOf(name) };
    const setting = this.vendor.settings[name];
    if ("value" in outcome && setting && isPermitted(outcome.value, setting)) return { value: outcome.value };
    const answer = "strange" in outcome ? outcome.strange : outcome.after;
    return { untold: `answered something that no value stands for${answer ? `: ${named(answer)}` : ""}` };
  }

  #reasonOf(name: S): string {
    return this.vendor.untellable[name]?.because ?? "there is no experiment for it";
  }

  #tell(name: S, finding: Finding): Finding {
    this.findings.set(name, finding);
    const said = "value" in finding ? `= ${JSON.stringify(finding.value)}` : `is untold: ${finding.untold}`;
    this.options.progress?.(`${this.vendor.name}.${name} ${said}`);
    return finding;
  }

  async #makeFixture<T>(fixture: Fixture<O, S, T>): Promise<T> {
    const lab = this.#lab(fixture.name, fixture, fixture);
    this.#labs.push(lab);
    return fixture.make(lab);
  }

  async #greet(): Promise<void> {
    const { call, params } = this.vendor.greeting;
    const answer = await this.#lab("greeting", { calls: { [call]: 1 } }).call(call, params);
    if (answer.ok) return;
    throw new ProbeError(
      `${named(answer)}: app, secret and endpoint do not belong together, or the app is not in service`,
    );
  }

  async #sweep(): Promise<void> {
    const account = new Account("sweep", { calls: {} });
    for (const { listing } of Object.values(this.vendor.kinds)) if (listing) account.grant(listing.calls);
    const lab = new OwnLab(this, { account });
    const left = await this.objects.left(lab);
    if (left.length > 0)
      this.options.progress?.(`removing ${counted(left.length, ["object", "objects"])} that an earlier probe left`);
    await lab.sweep(left);
  }

  #lab(
    owner: string,
    costs: Costs,
    {
      needs,
      uses,
    }: {
      readonly needs?: readonly S[] | undefined;
      readonly uses?: readonly Fixture<O, S, unknown>[] | undefined;
    } = {},
  ): OwnLab<O, S> {
    return new OwnLab(this, { account: new Account(owner, costs), needs, uses });
  }
}

/** Whether an experiment is over, and the probe is not. */
function isSetback(error: unknown): error is Error {
  return error instanceof Setback || (error instanceof NoAnswer && !(error instanceof Unreachable));
}

function isOutcome(value: object): value is Outcome {
  return "value" in value || "strange" in value || "untellable" in value;
}

function outcomeOf<S extends string>(
  outcome: Outcome | Readonly<Partial<Record<S, Outcome>>>,
  name: S,
): Outcome | undefined {
  return isOutcome(outcome) ? outcome : outcome[name];
}

/** Finds out what the options name, and removes what it made, however it ends. */
export function probe<O, S extends string>(
  vendor: ProbedVendor<O, S>,
  options: ProbeOptions<S>,
): Promise<ProbeResult<S>> {
  vendor.checkApp?.(options.app);
  return new Probe(vendor, options).run();
}
