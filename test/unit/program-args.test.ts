import * as pulumi from "@pulumi/pulumi";
import { Team } from "../../provider/portable";
import { type Later, toldOfArgs } from "../../provider/resource/program-args";

const asLater = (value: object) => (pulumi.Output.isInstance(value) ? (value as unknown as Later) : undefined);
const told = (args: object) => Promise.resolve(toldOfArgs(args, asLater));
const secret = pulumi.secret("s");

describe("the paths of secrets in arguments", () => {
  const shared = { nick: secret };
  const cyclic: Record<string, unknown> = { name: secret };
  cyclic.self = cyclic;

  test.each<[string, object, (string | number)[][]]>([
    ["a field", { a: secret, b: pulumi.output("clear"), c: 1 }, [["a"]]],
    ["in an object and a list", { a: { b: [1, { c: secret }] } }, [["a", "b", 1, "c"]]],
    ["a whole object", { a: pulumi.secret({ b: { c: 1 } }) }, [["a"]]],
    ["in an output of several", { a: pulumi.output({ b: secret, c: 1 }) }, [["a"]]],
    ["in what a function of an output gives", { a: pulumi.output(1).apply(() => ({ b: [secret] })) }, [["a", "b", 0]]],
    ["what a function makes of a secret", { a: secret.apply((s) => s.length) }, [["a"]]],
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
  ])("%s", async (_, args, secrets) => {
    const found = await told(args);
    const sorted = [...(found?.secrets ?? [])].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    expect(sorted).toEqual(secrets);
  });

  test("there is nothing to tell, and nothing to wait for, where nothing is to come", () => {
    expect(toldOfArgs({ a: 1, b: ["x", { c: null }], d: undefined }, asLater)).toBeUndefined();
  });

  test("there is nothing to tell of what is no secret", async () => {
    expect(await told({ a: pulumi.output("x"), b: pulumi.unsecret(secret) })).toBeUndefined();
  });

  test("a value that fails does not hide the others, nor end the program by itself", async () => {
    const failing = Promise.reject(new Error("no such thing"));
    expect(await told({ a: failing, b: secret })).toEqual({ secrets: [["b"]] });
  });

  test("what is told hangs on no resource", () => {
    expect(pulumi.Output.isInstance(toldOfArgs({ a: secret }, asLater))).toBe(false);
  });
});

describe("the places of keys that no key can be", () => {
  const parsed = JSON.parse('{ "__proto__": { "manager": true }, "ana": {} }');
  test.each<[string, object, (string | number)[]]>([
    ["parsed", { members: parsed }, ["members", "__proto__"]],
    ["computed", { members: { ["__proto__"]: 1 } }, ["members", "__proto__"]],
    ["written out, which gives the object a prototype", { members: { __proto__: { a: 1 } } }, ["members", "__proto__"]],
    ["in an output", { a: pulumi.output({ members: parsed }) }, ["a", "members", "__proto__"]],
    ["in a list in a promise", { a: Promise.resolve([parsed]) }, ["a", 0, "__proto__"]],
  ])("%s", async (_, args, path) => {
    expect(await told(args)).toEqual({ unusable: [path] });
  });

  test.each([[new Date()], [new Map()], [Object.create(null)], [new (class Own {})()]])(
    "is none of %p",
    async (value) => {
      expect(await told({ a: value, b: pulumi.output(1) })).toBeUndefined();
    },
  );
});

test.each(["toString", "valueOf", "constructor", "hasOwnProperty"])(
  "a map with the key %s gets through the SDK",
  async (key) => {
    const registered: Record<string, unknown>[] = [];
    const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => {
      registered.push(inputs);
      return { id: name, state: inputs };
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", false, "organization");
    const args = { teamId: "t", name: "T", owner: "o", members: { [key]: { nickname: secret } } };
    const team = new Team(`team-${key}`, args);
    await new Promise((resolve) => team.urn.apply(resolve));
    expect(registered.find(({ teamId }) => teamId === "t")?.members).toMatchObject({
      value: { [key]: { nickname: "s" } },
    });
    expect(registered[0]?.__args).toEqual({ secrets: [["members", key, "nickname"]] });
  },
);
