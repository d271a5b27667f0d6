import { vendor } from "../../provider/commsease/vendor";
import { Connections } from "../../provider/connection/connections";
import { isSafeEndpoint } from "../../provider/connection/fields";
import { codeOf, messageOf } from "../../provider/errors";

const secret = "s3cr3t-value";
const good = { vendor: "commsease", appKey: "key", appSecret: secret };

function opened(connections: unknown, name?: string, environment: NodeJS.ProcessEnv = {}) {
  const configured = typeof connections === "string" ? connections : JSON.stringify(connections);
  return new Connections(connections === undefined ? undefined : configured, environment).session(name, vendor);
}

function refusalOf(connections: unknown, name?: string, environment: NodeJS.ProcessEnv = {}): string {
  try {
    opened(connections, name, environment);
  } catch (error) {
    expect(codeOf(error)).toBe("IM_CONNECTION");
    return messageOf(error);
  }
  throw new Error("It was opened.");
}

describe("a connection", () => {
  test("is opened by its name, and `default` where none is given", () => {
    const connections = { default: { ...good, appKey: "one" }, other: { ...good, appKey: "two" } };
    expect(opened(connections)).toMatchObject({ name: "default", appId: "one" });
    expect(opened(connections, "other")).toMatchObject({ name: "other", appId: "two" });
  });

  test("is opened once", () => {
    const connections = new Connections(JSON.stringify({ default: good }), {});
    expect(connections.session(undefined, vendor)).toBe(connections.session("default", vendor));
  });

  test("a broken one does not keep others from being opened", () => {
    expect(opened({ default: good, broken: { vendor: "commsease" } })).toMatchObject({ appId: "key" });
  });

  test.each([
    ["a region", { region: "sg" }],
    ["an endpoint", { endpoint: "https://im.example.com/nimserver" }],
    ["an endpoint on this machine", { endpoint: "http://127.0.0.1:4701/nimserver" }],
    ["a rate", { limits: { callsPerSecond: 300 } }],
  ])("may have %s", (_, more) => {
    expect(opened({ default: { ...good, ...more } })).toMatchObject({ appId: "key" });
  });
});

describe("the environment", () => {
  const environment = { IM_VENDOR: "commsease", IM_APP_KEY: "from-env", IM_APP_SECRET: secret };

  test("serves as `default`", () => {
    expect(opened(undefined, undefined, environment)).toMatchObject({ name: "default", appId: "from-env" });
  });

  test("gives region and endpoint too", () => {
    const more = { IM_REGION: "sg", IM_ENDPOINT: "http://localhost:1/nimserver" };
    expect(opened(undefined, undefined, { ...environment, ...more })).toMatchObject({ appId: "from-env" });
  });

  test("yields to the configuration", () => {
    expect(opened({ default: good }, undefined, environment)).toMatchObject({ appId: "key" });
  });

  test("stands beside other connections of the configuration", () => {
    expect(opened({ other: good }, undefined, environment)).toMatchObject({ appId: "from-env" });
  });

  test("is named where a value in it is wrong", () => {
    const text = refusalOf(undefined, undefined, { ...environment, IM_REGION: "eu" });
    expect(text).toContain("the environment");
    expect(text).toContain('region: got "eu"; allowed: cn');
    expect(text).not.toContain(secret);
  });

  test("an empty variable counts as absent", () => {
    const text = refusalOf(undefined, undefined, { ...environment, IM_APP_SECRET: "" });
    expect(text).toContain("appSecret: got nothing");
  });
});

describe("an unusable connection tells what to do, and never the secret", () => {
  const where = "im:connections.default";
  test.each<[string, unknown, string | undefined, string[]]>([
    ["nothing is configured", undefined, undefined, ["no connection `default`", where, "IM_VENDOR", "IM_APP_SECRET"]],
    ["a near name", { overseas: good }, "oversaes", ["no connection `oversaes`", "Did you mean `overseas`?"]],
    ["a far name", { overseas: good }, "zz", ["no connection `zz`", "There are: overseas."]],
    [
      "another vendor",
      { default: { vendor: "nexconn", appKey: "k", appSecret: secret } },
      undefined,
      ['is for vendor "nexconn"', 'needs "commsease"', "Set `connection`"],
    ],
    ["no vendor", { default: { appKey: "k", appSecret: secret } }, undefined, [`${where}.vendor: got nothing`]],
    [
      "a missing secret",
      { default: { ...good, appSecret: undefined } },
      undefined,
      [`${where}.appSecret: got nothing`],
    ],
    ["an empty secret", { default: { ...good, appSecret: "" } }, undefined, [`${where}.appSecret: got a text of 0`]],
    [
      "a secret that is an object",
      { default: { ...good, appSecret: { secret } } },
      undefined,
      ["appSecret: got an object"],
    ],
    [
      "a secret that is too long",
      { default: { ...good, appSecret: secret.repeat(40) } },
      undefined,
      ["got a text of 480"],
    ],
    [
      "an unknown key with a near one",
      { default: { ...good, appSecrt: secret } },
      undefined,
      [`${where}.appSecrt: got an unknown key`, "Did you mean `appSecret`?"],
    ],
    ["an unknown region", { default: { ...good, region: "us" } }, undefined, ['region: got "us"', "cn", "sg"]],
    [
      "http to a public address",
      { default: { ...good, endpoint: "http://api.example.com" } },
      undefined,
      ['endpoint: got "http://api.example.com"', "https", "never travel in clear"],
    ],
    [
      "an endpoint with credentials",
      { default: { ...good, endpoint: `https://user:${secret}@example.com` } },
      undefined,
      ["endpoint: got ", "an https address"],
    ],
    [
      "a rate of 0",
      { default: { ...good, limits: { callsPerSecond: 0 } } },
      undefined,
      ["limits.callsPerSecond: got number 0"],
    ],
    [
      "an unknown key in limits",
      { default: { ...good, limits: { callPerSecond: 5 } } },
      undefined,
      ["limits.callPerSecond: got an unknown key", "Did you mean `callsPerSecond`?"],
    ],
    ["no JSON", `{"default": ${secret}`, undefined, ["im:connections: got ", "a map of connections by name"]],
    ["a list", [good], undefined, ["im:connections: got a list of 1"]],
    ["a text", JSON.stringify(secret), undefined, ["im:connections: got a text of 12 characters"]],
    ["a text for a connection", { default: secret }, undefined, [`${where}: got a text of 12 characters`, "an object"]],
    ["a list for a connection", { default: [secret] }, undefined, [`${where}: got a list of 1`, "an object"]],
    ["null for a connection", { default: null }, undefined, [`${where}: got null`, "an object"]],
  ])("%s", (_, connections, name, words) => {
    const text = refusalOf(connections, name);
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toContain(secret);
  });

  test("all problems at once", () => {
    const text = refusalOf({ default: { vendor: "commsease", region: "us", typo: 1 } });
    for (const key of ["appKey", "appSecret", "region", "typo"])
      expect(text).toContain(`im:connections.default.${key}`);
  });
});

test.each<[string, boolean]>([
  ["https://api.example.com/nimserver", true],
  ["http://127.0.0.1:4701/nimserver", true],
  ["http://127.8.8.8", true],
  ["http://localhost:1", true],
  ["http://[::1]:1", true],
  ["http://example.com", false],
  ["http://127.0.0.1.example.com", false],
  ["http://localhost.example.com", false],
  ["http://10.0.0.1", false],
  ["http://[::2]", false],
  ["ftp://127.0.0.1", false],
  ["https://user:pw@example.com", false],
  ["https://user@example.com", false],
  ["https://example.com?a=1", false],
  ["https://example.com#a", false],
  ["example.com", false],
  ["", false],
])("secrets may go to %j: %s", (address, safe) => {
  expect(isSafeEndpoint(address)).toBe(safe);
});
