import { encode, isNotRegistered, judge } from "../../provider/commsease/client";
import { ImError, refusal } from "../../provider/errors";
import { pickDefined } from "../../provider/values/objects";

describe("form encoding", () => {
  test.each([
    ["text", "a b&c=d+é👍", "a b&c=d+é👍"],
    ["empty text", "", ""],
    ["line ends", "a\r\nb", "a\r\nb"],
    ["true", true, "true"],
    ["false", false, "false"],
    ["zero", 0, "0"],
    ["number", 604_800, "604800"],
    ["list", ["a", "b"], '["a","b"]'],
    ["empty list", [], "[]"],
    ["object", { mute: true }, '{"mute":true}'],
  ])("%s travels as text", (_, value, text) => {
    const form = new URLSearchParams(encode({ parameter: value }));
    expect([...form]).toEqual([["parameter", text]]);
  });

  test("what is undefined is left out", () => {
    expect(encode({ a: undefined, b: 1, c: undefined })).toBe("b=1");
  });

  test("a plus and a space stay apart", () => {
    expect(encode({ mobile: "+65 1" })).toBe("mobile=%2B65+1");
  });
});

describe("reading an answer", () => {
  test("code 200 in the body is done", () => {
    expect(judge(200, '{"code":200,"tid":"1"}')).toEqual({ outcome: "done", answer: { code: 200, tid: "1" } });
  });

  test.each([
    [414, "already register", "refused"],
    [414, "checksum", "refused"],
    [414, "CurTime is expired", "clock"],
    [416, "query too fast", "throttled"],
    [403, "forbidden", "refused"],
    [417, "", "refused"],
    [431, "", "refused"],
    [500, "", "failed"],
    [503, "busy", "failed"],
    [514, "", "failed"],
    [801, "", "refused"],
    [13002, "", "refused"],
  ])("code %d %j is %s", (code, desc, outcome) => {
    expect(judge(200, JSON.stringify({ code, desc }))).toEqual({ outcome, vendorCode: code, vendorText: desc });
  });

  test("the newer generation's msg counts as the vendor's words", () => {
    expect(judge(200, '{"code":403,"msg":"no"}')).toMatchObject({ vendorText: "no" });
  });

  test("a desc that is an object is no text", () => {
    expect(judge(200, '{"code":403,"desc":{"a":1}}')).toMatchObject({ vendorText: "" });
  });

  test("an HTTP error is a failure of the server, whatever its body says", () => {
    expect(judge(502, '{"code":200}')).toEqual({ outcome: "failed" });
  });

  test.each([
    ["no JSON", "<html>"],
    ["an empty body", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["no code", "{}"],
    ["a code that is text", '{"code":"200"}'],
  ])("%s is a failure of the server", (_, text) => {
    expect(judge(200, text)).toEqual({ outcome: "failed", vendorText: "an answer without a code" });
  });

  test("an id of 64 bits stays exact, as text", () => {
    const { answer } = judge(
      200,
      '{"code":200,"tid":9007199254740993,"more":[9223372036854775807,66,1.5,-9007199254740993]}',
    );
    expect(answer).toEqual({
      code: 200,
      tid: "9007199254740993",
      more: ["9223372036854775807", 66, 1.5, "-9007199254740993"],
    });
  });
});

test("only what is given becomes a parameter; empty and false are given", () => {
  expect(pickDefined({ a: "", b: false, c: undefined, d: 0, e: 1 }, ["a", "b", "c", "d"])).toEqual({
    a: "",
    b: false,
    d: 0,
  });
});

describe("errors of a refusal", () => {
  const refused = new ImError("IM_REFUSED", "text", { vendorCode: 414, vendorText: "bob not register" });

  test("give code and words", () => {
    expect(refusal(refused)).toMatchObject({ vendorCode: 414, vendorText: "bob not register" });
    expect(isNotRegistered(refused)).toBe(true);
  });

  test.each([
    ["a failure of another kind", new ImError("IM_UNAVAILABLE", "text", { vendorText: "bob not register" })],
    ["any other error", new Error("bob not register")],
    ["no error", "bob not register"],
  ])("%s is no refusal", (_, error) => {
    expect(refusal(error)).toBeUndefined();
    expect(isNotRegistered(error)).toBe(false);
  });
});
