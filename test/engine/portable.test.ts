import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { resources } from "../../provider/portable/resources";
import { declarableFields, type Portable } from "../../provider/portable/translation";
import type { Emulator } from "../support/emulator";
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

describe.each(Object.keys(vendors) as (keyof typeof vendors)[])("one program on %s", (vendor) => {
  const side = vendors[vendor];
  let emulator: Emulator;
  let project: Project;

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
    { connections: (one) => ({ default: side.connection(one) }) },
  );

  const fieldsOf = (name: string) => {
    const able = declarableFields(portableOf(name), vendor);
    return Object.keys(values[name] ?? {}).filter((field) => able.includes(field));
  };
  const at = (name: string, time: 0 | 1) =>
    Object.fromEntries(fieldsOf(name).map((field) => [field, values[name]?.[field]?.[time]]));

  function declare(time: 0 | 1): void {
    const text = JSON.stringify({
      account: at("Account", time),
      team: at("Team", time),
      member: time === 0 ? { manager: true } : { nickname: "Helper" },
      deputyLeads: time === 1,
      chatroom: at("Chatroom", time),
      // The room's own extension may lie among its entries.
      entries: { ...at("ChatroomEntries", time), membership: "additive" },
    });
    writeFileSync(join(project.folder, "declared.json"), text);
  }

  test("previews without a vendor call, comes up, and is clean then", async () => {
    project.step("1-program");
    declare(0);
    expect(await project.preview()).toContain("+ 9 to create");
    expect(await emulator.calls()).toEqual([]);
    await project.up();
    await project.expectClean();
    expect(await project.refresh()).toMatch(/9 unchanged/);
    await project.expectClean();
  });

  test("changes every field that the vendor has in place", async () => {
    const before = await project.resources();
    const { loginToken } = await project.outputs();
    declare(1);
    const text = await project.preview();
    expect(text).toContain("~ 5 to update");
    await project.up();
    const after = await project.resources();
    for (const [resource, name] of [
      ["helper", "Account"],
      ["team", "Team"],
      ["room", "Chatroom"],
      ["entries", "ChatroomEntries"],
    ] as const) {
      for (const field of fieldsOf(name)) {
        expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
        expect([field, after[resource].inputs[field]]).not.toEqual([field, before[resource].inputs[field]]);
      }
    }
    expect(after.team.inputs).toMatchObject({ owner: "deputy-one", members: { "helper-one": { nickname: "Helper" } } });
    const { loginToken: renewed, teamId } = await project.outputs();
    expect(renewed).not.toBe(loginToken);
    const { members } = await side.team(emulator, teamId);
    expect(Object.keys(members).sort()).toEqual(["deputy-one", "helper-one"]);
    await project.expectClean();
  });

  test("drift by hand is shown under the portable name, and mended", async () => {
    const { teamId } = await project.outputs();
    await side.byHand(emulator, teamId);
    await project.refresh();
    expect(await project.preview()).toMatch(/~ name *: "By hand" => "Second"/);
    await project.up();
    expect(JSON.stringify(await side.team(emulator, teamId))).toContain('"Second"');
    await project.expectClean();
  });

  test("is destroyed without running the program", async () => {
    const { teamId } = await project.outputs();
    project.program("throw new Error('not to be run');");
    await project.destroy();
    expect(await side.team(emulator, teamId)).toBeUndefined();
  });
});
