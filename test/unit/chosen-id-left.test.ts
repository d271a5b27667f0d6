import { ImError } from "../../provider/errors";
import { makeChosen } from "../../provider/ownership/chosen-id";
import { declaredMark, stamped } from "../../provider/ownership/mark";

// Nothing here takes real time.
jest.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

interface Found {
  mark?: string;
  isOff: boolean;
}

const longAgo = Date.UTC(2022, 0, 1);
const declared = declaredMark(["stack"], ["resource"]);
const ours = stamped(declared, longAgo);
const anothers = stamped(declaredMark(["stack"], ["other"]), longAgo);

/** Makes an object of which a delete leaves what is off. */
function make(found: Found | undefined, { mark = stamped(declared), adopt = false, left = true } = {}) {
  return makeChosen<Found, string>({
    what: "acme thing x",
    facts: {},
    mark: mark === "" ? undefined : mark,
    adopt,
    look: async () => found,
    create: async () => "made",
    saysExists: () => false,
    ...(left && { left: { is: ({ isOff }) => isOff, word: "off" } }),
  });
}

beforeEach(() => {
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

test("what a delete has left is taken back, however long ago that was, and that is told", async () => {
  const found = { mark: ours, isOff: true };
  expect(await make(found)).toEqual({ found, wasThere: true, isOurs: true });
  expect(process.stderr.write).toHaveBeenCalledWith("warning: acme thing x was there, off; it is taken back.\n");
});

test("without marks, it is taken back whose ever it was", async () => {
  const found = { isOff: true };
  expect(await make(found, { mark: "" })).toEqual({ found, wasThere: true, isOurs: true });
});

test.each([
  ["bears another's mark", { mark: anothers, isOff: true }, {}],
  ["bears none, where marks are on", { isOff: true }, {}],
  ["is in use, and of long ago", { mark: ours, isOff: false }, {}],
  ["stands as no delete leaves it", { mark: ours, isOff: true }, { left: false }],
])("what %s is refused, or adopted and then not our own", async (_, found, options) => {
  await expect(make(found, options)).rejects.toMatchObject({ code: "IM_CONFLICT" });
  expect(await make(found, { ...options, adopt: true })).toEqual({ found, wasThere: true, isOurs: false });
});

test("what an interrupted run has made is our own", async () => {
  const found = { mark: stamped(declared), isOff: false };
  expect(await make(found)).toEqual({ found, wasThere: true, isOurs: true });
});

test("what is made now comes with what the create gave", async () => {
  expect(await make(undefined)).toEqual({ made: "made", wasThere: false, isOurs: true });
});

test("a refusal says nothing of what a delete has left", async () => {
  const refused = new ImError("IM_REFUSED", "no", { vendorCode: 1 });
  const making = makeChosen<Found, never>({
    what: "acme thing x",
    facts: {},
    mark: undefined,
    adopt: false,
    look: async () => undefined,
    create: () => Promise.reject(refused),
    saysExists: () => true,
    left: { is: () => true, word: "off" },
  });
  await expect(making).rejects.toBe(refused);
});
