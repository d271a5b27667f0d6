import * as pulumi from "@pulumi/pulumi";

const registered: { type: string; name: string }[] = [];

pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    registered.push({ type, name });
    return { id: `${name}-id`, state: inputs };
  },
  call: () => ({}),
});

const im = require("../../provider/index") as typeof import("../../provider/index");
const { definitions } = require("../../provider/dynamic") as typeof import("../../provider/dynamic");
const { kinds } = require("../../provider/portable") as typeof import("../../provider/portable");
const { codeOf } = require("../../provider/errors") as typeof import("../../provider/errors");

/** What every resource class is, whatever its inputs. */
interface ResourceClass {
  new (name: string, args: object, opts?: pulumi.CustomResourceOptions): pulumi.CustomResource;
  readonly __pulumiType: string;
  isInstance(value: unknown): boolean;
}

const kindNames = [...definitions.map(({ kind }) => kind), ...kinds.map(({ name }) => name)];

/** The class of a kind, found where a program finds it. */
function classOf(kind: string): ResourceClass {
  const [name = "", vendor] = kind.split(":").reverse();
  const classes = (vendor === undefined ? im : im[vendor as keyof typeof im]) as unknown as Record<string, unknown>;
  return classes[name] as ResourceClass;
}

/** What the SDK would print of a warning, and under which resource. */
function warnings() {
  return jest.spyOn(pulumi.log, "warn").mockImplementation(async () => {});
}

// What was registered goes on in the background, and would keep the worker from ending.
afterAll(() => pulumi.runtime.disconnect());

afterEach(() => {
  jest.restoreAllMocks();
  registered.length = 0;
});

const deletesFirst = new Map([
  ...definitions.map(({ kind, replacement }) => [kind, replacement === "delete"] as const),
  ...kinds.map((one) => [one.name, one.deletesFirst] as const),
]);

describe.each(kindNames)("the class of %s", (kind) => {
  test("asks to remove first where that is always right, and leaves it to the diff elsewhere", () => {
    const asked: unknown[] = [];
    const transformations: pulumi.ResourceTransformation[] = [
      ({ opts }) => void asked.push((opts as pulumi.CustomResourceOptions).deleteBeforeReplace),
    ];
    const Class = classOf(kind);
    new Class("one", {}, { transformations });
    new Class("two", {}, { transformations, deleteBeforeReplace: false });
    // Not false: the engine would take that for more than what the diff says.
    expect(asked).toEqual([deletesFirst.get(kind) ? true : undefined, false]);
  });

  test("has the type that its resources are registered with, and knows them by it", async () => {
    const Class = classOf(kind);
    const made = new Class("made", {});
    const other = new pulumi.ComponentResource("acme:Other", "other");
    await (made.urn as unknown as { promise(): Promise<string> }).promise();
    expect(registered.find(({ name }) => name === "made")?.type).toBe(Class.__pulumiType);
    expect([Class.isInstance(made), Class.isInstance(other), Class.isInstance(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(kindNames.filter((one) => classOf(one).isInstance(made))).toEqual([kind]);
    // As a copy of the package makes it, or as the policy SDK asks.
    expect(Class.isInstance({ __pulumiType: Class.__pulumiType })).toBe(true);
  });

  test("refuses the option import in a line, before anything is registered", () => {
    const make = () => new (classOf(kind))("desk", {}, { import: "svc-desk" });
    let error: unknown;
    try {
      make();
    } catch (thrown) {
      error = thrown;
    }
    expect([pulumi.RunError.isInstance(error), codeOf(error)]).toEqual([true, "IM_INVALID_INPUT"]);
    expect(String(error)).toContain(
      `IM_INVALID_INPUT: The resource "desk" (${kind.replace(":", ".")}) has the option \`import\``,
    );
    expect(String(error)).toContain("docs/import.md");
    expect(registered).toEqual([]);
  });

  test("warns of the option replaceOnChanges, once for each resource that has it", () => {
    const warned = warnings();
    const Class = classOf(kind);
    const made = new Class("desk", {}, { replaceOnChanges: ["name"] });
    new Class("other", {}, { replaceOnChanges: [] });
    expect(warned.mock.calls).toEqual([[expect.stringContaining("`replaceOnChanges` has no effect"), made]]);
  });
});

describe("an option that a component or a transformation sets", () => {
  class Desk extends pulumi.ComponentResource {
    constructor(name: string, own: pulumi.CustomResourceOptions, opts?: pulumi.ComponentResourceOptions) {
      super("acme:Desk", name, {}, opts);
      new im.commsease.Account(`${name}-bot`, { accid: "bot" }, { ...own, parent: this });
    }
  }

  test("is seen where a component hands it on", () => {
    expect(() => new Desk("desk", { import: "bot" })).toThrow('The resource "desk-bot" (commsease.Account)');
  });

  test.each<[string, (all: pulumi.ResourceTransformation) => void]>([
    ["the resource's own", (all) => void new Desk("own", { transformations: [all] })],
    ["a component's", (all) => void new Desk("component", {}, { transformations: [all] })],
  ])("is seen where it comes by %s transformation", (_, declare) => {
    const set = (more: pulumi.CustomResourceOptions) => {
      const all: pulumi.ResourceTransformation = ({ type, props, opts }) =>
        type.includes("Account") ? { props, opts: { ...opts, ...more } } : undefined;
      return () => declare(all);
    };
    expect(set({ import: "bot" })).toThrow("has the option `import`");
    const warned = warnings();
    set({ replaceOnChanges: ["name"] })();
    expect(warned).toHaveBeenCalledTimes(1);
  });
});
