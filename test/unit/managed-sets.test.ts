import { definitions } from "../../provider/dynamic";

test("every definition with a mode says which of its inputs are sets, and no other does", () => {
  for (const { kind, schema, sets = [] } of definitions) {
    expect([kind, sets.length > 0]).toEqual([kind, "membership" in schema.shape]);
    for (const one of sets) expect(Object.keys(schema.shape)).toContain(one);
  }
});
