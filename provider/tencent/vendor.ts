import { z } from "zod";
import { consoleField, endpointField, limitsField } from "../connection/fields";
import type { Vendor } from "../connection/vendor";
import { described, filledText } from "../schema/fields";
import { defaultCallsPerSecond } from "./calls";
import { keyCodes, TencentClient } from "./client";

/** Each region's own domain, and the one for where that is hijacked. */
const regions = {
  cn: ["https://console.tim.qq.com", "https://adminapi.my-imcloud.com"],
  sgp: ["https://adminapisgp.im.qcloud.com", "https://adminapisgp.my-imcloud.com"],
  kr: ["https://adminapikr.im.qcloud.com", "https://adminapikr.my-imcloud.com"],
  jp: ["https://adminapijpn.im.qcloud.com", "https://adminapijpn.my-imcloud.com"],
  ger: ["https://adminapiger.im.qcloud.com", "https://adminapiger.my-imcloud.com"],
  usa: ["https://adminapiusa.im.qcloud.com", "https://adminapiusa.my-imcloud.com"],
  idn: ["https://adminapiidn.im.qcloud.com", "https://adminapiidn.my-imcloud.com"],
} as const;

/** The environment has only texts. */
const digits = /^[1-9]\d{0,15}$/;

const connection = z
  .strictObject({
    vendor: described(z.literal("tencent"), '"tencent"', "Say which cloud the app belongs to."),
    sdkAppId: described(
      z.union([z.int().positive(), z.string().regex(digits)]),
      "the SDKAppID from the vendor's console, a number",
      "Copy it from the console.",
    ),
    secretKey: consoleField(256, "secret key"),
    admin: described(
      filledText(32),
      "the UserID of an admin of the app, at most 32 characters",
      "Name an admin account from the vendor's console, such as administrator.",
    ),
    region: described(
      z.enum(["cn", "sgp", "kr", "jp", "ger", "usa", "idn"]),
      "cn (China, the default), sgp (Singapore), kr (Seoul), jp (Tokyo), ger (Frankfurt), usa (Silicon Valley) or idn (Jakarta)",
      "Give the app's data centre.",
    ).optional(),
    endpoint: endpointField().optional(),
    limits: limitsField().optional(),
  })
  .describe("A Tencent IM app.");

/** The vendor Tencent IM. */
export const vendor: Vendor<TencentClient> = {
  name: "tencent",
  connection,
  secrets: ["secretKey"],
  environment: {
    sdkAppId: "IM_SDK_APP_ID",
    secretKey: "IM_SECRET_KEY",
    admin: "IM_ADMIN",
    region: "IM_REGION",
    endpoint: "IM_ENDPOINT",
  },
  appId: (settings) => String(connection.parse(settings).sdkAppId),
  blamesConnection: ({ vendorCode }) => keyCodes.has(vendorCode),
  now: (client) => client.now(),
  noteMade: (client, id) => client.recent.note(id),
  noteGone: (client, id) => client.recent.forget(id),
  connect: (settings) => {
    const { sdkAppId, secretKey, admin, region = "cn", endpoint, limits } = connection.parse(settings);
    return new TencentClient({
      sdkAppId: Number(sdkAppId),
      secretKey,
      admin,
      endpoints: endpoint === undefined ? regions[region] : [endpoint.replace(/\/+$/, "")],
      callsPerSecond: limits?.callsPerSecond ?? defaultCallsPerSecond,
    });
  },
};
