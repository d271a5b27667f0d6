import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { resources } from "../../provider/portable/resources";
import { teamKind } from "../../provider/portable/team";
import { portableKind } from "../../provider/portable/translation";
import { normalForm } from "../../provider/program/declared-twice";
import type { AnyDefinition } from "../../provider/resource/definition";
import { Handler } from "../../provider/resource/handler";
import { planOf } from "../../provider/stack-file/plan";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import { ours } from "../support/marks";
import { parsed, StackFolder } from "../support/stack-files";

/** What was brought into its normal form, and what a schema was asked of, since the last count. */
const mockWork = { portable: 0, native: 0, checkedPortable: 0, checkedNative: 0 };

jest.mock("../../provider/portable/normalise", () => {
  const { normalised } = jest.requireActual("../../provider/portable/normalise");
  return {
    normalised: (...args: unknown[]) => {
      mockWork.portable++;
      return normalised(...args);
    },
  };
});

function workOf(): typeof mockWork {
  const work = { ...mockWork };
  Object.assign(mockWork, { portable: 0, native: 0, checkedPortable: 0, checkedNative: 0 });
  return work;
}

beforeEach(workOf);

const counted = (key: keyof typeof mockWork) =>
  z.string().refine(() => {
    mockWork[key]++;
    return true;
  });

/** A vendor of boxes, which keeps ids in lower case and demands a colour. */
function boxOf(name: string): AnyDefinition {
  return {
    kind: `${name}:Box`,
    vendor: {
      name,
      connection: z.looseObject({}),
      secrets: [],
      environment: {},
      appId: () => "app",
      blamesConnection: () => false,
      now: () => 0,
      noteMade: () => {},
      noteGone: () => {},
      connect: () => ({}),
    },
    schema: z.strictObject({ boxId: counted("checkedNative"), title: z.string().optional(), colour: z.string() }),
    outputs: ["appId"],
    identities: [],
    secrets: [],
    replaceOn: [],
    writeOnly: [],
    calls: [],
    onDelete: "",
    guide: { import: { none: "There is nothing to import." }, limits: [] },
    replacement: "create",
    normalise(raw: Values) {
      mockWork.native++;
      const boxId = typeof raw.boxId === "string" && raw.boxId !== unknownValue ? raw.boxId.toLowerCase() : raw.boxId;
      return { inputs: { colour: "red", ...raw, ...("boxId" in raw && { boxId }) }, problems: [] };
    },
    conflicts: () => [],
    cautions: () => [],
    observe: async () => ({}),
    ensure: async (_client: unknown, inputs: Values) => ({ id: "box", current: { ...inputs } }),
    sync: async (_client: unknown, _id: string, current: Values, inputs: Values) => {
      Object.assign(current, inputs);
    },
    remove: async () => undefined,
  } as AnyDefinition;
}

const kind = portableKind({
  name: "Box",
  schema: z.strictObject({
    boxId: counted("checkedPortable"),
    label: z.string().optional(),
    connection: z.string().optional(),
  }),
  id: "boxId",
  outputs: ["appId"],
  secrets: [],
  on: ["one", "other"].map((name) => ({
    definition: boxOf(name),
    fields: { boxId: { at: "boxId" }, label: { at: "title" } },
  })),
});

function handler(): pulumi.dynamic.ResourceProvider {
  const made = new Handler(kind);
  const connections = JSON.stringify({ default: { vendor: "one" } });
  void made.configure({ config: { get: () => connections, require: () => connections } });
  return made as pulumi.dynamic.ResourceProvider;
}

describe("portable inputs", () => {
  const raw = { boxId: "ABC", label: "Mine" };
  const once = { portable: 1, native: 1, checkedPortable: 1, checkedNative: 1 };
  const never = { portable: 0, native: 0, checkedPortable: 0, checkedNative: 0 };

  test("are normalised and validated once per check, and then never again", async () => {
    const one = handler();
    const { inputs } = (await one.check?.({}, raw)) ?? {};
    expect(inputs).toEqual({ boxId: "abc", label: "Mine" });
    expect(workOf()).toEqual(once);

    const { outs } = (await one.create?.(inputs)) ?? {};
    expect(outs).toMatchObject({ boxId: "abc", label: "Mine", native: { colour: "red" } });
    expect(workOf()).toEqual(never);

    const { inputs: news } = (await one.check?.(inputs, { ...raw, label: "Yours" })) ?? {};
    expect(workOf()).toEqual(once);
    expect(await one.diff?.("box", outs, news)).toMatchObject({ changes: true });
    expect(await one.diff?.("box", outs, inputs)).toMatchObject({ changes: false });
    const updated = await one.update?.("box", outs, news);
    expect(updated?.outs).toMatchObject({ label: "Yours", native: { colour: "red" } });
    expect(workOf()).toEqual(never);
  });

  test("in a stack file are so too", () => {
    const stack = new StackFolder();
    const connections = { "im:connections": { default: { vendor: "commsease", appKey: "k", appSecret: "s" } } };
    const declared =
      "im:accounts: { ann: { accountId: ANN }, ben: { accountId: ben } }\nim:teams: { t: { name: T, owner: ann } }";
    const { problems } = planOf(stack.configuration({ ...connections, ...parsed(declared) }));
    stack.dispose();
    expect(problems).toEqual([]);
    expect(workOf()).toMatchObject({ portable: 3 });
  });
});

describe("what a program declares", () => {
  const side = teamKind.on("nexconn");
  const given = { teamId: "crew", members: ["ann"] };

  afterEach(() => jest.restoreAllMocks());

  test("is normalised once for all that it may clash in, where it is known at once", () => {
    expect(side.definition.identities).toHaveLength(2);
    const native = jest.spyOn(side, "native");
    const form = normalForm(side, { ...given, name: pulumi.output("not asked for") });
    expect(form({ teamId: "crew" })).toMatchObject({ channelId: "crew", members: { ann: {} } });
    expect(form(given)).toMatchObject({ channelId: "crew", members: { ann: {} } });
    expect(native).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["an output", pulumi.output("crew")],
    ["a promise", Promise.resolve("crew")],
    ["an output in a list", [pulumi.output("crew")]],
    ["an output in a map", { crew: pulumi.output({}) }],
    ["something else that may hold one", new Date()],
  ])("is normalised as it becomes known, where it holds %s", (_, later) => {
    const form = normalForm(side, { ...given, members: later });
    expect(form({ teamId: "Crew" })).toEqual({ channelId: "Crew" });
    expect(form({ teamId: "crew", members: ["ben"] })).toMatchObject({ members: { ben: {} } });
  });

  test("is not touched where nothing can clash", () => {
    const account = kind.on("one");
    const native = jest.spyOn(account, "native");
    normalForm(account, { boxId: "a" });
    expect(native).not.toHaveBeenCalled();
  });
});

/** Inputs of each kind that a normal form changes, and what the vendors' blocks have of that. */
const written: Record<string, Values[]> = {
  Account: [
    { accountId: "ANN", name: "Ann", extension: { a: 1 }, muted: true, birthday: "1990-12-31", gender: "male" },
    { accountId: unknownValue, name: unknownValue },
  ],
  Team: [
    { teamId: "crew", name: "T", owner: "OLGA", members: ["Ann", { accountId: "Ben", manager: true, nickname: "B" }] },
    {
      name: "T",
      owner: "olga",
      joinPolicy: "approval",
      muted: false,
      extension: { b: [] },
      members: { cid: { manager: false } },
    },
    { name: unknownValue, owner: unknownValue, members: unknownValue },
  ],
  TeamMembers: [{ teamId: "7", members: ["Ann", { accountId: "Ben", manager: true }] }],
  Chatroom: [
    { chatroomId: "r", name: "R", owner: "OLGA", extension: { c: 1 }, muted: true },
    { owner: "o", name: "R" },
  ],
  ChatroomEntries: [{ chatroomId: "7", entries: { b: "2", a: "1" }, membership: "additive" }],
};

const blocks: Record<string, Values> = {
  "Account commsease": { props: "p", muteP2P: true },
  "Account nexconn": { tags: ["b", "a"], banExpiresAt: "2026-11-24T13:00:00+01:00" },
  "Account tencent": { C2CmsgNospeakingTime: "2026-11-24T13:00:00+01:00" },
  "Team commsease": { magree: 1, msg: "Hi" },
  "Team nexconn": {
    allowedSendersList: ["b", "a"],
    mutedMembers: { ann: { muteExpiresAt: "2026-11-24T13:00:00+01:00" } },
    permissions: { removePerm: 1 },
  },
  "Team tencent": {
    Type: "Private",
    MutedAccountList: ["dan", { Member_Account: "eve", MutedUntil: "2026-11-24T13:00:00+01:00" }],
  },
  "Chatroom nexconn": {
    allowedSendersList: ["b", "a"],
    bannedParticipants: { ann: { banExpiresAt: "2026-11-24T13:00:00+01:00" } },
  },
};

describe("checked inputs are in the vendor's normal form", () => {
  const cases = Object.values(resources).flatMap(({ kind: { name, vendors, on } }) =>
    vendors.flatMap((vendor) =>
      (written[name] ?? []).flatMap((inputs, i) => [
        [`${name} ${i} on ${vendor.name}`, on(vendor.name), inputs] as const,
        [
          `${name} ${i} on ${vendor.name} with its block`,
          on(vendor.name),
          { ...inputs, [vendor.name]: blocks[`${name} ${vendor.name}`] },
        ] as const,
      ]),
    ),
  );

  test.each(cases)("%s", (_, side, inputs) => {
    const lacked = new Set(side.check({ ...inputs, mark: ours }).problems.map(({ path }) => path[0]));
    const raw = Object.fromEntries(Object.entries({ ...inputs, mark: ours }).filter(([key]) => !lacked.has(key)));
    const checked = side.check(raw);
    expect(checked.problems).toEqual([]);
    const native = side.nativeInputs(checked.inputs);
    expect(native).toStrictEqual(side.definition.normalise(native).inputs);
    expect(native).toStrictEqual(side.native(raw));
  });
});
