import { inflateSync } from "node:zlib";
import type { Answer } from "../../emulator/probe/answer";
import type { Params } from "../../emulator/probe/experiment";
import { charges, overRateMs, reads, request } from "../../emulator/probe/tencent/client";
import { kinds } from "../../emulator/probe/tencent/kinds";
import type { Options, TencentLab } from "../../emulator/probe/tencent/types";

/** The public sample of the vendor's own repository. */
const secret = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const known = {
  app: { id: "1400000000", secret, admin: "administrator" },
  now: 1_700_000_000_999,
  found: () => undefined,
};

function query(options?: Options): URLSearchParams {
  const { path } = request({ call: "profile/portrait_get", params: {}, options }, known);
  return new URL(path, "https://example.com").searchParams;
}

function opened(query: URLSearchParams): unknown {
  const inUrl: Record<string, string> = { "*": "+", "-": "/", _: "=" };
  const text = String(query.get("usersig")).replace(/[*\-_]/g, (sign) => inUrl[sign] ?? sign);
  return JSON.parse(inflateSync(Buffer.from(text, "base64")).toString());
}

test("signs as the vendor's own libraries do", () => {
  expect(opened(query())).toEqual({
    "TLS.ver": "2.0",
    "TLS.identifier": "administrator",
    "TLS.sdkappid": 1400000000,
    "TLS.time": 1700000000,
    "TLS.expire": 86400,
    "TLS.sig": "yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=",
  });
});

test("another app or account stands in the query as in the signature", () => {
  const asked = query({ sdkAppId: "1", signer: { identifier: "ann" } });
  expect([asked.get("sdkappid"), asked.get("identifier")]).toEqual(["1", "ann"]);
  expect(opened(asked)).toMatchObject({ "TLS.identifier": "ann", "TLS.sdkappid": 1 });
});

test.each([
  ["group_open_http_svc/get_group_info", true],
  ["openconfigsvr/getnospeaking", true],
  ["im_open_login_svc/account_check", true],
  ["profile/portrait_get", true],
  ["profile/portrait_set", false],
  ["im_open_login_svc/account_import", false],
  ["group_open_http_svc/create_group", false],
])("whether %s only reads is %p", (call, expected) => expect(reads(call)).toBe(expected));

function answered(call: string, code: number, body?: unknown): Answer {
  return { call, status: 200, code, ok: code === 0, headers: new Headers(), body };
}

test.each([
  ["group_open_http_svc/create_group", 60007, 1500],
  ["group_open_http_svc/create_group", 60018, 1500],
  ["group_open_http_svc/get_appid_group_list", 10006, 1500],
  // As many new groups as the app may have in a day: it does not pass.
  ["group_open_http_svc/create_group", 10006, undefined],
  ["group_open_http_svc/set_group_attr", 10049, 1500],
  ["group_open_http_svc/create_group", 0, undefined],
])("%s answered %i is waited for: %p", (call, code, ms) => expect(overRateMs(answered(call, code))).toBe(ms));

test.each([
  ["group_open_http_svc/create_group", 200],
  ["group_open_http_svc/get_appid_group_list", 1],
  ["im_open_login_svc/account_check", 100],
  // Of which the pages say 100 and 200.
  ["profile/portrait_get", 100],
])("%s may be called %i times in a second", (call, budget) =>
  expect(charges({ call, params: {}, options: undefined })).toEqual([{ bucket: call, budget }]),
);

test("writes of attributes count for their group, whatever the call", () => {
  const buckets = ["set", "modify", "delete", "clear"].map((what) =>
    charges({ call: `group_open_http_svc/${what}_group_attr`, params: { GroupId: "one" }, options: undefined }).at(-1),
  );
  expect(new Set(buckets.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ bucket: "attributes of one", budget: 5 })]),
  );
});

/** A lab that is answered in turn, and notes what it asked. */
function labOf(...answers: readonly Answer[]) {
  const asked: Params[] = [];
  const call = async (_call: string, params: Params) => {
    asked.push(params);
    return answers[asked.length - 1] ?? answered("none", 1);
  };
  return { asked, lab: { call } as TencentLab };
}

test("all pages of the list of groups are looked through", async () => {
  const page = (GroupId: string, Next: number) =>
    answered("group_open_http_svc/get_appid_group_list", 0, { GroupIdList: [{ GroupId }], Next });
  const { asked, lab } = labOf(page("one", 4_294_967_297), page("two", 0));
  expect(await kinds.group?.listing?.list(lab)).toEqual(["one", "two"]);
  expect(asked.map(({ Next }) => Next)).toEqual([0, 4_294_967_297]);
});

test.each([
  ["deleted", 0, { ok: true }],
  ["unknown", 70107, { ok: false, code: 70107 }],
  ["refused", 70114, { ok: false, code: 70114 }],
])("an account is %s by the code beside it, and not by that of the call", async (_what, ResultCode, expected) => {
  const { lab } = labOf(answered("im_open_login_svc/account_delete", 0, { ResultItem: [{ ResultCode }] }));
  expect(await kinds.account?.removal?.remove("one", lab)).toMatchObject(expected);
});
