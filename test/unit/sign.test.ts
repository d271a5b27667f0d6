import { checkSum, sign } from "../../provider/commsease/sign";

// Each digest comes from `printf '%s' SECRET NONCE CURTIME | sha1sum`.
const vectors = [
  // Secret and nonce of the vendor's Java sample, and the time of its curl sample.
  { secret: "1234567*", nonce: "12345", curTime: "1443592222", digest: "ae854857254b230d5c72e6bfec9d17891815165c" },
  {
    secret: "abc",
    nonce: "4tgggergigwow323t23t",
    curTime: "1443592222",
    digest: "81bc44f1ac902d2e55c909fdb76c497fea0ae75c",
  },
  { secret: "geheim-ключ-密钥", nonce: "n", curTime: "1", digest: "cf8c25de0ae47fe5f6b341a9e762a8ab52ba083b" },
];

test.each(vectors)("the CheckSum of $secret, $nonce and $curTime", ({ secret, nonce, curTime, digest }) => {
  expect(checkSum(secret, nonce, curTime)).toBe(digest);
});

describe("the headers of an attempt", () => {
  test("carry whole seconds, and the CheckSum over what they carry", () => {
    expect(sign("key", "1234567*", 1_443_592_222_999, "12345")).toEqual({
      AppKey: "key",
      Nonce: "12345",
      CurTime: "1443592222",
      CheckSum: vectors[0]?.digest,
    });
  });

  test("have a new nonce of at most 128 characters each time", () => {
    const nonces = [1, 2, 3].map(() => sign("key", "secret", 0).Nonce);
    expect(new Set(nonces).size).toBe(3);
    for (const nonce of nonces) expect(nonce).toMatch(/^.{1,128}$/);
  });

  test("do not hold the secret", () => {
    expect(JSON.stringify(sign("key", "s3cr3t", 0))).not.toContain("s3cr3t");
  });
});
