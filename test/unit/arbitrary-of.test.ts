import fc from "fast-check";
import { definitions } from "../../provider/dynamic";
import { checked } from "../../provider/resource/check";
import { render } from "../../provider/schema/problems";
import { runs } from "../support/arbitraries";
import { arbitraryOf, demandedOf } from "../support/arbitrary-of";

describe.each(definitions)("inputs of $kind that follow from its definition", (definition) => {
  const problemsOf = (inputs: Record<string, unknown>) => checked(definition, inputs).problems.map(render);

  test("are in order, and their normal form is one", () => {
    fc.assert(
      fc.property(arbitraryOf(definition), (raw) => {
        const before = structuredClone(raw);
        const { inputs, problems } = checked(definition, raw);
        expect(problems.map(render)).toEqual([]);
        expect(checked(definition, inputs)).toEqual({ inputs, problems: [] });
        expect(raw).toEqual(before);
      }),
      runs(25),
    );
  });

  test("have every field now and then", () => {
    const own = Object.keys(definition.schema.shape).filter((key) => !/^mark$|Key$|Expires$/.test(key));
    const seen = new Set(fc.sample(arbitraryOf(definition), { numRuns: 80, seed: 7 }).flatMap(Object.keys));
    expect(own.filter((key) => !seen.has(key))).toEqual([]);
  });

  test("are demanded as long as they are few", () => {
    const demanded = demandedOf(definition);
    expect(problemsOf(demanded)).toEqual([]);
    for (const key of Object.keys(demanded)) {
      const { [key]: _, ...others } = demanded;
      expect(problemsOf(others)).not.toEqual([]);
    }
  });
});
