import { useEmulator } from "./harness";

const emulator = useEmulator();

const LAG_MS = 2000;

/** What a cloud is asked to make, one upon the other, and how its reads show it. */
interface Estate {
  /** Makes what the group is made of. */
  readonly person: [call: string, params: Record<string, unknown>];
  readonly group: [call: string, params: Record<string, unknown>];
  readonly look: [call: string, params: Record<string, unknown>];
  readonly unseen: Record<string, unknown>;
  readonly seen: Record<string, unknown>;
  /** The answer of a cloud that does not see the person yet. */
  readonly refusal: Record<string, unknown>;
  readonly success: Record<string, unknown>;
}

const base = { tname: "x", owner: "ana", members: "[]", msg: "m", magree: "0", joinmode: "0" };

const estates: Record<string, Estate> = {
  commsease: {
    person: ["user/create", { accid: "ana" }],
    group: ["team/create", base],
    look: ["user/getUinfos", { accids: '["ana"]' }],
    unseen: { uinfos: [] },
    seen: { uinfos: [expect.objectContaining({ accid: "ana" })] },
    refusal: { code: 414, desc: "ana not register" },
    success: { code: 200 },
  },
  nexconn: {
    person: ["auth/access-token/issue", { userId: "ana", name: "Ana" }],
    group: ["group-channel/create", { channelId: "g", name: "G", owner: "ana" }],
    look: ["user/get", { userId: "ana" }],
    unseen: { code: 400 },
    seen: { code: 0, result: expect.objectContaining({ name: "Ana" }) },
    refusal: { code: 24366 },
    success: { code: 0 },
  },
  tencent: {
    person: ["im_open_login_svc/account_import", { UserID: "ana" }],
    group: ["group_open_http_svc/create_group", { Type: "Public", Name: "G", Owner_Account: "ana", GroupId: "g" }],
    look: ["im_open_login_svc/account_check", { CheckItem: [{ UserID: "ana" }] }],
    unseen: { ResultItem: [expect.objectContaining({ AccountStatus: "NotImported" })] },
    seen: { ResultItem: [expect.objectContaining({ AccountStatus: "Imported" })] },
    refusal: { ErrorCode: 10019 },
    success: { ErrorCode: 0 },
  },
};

async function lag(vendor: string, values: Record<string, unknown>): Promise<void> {
  await emulator().stopClock();
  const body = { [vendor]: values };
  expect(await emulator().control("POST", "settings", body)).toMatchObject({ status: 200 });
}

async function call(vendor: string, [name, params]: Estate["look"]) {
  return (await emulator().control("POST", "call", { vendor, call: name, params })).body;
}

describe.each(Object.entries(estates))("%s", (vendor, { person, group, look, unseen, seen, refusal, success }) => {
  test("reads do not see what was just written, and writes do", async () => {
    await lag(vendor, { readAfterWriteDelayMs: LAG_MS, lagSeenBy: "reads" });
    expect(await call(vendor, person)).toMatchObject(success);
    expect(await call(vendor, look)).toMatchObject(unseen);
    expect(await call(vendor, group)).toMatchObject(success);
    await emulator().advance(LAG_MS / 1000);
    expect(await call(vendor, look)).toMatchObject(seen);
  });

  test("by the setting, writes do not see it either, and nothing is done", async () => {
    await lag(vendor, { readAfterWriteDelayMs: LAG_MS, lagSeenBy: "all" });
    expect(await call(vendor, person)).toMatchObject(success);
    expect(await call(vendor, group)).toMatchObject(refusal);
    await emulator().advance(LAG_MS / 1000);
    // Had the refused call been done, this one would be refused as a second or make a second.
    expect(await call(vendor, group)).toMatchObject(success);
    const { teams, groups } = (await emulator().control("GET", "state")).body[vendor];
    expect(Object.keys(teams ?? groups)).toHaveLength(1);
  });

  test("without a lag everything is seen at once", async () => {
    await lag(vendor, { readAfterWriteDelayMs: 0, lagSeenBy: "all" });
    expect(await call(vendor, person)).toMatchObject(success);
    expect(await call(vendor, look)).toMatchObject(seen);
    expect(await call(vendor, group)).toMatchObject(success);
  });
});

test("what exists cannot be made again, however late it is seen", async () => {
  await lag("commsease", { readAfterWriteDelayMs: LAG_MS, lagSeenBy: "all" });
  const ana = estates.commsease?.person ?? ["", {}];
  await call("commsease", ana);
  expect(await call("commsease", ana)).toEqual({ code: 414, desc: "already register" });
});
