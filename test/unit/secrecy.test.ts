import { account } from "../../provider/commsease/account/resource";
import { definitions, handler } from "../../provider/dynamic";
import { codeOf, ImError, messageOf } from "../../provider/errors";
import { kinds } from "../../provider/portable";
import { warn } from "../../provider/report";
import { nativeKind } from "../../provider/resource/adapter";
import { Handler } from "../../provider/resource/handler";
import { Secrecy } from "../../provider/resource/secrecy";
import type { Path } from "../../provider/values/paths";
import type { Values } from "../../provider/values/values";

const connections = {
  default: { vendor: "commsease", appKey: "one", appSecret: "app-secret" },
  commsease: { vendor: "commsease", appKey: "one", appSecret: "app-secret" },
  nexconn: { vendor: "nexconn", appKey: "three", appSecret: "app-secret", region: "sg" },
  tencent: { vendor: "tencent", sdkAppId: 1400000000, secretKey: "app-secret", admin: "admin", region: "sgp" },
};

function configured(made: Handler): Handler {
  void made.configure({ config: { get: () => JSON.stringify(connections), require: () => "" } });
  return made;
}

/** What a check tells, of inputs of which some are marked. */
async function toldOf(kind: string, inputs: Values, secrets: Path[] = [], olds: Values = {}): Promise<string[]> {
  const args = secrets.length > 0 ? { __args: { secrets } } : {};
  const { failures = [] } = await configured(handler(kind)).check(olds, { ...inputs, ...args });
  expect(failures.every(({ property }) => property === "")).toBe(true);
  return failures.map(({ reason }) => reason.replace(/^IM_[A-Z_]+: /, ""));
}

interface Row {
  kind: string;
  connection: string;
  field: string;
}

/** A program that sets these is told of it by another rule than that of their form. */
const classSets = ["mark", "userSigExpires", "loginTokenExpires", "userSigKey", "loginTokenKey", "accessTokenKey"];

const rows: Row[] = [
  ...definitions.map(({ kind, vendor, schema }) => ({ kind, on: [vendor.name], fields: Object.keys(schema.shape) })),
  ...kinds.map(({ name, vendors, inputs }) => ({ kind: name, on: vendors.map((one) => one.name), fields: inputs })),
].flatMap(({ kind, on, fields }) =>
  on.flatMap((connection) =>
    fields
      .filter((field) => !classSets.includes(field) && field !== "connection")
      .map((field) => ({ kind, connection, field })),
  ),
);

const words = "s3cr3t-".repeat(2000);
/** None is right for any field; of the objects, that of text data is a text too long. */
const wrong: [string, unknown][] = [
  ["a text", words],
  ["a number", -987_654.5],
  ["a list of texts", [words, words]],
  ["a list of what is no id", [{ "s3cr3t-key": "s3cr3t-value" }, -987_654.5]],
  ["a map of texts", { "s3cr3t-key": words, "s3cr3t-other": words }],
  ["a map of objects", { "s3cr3t-key": { "s3cr3t-field": "s3cr3t-value" }, constructor: { nick: words } }],
];

test("the table has every field of every kind", () => {
  expect(rows.length).toBeGreaterThan(300);
});

test.each(rows)(
  "$kind on $connection: a wrong $field is told without what is marked, and with what is not",
  async (row) => {
    const { kind, connection, field } = row;
    for (const [, value] of wrong) {
      const inputs = { [field]: value, connection };
      const marked = await toldOf(kind, inputs, [[field]]);
      expect(marked.join("\n")).not.toMatch(/s3cr3t|987654/);
      expect(marked.filter((text) => text.startsWith(field)).length).toBeGreaterThan(0);
    }
    const [, text] = wrong[0] ?? [];
    const open = await toldOf(kind, { [field]: text, connection });
    const isSecretAlways = definitions.find((one) => one.kind === kind)?.secrets.includes(field);
    const quoted = open.some((one) => one.startsWith(field) && one.includes('("s3cr3t-s3cr3t-s3cr3t-s3c…")'));
    expect(quoted).toBe(!isSecretAlways);
  },
);

describe("a secret deep in a field", () => {
  const long = "s3cr3t-".repeat(700);
  test.each<[string, string, Values, Path[], string[]]>([
    [
      "in one member of a list, beside another one that is wrong",
      "commsease:Team",
      {
        tname: "t",
        owner: "o",
        members: [{ accid: "ANA", nick: long }, { accid: "ben", nick: "clear ".repeat(9) }, 7],
      },
      [["members", 0, "nick"]],
      [
        "members[2]: got number 7",
        "members.ana.nick: got a text of 4900 characters;",
        'members.ben.nick: got a text of 54 characters ("clear',
      ],
    ],
    [
      "the id of a member of a list",
      "commsease:Team",
      {
        tname: "t",
        owner: "o",
        members: [
          { accid: long, nick: 7 },
          { accid: "ben", nick: 8 },
        ],
      },
      [["members", 0, "accid"]],
      ["members: got a text of 4900 characters;", "members.ben.nick: got number 8"],
    ],
    [
      "the key of a map that is secret as a whole",
      "tencent:Account",
      { UserID: "u", connection: "tencent", Custom: { "s3cr3t-": "x", Ok: long } },
      [["Custom"]],
      ["Custom: got a text of 7 characters;", "Custom: got a text of 4900 characters;"],
    ],
    [
      "under a key that is clear and wrong",
      "tencent:Account",
      { UserID: "u", connection: "tencent", Custom: { team_1: "s3cr3t" } },
      [["Custom", "team_1"]],
      ['Custom.team_1: got "team_1"; allowed: a word of 1 to 8 letters'],
    ],
    [
      "in data that becomes a text",
      "commsease:Account",
      { accid: "a", ex: { a: { b: long } } },
      [["ex", "a", "b"]],
      ["ex: got a text of 4914 characters;"],
    ],
    [
      "in a list that is put in order",
      "nexconn:User",
      { userId: "u", name: "n", connection: "nexconn", tags: ["z", long, "a"] },
      [["tags", 1]],
      ["tags: got a text of 4900 characters;"],
    ],
    [
      "in an element of a queue",
      "commsease:ChatroomQueue",
      {
        roomid: "1",
        elements: [
          { key: "a", value: long },
          { key: "b", value: "" },
        ],
      },
      [["elements", 0, "value"]],
      ["elements.a.value: got a text of 4900 characters;", 'elements.b.value: got ""'],
    ],
    [
      "in a field of another one's problem",
      "tencent:Topic",
      { GroupId: "@TGS#_s3cr3t", TopicId: "@TGS#_shop@TOPIC#_news", TopicName: "n", connection: "tencent" },
      [["GroupId"]],
      ['TopicId: got "@TGS#_shop@TOPIC#_news"; allowed: an id that begins with [secret]@TOPIC#_'],
    ],
    [
      "who is the owner",
      "Team",
      { name: "t", owner: "s3cr3t", members: ["s3cr3t"] },
      [["owner"], ["members", 0]],
      ["members: got "],
    ],
    [
      "in a vendor's block",
      "Account",
      { accountId: "a", commsease: { props: long, bid: "clear" } },
      [["commsease", "props"]],
      ["commsease.props: got a text of 4900 characters;", 'commsease.bid: got "clear"'],
    ],
  ])("%s", async (_, kind, inputs, secrets, starts) => {
    const told = await toldOf(kind, inputs, secrets);
    expect(told.join("\n")).not.toContain("s3cr3t");
    for (const start of starts) expect(told).toContainEqual(expect.stringContaining(start));
    expect(told).toHaveLength(starts.length);
  });
});

describe("a text without secrets", () => {
  const without = (raw: Values, text: string, olds: Values = {}) =>
    new Secrecy(
      raw,
      raw,
      Object.keys(raw).map((key) => [key]),
      olds,
    ).text(text);

  test.each<[Values, string, string]>([
    [{ a: "long enough" }, "xlong enoughx", "x[secret]x"],
    [{ a: "ana" }, "ana, banana and ana-1", "[secret], banana and [secret]-1"],
    [{ a: 414 }, "code 414 of 4141", "code [secret] of 4141"],
    [{ a: 'q"uote' }, JSON.stringify('q"uote'), '"[secret]"'],
    [{ a: { key: ["inner"] } }, "key and inner", "[secret] and [secret]"],
    [{ a: "(.*)" }, "all (.*) of it", "all [secret] of it"],
    [{ a: "", b: true, c: null }, "true is null", "true is null"],
  ])("%j in %j", (raw, text, expected) => {
    expect(without(raw, text)).toBe(expected);
  });

  test("holds none from before the change either", () => {
    expect(without({ a: "now" }, "before now", { a: "before" })).toBe("[secret] [secret]");
  });
});

describe("what a change tells", () => {
  const made = (fails: boolean) => {
    const definition = {
      ...account,
      ensure: async (_client: unknown, { accid, name }: Values) => {
        warn(`${accid} is called ${name}`);
        if (fails) throw new ImError("IM_REFUSED", `${accid} cannot be called ${name}.`);
        return { id: String(accid), current: { accid } };
      },
      observe: async () => ({ accid: "svc" }),
      sync: async () => {
        throw new ImError("IM_REFUSED", "s3cr3t-name is no name, nor is s3cr3t-old.");
      },
      remove: async (_client: unknown, _id: string, { name }: Values) => {
        throw new ImError("IM_REFUSED", `${name} stays.`);
      },
    };
    // biome-ignore lint/suspicious/noExplicitAny: a definition of which only this matters.
    return configured(new Handler(nativeKind(definition as any)));
  };

  async function failureOf(work: Promise<unknown>): Promise<Error> {
    const error = await work.catch((thrown: unknown) => thrown);
    if (!(error instanceof Error)) throw new Error(`It gave ${JSON.stringify(error)}.`);
    return error;
  }

  const checkedInputs = async (handled: Handler) => {
    const news = { accid: "svc", name: "s3cr3t-name", __args: { secrets: [["name"]] } };
    const { inputs = {}, failures } = await handled.check({}, news);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ accid: "svc", name: "s3cr3t-name" });
    // The engine may give the keys in another order.
    return { name: inputs.name, accid: inputs.accid };
  };

  test("of a create that is refused", async () => {
    const lines = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const handled = made(true);
    const error = await failureOf(handled.create(await checkedInputs(handled)));
    expect(codeOf(error)).toBe("IM_REFUSED");
    expect(messageOf(error)).toBe("IM_REFUSED: svc cannot be called [secret].");
    expect(lines.mock.calls.map(([line]) => line)).toEqual(["warning: svc is called [secret]\n"]);
    lines.mockRestore();
  });

  test("of one that gets half way, of the update that follows, and of the delete", async () => {
    const lines = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const handled = made(false);
    const inputs = await checkedInputs(handled);
    const half = (await failureOf(handled.create(inputs))) as Error & { reasons: string[]; properties: Values };
    expect(half.reasons).toEqual(["IM_REFUSED: [secret] is no name, nor is s3cr3t-old."]);
    expect(half.properties.__args).toEqual({ secrets: [["name"]] });

    const olds = { accid: "svc", name: "s3cr3t-old", appId: "one", __args: { secrets: [["name"]] } };
    const updated = (await failureOf(handled.update("svc", olds, inputs))) as typeof half;
    expect(updated.reasons).toEqual(["IM_REFUSED: [secret] is no name, nor is [secret]."]);

    expect(messageOf(await failureOf(handled.delete("other", { ...olds, accid: "other" })))).toMatch(
      /^IM_[A-Z]+: \[secret\] stays\./,
    );
    expect((await handled.read("svc", olds)).props?.__args).toEqual({ secrets: [["name"]] });
    lines.mockRestore();
  });
});
