import { z } from "zod";
import { consoleField, endpointField, limitsField } from "../connection/fields";
import type { Vendor } from "../connection/vendor";
import { described } from "../schema/fields";
import { defaultCallsPerSecond } from "./calls";
import { keyCodes, NexconnClient } from "./client";

const regions = {
  sg: ["https://api.sg-light-api.com", "https://api-b.sg-light-api.com"],
  us: ["https://api.us-light-api.com", "https://api-b.us-light-api.com"],
  sau: ["https://api.sau-light-api.com", "https://api-b.sau-light-api.com"],
} as const;

const endpoints = described(
  z.array(endpointField()).min(1).max(2),
  "a list of one or two https addresses, or http addresses of this machine (127.0.0.1, localhost, [::1])",
  "Give the primary host and the backup host; use https, secrets never travel in clear.",
);

const connection = z
  .strictObject({
    vendor: described(z.literal("nexconn"), '"nexconn"', "Say which cloud the app belongs to."),
    appKey: consoleField(128, "App Key"),
    appSecret: consoleField(256, "App Secret"),
    region: described(
      z.enum(["sg", "us", "sau"]),
      "sg (Singapore), us (North America) or sau (Saudi Arabia)",
      "Give the data centre that was chosen for the app; it has no default.",
    ).optional(),
    endpoints: endpoints.optional(),
    limits: limitsField().optional(),
  })
  .refine(({ region, endpoints }) => region !== undefined || endpoints !== undefined, { path: ["region"] })
  .describe("A Nexconn app.");

/** The vendor Nexconn (formerly RongCloud). */
export const vendor: Vendor<NexconnClient> = {
  name: "nexconn",
  connection,
  secrets: ["appSecret"],
  environment: {
    appKey: "IM_APP_KEY",
    appSecret: "IM_APP_SECRET",
    region: "IM_REGION",
    endpoints: "IM_ENDPOINT",
  },
  listsInEnvironment: ["endpoints"],
  appId: (settings) => connection.parse(settings).appKey,
  blamesConnection: ({ vendorCode }) => keyCodes.has(vendorCode),
  now: (client) => client.now(),
  noteMade: (client, id) => client.recent.note(id),
  noteGone: (client, id) => client.recent.forget(id),
  connect: (settings) => {
    const { appKey, appSecret, region = "sg", endpoints, limits } = connection.parse(settings);
    return new NexconnClient({
      appKey,
      appSecret,
      endpoints: (endpoints ?? regions[region]).map((endpoint) => endpoint.replace(/\/+$/, "")),
      callsPerSecond: limits?.callsPerSecond ?? defaultCallsPerSecond,
    });
  },
};
