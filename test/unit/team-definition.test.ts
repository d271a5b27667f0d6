import type { CommsEaseClient } from "../../provider/commsease/client";
import {
  type AnyTeam,
  type LiveTeam,
  type TeamKind,
  teamDefinition,
} from "../../provider/commsease/team/shared-definition";
import { ImError } from "../../provider/errors";
import { Creations } from "../../provider/ownership/creations";

type Kind = TeamKind<"tlevel", "msg" | "bid" | "adopt">;

/** No call reaches it: the kinds here make none. */
const client = {} as CommsEaseClient;

/** A kind of team, and the steps that were taken with it. */
function kindOf(changes: Partial<Kind> = {}) {
  const steps: string[] = [];
  const creations = new Creations();
  const noted = (step: string) => async () => {
    steps.push(step);
  };
  const definition = teamDefinition<"tlevel", "msg" | "bid" | "adopt">({
    what: "acme team",
    custom: "serverCustom",
    limit: "tlevel",
    demanded: { msg: "Hello" },
    writeOnly: ["msg", "bid", "adopt"],
    invitation: ["msg"],
    createCall: "superteam/create",
    addCall: "superteam/invite",
    creationsOf: () => creations,
    list: async () => [],
    create: async () => ({ id: "7", made: { members: { ann: {} } } }),
    isAsking: () => false,
    operations: () => ({
      caps: { add: 10, remove: 10, managers: 10 },
      flag: "manager",
      untouched: {},
      add: async (ids) => {
        steps.push(`add ${ids.join(" ")}`);
        return { refused: new Map(ids.filter((id) => id === "nobody").map((id) => [id, "no such account"])) };
      },
      remove: async (ids) => void steps.push(`remove ${ids.join(" ")}`),
      promote: noted("promote"),
      demote: noted("demote"),
      transfer: noted("transfer"),
      setFields: noted("set"),
    }),
    syncFields: async (_client, _tid, current, { tlevel }, withLimit) => {
      steps.push(withLimit ? "fields and limit" : "fields");
      if (withLimit) current.tlevel = tlevel;
    },
    mute: async (_client, _tid, _current, { muteType }) => void steps.push(`mute ${muteType}`),
    dismiss: noted("dismiss"),
    look: async () => undefined,
    ...changes,
  });
  return { definition, steps };
}

const declared: AnyTeam = { tname: "T", owner: "olga", members: { ann: {}, ben: {} }, msg: "Hi", bid: "{}" };
const present = (): LiveTeam => ({ owner: "olga", members: { ann: {}, cid: {} }, tlevel: 50, muteType: 0 });

async function sync(inputs: Partial<AnyTeam>, changes: Partial<Kind> = {}, current = present()) {
  const { definition, steps } = kindOf(changes);
  const failure: unknown = await definition
    .sync(client, "7", current, { ...declared, ...inputs }, present())
    .catch((error: unknown) => error);
  return { steps, current, failure };
}

describe("a change", () => {
  test("raises the limit before people come", async () => {
    const { steps } = await sync({ tlevel: 100 });
    expect(steps[0]).toBe("fields and limit");
    expect(steps.filter((step) => step.startsWith("fields"))).toHaveLength(1);
    expect(steps).toEqual(expect.arrayContaining(["remove cid", "add ben"]));
  });

  test("lowers the limit when people have left", async () => {
    const { steps, current } = await sync({ tlevel: 10 });
    expect(steps[0]).toBe("fields");
    expect(steps.at(-1)).toBe("fields and limit");
    expect(current.tlevel).toBe(10);
  });

  test("takes the vendor's limit for the one of a team that shows none", async () => {
    const unknown = { ...present(), tlevel: undefined };
    expect((await sync({ tlevel: 199 }, {}, unknown)).steps[0]).toBe("fields");
    expect((await sync({ tlevel: 200 }, {}, { ...unknown })).steps[0]).toBe("fields and limit");
  });

  test("mutes where that differs", async () => {
    const { steps, current } = await sync({ muteType: 1 });
    expect(steps.at(-1)).toBe("mute 1");
    expect(current.muteType).toBe(1);
    expect((await sync({ muteType: 0 })).steps).not.toContain("mute 0");
    expect((await sync({})).steps.join()).not.toContain("mute");
  });

  test("tells who was not added when all else is done", async () => {
    const { steps, current, failure } = await sync({ members: { ann: {}, nobody: {} }, muteType: 1 });
    expect(failure).toMatchObject({ code: "IM_PARTIAL", facts: { call: "superteam/invite", object: "7" } });
    expect(steps.at(-1)).toBe("mute 1");
    expect(current).toMatchObject({ msg: "Hi", bid: "{}" });
  });

  test("forgets a write-only field that is no longer declared", async () => {
    const { current } = await sync({ bid: undefined }, {}, { ...present(), bid: "{}", adopt: true });
    expect(current).toMatchObject({ msg: "Hi", bid: undefined, adopt: undefined });
  });

  test("that no call makes is refused before anything is sent", async () => {
    const refuseFixed = () => {
      throw new ImError("IM_INVALID_INPUT", "no");
    };
    expect(await sync({}, { refuseFixed })).toMatchObject({ steps: [], failure: { code: "IM_INVALID_INPUT" } });
  });

  test("has a moment right before the people", async () => {
    const current = present();
    const { steps } = await sync({}, { beforePeople: ({ members = {} }) => delete members.ann }, current);
    expect(steps).toContain("add ann ben");
  });
});

describe("a create", () => {
  test("keeps what went with the invitations, and is complete unless the vendor asks people first", async () => {
    const made = { tid: "7", msg: "Hi", members: { ann: {} } };
    expect(await kindOf().definition.ensure(client, declared)).toMatchObject({
      id: "7",
      current: made,
      wasFound: false,
    });
    const asking = kindOf({ isAsking: (_, { members = {} }) => "ann" in members }).definition;
    expect(await asking.ensure(client, declared)).toMatchObject({ current: made, wasFound: true });
  });

  test("of a team that is there takes it over, to be read", async () => {
    const list = async () => [{ id: "9", name: "T", owner: "olga" }];
    const { definition } = kindOf({ list });
    expect(await definition.ensure(client, { ...declared, adopt: true })).toMatchObject({ id: "9", wasFound: true });
  });
});

describe("a delete", () => {
  const refused = new ImError("IM_REFUSED", "no", { vendorCode: 414 });

  test.each<[string, Partial<Kind>, unknown]>([
    ["that is done", {}, undefined],
    ["of a team that is gone", { dismiss: () => Promise.reject(refused) }, undefined],
    ["that is refused", { dismiss: () => Promise.reject(refused), look: async () => ({}) }, refused],
    ["that failed otherwise", { dismiss: () => Promise.reject(new Error("down")) }, new Error("down")],
  ])("%s", async (_, changes, failure) => {
    const { definition } = kindOf(changes);
    const error: unknown = await definition
      .remove(client, "7", {}, { owner: "olga" })
      .catch((caught: unknown) => caught);
    expect(error).toEqual(failure);
  });
});

test("the limit that is declared, or the vendor's, counts the owner too", () => {
  const { definition } = kindOf();
  const conflicts = (inputs: Partial<AnyTeam>, isOpen = false) =>
    definition.conflicts({ ...declared, ...inputs }, () => isOpen).map(({ path }) => path.join("."));
  expect(conflicts({ tlevel: 3 })).toEqual([]);
  expect(conflicts({ tlevel: 2 })).toEqual(["members"]);
  expect(conflicts({ tlevel: 2 }, true)).toEqual([]);
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i}`, {}]));
  expect(conflicts({ members: many })).toEqual(["members"]);
  expect(conflicts({ members: { olga: {} } })).toEqual(["members.olga"]);
});

test("what the vendor demands and the program leaves out is in the normal form", () => {
  const { inputs } = kindOf().definition.normalise({ owner: "OLGA", members: ["Ann"], serverCustom: { a: 1 } });
  expect(inputs).toEqual({ msg: "Hello", owner: "olga", members: { ann: {} }, serverCustom: '{"a":1}' });
});
