import { isOfARun, Names } from "../live/names";

const names = new Names("r1", ["ann", "Full.One", "team", "@TGS#_shop"]);

test("an id gets the run's prefix where the vendor lets it stand", () => {
  expect([names.of("ann"), names.of("@TGS#_shop")]).toEqual(["imlive-r1-ann", "@TGS#_imlive-r1-shop"]);
});

test("ids in a program are named, resources and other texts are not", () => {
  const program =
    'new a.Group(\n  "team",\n  { GroupId: "team", Name: "teams", MemberList: { ann: {}, anna: {} }, by: ["ANN"] });';
  expect(names.inProgram(program, ["ann", "team"])).toBe(
    'new a.Group(\n  "team",\n  { GroupId: "imlive-r1-team", Name: "teams", MemberList: { "imlive-r1-ann": {}, anna: {} }, by: ["imlive-r1-ANN"] });',
  );
});

test("ids in the parameters of a call are named once, however deep", () => {
  const params = { From_Account: "ann", list: [{ id: "full.one" }, { id: "@TGS#_shop@TOPIC#_news" }], Name: "By hand" };
  const named = {
    From_Account: "imlive-r1-ann",
    list: [{ id: "imlive-r1-full.one" }, { id: "@TGS#_imlive-r1-shop@TOPIC#_news" }],
    Name: "By hand",
  };
  expect(names.inParams(params)).toEqual(named);
  expect(names.inParams(named)).toEqual(named);
  expect(names.outOf(named)).toEqual(params);
});

test("only what begins as a run's is of a run", () => {
  const ids = ["imlive-r1-ann", "@TGS#_imlive-r2-shop", "ann", "@TGS#_shop", "my-imlive-r1-ann"];
  expect(ids.filter(isOfARun)).toEqual(ids.slice(0, 2));
});
