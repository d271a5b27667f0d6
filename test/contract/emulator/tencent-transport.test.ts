import { send } from "./harness";
import { packed, useTencent } from "./tencent-cloud";

const cloud = useTencent();

const check = { CheckItem: [{ UserID: "ann" }] };

/** A document of a UserSig with some of it replaced. */
function document(changes: Record<string, unknown>): string {
  const now = Math.floor(Date.now() / 1000);
  const { sdkAppId, admin } = cloud().app;
  const whole = { "TLS.ver": "2.0", "TLS.identifier": admin, "TLS.sdkappid": sdkAppId, "TLS.time": now };
  return packed(JSON.stringify({ ...whole, "TLS.expire": 60, "TLS.sig": "AAAA", ...changes }));
}

describe("the query string", () => {
  test.each([
    ["no sdkappid", { sdkappid: undefined }, 60_012],
    ["another sdkappid", { sdkappid: "1400000001" }, 60_006],
    ["no identifier", { identifier: undefined }, 60_004],
    ["a name in another case", { sdkappid: undefined, sdkAppId: "1400000000" }, 60_012],
    ["no usersig", { usersig: undefined }, 70_002],
    ["an empty usersig", { usersig: "" }, 70_002],
    ["a usersig in base64url", { usersig: "eJyr-Q__==" }, 70_003],
    ["a usersig cut short", { usersig: "eJyrVgrxCdYrSy1SslIy0jNQ" }, 70_003],
    ["a usersig of somebody else", { identifier: "ann" }, 70_013],
    ["no random", { random: undefined }, 60_002],
    ["a random beyond 32 bits", { random: "4294967296" }, 60_002],
    ["a negative random", { random: "-1" }, 60_002],
    ["another contenttype", { contenttype: "xml" }, 60_002],
  ])("%s", async (_what, changes, code) => {
    const answer = await cloud().call("account_check", check, changes);
    expect(answer).toEqual({ ActionStatus: "FAIL", ErrorCode: code, ErrorInfo: expect.stringMatching(/.+/) });
  });

  test.each([
    ["of another app", { "TLS.sdkappid": 1400000001 }, 70_014],
    ["of another identifier", { "TLS.identifier": "ann" }, 70_013],
    ["that expired", { "TLS.time": 1_700_000_000 }, 70_001],
    ["with another signature", {}, 70_009],
    ["of another version", { "TLS.ver": "1.0" }, 70_003],
    ["whose time is text", { "TLS.time": "1700000000" }, 70_003],
  ])("a usersig %s", async (_what, changes, code) => {
    const usersig = document(changes);
    expect(await cloud().call("account_check", check, { usersig })).toMatchObject({ ErrorCode: code });
  });

  test("a usersig by another key, and one of an account that is no admin", async () => {
    const usersig = cloud().sig(undefined, "another key");
    expect(await cloud().call("account_check", check, { usersig })).toMatchObject({ ErrorCode: 70_009 });
    const own = { identifier: "ann", usersig: cloud().sig("ann") };
    expect(await cloud().call("account_check", check, own)).toMatchObject({ ErrorCode: 60_010 });
  });

  test("who is an admin is a setting", async () => {
    await cloud().set({ admins: "ops, ann" });
    expect(await cloud().call("account_check", check)).toMatchObject({ ErrorCode: 60_010 });
    const own = { identifier: "ann", usersig: cloud().sig("ann") };
    expect(await cloud().call("account_check", check, own)).toMatchObject({ ErrorCode: 0 });
  });

  test("what is wrong first where two things are is a setting", async () => {
    const usersig = document({ "TLS.time": 1_700_000_000 });
    await cloud().set({ userSigOrder: "signatureFirst" });
    expect(await cloud().call("account_check", check, { usersig })).toMatchObject({ ErrorCode: 70_009 });
  });

  test("a usersig expires by the emulator's clock", async () => {
    const usersig = cloud().sig();
    await cloud().advance(3580);
    expect(await cloud().call("account_check", check, { usersig })).toMatchObject({ ErrorCode: 0 });
    await cloud().advance(30);
    expect(await cloud().call("account_check", check, { usersig })).toMatchObject({ ErrorCode: 70_001 });
    expect(await cloud().call("account_check", check)).toMatchObject({ ErrorCode: 0 });
  });

  test("an identifier is decoded, and the order is free", async () => {
    const { endpoint, sdkAppId } = cloud().app;
    const query = `contenttype=json&random=0&usersig=${cloud().sig("a b")}&identifier=a%20b&sdkappid=${sdkAppId}`;
    const reply = await send(`${endpoint}/v4/im_open_login_svc/account_check?${query}`, { method: "POST", body: "{}" });
    expect(JSON.parse(reply.text)).toMatchObject({ ErrorCode: 60_010 });
  });

  test("what is lenient where the settings say so", async () => {
    await cloud().set({ queryForm: "lenient", unknownApp: 70_020 });
    const changes = { random: "x", contenttype: undefined };
    expect(await cloud().call("account_check", check, changes)).toMatchObject({ ErrorCode: 0 });
    expect(await cloud().call("account_check", check, { sdkappid: "1" })).toMatchObject({ ErrorCode: 70_020 });
  });
});

describe("bodies", () => {
  test.each(["", "no json", "[]", "null", '"text"', '{"CheckItem":'])("%j is no JSON object", async (body) => {
    expect(await cloud().call("account_check", body)).toMatchObject({ ErrorCode: 60_003 });
  });

  test("the service says so where the setting says so", async () => {
    await cloud().set({ malformedJson: "service" });
    const codes: Record<string, number> = {
      account_check: 70_402,
      query_online_status: 90_001,
      portrait_get: 40_001,
      getnospeaking: 130_001,
      get_group_info: 10_011,
    };
    for (const [command, code] of Object.entries(codes)) await cloud().fails(command, "[]", code);
  });

  test.each([
    ["account_import", { UserID: 7 }, 60_015],
    ["account_check", { CheckItem: [{ UserID: 7 }] }, 60_015],
    ["account_check", { CheckItem: "ann" }, 70_402],
    ["account_check", { CheckItem: null }, 70_402],
    ["create_group", { Type: "Public", Name: "x", Owner_Account: 7 }, 60_015],
    ["create_group", { Type: "Public", Name: 7 }, 10_004],
    ["create_group", { Type: "Public", Name: "x", MaxMemberCount: "7" }, 10_004],
    ["create_group", { Type: "Public", Name: "x", MaxMemberCount: 7.5 }, 10_004],
    ["create_group", { Type: "Public", Name: "x", MemberList: ["ann"] }, 10_004],
    ["get_group_info", { GroupIdList: "g" }, 10_004],
    ["forbid_send_msg", { GroupId: "g", Members_Account: ["a"], MuteTime: "60" }, 10_004],
    ["setnospeaking", { Set_Account: "a", C2CmsgNospeakingTime: "1" }, 130_005],
    ["portrait_get", { To_Account: ["a"], TagList: "Tag_Profile_IM_Nick" }, 40_001],
  ])("types are strict: %s %j", async (command, body, code) => {
    await cloud().fails(command, body, code);
  });

  test("the content type is of no interest", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "nonsense"]) {
      const url = `${cloud().app.endpoint}/v4/im_open_login_svc/account_check?${cloud().query()}`;
      const reply = await send(url, { method: "POST", headers: { "content-type": type }, body: JSON.stringify(check) });
      expect(JSON.parse(reply.text)).toMatchObject({ ErrorCode: 0 });
    }
  });
});

describe("envelopes", () => {
  test("a success, and the two services that have more or less", async () => {
    expect(await cloud().ok("account_import", { UserID: "ann" })).toEqual({
      ActionStatus: "OK",
      ErrorInfo: "",
      ErrorCode: 0,
    });
    const get = { To_Account: ["ann"], TagList: ["Tag_Profile_IM_Nick"] };
    expect(await cloud().ok("portrait_get", get)).toMatchObject({ ErrorDisplay: "" });
    expect(await cloud().fails("portrait_get", {}, 40_002)).toMatchObject({ ErrorDisplay: "" });
    expect(await cloud().ok("getnospeaking", { Get_Account: "ann" })).not.toHaveProperty("ActionStatus");
  });

  test("reads without ErrorInfo where the setting says so", async () => {
    await cloud().set({ successErrorInfo: "writes" });
    expect(await cloud().ok("account_check", check)).not.toHaveProperty("ErrorInfo");
    expect(await cloud().ok("account_import", { UserID: "ann" })).toHaveProperty("ErrorInfo", "");
  });

  test("headers, and the root that the vendor's connectivity check asks for", async () => {
    const { headers } = await cloud().raw("account_check", check);
    expect(headers).toMatchObject({ server: "nginx", "access-control-allow-origin": "*" });
    expect((await send(cloud().app.endpoint, { method: "HEAD" })).status).toBe(200);
  });
});

describe("what is no command", () => {
  test.each([
    ["v4/nothing/at_all", 60_009],
    ["v4/profile/portrait_lose", 60_009],
    ["v4/group_open_http_svc/lose_group", 10_003],
    ["v4/profilex", 60_009],
    ["v4/group_open_http_svc", 10_003],
  ])("%s", async (path, code) => {
    const { endpoint } = cloud().app;
    const reply = await send(`${endpoint}/${path}?${cloud().query()}`, { method: "POST", body: "{}" });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toMatchObject({ ActionStatus: "FAIL", ErrorCode: code });
    const { body } = await cloud().running.control("GET", "calls");
    expect(body).toEqual([expect.objectContaining({ call: path.slice(3), unexpected: true, status: 200, code })]);
  });

  test("an unknown command is not told to whoever does not sign", async () => {
    expect(await cloud().call("lose_group", {}, { usersig: "x" })).toMatchObject({ ErrorCode: 70_003 });
  });

  test("the code for a group command is a setting", async () => {
    await cloud().set({ unknownCommand: 60_009 });
    await cloud().fails("lose_group", {}, 60_009);
  });

  test("only POST", async () => {
    const url = `${cloud().app.endpoint}/v4/im_open_login_svc/account_check?${cloud().query()}`;
    expect(JSON.parse((await send(url)).text)).toMatchObject({ ErrorCode: 60_009 });
    expect((await send(`${cloud().app.endpoint}/v3/x/y`)).status).toBe(404);
  });
});

test("writes stay invisible to reads for a while where the setting says so", async () => {
  await cloud().set({ readAfterWriteDelayMs: 60_000 });
  await cloud().accounts("ann");
  const status = async () => (await cloud().ok("account_check", check)).ResultItem[0].AccountStatus;
  expect(await status()).toBe("NotImported");
  await cloud().advance(61);
  expect(await status()).toBe("Imported");
});
