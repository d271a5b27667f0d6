import { Emulator } from "../../support/emulator";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await Emulator.start();
});

afterEach(() => emulator.reset());
afterAll(() => emulator?.stop());

/** The vendor's code for a read that is signed with the secret which the emulator started with. */
const withFirst = {
  commsease: async () => (await emulator.vendor("user/getUinfos", { accids: ["ana"] })).code,
  nexconn: async () => (await emulator.nexconn.vendor("user/get", { userId: "ana" })).code,
  tencent: async () => (await emulator.tencent.vendor("im_open_login_svc/account_check", { CheckItem: [] })).ErrorCode,
};

const refused = { commsease: 414, nexconn: 1004, tencent: 70009 };

/** What each vendor says of the first secret. */
async function codes() {
  return {
    commsease: await withFirst.commsease(),
    nexconn: await withFirst.nexconn(),
    tencent: await withFirst.tencent(),
  };
}

async function exist(): Promise<void> {
  await emulator.mustVendor("user/create", { accid: "ana" });
  await emulator.nexconn.mustVendor("auth/access-token/issue", { userId: "ana", name: "Ana", avatarUrl: "" });
  await emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID: "ana" });
}

test.each(["commsease", "nexconn", "tencent"] as const)(
  "a new secret of %s ends the one before, of no other vendor",
  async (vendor) => {
    await exist();
    const before = await codes();
    await emulator.rotate(vendor, "another-secret");
    expect(await codes()).toEqual({ ...before, [vendor]: refused[vendor] });
    // The harness signs with what it was told.
    await emulator.rotate(vendor, secretOf(vendor));
    expect(await codes()).toEqual(before);
  },
);

function secretOf(vendor: keyof typeof refused): string {
  const { commsease, nexconn, tencent } = emulator.ready;
  return { commsease: commsease.appSecret, nexconn: nexconn.appSecret, tencent: tencent.secretKey }[vendor];
}

test("tokens of Nexconn end with the secret, later ones are good, and those of CommsEase stay", async () => {
  await exist();
  const { tokenSha256 } = await emulator.account("ana");
  for (const vendor of ["commsease", "nexconn"] as const) await emulator.rotate(vendor, "another-secret");
  expect((await emulator.account("ana")).tokenSha256).toBe(tokenSha256);
  expect((await emulator.nexconn.user("ana")).tokens).toMatchObject([{ valid: false }]);
  const params = { userId: "ana", name: "Ana", avatarUrl: "" };
  await emulator.control("POST", "/control/call", { vendor: "nexconn", call: "auth/access-token/issue", params });
  expect((await emulator.nexconn.user("ana")).tokens).toMatchObject([{ valid: false }, { valid: true }]);
});

test("a reset brings the first secret back, and a secret that is none is refused", async () => {
  await emulator.rotate("nexconn", "another-secret");
  await emulator.reset();
  await exist();
  expect(await withFirst.nexconn()).toBe(0);
  await expect(emulator.rotate("nexconn", "")).rejects.toThrow("answered 400");
  await expect(emulator.rotate("acme", "x")).rejects.toThrow("unknown vendor acme");
});
