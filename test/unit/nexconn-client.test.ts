import { Connections } from "../../provider/connection/connections";
import { messageOf } from "../../provider/errors";
import { encode, judge } from "../../provider/nexconn/client";
import { sign, signature } from "../../provider/nexconn/sign";
import { vendor } from "../../provider/nexconn/vendor";

describe("the signature", () => {
  // The first computed with sha1sum, the second with the values of the vendor's own samples.
  test.each([
    ["secret", "nonce", "1", "e0f783d09aef0616057428e50c62347f321a7f69"],
    ["test-secret", "14314", "1408710653491", "5b2deb955c3f258de551cc876347ea48022da30c"],
  ])("of %s, %s and %s", (secret, nonce, timestamp, expected) => {
    expect(signature(secret, nonce, timestamp)).toBe(expected);
  });

  test("is made with a new nonce of at most 18 characters, and milliseconds", () => {
    const [one, other] = [sign("key", "secret", 1408710653491), sign("key", "secret", 1408710653491)];
    expect(one.Nonce).not.toBe(other.Nonce);
    expect(one.Nonce.length).toBeLessThanOrEqual(18);
    expect(one).toMatchObject({ "App-Key": "key", Timestamp: "1408710653491" });
    expect(one.Signature).toBe(signature("secret", one.Nonce, "1408710653491"));
  });
});

describe("a request", () => {
  test("is JSON, without what is absent", () => {
    expect(encode("user/update", { userId: "a", name: undefined })).toEqual({
      path: "/v4/user/update",
      type: "application/json",
      body: '{"userId":"a"}',
    });
  });

  test("of the older generation is a form, with a key for each of a list", () => {
    expect(encode("chatroom/keepalive/add.json", { chatroomId: ["a", "b c"], absent: undefined })).toEqual({
      path: "/chatroom/keepalive/add.json",
      type: "application/x-www-form-urlencoded",
      body: "chatroomId=a&chatroomId=b+c",
    });
  });
});

describe("an answer", () => {
  const answered = (status: number, body: unknown) =>
    judge(status, typeof body === "string" ? body : JSON.stringify(body));

  test.each([
    [200, { code: 0, result: { name: "A" } }, { outcome: "done", answer: { name: "A" } }],
    [200, { code: 0 }, { outcome: "done", answer: { code: 0 } }],
    [200, { code: 0, result: null }, { outcome: "done", answer: { code: 0, result: null } }],
    [200, { code: 200, token: "t" }, { outcome: "done", answer: { token: "t" } }],
    [200, { code: 1 }, { outcome: "refused", vendorCode: 1 }],
    [400, { code: 0 }, { outcome: "refused", vendorCode: 0 }],
    [200, "no JSON", { outcome: "failed" }],
    [400, { code: 1002, errorMessage: "name" }, { outcome: "refused", vendorCode: 1002, vendorText: "name" }],
    [400, { code: 24362, errorMessage: "bad", profileKey: "ext_a" }, { outcome: "refused", vendorText: "bad: ext_a" }],
    [401, { code: 1004 }, { outcome: "clock", vendorCode: 1004 }],
    [404, "gone", { outcome: "refused" }],
    [429, { code: 1008 }, { outcome: "throttled", vendorCode: 1008 }],
    [500, { code: 1000 }, { outcome: "failed", vendorCode: 1000 }],
    [503, "<html>", { outcome: "failed" }],
  ])("of HTTP %d and %j", (status, body, verdict) => {
    expect(answered(status, body)).toMatchObject(verdict);
  });

  test("of the older generation has its data at the top", () => {
    const answer = { code: 200, chatroomIds: ["a"] };
    expect(judge(200, JSON.stringify(answer))).toEqual({ outcome: "done", answer });
  });
});

describe("a connection", () => {
  const good = { vendor: "nexconn", appKey: "key", appSecret: "s3cr3t-value" };
  const opened = (settings: object, environment: NodeJS.ProcessEnv = {}) =>
    new Connections(JSON.stringify({ default: settings }), environment).session(undefined, vendor);
  const refusalOf = (settings: object) => {
    try {
      opened(settings);
    } catch (error) {
      return messageOf(error);
    }
    throw new Error("It was opened.");
  };

  test.each([
    ["a region", { region: "sau" }],
    ["two hosts", { endpoints: ["https://one.example.com", "https://two.example.com"] }],
    ["one host", { endpoints: ["http://127.0.0.1:4702"] }],
  ])("may have %s", (_, more) => {
    expect(opened({ ...good, ...more })).toMatchObject({ appId: "key" });
  });

  test.each([
    ["neither region nor hosts", {}, "region: got nothing; allowed: sg"],
    ["an unknown region", { region: "cn" }, 'region: got "cn"; allowed: sg'],
    ["three hosts", { endpoints: Array(3).fill("https://a.example.com") }, "endpoints: got a list of 3"],
    ["a host in clear", { endpoints: ["http://a.example.com"] }, 'endpoints[0]: got "http://a.example.com"'],
    ["the one host of another vendor", { endpoint: "https://a.example.com" }, "Did you mean `endpoints`?"],
  ])("may not have %s", (_, more, text) => {
    expect(refusalOf({ ...good, ...more })).toContain(text);
    expect(refusalOf({ ...good, ...more })).not.toContain(good.appSecret);
  });

  test("of the environment has its hosts in one variable", () => {
    const environment = {
      IM_VENDOR: "nexconn",
      IM_APP_KEY: "from-env",
      IM_APP_SECRET: "s3cr3t-value",
      IM_ENDPOINT: "https://one.example.com, https://two.example.com",
    };
    expect(new Connections(undefined, environment).session(undefined, vendor)).toMatchObject({ appId: "from-env" });
  });
});
