import { ImError } from "../../provider/errors";
import { declaredMark, markAfter, markTakenOver, stamped } from "../../provider/ownership/mark";
import {
  conflict,
  isAnothers,
  notOurs,
  type Owner,
  ownerOf,
  takeOver,
  tellFormerOwner,
  type WantedObject,
  waysOnOfAnothers,
} from "../../provider/ownership/ownership";
import { useWarned } from "../support/warned";

const warned = useWarned();

const declared = declaredMark(["stack"], ["box"]);
const mark = stamped(declared);
const neighbours = stamped(declaredMark(["stack"], ["other"]));
const strangers = stamped(declaredMark(["elsewhere"], ["box"]));
const longAgo = stamped(declared, Date.UTC(2026, 0, 2, 3, 4));

describe("whose an object is", () => {
  test.each<[string, string | undefined, string | undefined, Owner]>([
    ["no mark", "", declared, "nobody"],
    ["no mark that was asked for", undefined, declared, "nobody"],
    ["our mark", mark, declared, "this resource"],
    ["our mark, taken over", markTakenOver(mark), declared, "this resource"],
    ["our mark, old", longAgo, declared, "this resource long ago"],
    ["the mark of what we replace", mark, markAfter(declared), "the resource before"],
    ["our mark as a replacement", markAfter(mark), markAfter(declared), "this resource"],
    ["the mark of what replaces us", markAfter(mark), declared, "this resource"],
    ["a neighbour's mark", neighbours, declared, "this stack"],
    ["another stack's mark", strangers, declared, "another stack"],
    ["any mark, where marks are off", mark, undefined, "another stack"],
  ])("%s", (_, live, ours, owner) => {
    expect(ownerOf(live, ours)).toBe(owner);
  });
});

describe("a conflict tells what is there, and the ways on", () => {
  const chosen = { what: "toy box b", idKey: "name", facts: { vendor: "toy", call: "box/create" } };
  const given = { what: "toy box 7", facts: {} };

  test.each<[Owner, Pick<WantedObject, "what" | "idKey" | "facts">, string]>([
    [
      "nobody",
      chosen,
      "toy box b exists already and was not made by this resource. Nothing was changed. Choose another name, take it over with `adopt: true`, or bring it into the stack with an import file (see docs/import.md). Was the resource renamed in the program? Then give it `aliases` with its former name, or run `pulumi state rename`.",
    ],
    [
      "nobody",
      given,
      "toy box 7 exists already and was not made by this resource. Nothing was changed. Take it over with `adopt: true`, or bring it into the stack with an import file (see docs/import.md). Was the resource renamed in the program? Then give it `aliases` with its former name, or run `pulumi state rename`.",
    ],
    [
      "this stack",
      chosen,
      "toy box b exists already: another resource of this stack has made it. Nothing was changed. Was the resource renamed in the program? Then give it `aliases` with its former name, or run `pulumi state rename`. Otherwise choose another name, or declare `adopt: true` to take it over: the other resource then leaves it alone.",
    ],
    [
      "another stack",
      chosen,
      "toy box b exists already: another stack has made it. Nothing was changed. Choose another name, or declare `adopt: true` to take it over: the other stack then leaves it alone.",
    ],
    [
      "another stack",
      given,
      "toy box 7 exists already: another stack has made it. Nothing was changed. Declare `adopt: true` to take it over: the other stack then leaves it alone.",
    ],
    [
      "the resource before",
      chosen,
      "toy box b is still in use by the resource that it is to replace. Nothing was changed. Set the option deleteBeforeReplace.",
    ],
    [
      "this resource long ago",
      chosen,
      "toy box b exists already. This resource, or one of the same name in a stack of the same name, made it at 2026-01-02T03:04:00Z, too long ago for a run that was interrupted. Nothing was changed. If it is this stack's, declare `adopt: true`; to have it made anew, destroy it first with `pulumi destroy --target`. If another copy of this stack has it, choose another name, or tell the copies apart: `pulumi config set im:ownershipMark NAME`.",
    ],
  ])("that is of %s", (owner, claim, text) => {
    expect(conflict(claim, owner, longAgo).message).toBe(text);
  });

  test("without the id where the vendor gives it", () => {
    expect(conflict(given, "this stack", neighbours).message).toContain("Otherwise declare `adopt: true` to take it");
    expect(conflict(given, "this resource long ago", longAgo).message).toContain(
      "of this stack has it, tell the copies",
    );
  });

  test("with the vendor's words and the facts of the create, where one was refused", () => {
    const refused = new ImError("IM_REFUSED", "no", { vendorCode: 7, vendorText: "exists", requestId: "r" });
    const error = conflict(chosen, "the resource before", mark, refused);
    expect(error).toMatchObject({
      code: "IM_CONFLICT",
      cause: refused,
      facts: { vendor: "toy", call: "box/create", vendorCode: 7, vendorText: "exists" },
    });
    expect(error.message).toMatch(/deleteBeforeReplace\. The vendor refused the create with code 7 "exists"\.$/);
  });
});

describe("an object that is there at a create", () => {
  const claim = { what: "toy box b", idKey: "name", facts: {}, mark: declared, adopt: false };

  test("is ours, and says so, whether or not it is to be adopted", () => {
    for (const adopt of [false, true]) expect(takeOver({ ...claim, adopt }, { mark })).toEqual({ mark });
    const text = "warning: toy box b was there, made by this resource in an earlier run; it is taken over.";
    expect(warned()).toEqual([text, text]);
  });

  test.each([
    ["another resource of this stack", neighbours],
    ["another stack", strangers],
  ])("and is of %s is adopted with a word to whoever had it", (owner, theirs) => {
    expect(() => takeOver(claim, { mark: theirs })).toThrow(/exists already/);
    expect(takeOver({ ...claim, adopt: true }, { mark: theirs })).toEqual({ mark: theirs });
    expect(warned()).toEqual([
      `warning: toy box b bore the mark of ${owner}, which leaves it alone from now on: it is taken over.`,
    ]);
  });

  test.each<Owner>(["nobody", "the resource before", "this resource long ago"])(
    "and is of %s is adopted without a word",
    (owner) => {
      tellFormerOwner("toy box b", owner);
      expect(warned()).toEqual([]);
    },
  );
});

describe("an object that another has taken over since", () => {
  test.each<[string, string | undefined, string | undefined, string | undefined, boolean]>([
    ["bears no mark", "", mark, declared, false],
    ["bears the mark that the state knows", mark, mark, undefined, false],
    ["was taken over by us", markTakenOver(mark), mark, undefined, false],
    ["bears another's", neighbours, mark, declared, true],
    ["bears a later one of the same resource", longAgo, mark, declared, true],
    ["is imported and bears ours", longAgo, undefined, declared, false],
    ["is imported and bears another's", neighbours, undefined, declared, true],
    ["is imported, and ours is not known", mark, undefined, undefined, true],
  ])("%s", (_, live, known, ours, expected) => {
    expect(isAnothers(live, known, ours)).toBe(expected);
  });

  test("is told with whom it belongs to, as far as that is known", () => {
    expect(notOurs("toy box b", neighbours, mark, "Done.")).toBe(
      "toy box b bears the mark of another resource of this stack. Done.",
    );
    expect(notOurs("toy box b", strangers, mark, "Done.")).toBe("toy box b bears the mark of another stack. Done.");
    expect(notOurs("toy box b", strangers, undefined, "Done.")).toBe(
      "toy box b bears the mark of another resource. Done.",
    );
  });

  test("leaves two ways: to give it up, and to have it", () => {
    const start =
      "Take the resource out of the program to give the object up; it stays at the vendor. To have the object, ";
    expect(waysOnOfAnothers(undefined)).toBe(`${start}declare \`adopt: true\`.`);
    expect(waysOnOfAnothers(mark)).toBe(
      `${start}give the resource another logical name and declare \`adopt: true\`, with the id where the program leaves it out.`,
    );
  });
});
