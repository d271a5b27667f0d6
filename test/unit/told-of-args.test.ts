import { type Later, toldOfArgs } from "../../provider/resource/program-args";
import type { Path } from "../../provider/values/paths";

/** A value of some SDK that is there later. */
class Coming implements Later {
  constructor(
    readonly value: unknown,
    readonly secret = false,
  ) {}
  get isSecret() {
    return Promise.resolve(this.secret);
  }
  promise() {
    if (this.value instanceof Error) return Promise.reject(this.value);
    return Promise.resolve(this.value);
  }
}

const told = async (args: object) => toldOfArgs(args, (value) => (value instanceof Coming ? value : undefined));
const secret = new Coming("s", true);
const lost = JSON.parse('{ "__proto__": 1, "ana": {} }');

describe("what a program alone can tell of its arguments", () => {
  const shared = { nick: secret };
  const cyclic: Record<string, unknown> = { name: secret };
  cyclic.self = cyclic;

  test.each<[string, object, Path[]]>([
    ["a field", { a: secret, b: new Coming("clear"), c: 1 }, [["a"]]],
    ["in objects and lists", { a: { b: [1, { c: secret }] } }, [["a", "b", 1, "c"]]],
    ["as a whole, whatever is in it", { a: new Coming({ b: secret }, true) }, [["a"]]],
    ["in what comes later", { a: new Coming({ b: [secret] }) }, [["a", "b", 0]]],
    ["in a promise", { a: Promise.resolve({ b: secret }) }, [["a", "b"]]],
    [
      "of one object at two places",
      { a: shared, b: [shared] },
      [
        ["a", "nick"],
        ["b", 0, "nick"],
      ],
    ],
    ["in an object that holds itself", cyclic, [["name"]]],
    ["beside what fails", { a: Promise.reject(new Error("no")), b: new Coming(new Error("no")), c: secret }, [["c"]]],
  ])("is where secrets are: %s", async (_, args, secrets) => {
    expect(await told(args)).toEqual({ secrets });
  });

  test.each<[string, object, Path[]]>([
    ["now", { members: lost }, [["members", "__proto__"]]],
    ["in what comes later", { a: new Coming({ members: lost }) }, [["a", "members", "__proto__"]]],
    ["in a list in a promise", { a: Promise.resolve([lost]) }, [["a", 0, "__proto__"]]],
  ])("is where keys are that no key can be: %s", async (_, args, unusable) => {
    expect(await told(args)).toEqual({ unusable });
  });

  test("is both", async () => {
    expect(await told({ a: secret, b: lost })).toEqual({ secrets: [["a"]], unusable: [["b", "__proto__"]] });
  });

  test("is nothing where nothing is secret, and there is nothing to wait for where nothing is to come", async () => {
    expect(await told({ a: new Coming("x"), b: null, c: Promise.resolve(1) })).toBeUndefined();
    expect(toldOfArgs({ a: 1, b: ["x", { c: null }], d: undefined }, () => undefined)).toBeUndefined();
  });

  test.each(["__pulumiResource", "__pulumiAsset", "__pulumiArchive"])(
    "is nothing of what is in a resource or an asset, as %s says",
    (sign) => {
      expect(toldOfArgs({ a: { [sign]: true, b: secret, c: lost } }, () => undefined)).toBeUndefined();
    },
  );
});
