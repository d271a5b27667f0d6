import { calls as commsease } from "../../../provider/commsease/calls";
import { calls as nexconn } from "../../../provider/nexconn/calls";
import type { AnyDefinition } from "../../../provider/resource/definition";
import type { Settled } from "../../../provider/resource/lifecycle";
import { calls as tencent } from "../../../provider/tencent/calls";
import type { Values } from "../../../provider/values/values";
import { type Cloud, failureOf, type Injected, type VendorFacts } from "./cloud";

/** One vendor call that a resource makes, in a change that makes it. */
export interface Scenario<C = Cloud> {
  /** The call that goes wrong. */
  call: string;
  /** What the resource is doing at that moment. */
  at: "create" | "update" | "read" | "remove";
  definition: AnyDefinition;
  /** People who are there already. */
  accounts?: string[];
  /** What else is there already. */
  prepare?: (cloud: C) => Promise<unknown>;
  /** What the stack holds before; not for a create. */
  before?: Values;
  /** What is declared in the end. */
  inputs: Values;
  /** What the vendor must hold of the object in the end. */
  holds: Values | "nothing";
  /** The call comes before there is an object of ours, so its refusal leaves nothing to keep. */
  comesFirst?: boolean;
  /** What there is by then is taken away again, so its refusal leaves nothing to keep either. */
  leavesNothing?: boolean;
  /** No look shows whether the call has acted, so that it is sent again after one. */
  isSentAgain?: boolean;
}

const silent: [string, (cloud: Cloud) => Injected][] = [
  ["the connection drops before the server acts", () => ({ kind: "drop-before" })],
  ["HTTP 502", () => ({ kind: "status", value: 502 })],
  ["HTTP 503", () => ({ kind: "status", value: 503 })],
  ["a server fault by its code", ({ vendor }) => ({ kind: "code", value: vendor.serverFault })],
  ["a wrong time", ({ vendor }) => ({ kind: "code", ...vendor.wrongTime })],
];

const acted: [string, (cloud: Cloud) => Injected][] = [
  ["the connection drops after the server acted", () => ({ kind: "drop-after" })],
  [
    "a server fault by its code after the server acted",
    ({ vendor }) => ({ kind: "code", value: vendor.serverFault, after: true }),
  ],
];

const refusal: Injected = { kind: "code", value: 403, desc: "forbidden by the test", times: 1000 };

/**
 * Puts every scenario through the faults. Which answers count as which outcome, and what follows from that for each kind of
 * call, has unit tests of its own (client, retry, exchange): it is gone through for each call that must not act twice and
 * for the first of the others, and in `npm run test:long` for all.
 */
export function describeFaults<C extends Cloud>(open: () => C, scenarios: Scenario<C>[]): void {
  describeAll(open, scenarios as Scenario[]);
}

const isLong = process.env.IM_TEST_LONG === "1";

const catalogues: Record<string, VendorFacts["calls"]> = { commsease, nexconn, tencent };

function isOnce({ call, definition }: Scenario): boolean {
  return catalogues[definition.vendor.name]?.[call]?.kind === "once";
}

function describeAll(cloud: () => Cloud, scenarios: Scenario[]): void {
  const firstOfOthers = scenarios.find((scenario) => !isOnce(scenario));
  const rows = scenarios.map((scenario) => [titleOf(scenario), scenario] as const);
  describe.each(rows)("%s", (_title, scenario) => {
    const isWhole = isLong || isOnce(scenario) || scenario === firstOfOthers;
    let calm: Outcome;

    beforeAll(async () => {
      await cloud().emulator.reset();
      calm = await play(cloud(), scenario);
      await cloud().close();
    });

    test("without a fault", () => {
      if (scenario.holds === "nothing") expect(calm.object).toBeUndefined();
      else expect(calm.object).toMatchObject(scenario.holds);
      expect(calm.settled?.failure).toBeUndefined();
      expect(calm.sent).toBeGreaterThan(0);
      expect(calm.blind).toEqual([]);
    });

    test.each(isWhole ? silent : silent.slice(0, 1))("%s", async (_fault, fault) => {
      const outcome = await play(cloud(), scenario, fault(cloud()));
      expectSame(outcome, calm);
      expect(outcome.sent).toBe(calm.sent + 1);
    });

    test.each(isWhole ? acted : acted.slice(0, 1))("%s", async (_fault, fault) => {
      const outcome = await play(cloud(), scenario, fault(cloud()));
      expectSame(outcome, calm);
      const isSentAgain = scenario.isSentAgain || !cloud().isOnce(scenario.call);
      expect(outcome.sent).toBe(calm.sent + (isSentAgain ? 1 : 0));
    });

    test("refused for good: the error names it, nothing is lost, and the next run finishes", async () => {
      const { before, error, settled } = await playRefused(cloud(), scenario);
      const { name } = cloud().vendor;
      expect(error).toMatchObject({
        code: "IM_REFUSED",
        facts: { vendor: name, call: scenario.call, vendorCode: 403, vendorText: "forbidden by the test" },
      });
      expect(error.message).toContain(`${name} ${scenario.call}`);
      expect(error.message).toContain('code 403 "forbidden by the test"');

      await cloud().newRun();
      expectSame(await act(cloud(), settled ? { ...scenario, at: "update" } : scenario, settled ?? before), calm);
    });
  });
}

/** The refusal of a scenario's call, thrown or beside what was kept. */
async function playRefused(cloud: Cloud, scenario: Scenario) {
  const before = await prepare(cloud, scenario);
  await cloud.inject(scenario.call, refusal);
  const work = perform(cloud, scenario, before);
  if (scenario.comesFirst || scenario.leavesNothing || scenario.at === "read" || scenario.at === "remove") {
    const error = await failureOf(work);
    await cloud.clearFaults();
    return { before, error, settled: undefined };
  }
  const settled = (await work) as Settled;
  await cloud.clearFaults();
  const idKey = cloud.vendor.idKeys.find((key) => key in settled.state) ?? "no id";
  expect(settled.id).toEqual(before?.id ?? scenario.inputs[idKey] ?? expect.stringMatching(cloud.vendor.givenId));
  expect(settled.state).toMatchObject({ [idKey]: settled.id });
  return { before, error: await failureOf(Promise.reject(settled.failure)), settled };
}

interface Outcome {
  settled: Settled | undefined;
  /** What `read` said. */
  found: unknown;
  object: Values | undefined;
  world: unknown;
  sent: number;
  blind: string[];
}

async function play(cloud: Cloud, scenario: Scenario, fault?: Injected): Promise<Outcome> {
  const before = await prepare(cloud, scenario);
  if (fault) await cloud.inject(scenario.call, fault);
  return act(cloud, scenario, before);
}

async function prepare(cloud: Cloud, { accounts = [], prepare: more, before, definition }: Scenario) {
  await cloud.people(...accounts);
  await more?.(cloud);
  const settled = before && (await cloud.create(definition, before));
  expect(settled?.failure).toBeUndefined();
  await cloud.newRun();
  return settled;
}

async function act(cloud: Cloud, scenario: Scenario, before: Settled | undefined): Promise<Outcome> {
  const result = await perform(cloud, scenario, before);
  const isSettled = scenario.at === "create" || scenario.at === "update";
  const settled = isSettled ? (result as Settled) : undefined;
  const id = settled?.id ?? before?.id ?? "";
  const object = await cloud.object(id);
  if (settled) cloud.expectToken(settled.state, object);
  return {
    settled,
    found: isSettled ? undefined : result,
    object,
    world: await cloud.world(),
    sent: await cloud.sent(scenario.call),
    blind: await cloud.blindRepeats(),
  };
}

async function perform(cloud: Cloud, scenario: Scenario, before: Settled | undefined): Promise<unknown> {
  const { at, definition, inputs } = scenario;
  if (at === "create") return cloud.create(definition, inputs);
  const settled = before as Settled;
  if (at === "update") return cloud.update(definition, settled, inputs);
  return at === "read" ? cloud.read(definition, settled) : cloud.remove(definition, settled);
}

function expectSame(outcome: Outcome, calm: Outcome): void {
  expect(outcome.world).toEqual(calm.world);
  expect(withoutToken(outcome.settled)).toEqual(withoutToken(calm.settled));
  expect(withoutToken(outcome.found)).toEqual(withoutToken(calm.found));
  expect(outcome.blind).toEqual([]);
}

/** A token that the server makes is another one each time. */
function withoutToken(value: unknown): unknown {
  if (!(value instanceof Object) || !("state" in value)) return value;
  const { token, accessToken, ...state } = value.state as Values;
  return { ...value, state: { ...state, hasToken: (token ?? accessToken) !== undefined } };
}

function titleOf({ call, at, inputs, before }: Scenario): string {
  const changed = Object.keys(inputs).filter((key) => before === undefined || before[key] !== inputs[key]);
  return at === "read" || at === "remove" ? `${call} at ${at}` : `${call} at ${at} of ${changed.join(", ")}`;
}
