import { isOtherKey, keyPrint } from "../../provider/connection/key-print";
import { withTokenKey } from "../../provider/nexconn/user/change";

describe("what tells keys apart", () => {
  test("is the same for the same key of the same app, and another one otherwise", () => {
    const print = keyPrint("s3cr3t", "nexconn app");
    expect(print).toMatch(/^[0-9a-f]{8}$/);
    expect(keyPrint("s3cr3t", "nexconn app")).toBe(print);
    expect([keyPrint("s3cr3t2", "nexconn app"), keyPrint("s3cr3t", "nexconn app2")]).not.toContain(print);
  });

  test("takes so long to make that guesses are dear", () => {
    const started = process.cpuUsage();
    keyPrint("s3cr3t", "nexconn app");
    expect(process.cpuUsage(started).user).toBeGreaterThan(5_000);
  });

  test("says nothing where one of them is not known", () => {
    expect([isOtherKey("a", "b"), isOtherKey("a", "a")]).toEqual([true, false]);
    expect([isOtherKey(undefined, "b"), isOtherKey("a", undefined)]).toEqual([false, false]);
  });
});

describe("the secret that a token was issued under", () => {
  const user = { userId: "desk", name: "Desk" };

  test.each<[string, object, object, string | undefined, object]>([
    ["is said of a new user", {}, {}, "0000aaaa", { accessTokenKey: "0000aaaa" }],
    ["stays", {}, { ...user, accessTokenKey: "0000aaaa" }, "0000aaaa", { accessTokenKey: "0000aaaa" }],
    [
      "is told anew after a change",
      {},
      { ...user, accessTokenKey: "0000aaaa" },
      "0000bbbb",
      { accessTokenKey: "0000bbbb" },
    ],
    [
      "is told with a new version",
      { tokenVersion: 2 },
      { ...user, tokenVersion: 1 },
      "0000aaaa",
      { accessTokenKey: "0000aaaa" },
    ],
    ["is not told of a state that does not say it", {}, user, "0000aaaa", {}],
    [
      "stays where the connection cannot be used",
      {},
      { ...user, accessTokenKey: "0000aaaa" },
      undefined,
      { accessTokenKey: "0000aaaa" },
    ],
    ["is not for the program to say", { accessTokenKey: "0000cccc" }, user, "0000aaaa", {}],
  ])("%s", (_, inputs, olds, key, expected) => {
    const { accessTokenKey: __, ...declared } = inputs as { accessTokenKey?: string };
    expect(withTokenKey({ ...user, ...inputs }, { ...olds }, key)).toEqual({ ...user, ...declared, ...expected });
  });
});
