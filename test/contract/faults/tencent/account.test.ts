// By its file: its package.json names its entry twice, which the resolver here refuses.
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import { markTakenOver } from "../../../../provider/ownership/mark";
import { account } from "../../../../provider/tencent/account/resource";
import { withExpiry } from "../../../../provider/tencent/account/user-sig-life";
import type { Values } from "../../../../provider/values/values";
import { ours, somebodyElses } from "../../../support/marks";
import { failureOf, useWarnings } from "../cloud";
import { useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off", "--setting", "tencent.profileCustomTags=PulumiIm,Team");
const warnings = useWarnings();

const mark = ours;
const temporary = `https://pulumi-im.invalid/${mark}`;
const alice = { UserID: "alice", Nick: "Alice" };

const side = () => cloud().emulator.tencent;
const live = () => side().account("alice");
const profile = async (): Promise<Values> => (await live()).profile;
const calls = async () => (await cloud().log()).map(({ call }) => call.replace(/^.*\//, ""));

/** The process ends at the first call of this name, and nothing of it comes into a state. */
async function cutShort(call: string, skip = 0, inputs: Values = { ...alice, mark }): Promise<void> {
  cloud().killAt(call, skip);
  await cloud().create(account, inputs);
  await cloud().newRun();
}

describe("a create that was cut short", () => {
  test.each([
    ["before its mark", 0, { Tag_Profile_IM_Nick: "Alice", Tag_Profile_IM_Image: temporary }],
    [
      "before its avatar",
      1,
      { Tag_Profile_IM_Nick: "Alice", Tag_Profile_IM_Image: temporary, Tag_Profile_Custom_PulumiIm: mark },
    ],
  ])("%s is known again and finished", async (_when, skip, left) => {
    await cutShort("profile/portrait_set", skip);
    expect(await profile()).toEqual(left);

    const { state, failure } = await cloud().create(account, { ...alice, mark });
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ Nick: "Alice", mark: markTakenOver(mark) });
    expect(await profile()).toMatchObject({
      Tag_Profile_IM_Nick: "Alice",
      Tag_Profile_Custom_PulumiIm: markTakenOver(mark),
    });
    expect(await calls()).toEqual(["account_check", "portrait_get", "portrait_set", "portrait_set"]);
    expect(warnings().join()).toContain("tencent account alice was there, made by this resource in an earlier run");
  });

  test("of another resource is somebody else's", async () => {
    await cutShort("profile/portrait_set");
    const error = await failureOf(cloud().create(account, { ...alice, mark: somebodyElses }));
    expect(error.code).toBe("IM_CONFLICT");
    expect(await profile()).toEqual({ Tag_Profile_IM_Nick: "Alice", Tag_Profile_IM_Image: temporary });
  });

  test("whose avatar is not declared has none in the end", async () => {
    const { state } = await cloud().create(account, { UserID: "alice", mark });
    expect(await profile()).toEqual({ Tag_Profile_IM_Image: "", Tag_Profile_Custom_PulumiIm: mark });
    expect(state).not.toHaveProperty("FaceUrl");
  });

  test("whose name the filter refuses leaves nothing", async () => {
    await side().settings({ antispamWord: "darn" });
    const error = await failureOf(cloud().create(account, { ...alice, Nick: "darn", mark }));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 40005 } });
    expect(await live()).toBeUndefined();
  });

  test("and refused later has no temporary avatar, and the next up finishes it", async () => {
    const inputs = { ...alice, FaceUrl: "https://a", mark };
    await side().settings({ antispamWord: "darn" });
    const half = await cloud().create(account, { ...inputs, SelfSignature: "darn" });
    expect(half).toMatchObject({ failure: { facts: { vendorCode: 40005 } }, state: { Nick: "Alice", FaceUrl: "" } });
    expect(half.state).not.toHaveProperty("halfMade");
    expect(await profile()).toMatchObject({ Tag_Profile_IM_Nick: "Alice", Tag_Profile_IM_Image: "" });
    expect((await cloud().update(account, half, inputs)).failure).toBeUndefined();
    expect(await profile()).toMatchObject({ Tag_Profile_IM_Image: "https://a" });
  });

  test("and out of reach then is told of by a refresh, and the next up ends it though no input differs", async () => {
    await cloud().inject("profile/portrait_set", { kind: "code", value: 40006, skip: 1, times: 1000 });
    const half = await cloud().create(account, { ...alice, mark });
    expect(half).toMatchObject({ failure: { code: "IM_UNAVAILABLE" }, state: { halfMade: true } });
    await cloud().clearFaults();
    warnings();
    const found = await cloud().read(account, half);
    expect(warnings().join()).toContain("tencent:Account alice is half made");
    expect(found?.state.halfMade).toBe(true);
    const finished = await cloud().update(account, { id: "alice", state: found?.state ?? {} }, { ...alice, mark });
    expect(finished.state).not.toHaveProperty("halfMade");
    expect(await profile()).toMatchObject({ Tag_Profile_IM_Nick: "Alice", Tag_Profile_IM_Image: "" });
  });

  test("leaves alone, on delete, what another resource has taken over", async () => {
    const before = await cloud().create(account, { ...alice, mark });
    await cloud().create(account, { ...alice, mark });
    await cloud().remove(account, before);
    expect(await live()).toBeDefined();
  });
});

describe("an account of somebody else's", () => {
  beforeEach(async () => {
    await cloud().byHand("im_open_login_svc/account_import", { UserID: "alice", Nick: "Theirs", FaceUrl: "https://t" });
    await cloud().newRun();
  });

  test.each([
    ["with", { mark }],
    ["without", {}],
  ])("is refused and left as it is, %s marks", async (_with, marks) => {
    const before = await live();
    const error = await failureOf(cloud().create(account, { ...alice, ...marks }));
    expect(error).toMatchObject({ code: "IM_CONFLICT", facts: { call: "im_open_login_svc/account_import" } });
    for (const way of ["Choose another UserID", "`adopt: true`", "an import file"])
      expect(error.message).toContain(way);
    expect(await live()).toEqual(before);
    expect(await calls()).toEqual(["account_check", "portrait_get"]);
  });

  test("is adopted: what is declared is set and marked, and the rest stays", async () => {
    const { state } = await cloud().create(account, { ...alice, mark, adopt: true });
    expect(await profile()).toEqual({
      Tag_Profile_IM_Nick: "Alice",
      Tag_Profile_IM_Image: "https://t",
      Tag_Profile_Custom_PulumiIm: mark,
    });
    expect(state).toMatchObject({ mark, Nick: "Alice" });
    expect(await cloud().sent("im_open_login_svc/account_import")).toBe(0);
  });
});

describe("custom profile fields that the console does not have", () => {
  const undeclared = () => side().settings({ profileCustomTags: "" });

  test("of the mark: the error says both ways on, and without marks the next run finishes", async () => {
    await undeclared();
    const half = await cloud().create(account, { ...alice, mark });
    const { message } = await failureOf(Promise.reject(half.failure));
    expect(message).toContain("tencent profile/portrait_set for alice was refused with code 40009");
    expect(message).toContain("the app's console does not have each of the custom profile fields PulumiIm.");
    expect(message).toContain("`pulumi config set im:ownershipMark false`");
    expect(half.state).toMatchObject({ UserID: "alice" });

    await cloud().newRun();
    const { state, failure } = await cloud().update(account, half, alice);
    expect(failure).toBeUndefined();
    expect(await profile()).toEqual({ Tag_Profile_IM_Nick: "Alice", Tag_Profile_IM_Image: "" });
    expect((await cloud().read(account, { id: "alice", state }))?.inputs).toMatchObject(alice);
  });

  test("of the mark: once it is declared, the next run finishes", async () => {
    await undeclared();
    const half = await cloud().create(account, { ...alice, mark });
    await side().settings({ profileCustomTags: "PulumiIm" });
    const { state } = await cloud().update(account, half, { ...alice, mark });
    expect(state).toMatchObject({ mark, Nick: "Alice" });
    expect(await profile()).toMatchObject({ Tag_Profile_IM_Nick: "Alice", Tag_Profile_Custom_PulumiIm: mark });
  });

  test("of the program: the error names them and says where to declare them", async () => {
    const { failure } = await cloud().create(account, { ...alice, Custom: { Team: "north", Desk: "4" } });
    const { message } = await failureOf(Promise.reject(failure));
    expect(message).toBe(
      "tencent profile/portrait_set for alice was refused with code 40009: the app's console does not have each of the custom profile fields Team, Desk. Declare what is missing there; the vendor takes up to 5 minutes to know it. Or leave it out of Custom.",
    );
  });
});

describe("a delete", () => {
  test("that the plan forbids says so and names the other way; to forget is that way", async () => {
    await side().settings({ accountDeletion: false });
    const before = await cloud().create(account, alice);
    const error = await failureOf(cloud().remove(account, before));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 71000 } });
    expect(error.message).toContain('declare `onDestroy: "forget"`, run `pulumi up`, and then destroy it');

    await cloud().newRun();
    const forgetting = await cloud().update(account, before, { ...alice, onDestroy: "forget" });
    await cloud().remove(account, forgetting);
    expect(await calls()).toEqual(["account_check", "portrait_get"]);
    expect(await live()).toBeDefined();
  });

  test("of an account that was adopted and could not be finished leaves it, where that is declared", async () => {
    await cloud().people("alice");
    await cloud().inject("profile/portrait_set", { kind: "code", value: 403, times: 1000 });
    const half = await cloud().create(account, { ...alice, adopt: true, onDestroy: "forget" });
    expect(half.failure).toBeDefined();
    await cloud().remove(account, half);
    expect(await live()).toBeDefined();
  });

  test("of an account that is gone is done", async () => {
    const before = await cloud().create(account, alice);
    await cloud().byHand("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: "alice" }] });
    expect(await cloud().read(account, before)).toBeUndefined();
    await cloud().remove(account, before);
    const error = await failureOf(cloud().update(account, before, alice));
    expect(error.code).toBe("IM_GONE");
  });

  test("keeps the id from coming back for three months where the plan says so, and the error explains it", async () => {
    await side().settings({ deletedAccountId: "tombstone" });
    await cloud().remove(account, await cloud().create(account, alice));
    const error = await failureOf(cloud().create(account, alice));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 70399 } });
    expect(error.message).toContain("three months later");
  });
});

test("a full plan is named", async () => {
  await side().settings({ accountQuota: 1 });
  await cloud().people("bob");
  const error = await failureOf(cloud().create(account, alice));
  expect(error.message).toContain("as many accounts as its plan allows");
});

test("only the fields that differ are sent", async () => {
  const before = await cloud().create(account, { ...alice, Level: 1, Role: 2, Custom: { Team: "north" } });
  await cloud().newRun();
  await cloud().update(account, before, { ...alice, Level: 1, Role: 3, Custom: { Team: "south" } });
  const [set] = await cloud().log("profile/portrait_set");
  expect(set?.params.ProfileItem).toEqual([
    { Tag: "Tag_Profile_IM_Role", Value: 3 },
    { Tag: "Tag_Profile_Custom_Team", Value: "south" },
  ]);
});

test("reads of many accounts share calls, a hundred in each", async () => {
  const ids = Array.from({ length: 101 }, (_, i) => `user-${i}`);
  await cloud().people(...ids);
  await cloud().newRun();
  const found = await Promise.all(ids.map((id) => cloud().read(account, { id, state: { UserID: id, Nick: "" } })));
  expect(found.every((one) => one?.inputs.Nick === "")).toBe(true);
  expect((await calls()).sort()).toEqual(["account_check", "account_check", "portrait_get", "portrait_get"]);
});

test("an account that asks for an undeclared field does not spoil the reads of others", async () => {
  const ids = ["a", "b", "c"];
  await cloud().people(...ids);
  const states = ids.map((UserID) => ({ UserID, Nick: "", ...(UserID === "b" && { Custom: { Unknown: "x" } }) }));
  const reads = states.map((state) => cloud().read(account, { id: state.UserID, state }));
  const [a, b, c] = await Promise.allSettled(reads);
  expect([a?.status, b?.status, c?.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

describe("a global mute", () => {
  const until = () => new Date(Date.now() + 3_600_000).toISOString();

  test("until an instant reads back as declared, and once it has passed is no difference", async () => {
    const inputs = { ...alice, C2CmsgNospeakingTime: until(), GroupmsgNospeakingTime: 4294967295 };
    const before = await cloud().create(account, inputs);
    await cloud().newRun();
    expect((await cloud().read(account, before))?.inputs).toEqual(inputs);
    await cloud().emulator.advanceClock(7200);
    expect((await cloud().read(account, before))?.inputs).toEqual(inputs);
    await cloud().update(account, before, { ...inputs, C2CmsgNospeakingTime: 0 });
    expect(await cloud().sent("openconfigsvr/setnospeaking")).toBe(0);
  });

  test("that was lifted by hand shows, and comes back", async () => {
    const inputs = { ...alice, C2CmsgNospeakingTime: until() };
    const before = await cloud().create(account, inputs);
    await cloud().byHand("openconfigsvr/setnospeaking", { Set_Account: "alice", C2CmsgNospeakingTime: 0 });
    const found = await cloud().read(account, before);
    expect(found?.inputs.C2CmsgNospeakingTime).toBe(0);
    await cloud().update(account, { id: "alice", state: found?.state ?? {} }, inputs);
    expect((await live()).C2CmsgNospeakingUntil).toBeGreaterThan(0);
  });

  test("of another length by hand shows as the instant of its end", async () => {
    const before = await cloud().create(account, { ...alice, C2CmsgNospeakingTime: 0 });
    await cloud().byHand("openconfigsvr/setnospeaking", { Set_Account: "alice", C2CmsgNospeakingTime: 7200 });
    const found = await cloud().read(account, before);
    const end = Date.parse(String(found?.inputs.C2CmsgNospeakingTime));
    expect(Math.abs(end - Date.now() - 7_200_000)).toBeLessThan(60_000);
  });
});

describe("a UserSig", () => {
  const declared = (more: Values = {}, olds: Values = {}) => withExpiry({ ...alice, ...more }, olds);
  /** Whether the emulator knows the account by it: only the admin may make calls, and anybody else is told so. */
  const letsIn = async (sig: unknown) => (await side().codeFor("alice", String(sig))) === 60010;

  test("that the provider makes is good at the emulator, until it ends", async () => {
    const { state } = await cloud().create(account, declared({ userSigDays: 1 }));
    expect(await letsIn(state.userSig)).toBe(true);
    await cloud().emulator.advanceClock(86_390);
    expect(await letsIn(state.userSig)).toBe(true);
    await cloud().emulator.advanceClock(15);
    expect(await side().codeFor("alice", state.userSig as string)).toBe(70001);
  });

  test("that the vendor's own library makes is good too, and one that was changed is not", async () => {
    const { sdkAppId, secretKey } = cloud().emulator.ready.tencent;
    expect(await letsIn(new Api(sdkAppId, secretKey).genUserSig("alice", 60))).toBe(true);
    expect(await side().codeFor("alice", new Api(sdkAppId, `${secretKey}.`).genUserSig("alice", 60))).toBe(70009);
    expect(await side().codeFor("bob", new Api(sdkAppId, secretKey).genUserSig("alice", 60))).toBe(70013);
  });

  test("is not made anew without cause: a read and an update keep it", async () => {
    const inputs = declared();
    const before = await cloud().create(account, inputs);
    const found = await cloud().read(account, before);
    expect(found?.state.userSig).toBe(before.state.userSig);
    const { state } = await cloud().update(account, before, { ...inputs, Nick: "Alicia" });
    expect(state).toMatchObject({ Nick: "Alicia" });
    expect(state.userSig).toBe(before.state.userSig);
  });

  test("of a new version ends the one before, and is good itself", async () => {
    const inputs = declared({ userSigVersion: 1 });
    const before = await cloud().create(account, inputs);
    await cloud().newRun();
    const { state } = await cloud().update(account, before, declared({ userSigVersion: 2 }, inputs));
    expect(await calls()).toEqual(["account_check", "portrait_get", "kick"]);
    expect(await side().codeFor("alice", before.state.userSig as string)).toBe(70052);
    expect(await letsIn(state.userSig)).toBe(true);
  });

  test("of a first version is the one that there is", async () => {
    const inputs = declared();
    const before = await cloud().create(account, inputs);
    const { state } = await cloud().update(account, before, declared({ userSigVersion: 1 }, inputs));
    expect(state.userSig).toBe(before.state.userSig);
    expect(await cloud().sent("im_open_login_svc/kick")).toBe(0);
  });

  test("of another key of the app is made anew, and ends when it says", async () => {
    const inputs: Values = { ...declared(), userSigKey: "0000aaaa" };
    const before = await cloud().create(account, inputs);
    const later = { ...inputs, userSigKey: "0000bbbb" };
    // In one second, one key would make the same twice.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const { state } = await cloud().update(account, before, later);
    expect(state).toMatchObject({ userSigKey: "0000bbbb", userSigExpires: inputs.userSigExpires });
    expect(state.userSig).not.toBe(before.state.userSig);
    expect(await cloud().sent("im_open_login_svc/kick")).toBe(0);
    expect((await cloud().read(account, { ...before, state }))?.inputs).toMatchObject({ userSigKey: "0000bbbb" });
  });

  test("of no days is none", async () => {
    const before = await cloud().create(account, declared());
    const { state } = await cloud().update(account, before, declared({ userSigDays: 0 }));
    expect(state.userSig).toBeUndefined();
    expect(state).not.toHaveProperty("userSigExpires");
  });
});
