import { z } from "zod";
import { consoleField, endpointField, limitsField } from "../connection/fields";
import type { Vendor } from "../connection/vendor";
import { described } from "../schema/fields";
import { defaultCallsPerSecond } from "./calls";
import { blamesConnection, CommsEaseClient } from "./client";

const regions = {
  cn: "https://api.yunxinapi.com/nimserver",
  sg: "https://api-sg.yunxinapi.com/nimserver",
} as const;

const connection = z
  .strictObject({
    vendor: described(z.literal("commsease"), '"commsease"', "Say which cloud the app belongs to."),
    appKey: consoleField(128, "App Key"),
    appSecret: consoleField(256, "App Secret"),
    region: described(
      z.enum(["cn", "sg"]),
      "cn (China, the default) or sg (Singapore)",
      "Give the app's data centre.",
    ).optional(),
    endpoint: endpointField().optional(),
    limits: limitsField().optional(),
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
  blamesConnection,
  now: (client) => client.now(),
  noteMade: (client, id) => client.recent.note(id),
  noteGone: (client, id) => client.recent.forget(id),
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
