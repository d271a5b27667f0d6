import type { MemberType } from "../../provider/commsease/answers";
import {
  afterStep,
  flagsOf,
  isFixed,
  nextStep,
  nobody,
  type RoleFlags,
  type RoleStep,
  type Standing,
} from "../../provider/commsease/chatroom-roles/steps";

type Role = "manager" | "common" | "guest";

/** A person at a vendor of either kind: one that a release makes a guest, or leaves what he was. */
interface Actual {
  role: Role;
  blocked: boolean;
  muted: boolean;
}

const flags = [false, true];
const everyActual = (["manager", "common", "guest"] as const).flatMap((role) =>
  flags.flatMap((blocked) => flags.map((muted): Actual => ({ role, blocked, muted }))),
);
const everyWanted: (RoleFlags | undefined)[] = [
  undefined,
  ...flags.flatMap((manager) =>
    flags.flatMap((blocked) => flags.map((muted): RoleFlags => ({ manager, blocked, muted }))),
  ),
];

/** What the vendor shows of somebody: of one who is restricted, whether he is a manager as well, and no more. */
function shown({ role, blocked, muted }: Actual): Standing {
  return { role: (blocked || muted) && role !== "manager" ? "hidden" : role, blocked, muted };
}

function typeOf({ role, blocked, muted }: Actual): MemberType {
  if (blocked || muted) return "LIMITED";
  return ({ manager: "MANAGER", common: "COMMON", guest: "TEMPORARY" } as const)[role];
}

function applied(one: Actual, { opt, on }: RoleStep, released: "guest" | "role"): Actual {
  const next = { ...one };
  if (opt === -1) next.blocked = on;
  if (opt === -2) next.muted = on;
  if (opt > 0) next.role = on ? (opt === 1 ? "manager" : "common") : "guest";
  if (opt < 0 && !on && !next.blocked && !next.muted && released === "guest") next.role = "guest";
  return next;
}

/** The way from one standing to the wanted one: all that the person was on it, and the calls. */
function way(start: Actual, wanted: RoleFlags | undefined, released: "guest" | "role", isTold = true) {
  const stations = [start];
  const steps: RoleStep[] = [];
  let known = shown(start);
  let actual = start;
  for (let step = nextStep(known, wanted); step; step = nextStep(known, wanted)) {
    steps.push(step);
    if (steps.length > 10) throw new Error(`No end: ${JSON.stringify({ start, wanted, steps })}`);
    actual = applied(actual, step, released);
    known = afterStep(known, step, isTold ? typeOf(actual) : undefined);
    stations.push(actual);
  }
  return { actual, stations, steps };
}

const ways = everyActual.flatMap((start) =>
  everyWanted.flatMap((wanted) => (["guest", "role"] as const).map((released) => ({ start, wanted, released }))),
);

/** How much somebody may do: nothing, send, manage. */
function power({ role, blocked, muted }: Actual): number {
  if (blocked || muted) return 0;
  return role === "manager" ? 2 : 1;
}

describe("from every standing to every other", () => {
  test.each([true, false])(
    "the way ends at what was wanted (the vendor tells what a call made of him: %s)",
    (isTold) => {
      for (const { start, wanted, released } of ways) {
        const { actual } = way(start, wanted, released, isTold);
        const { manager = false, blocked = false, muted = false } = wanted ?? {};
        expect({ start, wanted, blocked: actual.blocked, muted: actual.muted }).toEqual({
          start,
          wanted,
          blocked,
          muted,
        });
        expect(actual.role === "manager").toBe(manager);
        if (!wanted) expect(actual.role).toBe("guest");
        if (wanted && !manager && !blocked && !muted) expect(actual.role).toBe("common");
      }
    },
  );

  test("nobody may do more on the way than before or after", () => {
    for (const { start, wanted, released } of ways) {
      const { actual, stations } = way(start, wanted, released);
      const most = Math.max(...stations.map(power));
      expect({ start, wanted, most }).toEqual({ start, wanted, most: Math.max(power(start), power(actual)) });
    }
  });

  test("whoever is as wanted is left alone", () => {
    for (const start of everyActual.filter(isFixed)) expect(nextStep(shown(start), flagsOf(start))).toBeUndefined();
    expect(nextStep(nobody, undefined)).toBeUndefined();
  });

  test("the way takes no call that another could do without", () => {
    expect(Math.max(...ways.map(({ start, wanted, released }) => way(start, wanted, released).steps.length))).toBe(4);
  });
});

test.each<[string, Actual, RoleFlags | undefined, RoleStep[]]>([
  ["a guest to a manager", { role: "guest", blocked: false, muted: false }, { manager: true }, [{ opt: 1, on: true }]],
  ["a guest to an ordinary member", { role: "guest", blocked: false, muted: false }, {}, [{ opt: 2, on: true }]],
  [
    "a guest to the block list",
    { role: "guest", blocked: false, muted: false },
    { blocked: true },
    [{ opt: -1, on: true }],
  ],
  ["a manager to an ordinary member", { role: "manager", blocked: false, muted: false }, {}, [{ opt: 2, on: true }]],
  ["a manager to a guest", { role: "manager", blocked: false, muted: false }, undefined, [{ opt: 1, on: false }]],
  [
    "a manager who is muted to one who is not",
    { role: "manager", blocked: false, muted: true },
    { manager: true },
    [
      { opt: -2, on: false },
      { opt: 1, on: true },
    ],
  ],
  [
    "a manager to a muted one, who is no manager",
    { role: "manager", blocked: false, muted: false },
    { muted: true },
    [
      { opt: -2, on: true },
      { opt: 1, on: false },
    ],
  ],
  [
    "from the block list to the mute list",
    { role: "guest", blocked: true, muted: false },
    { muted: true },
    [
      { opt: -2, on: true },
      { opt: -1, on: false },
    ],
  ],
])("%s", (_, start, wanted, steps) => {
  expect(way(start, wanted, "guest").steps).toEqual(steps);
});
