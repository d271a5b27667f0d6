import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resources } from "../../provider/portable/resources";
import { declarableFields, type Portable } from "../../provider/portable/translation";
import type { Emulator } from "../support/emulator";
import { shownOf } from "../support/life-cycle";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const portables = Object.values(resources).map(({ portable }) => portable);

function portableOf(name: string): Portable {
  const found = portables.find((one) => one.name === name);
  if (!found) throw new Error(`There is no portable ${name}.`);
  return found;
}

/** Values before and after a change, of every portable field that a program can give. */
const values: Record<string, Record<string, [unknown, unknown]>> = {
  Account: {
    name: ["First", "Second"],
    avatarUrl: ["https://example.com/1.png", "https://example.com/2.png"],
    signature: ["first", "second"],
    gender: ["female", "male"],
    birthday: ["1990-12-31", "1991-01-01"],
    email: ["one@example.com", "two@example.com"],
    mobile: ["+6581234567", "+6581234568"],
    extension: [{ n: 1 }, { n: 2 }],
    disabled: [false, true],
    muted: [true, false],
    tokenVersion: [1, 2],
  },
  Team: {
    name: ["First", "Second"],
    introduction: ["first", "second"],
    announcement: ["first", "second"],
    avatarUrl: ["https://example.com/1.png", "https://example.com/2.png"],
    extension: ["first", { n: 2 }],
    joinPolicy: ["approval", "closed"],
    invitePolicy: ["managers", "everyone"],
    muted: [true, false],
    maxMembers: [10, 20],
  },
  Chatroom: {
    name: ["First", "Second"],
    announcement: ["first", "second"],
    liveUrl: ["https://example.com/1.m3u8", "https://example.com/2.m3u8"],
    extension: ["first", { n: 2 }],
    muted: [true, false],
  },
  TeamMembers: {},
  ChatroomEntries: {
    entries: [
      { a: "1", b: "2" },
      { a: "1", b: "3", c: "4" },
    ],
  },
};
/** Fields that hold the program together, or say how an object is made; the other tests change them. */
const structural = [
  "accountId",
  "teamId",
  "chatroomId",
  "owner",
  "members",
  "membership",
  "adopt",
  "mark",
  "connection",
  "loginTokenExpires",
  "loginTokenKey",
];

const vendors = {
  commsease: {
    connection: ({ connection }: Emulator) => connection,
    team: (emulator: Emulator, id: string) => emulator.team(id),
    byHand: (emulator: Emulator, tid: string) =>
      emulator.mustVendor("team/update", { tid, owner: "deputy-one", tname: "By hand" }),
  },
  nexconn: {
    connection: ({ nexconn }: Emulator) => nexconn.connection,
    team: async ({ nexconn }: Emulator, id: string) => (await nexconn.state()).groups[id],
    byHand: ({ nexconn }: Emulator, channelId: string) =>
      nexconn.mustVendor("group-channel/profile/update", { channelId, groupProfile: { name: "By hand" } }),
  },
  tencent: {
    connection: ({ tencent }: Emulator) => tencent.connection,
    team: ({ tencent }: Emulator, id: string) => tencent.group(id),
    byHand: ({ tencent }: Emulator, GroupId: string) =>
      tencent.mustVendor("group_open_http_svc/modify_group_base_info", { GroupId, Name: "By hand" }),
  },
} as const;

test("every portable field has values here", () => {
  for (const portable of portables) {
    const fields = Object.keys(portable.schema.shape).filter((field) => !structural.includes(field));
    expect([portable.name, Object.keys(values[portable.name] ?? {}).sort()]).toEqual([portable.name, fields.sort()]);
  }
});

test("the table in the reference says what is exercised here", () => {
  const page = readFileSync(join(__dirname, "../../docs/reference/portable.md"), "utf8");
  for (const portable of portables) {
    const section = page.split(`## ${portable.name}\n`)[1]?.split("\n## ")[0] ?? "";
    const rows = section.split("\n").filter((line) => line.startsWith("| `"));
    for (const [i, vendor] of Object.keys(vendors).entries()) {
      const named = rows
        .map((row) => row.split(" | "))
        .filter((cells) => !/^–|read only/.test(cells[2 + i] ?? "–"))
        .map((cells) => cells[0]?.replace(/[|` ]/g, ""));
      const declarable = declarableFields(portable, vendor).filter((field) => field !== "mark");
      const outputs = portable.outputs.filter((output) => !(output in portable.schema.shape) && output !== "appId");
      expect([portable.name, vendor, named.sort()]).toEqual([
        portable.name,
        vendor,
        [...declarable, ...outputs].sort(),
      ]);
    }
  }
});

// The vendors in one stack: each command is one for all of them.
describe("one program on each vendor", () => {
  let emulator: Emulator;
  let project: Project;

  const names = Object.keys(vendors) as (keyof typeof vendors)[];

  useStack(
    "portable",
    async (stack) => {
      ({ emulator, project } = stack);
      await emulator.tencent.settings({
        groupCustomKeys: "extension",
        profileCustomTags: "*",
      });
      await emulator.forgetCalls();
    },
    { connections: (one) => Object.fromEntries(names.map((name) => [name, vendors[name].connection(one)])) },
  );

  const fieldsOf = (name: string, vendor: string) => {
    const able = declarableFields(portableOf(name), vendor);
    return Object.keys(values[name] ?? {}).filter((field) => able.includes(field));
  };

  function declaredOn(vendor: string, time: 0 | 1): object {
    const at = (name: string) =>
      Object.fromEntries(fieldsOf(name, vendor).map((field) => [field, values[name]?.[field]?.[time]]));
    return {
      account: at("Account"),
      team: at("Team"),
      member: time === 0 ? { manager: true } : { nickname: "Helper" },
      deputyLeads: time === 1,
      chatroom: at("Chatroom"),
      // The room's own extension may lie among its entries.
      entries: { ...at("ChatroomEntries"), membership: "additive" },
    };
  }

  function declare(time: 0 | 1): void {
    const declared = Object.fromEntries(names.map((name) => [name, declaredOn(name, time)]));
    project.program(JSON.stringify(declared), "declared.json");
  }

  // biome-ignore lint/suspicious/noExplicitAny: outputs are what the program says.
  let outputs: any;
  let text: string;
  let before: Awaited<ReturnType<Project["resources"]>>;
  let after: typeof before;

  test("previews without a vendor call, comes up, and is clean then, also after a refresh", async () => {
    project.step("1-program");
    declare(0);
    await project.preview();
    expect(project.counts).toEqual({ create: 1 + 3 * 8 });
    expect(await emulator.calls()).toEqual([]);
    await project.up();
    await project.expectSettled();
    outputs = await project.outputs();
    before = await project.resources();
  });

  test("changes every field that the vendor has in place", async () => {
    declare(1);
    text = await project.change();
    expect(project.counts).toEqual({ update: 3 * 5, same: 1 + 3 * 3 });
    after = await project.resources();
    await project.expectClean();
  });

  test.each(names)("on %s each of them, with a token anew", async (vendor) => {
    for (const [resource, name] of [
      ["helper", "Account"],
      ["team", "Team"],
      ["room", "Chatroom"],
      ["entries", "ChatroomEntries"],
    ] as const) {
      const logical = `${vendor}-${resource}`;
      const shown = shownOf(text, after[logical].type, logical);
      for (const field of fieldsOf(name, vendor)) {
        expect([logical, shown]).toEqual([logical, expect.stringMatching(new RegExp(`[~+-] ${field} *:`))]);
        expect([field, after[logical].inputs[field]]).not.toEqual([field, before[logical].inputs[field]]);
      }
    }
    const members = { "helper-one": { nickname: "Helper" } };
    expect(after[`${vendor}-team`].inputs).toMatchObject({ owner: "deputy-one", members });
    const { loginToken: renewed, teamId } = (await project.outputs())[vendor];
    expect(renewed).not.toBe(outputs[vendor].loginToken);
    const found = await vendors[vendor].team(emulator, teamId);
    expect(Object.keys(found.members).sort()).toEqual(["deputy-one", "helper-one"]);
  });

  test("drift by hand is shown under the portable name, and mended", async () => {
    for (const name of names) await vendors[name].byHand(emulator, outputs[name].teamId);
    const drifted = await project.change("--refresh");
    for (const name of names) {
      const { teamId } = outputs[name];
      expect(shownOf(drifted, after[`${name}-team`].type, `${name}-team`)).toMatch(/~ name *: "By hand" => "Second"/);
      expect(JSON.stringify(await vendors[name].team(emulator, teamId))).toContain('"Second"');
    }
    await project.expectClean();
  });

  test("is destroyed without running the program", async () => {
    project.program("throw new Error('not to be run');");
    await project.destroy();
    for (const name of names) expect(await vendors[name].team(emulator, outputs[name].teamId)).toBeUndefined();
  });
});
