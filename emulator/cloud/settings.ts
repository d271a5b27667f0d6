import { InputError } from "../input-error";

/** What a setting can hold. */
export type SettingValue = string | number | boolean;

/** One behaviour that the vendor's documentation leaves open, as data. */
export interface Setting<T extends SettingValue = SettingValue> {
  /** The permitted values; absent for a range or free text. */
  readonly values?: readonly T[];
  readonly range?: readonly [number, number];
  readonly fallback: T;
  readonly about: string;
}

export type SettingTable = Readonly<Record<string, Setting>>;

/** The values that a table of settings holds, by name. */
export type ValuesOf<S extends SettingTable> = { -readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

export function choice<const T extends SettingValue>(
  values: readonly T[],
  fallback: NoInfer<T>,
  about: string,
): Setting<T> {
  return { values, fallback, about };
}

export function count(range: readonly [number, number], fallback: number, about: string): Setting<number> {
  return { range, fallback, about };
}

export function freeText(fallback: string, about: string): Setting<string> {
  return { fallback, about };
}

/** The permitted values of a setting, for error texts and documentation. */
export function permitted(setting: Setting): string {
  if (setting.values) return setting.values.map((value) => JSON.stringify(value)).join(", ");
  return setting.range ? `${setting.range[0]} to ${setting.range[1]}` : "any text";
}

/** Whether a setting can hold a value. */
export function isPermitted(value: unknown, { values, range }: Setting): value is SettingValue {
  if (values) return values.some((allowed) => allowed === value);
  if (!range) return typeof value === "string";
  return typeof value === "number" && Number.isInteger(value) && value >= range[0] && value <= range[1];
}

/** The settings of one vendor: a table, the values it was started with, and the values now. */
export class SettingGroup<S extends SettingTable> {
  readonly values: ValuesOf<S>;
  #start: Record<string, SettingValue> = {};

  constructor(
    readonly vendor: string,
    readonly table: S,
  ) {
    for (const [name, setting] of Object.entries(table)) this.#start[name] = setting.fallback;
    this.values = { ...this.#start } as ValuesOf<S>;
  }

  /** Checks name and value without setting anything. */
  check(name: string, value: unknown): SettingValue {
    const setting = Object.hasOwn(this.table, name) ? this.table[name] : undefined;
    if (!setting) throw new InputError(`unknown setting ${this.vendor}.${name}`);
    if (isPermitted(value, setting)) return value;
    throw new InputError(
      `setting ${this.vendor}.${name} cannot be ${JSON.stringify(value)}; permitted: ${permitted(setting)}`,
    );
  }

  /** A number by its setting's name; 0 where the vendor has no such setting. */
  countOf(name: string): number {
    const value: unknown = Reflect.get(this.values, name);
    return typeof value === "number" ? value : 0;
  }

  set(name: string, value: unknown): void {
    Object.assign(this.values, { [name]: this.check(name, value) });
  }

  /** Sets what `reset` returns to as well. */
  setAtStart(name: string, value: unknown): void {
    this.set(name, value);
    this.#start[name] = this.check(name, value);
  }

  /** The value that a text on the command line stands for. */
  valueOf(name: string, text: string): SettingValue {
    const setting = Object.hasOwn(this.table, name) ? this.table[name] : undefined;
    if (setting?.range) return Number(text);
    return setting?.values?.find((one) => String(one) === text) ?? text;
  }

  reset(): void {
    Object.assign(this.values, this.#start);
  }
}
