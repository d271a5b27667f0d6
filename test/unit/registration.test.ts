import * as pulumi from "@pulumi/pulumi";
import { render } from "../../provider/schema/problems";
import type { Values } from "../../provider/values/values";

const registered: Values[] = [];

pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => {
    registered.push(inputs);
    return { id: `${name}-id`, state: inputs };
  },
  call: () => ({}),
});

const im = require("../../provider/index") as typeof import("../../provider/index");
const { ofWholeCharacters } =
  require("../../provider/program/resource-class") as typeof import("../../provider/program/resource-class");

type Classes = Record<string, new (name: string, args: Values) => pulumi.CustomResource>;
const classOf = (kind: string) => {
  const [vendor = "", name] = kind.split(".");
  const found =
    name === undefined
      ? (im as unknown as Classes)[vendor]
      : (im as unknown as Record<string, Classes>)[vendor]?.[name];
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
};

/** What a registration ends with, after everything that comes later has come. */
async function failureOf(kind: string, args: Values, name = "desk"): Promise<string> {
  try {
    const made = new (classOf(kind))(name, args);
    await (made.urn as unknown as { promise(): Promise<string> }).promise();
    return "";
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    return String((error as Error).message);
  }
}

beforeEach(() => {
  registered.length = 0;
});

describe("what no value is", () => {
  const loop: Values = { name: "x" };
  loop.self = loop;

  test.each<[string, Values, string]>([
    ["a function", { accountId: "a", name: () => "Ana" }, "name: got a function"],
    [
      "a function in an object",
      { accountId: "a", extension: { deep: [() => 1] } },
      "extension.deep[0]: got a function",
    ],
    [
      "an object that contains itself",
      { accountId: "a", extension: loop },
      "extension.self: got an object that contains itself",
    ],
  ])("%s is refused by the name of its property", async (_, args, text) => {
    expect(await failureOf("Account", args)).toContain(`IM_INVALID_INPUT: Account "desk": ${text}`);
  });

  test("no arguments at all are left to the check, which says what is required", async () => {
    expect(await failureOf("Account", undefined as unknown as Values)).toBe("");
  });
});

describe("half a character", () => {
  const high = "\ud83d";
  const low = "\udc4d";

  test.each([
    ["a text", "commsease.Account", { accid: "a", name: `x${high}` }, "name"],
    ["the other half", "nexconn.User", { userId: "a", name: `${low}x` }, "name"],
    [
      "a text in an object",
      "commsease.Team",
      { tname: "T", owner: "o", custom: { a: [1, { b: high }] } },
      "custom.a[1].b",
    ],
    ["a text in a list", "nexconn.User", { userId: "a", name: "A", tags: ["ok", high] }, "tags[1]"],
    [
      "a member's name",
      "tencent.GroupMembers",
      { GroupId: "g", MemberList: { ann: { NameCard: high } } },
      "MemberList.ann.NameCard",
    ],
    ["a key", "tencent.GroupAttributes", { GroupId: "g", GroupAttr: { [high]: "x" } }, "GroupAttr.\ufffd"],
    [
      "a field of a block",
      "Account",
      { accountId: "a", commsease: { kickNotifyExt: high } },
      "commsease.kickNotifyExt",
    ],
  ])("is refused by name: %s", async (_, kind, args, path) => {
    const text = await failureOf(kind, args);
    expect(text).toMatch(new RegExp(`^IM_INVALID_INPUT: ${kind.replace(".", "\\.")} "desk": `));
    expect(text).toContain(`"desk": ${path}: got a`);
    expect(text).toContain("with half a character in it (a lone surrogate); allowed: texts of whole characters.");
    expect(text).not.toContain("s3cr3t");
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });

  test.each([
    ["a text", pulumi.output(`x${high}`), "name"],
    ["a promise", Promise.resolve(`x${high}`), "name"],
    ["a secret", pulumi.secret(`s3cr3t${high}`), "name"],
    ["a text in a map", { ann: { nickname: pulumi.output(high) } }, "name.ann.nickname"],
    ["a text in a list", [Promise.resolve("ok"), pulumi.output(high)], "name[1]"],
    ["a text in what comes", pulumi.output([{ accountId: "a", nickname: high }]), "name[0].nickname"],
    ["a key in what comes", Promise.resolve({ [high]: 1 }), "name.\ufffd"],
  ])("is refused when it comes: %s", async (name, value, path) => {
    const told: string[] = [];
    const looked = ofWholeCharacters(value, ["name"], (problem) => problem && told.push(render(problem)));
    // What was there at once was in order.
    expect(told).toEqual([]);
    await (pulumi.output(looked) as unknown as { promise(): Promise<unknown> }).promise();
    expect(await pulumi.isSecret(pulumi.output(looked))).toBe(name === "a secret");
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`${path}: got a`);
    expect(told[0]).not.toContain("s3cr3t");
  });

  test("is refused in the resource's own name", async () => {
    expect(await failureOf("Account", { accountId: "a" }, `desk${high}`)).toContain(
      "the resource's name: got a text with half",
    );
  });

  test("and whole ones pass as they are, to come, secret and unset too", async () => {
    const args = {
      accountId: pulumi.output("a"),
      name: "👍👨‍👩‍👧",
      extension: { "👍": [null, 1, "x"], later: pulumi.output("s") },
      signature: undefined,
      email: pulumi.output(undefined),
    };
    expect(await failureOf("Account", args)).toBe("");
    expect(registered[0]).toMatchObject({ accountId: "a", name: "👍👨‍👩‍👧", extension: { "👍": [null, 1, "x"] } });
    expect(JSON.stringify(registered[0])).not.toContain("\\ud83d");
  });
});

describe("an input that the class alone sets", () => {
  test.each([
    ["commsease.Account", { accid: "a" }, "mark"],
    ["nexconn.GroupChannel", { channelId: "c", name: "C", owner: "o" }, "mark"],
    ["tencent.Account", { UserID: "a" }, "mark"],
    ["tencent.Account", { UserID: "a" }, "userSigExpires"],
    ["Account", { accountId: "a" }, "mark"],
    ["Account", { accountId: "a" }, "loginTokenExpires"],
    ["Team", { name: "T", owner: "o" }, "mark"],
  ])("is refused by name: %s %s %s", async (kind, args, key) => {
    for (const value of ["2030-01-01T00:00:00Z", pulumi.output("0123456789abcdef"), ""]) {
      const text = await failureOf(kind, { ...args, [key]: value });
      expect(text).toMatch(new RegExp(`^IM_INVALID_INPUT: ${kind.replace(".", "\\.")} "desk": ${key}: got `));
      expect(text).toContain("allowed: nothing, as the resource class gives it its value. Leave it out.");
    }
    expect(await failureOf(kind, { ...args, [key]: undefined })).toBe("");
  });
});
