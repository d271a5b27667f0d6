import { runOf } from "../live/run";

const app = { IM_LIVE_VENDOR: "nexconn", IM_APP_KEY: "key", IM_APP_SECRET: "very-secret", IM_REGION: "us" };

test("without a vendor or credentials a run is skipped, with the reason", () => {
  expect(runOf({})).toEqual({ skipped: expect.stringContaining("IM_LIVE_VENDOR names no vendor") });
  expect(runOf({ IM_LIVE_VENDOR: "tencent", IM_ADMIN: "a" })).toEqual({
    skipped: "no credentials of tencent: IM_SDK_APP_ID, IM_SECRET_KEY not set",
  });
});

test("a run has the app's public id, a name and limits", () => {
  expect(runOf(app)).toMatchObject({ vendor: "nexconn", app: "key", maxCalls: 1500, maxObjects: 60, settings: {} });
  expect(runOf({ ...app, IM_LIVE_RUN: "mine", IM_LIVE_CALLS: "9000", IM_LIVE_OBJECTS: "90" })).toMatchObject({
    ...{ name: "mine", maxCalls: 9000, maxObjects: 90 },
  });
});

test.each([
  [{ IM_LIVE_VENDOR: "other" }, /none of commsease, nexconn, tencent/],
  [{ ...app, IM_REGION: "moon" }, /cannot be used: see IM_REGION/],
  [{ ...app, IM_ENDPOINT: "http://example.com" }, /see IM_ENDPOINT/],
  [{ ...app, IM_LIVE_RUN: "No Name" }, /IM_LIVE_RUN/],
  [{ ...app, IM_LIVE_CALLS: "0" }, /IM_LIVE_CALLS/],
])("what cannot be used is refused, without the secret", (env, words) => {
  expect(() => runOf(env)).toThrow(words);
  expect(() => runOf(env)).not.toThrow(/very-secret/);
});
