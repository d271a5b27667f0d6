import { createHmac } from "node:crypto";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { packed, useTencent } from "./tencent-cloud";

const { parseUserSig, isSignedWith } = require(join(__dirname, "../../../emulator/dist/tencent/user-sig.js"));
// By its file: its package.json names its main twice, which jest's resolver does not take.
const { Api } = require("tls-sig-api-v2/TLSSigAPIv2.js");

const cloud = useTencent();

/** The public sample key of the vendor's repositories, and what two languages make of the same inputs. */
const KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const BY_NODE =
  "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgZQAJEpycxNVbIyNEcVTa0oyCxKVbKyMDOBCRVnpitZKVX6OKZql5uHh6aGlhYmhVlm6IdEmFuUGhnmh7hnamdaRhUYlhoHFORFmhnYKtUCAK0SM5I_";
const BY_PYTHON =
  "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgZQAJEpycxNBYqao4qmVhRkFgHFLcxMYELFmelAwyt9HFO1y83DQ1NDSwuTwiwz9EMizC1KjQzzQ9wztTMtowoMS40DCvIizQxslWoBrRIzkg__";

const check = { CheckItem: [{ UserID: "ann" }] };

/** A form of URL-safe text for any compressed bytes. */
function text(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

test.each([BY_NODE, BY_PYTHON])("a known signature reads the same by whichever language it was made", (sig) => {
  const parsed = parseUserSig(sig);
  expect(parsed).toEqual({
    identifier: "administrator",
    sdkAppId: 1400000000,
    time: 1700000000,
    expire: 86400,
    signature: "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=",
  });
  expect(isSignedWith(parsed, KEY)).toBe(true);
  expect(isSignedWith(parsed, KEY.toUpperCase())).toBe(false);
  expect(isSignedWith({ ...parsed, expire: 86401 }, KEY)).toBe(false);
  expect(isSignedWith({ ...parsed, identifier: "administrator2" }, KEY)).toBe(false);
  expect(isSignedWith({ ...parsed, userbuf: "" }, KEY)).toBe(false);
});

test("what the vendor's own package signs is accepted", async () => {
  const { sdkAppId, admin } = cloud().app;
  const api = new Api(sdkAppId, cloud().key);
  const accepted = async (usersig: string, identifier = admin) =>
    cloud().call("account_check", check, { usersig, identifier });
  expect(await accepted(api.genUserSig(admin, 3600))).toMatchObject({ ErrorCode: 0 });
  // With rights for a call room in it, which are signed too.
  expect(await accepted(api.genPrivateMapKey(admin, 3600, 10000, 255))).toMatchObject({ ErrorCode: 0 });
  expect(await accepted(api.genUserSig("ann", 3600), "ann")).toMatchObject({ ErrorCode: 60_010 });
  expect(await accepted(new Api(sdkAppId, KEY).genUserSig(admin, 3600))).toMatchObject({ ErrorCode: 70_009 });
  expect(await accepted(new Api(sdkAppId + 1, cloud().key).genUserSig(admin, 3600))).toMatchObject({
    ErrorCode: 70_014,
  });
});

test("any identifier and lifetime that the vendor's package signs is verified", () => {
  const identifier = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(identifier, fc.integer({ min: 1, max: 2 ** 31 }), fc.string({ minLength: 1 }), (id, expire, key) => {
      const sig = parseUserSig(new Api(1400000000, key).genUserSig(id, expire));
      expect(sig).toMatchObject({ identifier: id, sdkAppId: 1400000000, expire });
      expect(isSignedWith(sig, key)).toBe(true);
      expect(isSignedWith(sig, `${key}x`)).toBe(false);
    }),
  );
});

test("the level of compression and the layout of the document are free", () => {
  const lines = "TLS.identifier:ann\nTLS.sdkappid:7\nTLS.time:1\nTLS.expire:2\n";
  const members = {
    "TLS.expire": 2,
    "TLS.identifier": "ann",
    "TLS.sdkappid": 7,
    "TLS.sig": createHmac("sha256", KEY).update(lines).digest("base64"),
    "TLS.time": 1,
    "TLS.ver": "2.0",
  };
  for (const level of [0, 1, 9]) {
    for (const document of [JSON.stringify(members), `${JSON.stringify(members, null, 2)}\n`]) {
      expect(isSignedWith(parseUserSig(text(deflateSync(document, { level }))), KEY)).toBe(true);
    }
  }
});

test.each([
  ["nothing", ""],
  ["no base64", "%%%"],
  ["base64 as it usually is", BY_NODE.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=")],
  ["without its padding", BY_NODE.replaceAll("_", "")],
  ["not compressed", text(Buffer.from("{}"))],
  ["no JSON", packed("TLS.ver")],
  ["no object", packed("null")],
  ["a list", packed("[]")],
  ["far too large", packed(" ".repeat(1_000_000))],
])("%s is no UserSig", (_what, sig) => {
  expect(parseUserSig(sig)).toBeUndefined();
});
