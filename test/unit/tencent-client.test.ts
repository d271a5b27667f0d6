import { Connections } from "../../provider/connection/connections";
import { messageOf } from "../../provider/errors";
import { Origin } from "../../provider/http/pool";
import { judge, TencentClient } from "../../provider/tencent/client";
import { ensureGroup } from "../../provider/tencent/group/create";
import { vendor } from "../../provider/tencent/vendor";

describe("an answer", () => {
  test.each([
    [200, { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", GroupId: "g" }, { outcome: "done" }],
    [200, { ErrorCode: 0, ErrorInfo: "ok" }, { outcome: "done" }],
    [200, { ErrorCode: "0" }, { outcome: "done" }],
    [200, { ErrorCode: "10010" }, { outcome: "refused", vendorCode: 10010 }],
    [200, { ActionStatus: "OK" }, { outcome: "failed" }],
    [200, { ErrorCode: "OK" }, { outcome: "failed" }],
    [502, "<html>", { outcome: "failed" }],
    [200, { ErrorCode: 10010, ErrorInfo: "gone" }, { outcome: "refused", vendorCode: 10010, vendorText: "gone" }],
    [200, { ErrorCode: 60007 }, { outcome: "throttled" }],
    [200, { ErrorCode: 10049 }, { outcome: "throttled" }],
    [200, { ErrorCode: 10002 }, { outcome: "failed" }],
    [200, { ErrorCode: 70001 }, { outcome: "clock" }],
    [200, { ErrorCode: 70052 }, { outcome: "clock" }],
    [200, { ErrorCode: 70009 }, { outcome: "refused" }],
  ])("of HTTP %d and %j", (status, body, verdict) => {
    expect(judge(status, typeof body === "string" ? body : JSON.stringify(body))).toMatchObject(verdict);
  });

  test("whose items have codes of their own has no other", () => {
    const answer = { ErrorCode: 10010, ErrorInfo: "gone", GroupInfo: [{ GroupId: "a", ErrorCode: 10010 }] };
    expect(judge(200, JSON.stringify(answer), "GroupInfo")).toEqual({ outcome: "done", answer });
    expect(judge(200, JSON.stringify({ ErrorCode: 10004 }), "GroupInfo")).toMatchObject({ outcome: "refused" });
  });
});

describe("a connection", () => {
  const good = { vendor: "tencent", sdkAppId: 1400000000, secretKey: "s3cr3t-value", admin: "administrator" };
  const refusalOf = (settings: object) => {
    try {
      new Connections(JSON.stringify({ default: settings }), {}).session(undefined, vendor);
    } catch (error) {
      return messageOf(error);
    }
    throw new Error("It was opened.");
  };

  test.each([
    ["nothing more", {}],
    ["its SDKAppID as text", { sdkAppId: "1400000000" }],
    ["a region", { region: "ger" }],
    ["an endpoint", { endpoint: "http://127.0.0.1:4704/" }],
  ])("may have %s", (_, more) => {
    const connections = new Connections(JSON.stringify({ default: { ...good, ...more } }), {});
    expect(connections.session(undefined, vendor)).toMatchObject({ appId: "1400000000" });
  });

  test.each([
    ["an SDKAppID that is no number", { sdkAppId: "app" }, 'sdkAppId: got "app"; allowed: the SDKAppID'],
    ["no admin", { admin: undefined }, "admin: got nothing"],
    ["an unknown region", { region: "us" }, 'region: got "us"; allowed: cn'],
    ["an endpoint in clear", { endpoint: "http://im.example.com" }, "endpoint: got"],
  ])("may not have %s", (_, more, text) => {
    expect(refusalOf({ ...good, ...more })).toContain(text);
    expect(refusalOf({ ...good, ...more })).not.toContain(good.secretKey);
  });

  test("of the environment is complete", () => {
    const environment = {
      IM_VENDOR: "tencent",
      IM_SDK_APP_ID: "1400000000",
      IM_SECRET_KEY: "s3cr3t-value",
      IM_ADMIN: "administrator",
      IM_REGION: "sgp",
    };
    expect(new Connections(undefined, environment).session(undefined, vendor)).toMatchObject({ appId: "1400000000" });
  });
});

describe("a read of many", () => {
  const connection = { sdkAppId: 1, secretKey: "k", admin: "administrator", endpoints: ["http://127.0.0.1:1"] };

  function answering(answer: object) {
    const text = JSON.stringify({ ErrorCode: 0, ...answer });
    const sent = jest.spyOn(Origin.prototype, "post").mockResolvedValue({ kind: "answer", status: 200, text, date: 0 });
    return { client: new TencentClient(connection), sent };
  }

  afterEach(() => jest.restoreAllMocks());

  test("does not take an account that the answer leaves out for one that is gone", async () => {
    const { client } = answering({
      ResultItem: [
        { UserID: "a", ResultCode: 0, AccountStatus: "Imported" },
        { UserID: "b", ResultCode: 0, AccountStatus: "NotImported" },
        { UserID: "d", ResultCode: 70402, ResultInfo: "bad" },
      ],
    });
    const [a, b, c, d] = await Promise.allSettled(["a", "b", "c", "d"].map((id) => client.accounts.load(id)));
    expect([a, b]).toEqual([
      { status: "fulfilled", value: true },
      { status: "fulfilled", value: undefined },
    ]);
    expect(c).toMatchObject({
      reason: { code: "IM_UNEXPECTED_ANSWER", facts: { call: "im_open_login_svc/account_check", object: "c" } },
    });
    expect(d).toMatchObject({ reason: { code: "IM_REFUSED", facts: { object: "d", vendorCode: 70402 } } });
  });

  test("asks for the same account once", async () => {
    const { client, sent } = answering({ ResultItem: [{ UserID: "a", ResultCode: 0, AccountStatus: "Imported" }] });
    expect(await Promise.all([client.accounts.load("a"), client.accounts.load("a")])).toEqual([true, true]);
    expect(sent.mock.calls.map(([{ body }]) => JSON.parse(String(body)))).toEqual([{ CheckItem: [{ UserID: "a" }] }]);
  });

  test("knows a profile of an account that was deleted in between", async () => {
    const { client } = answering({ UserProfileItem: [{ To_Account: "a", ResultCode: 40003 }], Fail_Account: ["a"] });
    expect(await client.profiles(["Tag_Profile_IM_Nick"]).load("a")).toBeUndefined();
  });
});

test("a place in the list of all groups is sent back as the number that it was, beyond the exact ones too", async () => {
  const unknown = (GroupId: string) => ({ GroupId, ErrorCode: 10010 });
  const answers: Record<string, string[]> = {
    get_appid_group_list: [
      '"TotalCount":2,"GroupIdList":[{"GroupId":"a"}],"Next":18446744073709551615',
      '"TotalCount":2,"GroupIdList":[{"GroupId":"b"}],"Next":0',
    ],
    get_group_info: [`"GroupInfo":${JSON.stringify([unknown("a"), unknown("b")])}`],
    create_group: ['"GroupId":"c"'],
  };
  const places: string[] = [];
  jest.spyOn(Origin.prototype, "post").mockImplementation(async ({ path, body }) => {
    const command = /\w+(?=\?)/.exec(path)?.[0] ?? "";
    if (command === "get_appid_group_list") places.push(/"Next":[^,}]*/.exec(body)?.[0] ?? "none");
    return { kind: "answer", status: 200, text: `{"ErrorCode":0,${answers[command]?.shift()}}`, date: undefined };
  });
  const connection = { sdkAppId: 1, secretKey: "k", admin: "administrator", endpoints: ["http://127.0.0.1:1"] };
  const { id } = await ensureGroup(new TencentClient(connection), { Type: "AVChatRoom", Name: "N" });
  jest.restoreAllMocks();
  expect(id).toBe("c");
  expect(places).toEqual(['"Next":0', '"Next":18446744073709551615']);
});
