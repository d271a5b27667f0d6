import { readdirSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../provider/dynamic";
import { commsease, nexconn, tencent } from "../../provider/index";
import { definitionsIn } from "../../provider/program/registered";
import { resourceClass } from "../../provider/program/resource-class";
import type { AnyDefinition } from "../../provider/resource/definition";

const kindsIn = (module: object) => definitionsIn(module).map(({ kind }) => kind);

const [definition] = definitions as [AnyDefinition];

describe("a resource is registered by the export of its class", () => {
  class One extends resourceClass<object, object>(definition) {}

  test("and by nothing else that a module exports", () => {
    const module = { One, other: class {}, fn: () => One, text: "One", none: undefined, definition };
    expect(kindsIn(module)).toEqual([definition.kind]);
  });

  test("once each, in the order of the module", () => {
    const [first, second] = definitions as [AnyDefinition, AnyDefinition];
    class Second extends resourceClass<object, object>(second) {}
    expect(kindsIn({ Second, One })).toEqual([second.kind, first.kind]);
  });
});

describe.each(Object.entries({ commsease, nexconn, tencent }))("%s", (vendor, exported) => {
  const own = definitions.filter((one) => one.vendor.name === vendor);

  test("shows a program its classes, each of its kind, and nothing else", () => {
    expect(Object.keys(exported)).toEqual(own.map(({ kind }) => kind.split(":")[1]));
    expect(kindsIn(exported)).toEqual(own.map(({ kind }) => kind));
  });

  test("has registered each folder that has a resource", () => {
    const root = join(__dirname, "../../provider", vendor);
    const folders = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
      /[\\/]resource\.ts$/.test(file),
    );
    expect(folders).toHaveLength(own.length);
  });
});
