import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, send } from "./harness";
import { startTencent, useTencent } from "./tencent-cloud";

const cloud = useTencent();

const check = { CheckItem: [{ UserID: "ann" }] };

describe("control", () => {
  test("calls are logged by name, without the signature", async () => {
    const usersig = cloud().sig();
    await cloud().call("account_import", { UserID: "ann", Nick: "Ann", Colour: "red" }, { usersig });
    await cloud().call("account_check", { CheckItem: [{ UserID: 7 }] }, { usersig });
    await cloud().call("account_check", check, { usersig: `${usersig}_` });
    await cloud().call("nothing/there", {}, { usersig });
    await cloud().call(`profile/portrait_set%3Fusersig=${usersig}`, {});
    await cloud().call("account_import", { UserID: "ben", usersig }, { usersig });
    const { body } = await cloud().running.control("GET", "calls");
    expect(body[0]).toMatchObject({
      vendor: "tencent",
      call: "im_open_login_svc/account_import",
      params: { UserID: "ann", Nick: "Ann", Colour: "red" },
      unknownParams: ["Colour"],
      code: 0,
      status: 200,
    });
    expect(body[1]).toMatchObject({ code: 60_015, desc: "CheckItem[0].UserID is not a string" });
    expect(body[2]).toMatchObject({ code: 70_003 });
    expect(body[4]).toMatchObject({ call: "(malformed)", code: 60_009 });
    const shown = [
      JSON.stringify(body),
      JSON.stringify(await cloud().running.control("GET", "state")),
      (await send(cloud().running.ready.console)).text,
      cloud().running.output.err,
    ];
    for (const text of shown) {
      expect(text).not.toContain(usersig);
      expect(text).not.toContain(cloud().key);
    }
    expect(cloud().running.output.err).toBe("");
  });

  test("a call as if signed", async () => {
    const order = { vendor: "tencent", call: "im_open_login_svc/account_import", params: { UserID: "ann" } };
    expect((await cloud().running.control("POST", "call", order)).body).toMatchObject({ ErrorCode: 0 });
    expect(Object.keys((await cloud().state()).accounts)).toEqual(["ann"]);
    expect((await cloud().running.control("GET", "calls")).body[0]).toMatchObject({ via: "control", code: 0 });
  });

  test("such a call costs no budget, not even that of attributes", async () => {
    const GroupId = await cloud().made("Public");
    const params = { GroupId, GroupAttr: [{ key: "k", value: "v" }] };
    const order = { vendor: "tencent", call: "group_open_http_svc/set_group_attr", params };
    const answers = await Promise.all(Array.from({ length: 8 }, () => cloud().running.control("POST", "call", order)));
    expect(answers.map((one) => one.body.ErrorCode)).toEqual(Array(8).fill(0));
    await cloud().ok("set_group_attr", params);
  });

  test("faults", async () => {
    const fault = (order: Record<string, unknown>) =>
      cloud().running.control("POST", "faults", {
        vendor: "tencent",
        call: "im_open_login_svc/account_import",
        ...order,
      });
    const imported = () => cloud().raw("account_import", { UserID: "ann" });
    await fault({ kind: "code", value: 70_169, desc: "time-out" });
    expect(JSON.parse((await imported()).text)).toEqual({
      ActionStatus: "FAIL",
      ErrorInfo: "time-out",
      ErrorCode: 70_169,
    });
    await fault({ kind: "status", value: 502 });
    expect((await imported()).status).toBe(502);
    await fault({ kind: "rate-limit" });
    expect(JSON.parse((await imported()).text)).toMatchObject({ ErrorCode: 60_007 });
    await fault({ kind: "drop-before" });
    await expect(imported()).rejects.toThrow();
    expect((await cloud().state()).accounts).toEqual({});
    await fault({ kind: "drop-after" });
    await expect(imported()).rejects.toThrow();
    expect(Object.keys((await cloud().state()).accounts)).toEqual(["ann"]);
  });

  test("the page counts", async () => {
    await cloud().accounts("ann");
    await cloud().made("Public");
    const { text } = await send(cloud().running.ready.console);
    expect(text).toContain("<td>tencent</td><td>accounts</td><td>1</td>");
    expect(text).toContain("<td>tencent</td><td>groups</td><td>1</td>");
  });
});

test("the ready line, and a secret of one's own that it does not repeat", async () => {
  expect(cloud().app).toEqual({
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    sdkAppId: 1400000000,
    secretKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    admin: "administrator",
  });
  const other = await startTencent(["--app", "tencent=1400000007", "--setting", "tencent.admins=ops"], {
    PULUMI_IM_EMULATOR_TENCENT_SECRET: "s3cret-of-tencent",
  });
  try {
    expect(other.app).toEqual({ endpoint: expect.any(String), sdkAppId: 1400000007, admin: "ops" });
    expect(await other.call("account_check", check)).toMatchObject({ ErrorCode: 0 });
    expect(other.running.output.out).not.toContain("s3cret");
  } finally {
    await other.running.stop();
  }
});

describe("--data", () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-tencent-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("keeps everything across restarts, and neither key nor signature", async () => {
    const file = join(folder, "state.json");
    const settings = ["groupCustomKeys", "memberCustomKeys"].flatMap((name) => ["--setting", `tencent.${name}=*`]);
    const first = await startTencent(["--data", file, ...settings]);
    await first.ok("account_import", { UserID: "ann", Nick: "Ann" });
    await first.accounts("ben", "__proto__", "gone");
    await first.ok("account_delete", { DeleteItem: [{ UserID: "gone" }] });
    await first.ok("setnospeaking", { Set_Account: "ann", GroupmsgNospeakingTime: 4_294_967_295 });
    await first.made("Public", {
      GroupId: "crew",
      Owner_Account: "ann",
      AppDefinedData: [{ Key: "k", Value: "v" }],
      MemberList: [{ Member_Account: "ben", AppMemberDefinedData: [{ Key: "k", Value: "v" }] }],
    });
    await first.ok("set_group_attr", { GroupId: "crew", GroupAttr: [{ key: "a", value: "1" }] });
    await first.ok("forbid_send_msg", { GroupId: "crew", Members_Account: ["ben"], MuteTime: 4_294_967_295 });
    await first.ok("ban_group_member", { GroupId: "crew", Members_Account: ["__proto__"], Duration: 4_294_967_295 });
    const community = await first.made("Community", { SupportTopic: 1 });
    await first.ok("million_group_open_http_svc/create_topic", { GroupId: community, TopicName: "News" });
    const room = await first.made("AVChatRoom");
    await first.join(room, "ann");
    const before = await first.state();
    expect(Object.keys(before.groups)).toEqual(["crew", community, room]);
    await first.running.stop();
    expect(readFileSync(file, "utf8")).not.toContain(first.key);

    const second = await startTencent(["--data", file]);
    try {
      expect(await second.state()).toEqual(before);
      expect(Object.keys(before.groups)).not.toContain(await second.made("Public"));
      await second.reset();
      expect(await second.state()).toEqual({
        accounts: {},
        deletedAccounts: {},
        kicked: {},
        groups: {},
        destroyedGroups: {},
      });
    } finally {
      await second.running.stop();
    }
  });
});

test("an app has a number", async () => {
  expect(await run(["--app", "tencent=app"])).toMatchObject({ code: 2, err: expect.stringContaining("not app") });
});
