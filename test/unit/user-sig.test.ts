import { inflateSync } from "node:zlib";
// By its file: its package.json names its entry twice, which the resolver here refuses.
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import { userSig } from "../../provider/tencent/user-sig";

/** The public sample of the vendor's own repository. */
const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const claims = { sdkAppId: 1400000000, identifier: "administrator", time: 1700000000, expire: 86400 };

function opened(sig: string): Record<string, unknown> {
  const inUrl: Record<string, string> = { "*": "+", "-": "/", _: "=" };
  const text = sig.replace(/[*\-_]/g, (sign) => inUrl[sign] ?? sign);
  return JSON.parse(inflateSync(Buffer.from(text, "base64")).toString());
}

test("says and signs what the vendor's own libraries do", () => {
  expect(opened(userSig(secretKey, claims))).toEqual({
    "TLS.ver": "2.0",
    "TLS.identifier": "administrator",
    "TLS.sdkappid": 1400000000,
    "TLS.time": 1700000000,
    "TLS.expire": 86400,
    "TLS.sig": "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=",
  });
});

test.each([
  ["the account", { identifier: "other" }],
  ["the app", { sdkAppId: 1400000001 }],
  ["the time", { time: 1700000001 }],
  ["the lifetime", { expire: 86401 }],
])("signs %s", (_, change) => {
  const signatureOf = (changed: object) => opened(userSig(secretKey, { ...claims, ...changed }))["TLS.sig"];
  expect(signatureOf(change)).not.toBe(signatureOf({}));
});

test("has no letter that a URL would have to escape", () => {
  for (let time = 0; time < 200; time++) {
    const sig = userSig(secretKey, { ...claims, time });
    expect(sig).toMatch(/^[A-Za-z0-9*_-]+$/);
  }
});

describe("the vendor's own library", () => {
  const library = new Api(claims.sdkAppId, secretKey);

  test("signs the same of what we say", () => {
    const ours = opened(userSig(secretKey, claims));
    expect(ours["TLS.sig"]).toBe(library._hmacsha256(claims.identifier, claims.time, claims.expire, null));
  });

  test("says the same as we do, at the same time", () => {
    jest.spyOn(Date, "now").mockReturnValue(claims.time * 1000);
    const theirs = opened(library.genUserSig(claims.identifier, claims.expire));
    expect(theirs).toEqual(opened(userSig(secretKey, claims)));
  });
});
