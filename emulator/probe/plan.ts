import type { Costs } from "./costs";
import { requirements } from "./requirements";
import type { ProbedVendor } from "./vendor";
import { counted } from "./words";

/** What a probe does at most, known before anything is sent. */
export interface Plan {
  /** How often each call is made, what removes its objects included. */
  readonly calls: Readonly<Record<string, number>>;
  /** Objects made, by kind. */
  readonly objects: Readonly<Record<string, number>>;
  /** Those of them that stay for good, by kind. */
  readonly left: Readonly<Record<string, number>>;
}

class Sums {
  readonly sums = new Map<string, number>();

  add(name: string, number: number): void {
    this.sums.set(name, (this.sums.get(name) ?? 0) + number);
  }

  addAll(numbers: Readonly<Record<string, number>>, times = 1): void {
    for (const [name, number] of Object.entries(numbers)) this.add(name, number * times);
  }

  sorted(): Record<string, number> {
    return Object.fromEntries([...this.sums].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** The plan of a probe of these settings. */
export function planOf<O, S extends string>(vendor: ProbedVendor<O, S>, names: readonly S[]): Plan {
  const [calls, objects, left] = [new Sums(), new Sums(), new Sums()];
  const { experiments, fixtures } = requirements(vendor, names);
  calls.add(vendor.greeting.call, 1);
  for (const { listing } of Object.values(vendor.kinds)) calls.addAll(listing?.calls ?? {});
  for (const costs of [...experiments, ...fixtures] satisfies readonly Costs[]) {
    calls.addAll(costs.calls);
    objects.addAll(costs.objects ?? {});
  }
  for (const [kind, number] of objects.sums) {
    const { removal, leaves } = vendor.kinds[kind] ?? {};
    calls.addAll(removal?.calls ?? {}, number);
    if (leaves !== undefined) left.add(kind, number);
  }
  return { calls: calls.sorted(), objects: objects.sorted(), left: left.sorted() };
}

function total(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((sum, one) => sum + one, 0);
}

/** The plan as people read it. */
export function planText<O, S extends string>(vendor: ProbedVendor<O, S>, names: readonly S[], prefix: string): string {
  const plan = planOf(vendor, names);
  const calls = Object.entries(plan.calls);
  const width = Math.max(...calls.map(([, times]) => String(times).length));
  const kinds = (numbers: Readonly<Record<string, number>>) =>
    Object.entries(numbers).map(([kind, number]) => counted(number, vendor.kinds[kind]?.words ?? [kind, kind]));
  const stays = Object.entries(plan.left).map(
    ([kind, number]) =>
      `  ${counted(number, vendor.kinds[kind]?.words ?? [kind, kind])}: ${vendor.kinds[kind]?.leaves}`,
  );
  return [
    `${vendor.title}: ${counted(names.length, ["setting", "settings"])}`,
    `at most ${counted(total(plan.calls), ["call", "calls"])}:`,
    ...calls.map(([call, times]) => `  ${String(times).padStart(width)}  ${call}`),
    `objects, all named ${prefix}…: ${kinds(plan.objects).join(", ") || "none"}`,
    ...(stays.length > 0 ? ["for good:", ...stays] : ["for good: nothing"]),
    "before that, what an earlier probe left is removed",
    "",
  ].join("\n");
}
