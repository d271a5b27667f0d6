import { z } from "zod";
import { isSafeEndpoint, type Vendor } from "../connection";
import { filledText, group, integer } from "../fields";
import { defaultCallsPerSecond } from "./calls";
import { CommsEaseClient } from "./client";

const regions = {
  cn: "https://api.yunxinapi.com/nimserver",
  sg: "https://api-sg.yunxinapi.com/nimserver",
} as const;

const limits = group(
  z.strictObject({ callsPerSecond: integer(1, 10_000).optional() }),
  "an object with callsPerSecond",
  "Give the calls per second that the vendor grants this app.",
);

const connection = z
  .strictObject({
    vendor: group(z.literal("commsease"), '"commsease"', "Say which cloud the app belongs to."),
    appKey: group(filledText(128), "the App Key from the vendor's console", "Copy it from the console."),
    appSecret: group(filledText(256), "the App Secret from the vendor's console", "Copy it from the console."),
    region: group(
      z.enum(["cn", "sg"]),
      "cn (China, the default) or sg (Singapore)",
      "Give the app's data centre.",
    ).optional(),
    endpoint: group(
      z.string().refine(isSafeEndpoint),
      "an https address, or an http address of this machine (127.0.0.1, localhost, [::1])",
      "Use https; secrets never travel in clear.",
    ).optional(),
    limits: limits.optional(),
  })
  .describe("A CommsEase app.");

/** The vendor CommsEase (NetEase Yunxin). */
export const vendor: Vendor<CommsEaseClient> = {
  name: "commsease",
  connection,
  secrets: ["appSecret"],
  environment: {
    appKey: "IM_APP_KEY",
    appSecret: "IM_APP_SECRET",
    region: "IM_REGION",
    endpoint: "IM_ENDPOINT",
  },
  appId: (settings) => connection.parse(settings).appKey,
  connect: (settings) => {
    const { appKey, appSecret, region, endpoint, limits } = connection.parse(settings);
    return new CommsEaseClient({
      appKey,
      appSecret,
      endpoint: endpoint ?? regions[region ?? "cn"],
      callsPerSecond: limits?.callsPerSecond ?? defaultCallsPerSecond,
    });
  },
};
