import { ImError } from "../../provider/errors";
import { type ChosenId, makeChosen } from "../../provider/ownership/chosen-id";
import { declaredMark, stamped } from "../../provider/ownership/mark";
import { useWarned } from "../support/warned";

// Nothing here takes real time.
jest.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

const warned = useWarned();

const declared = declaredMark(["stack"], ["box"]);
const mark = stamped(declared);
const anothers = stamped(declaredMark(["stack"], ["other"]));
const unmarked = { mark: "" };

const lost = () => new ImError("IM_OUTCOME_UNKNOWN", "The create got no answer.", { call: "box/create" });
const exists = () => new ImError("IM_REFUSED", "no", { vendorCode: 7, vendorText: "exists" });
const refused = () => new ImError("IM_REFUSED", "no", { vendorCode: 8, vendorText: "not allowed" });

interface Box {
  mark?: string;
}

/** A vendor of one box: `looks` says what each look sees, the last one for all later ones; `answers` what each create comes to. */
function toy(
  looks: (Box | undefined | Error)[],
  answers: (Error | undefined)[],
  more: Partial<ChosenId<Box, string>> = {},
) {
  const log: string[] = [];
  const chosen: ChosenId<Box, string> = {
    what: "toy box b",
    idKey: "name",
    facts: { vendor: "toy", call: "box/create" },
    mark,
    adopt: false,
    look: async () => {
      log.push("look");
      const seen = looks.length > 1 ? looks.shift() : looks[0];
      if (seen instanceof Error) throw seen;
      return seen;
    },
    create: async () => {
      log.push("create");
      const answer = answers.shift();
      if (answer) throw answer;
      return "made";
    },
    saysExists: (error) => (error as ImError).facts.vendorCode === 7,
    ...more,
  };
  return { chosen, log };
}

const made = { made: "made", wasThere: false, isOurs: true };
/** Made by a create that got no answer. */
const fresh = { wasThere: false, isOurs: true };

describe("an object with an id of the program's choice", () => {
  test("is looked for, and made where it is not there", async () => {
    const { chosen, log } = toy([undefined], [undefined]);
    expect(await makeChosen(chosen)).toEqual(made);
    expect(log).toEqual(["look", "create"]);
  });

  test("that an interrupted run has made is taken back, and no create is sent", async () => {
    const { chosen, log } = toy([{ mark }], []);
    expect(await makeChosen(chosen)).toEqual({ found: { mark }, wasThere: true, isOurs: true });
    expect(warned()).toEqual([
      "warning: toy box b was there, made by this resource in an earlier run; it is taken over.",
    ]);
    expect(log).toEqual(["look"]);
  });

  test.each([
    ["that bears no mark", unmarked],
    ["of another resource", { mark: anothers }],
  ])("%s is refused, and taken on demand", async (_, there) => {
    const { chosen, log } = toy([there], []);
    await expect(makeChosen(chosen)).rejects.toMatchObject({ code: "IM_CONFLICT" });
    expect(await makeChosen({ ...chosen, adopt: true })).toEqual({ found: there, wasThere: true, isOurs: false });
    expect(log).toEqual(["look", "look"]);
  });

  test("is new where it shows only after its create, whose answer was lost", async () => {
    const { chosen, log } = toy([undefined, unmarked], [lost()]);
    expect(await makeChosen(chosen)).toEqual({ found: unmarked, ...fresh });
    expect(log).toEqual(["look", "create", "look"]);
    expect(warned()).toEqual([]);
  });

  test("is made again where a create was lost and a look does not show it, three times at most", async () => {
    const { chosen, log } = toy([undefined], [lost(), undefined]);
    expect(await makeChosen(chosen)).toEqual(made);
    expect(log).toEqual(["look", "create", "look", "create"]);
    const never = toy([undefined], [lost(), lost(), lost(), undefined]);
    await expect(makeChosen(never.chosen)).rejects.toMatchObject({ code: "IM_OUTCOME_UNKNOWN" });
    expect(never.log.filter((line) => line === "create")).toHaveLength(3);
  });

  test("is new where the create that was lost has acted after all, as the refusal of the next one tells", async () => {
    const { chosen, log } = toy([undefined], [lost(), exists()]);
    expect(await makeChosen(chosen)).toEqual(fresh);
    expect(log).toEqual(["look", "create", "look", "create"]);
  });

  test("is not new where the first create is refused because it exists: somebody was quicker", async () => {
    const { chosen, log } = toy([undefined], [exists()]);
    await expect(makeChosen(chosen)).rejects.toMatchObject({ code: "IM_REFUSED" });
    // For as long as a look may be behind.
    expect(log).toEqual(["look", "create", ...Array(7).fill("look")]);
  });

  test("is taken as it is where the look before was only behind", async () => {
    const ours = toy([undefined, undefined, { mark }], [exists()]);
    expect(await makeChosen(ours.chosen)).toEqual({ found: { mark }, wasThere: true, isOurs: true });
    const theirs = toy([undefined, { mark: anothers }], [exists()]);
    await expect(makeChosen(theirs.chosen)).rejects.toMatchObject({ code: "IM_CONFLICT" });
  });

  test("is looked for and not made again where the create was carried out, and its answer is not understood", async () => {
    const odd = () => new ImError("IM_UNEXPECTED_ANSWER", "It is odd.", { wasCarriedOut: true });
    expect(await makeChosen(toy([undefined, unmarked], [odd()]).chosen)).toEqual({ found: unmarked, ...fresh });
    const { chosen, log } = toy([undefined], [odd()]);
    await expect(makeChosen(chosen)).rejects.toMatchObject({ code: "IM_UNEXPECTED_ANSWER" });
    expect(log.filter((line) => line === "create")).toHaveLength(1);
    const unread = new ImError("IM_UNEXPECTED_ANSWER", "A read is odd.");
    await expect(makeChosen(toy([undefined], [unread]).chosen)).rejects.toBe(unread);
  });

  test("is not looked for after a refusal of another kind, first or second", async () => {
    for (const answers of [[refused()], [lost(), refused()]]) {
      const { chosen } = toy([undefined], answers);
      await expect(makeChosen(chosen)).rejects.toMatchObject({ facts: { vendorCode: 8 } });
    }
  });

  test("tells of the create where the look after it fails as well", async () => {
    const { chosen } = toy([undefined, new ImError("IM_UNREACHABLE", "No connection.")], [lost()]);
    await expect(makeChosen(chosen)).rejects.toMatchObject({
      code: "IM_OUTCOME_UNKNOWN",
      message: expect.stringMatching(/^The create got no answer\. .* No connection\.$/),
      facts: { call: "box/create" },
    });
  });
});

describe("where the vendor leaves alone what is there", () => {
  const isCreateSafe = true;

  test("nobody looks before the create", async () => {
    const { chosen, log } = toy([undefined], [undefined], { isCreateSafe });
    expect(await makeChosen(chosen)).toEqual(made);
    expect(log).toEqual(["create"]);
  });

  test("an object that is there is told by the refusal: ours is taken back, another's is refused in the vendor's words", async () => {
    const ours = toy([{ mark }], [exists()], { isCreateSafe });
    expect(await makeChosen(ours.chosen)).toEqual({ found: { mark }, wasThere: true, isOurs: true });
    const theirs = toy([{ mark: anothers }], [exists()], { isCreateSafe });
    const error = await makeChosen(theirs.chosen).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "IM_CONFLICT", facts: { vendorCode: 7, vendorText: "exists" } });
    expect(error.message).toMatch(/ The vendor refused the create with code 7 "exists"\.$/);
  });

  test("a refusal that a look does not bear out is told as it is", async () => {
    const { chosen, log } = toy([undefined], [exists()], { isCreateSafe });
    await expect(makeChosen(chosen)).rejects.toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 7 } });
    expect(log).toEqual(["create", ...Array(7).fill("look")]);
  });

  test("what a lost create has made is told by the very mark that it was sent with", async () => {
    const { chosen } = toy([{ mark }], [lost()], { isCreateSafe });
    expect(await makeChosen(chosen)).toEqual({ found: { mark }, ...fresh });
    expect(warned()).toEqual([]);
  });

  test("what bears our mark of an earlier run was there, though the create was lost", async () => {
    const earlier = { mark: stamped(declared, Date.now() - 600_000) };
    const { chosen } = toy([earlier], [lost()], { isCreateSafe });
    expect(await makeChosen(chosen)).toEqual({ found: earlier, wasThere: true, isOurs: true });
  });

  test.each([
    ["another's", { mark: anothers }, mark],
    ["unmarked", {}, mark],
    ["unmarked, with marks off", {}, undefined],
  ])("what is there after a lost create and %s is not taken for ours", async (_, there, wanted) => {
    const { chosen } = toy([there], [lost()], { isCreateSafe, mark: wanted });
    await expect(makeChosen(chosen)).rejects.toMatchObject({ code: "IM_CONFLICT" });
  });
});
